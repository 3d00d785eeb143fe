#include "capture/litter.h"

#include "capture/letters.h"
#include "capture/phrases.h"
#include "capture/sections.h"
#include "capture/teasers.h"
#include "capture/wire.h"

#include "base/buf.h"

/* What says whose a picture is is not longer. */
enum { MAX_CREDIT_WORDS = 25 };

/* Letters and digits, ASCII folded: what two spellings of one title share. */
static struct str bare_of(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len);
    for (size_t i = 0; i < text.len; i++) {
        if (char_is_alpha(text.ptr[i]) || char_is_digit(text.ptr[i]) || text.ptr[i] < 0)
            buf_add_char(&out, char_lower(text.ptr[i]));
    }
    return buf_text(&out);
}

/* The title again, or most of it: what stands beside it in a title is the site's or the rubric's
 * name. */
static bool is_title(struct arena *arena, struct str text, struct str title)
{
    if (text.len > 300 || title.len == 0)
        return false;
    struct str a = bare_of(arena, text);
    struct str b = bare_of(arena, title);
    bool is_inside =
        str_contains(a, b) ? b.len * 4 >= a.len * 3 : str_contains(b, a) && a.len * 2 >= b.len;
    return a.len > 0 && is_inside;
}

static bool is_in_figure(const struct node *node)
{
    while (node && !tree_is_element(node, HTML_TAG_FIGURE))
        node = node->parent;
    return node != NULL;
}

/* What a server said to its keeper: "Warning: ... in /srv/a.php on line 12". */
static bool is_complaint(struct str text)
{
    static const struct str opens[] = {
        STR_INIT("Warning: "),     STR_INIT("Notice: "),           STR_INIT("Deprecated: "),
        STR_INIT("Fatal error: "), STR_INIT("Strict Standards: "), STR_INIT("Parse error: "),
    };
    for (size_t i = 0; i < N_OF(opens); i++) {
        if (str_starts_with(text, opens[i]))
            return str_contains(text, STR(" on line "));
    }
    return false;
}

/* "See also: ..." and hardly more than links behind it. */
static bool is_see_also(const struct node *node, struct str text)
{
    return node->n_link_characters * 5 > node->n_characters * 3 && sections_opens(text);
}

/* A short block that says what pages say, or that repeats the title. */
static bool is_litter(struct arena *arena, struct node *node, struct str title)
{
    if (!tree_is_block(node) || node->n_characters > 300 || tree_has_block(node) ||
        tree_has_picture(node))
        return false;
    struct str text = tree_text(arena, node);
    if (text.len == 0)
        return false;
    if (tree_is_heading(node) && is_title(arena, text, title))
        return true;
    if (tree_is_element(node, HTML_TAG_TD) || tree_is_element(node, HTML_TAG_TH))
        return false;
    switch (furniture_of(text)) {
    case FURNITURE_LINE:
    case FURNITURE_BOX:
    case FURNITURE_STOP:
        return true;
    case FURNITURE_COUNTER:
        return letters_words(text) > 1 && !tree_is_heading(node);
    case FURNITURE_CREDIT:
        return letters_words(text) <= MAX_CREDIT_WORDS && !is_in_figure(node);
    case FURNITURE_WEAK_STOP:
    case FURNITURE_NONE:
        break;
    }
    return is_complaint(text) || is_see_also(node, text) ||
           (node->n_link_characters > 0 && phrases_ask_readers(text));
}

/* A line that is all link. */
static bool is_all_link(const struct node *node)
{
    return node->n_characters > 0 && node->n_link_characters * 10 >= node->n_characters * 9;
}

static const struct node *neighbour(const struct node *node, bool is_before)
{
    do
        node = is_before ? node->previous : node->next;
    while (node && node->n_characters == 0);
    return node;
}

/* A paragraph that only sends the reader elsewhere. Several in a row are a list that is meant;
 * an address that is written out is the text. */
static bool is_lone_link(struct arena *arena, struct node *node)
{
    if (!(tree_is_element(node, HTML_TAG_P) || tree_is_element(node, HTML_TAG_DIV)) ||
        node->n_characters > 200 || !is_all_link(node))
        return false;
    const struct node *before = neighbour(node, true);
    const struct node *after = neighbour(node, false);
    if ((before && is_all_link(before)) || (after && is_all_link(after)))
        return false;
    struct str text = tree_text(arena, node);
    return !str_contains(text, STR("://")) && !str_contains(text, STR("@"));
}

/* The last block with text that has no block inside. */
static struct node *last_leaf(struct node *body)
{
    struct node *last = body->last;
    while (last) {
        if (last->n_characters == 0 || last->is_text) {
            while (last != body && !last->previous)
                last = last->parent;
            if (last == body)
                return NULL;
            last = last->previous;
        } else if (last->last && tree_has_block(last)) {
            last = last->last;
        } else {
            return tree_is_block(last) ? last : NULL;
        }
    }
    return NULL;
}

/* What stands behind the last sentence: a heading of what was cut, a way to go on. */
static bool is_tail(struct arena *arena, struct node *leaf)
{
    struct str credit = {0};
    if (tree_has_picture(leaf) || leaf->n_characters > 200)
        return false;
    if (tree_is_heading(leaf))
        return true;
    if (!tree_is_element(leaf, HTML_TAG_P) && !tree_is_element(leaf, HTML_TAG_DIV))
        return false;
    struct str text = tree_text(arena, leaf);
    if (letters_ends_sentence(text) || wire_credit_is(text, &credit))
        return false;
    return leaf->n_link_characters * 2 > leaf->n_characters;
}

static void cut_tail(struct arena *arena, struct node *body)
{
    size_t least = body->n_characters - body->n_characters / 4;
    struct node *leaf = last_leaf(body);
    while (leaf && is_tail(arena, leaf) && body->n_characters - leaf->n_characters > least) {
        tree_drop(leaf);
        tree_measure(body);
        leaf = last_leaf(body);
    }
}

static bool is_empty(struct node *node)
{
    return tree_is_block(node) && node->n_characters == 0 && !tree_has_picture(node) &&
           !tree_is_element(node, HTML_TAG_HR) && !tree_is_element(node, HTML_TAG_TD) &&
           !tree_is_element(node, HTML_TAG_TH);
}

static bool is_prose(struct arena *arena, struct node *node)
{
    return node->n_characters >= 100 && node->n_link_characters * 3 < node->n_characters &&
           (tree_has_block(node) || letters_ends_sentence(tree_text(arena, node)));
}

/* Takes the heading of a box out, and what it is over: up to prose or to another heading. */
static struct node *cut_box(struct arena *arena, struct node *heading, struct node *body)
{
    struct node *top = heading;
    while (top->parent != body && top->parent->n_characters == heading->n_characters)
        top = top->parent;
    struct node *next = tree_next_after(top, body);
    struct node *sibling = top->next;
    tree_drop(top);
    while (sibling && !tree_is_heading(sibling) && !is_prose(arena, sibling)) {
        struct node *behind = sibling->next;
        next = tree_next_after(sibling, body);
        tree_drop(sibling);
        sibling = behind;
    }
    return next;
}

/* Takes a heading such as "Read more" out with the links below it. */
static struct node *cut_links(struct node *heading, struct node *body)
{
    struct node *next = tree_next_after(heading, body);
    struct node *sibling = heading->next;
    tree_drop(heading);
    while (sibling && (sibling->n_characters == 0 || is_all_link(sibling))) {
        struct node *behind = sibling->next;
        next = tree_next_after(sibling, body);
        tree_drop(sibling);
        sibling = behind;
    }
    return next;
}

static enum furniture furniture_of_leaf(struct arena *arena, struct node *node)
{
    if (!tree_is_block(node) || node->n_characters == 0 || node->n_characters > 60 ||
        tree_has_block(node) || tree_is_element(node, HTML_TAG_TD) ||
        tree_is_element(node, HTML_TAG_TH) || tree_is_element(node, HTML_TAG_LI))
        return FURNITURE_NONE;
    return furniture_of(tree_text(arena, node));
}

/* A list under a heading of its own, with prose behind it, is a section of the article. */
static bool is_section(struct arena *arena, struct node *list)
{
    const struct node *before = neighbour(list, true);
    if (!tree_is_element(list, HTML_TAG_UL) || !before || !tree_is_heading(before) ||
        before->n_link_characters > 0)
        return false;
    for (struct node *node = list->next; node; node = node->next) {
        if (tree_is_element(node, HTML_TAG_P) && is_prose(arena, node))
            return true;
    }
    return false;
}

static bool is_cut_whole(struct arena *arena, struct node *node, struct str title)
{
    return (teasers_is_link_box(node) && !is_section(arena, node)) || teasers_are(arena, node) ||
           is_empty(node) || is_lone_link(arena, node) || is_litter(arena, node, title);
}

void litter_cut(struct arena *arena, struct node *body, struct str title)
{
    tree_measure(body);
    struct node *node = body->first;
    while (node) {
        struct node *next = tree_next(node, body);
        if (node->is_text) {
            node = next;
            continue;
        }
        enum furniture furniture = furniture_of_leaf(arena, node);
        if (furniture == FURNITURE_BOX) {
            next = cut_box(arena, node, body);
        } else if (furniture == FURNITURE_LINE && tree_is_heading(node)) {
            next = cut_links(node, body);
        } else if (is_cut_whole(arena, node, title)) {
            next = tree_next_after(node, body);
            tree_drop(node);
        }
        node = next;
    }
    tree_measure(body);
    sections_cut(arena, body);
    tree_measure(body);
    cut_tail(arena, body);
}
