#include "capture/litter.h"

#include "capture/letters.h"
#include "capture/phrases.h"
#include "capture/sections.h"
#include "capture/wire.h"

#include "base/buf.h"

/* An announcement of another page is not longer. */
enum { MAX_TEASER = 600 };

static bool holds_picture(struct node *node)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (tree_is_element(inner, HTML_TAG_IMG) || tree_is_element(inner, HTML_TAG_VIDEO))
            return true;
    }
    return false;
}

/* A table with several rows of several cells is data, however many links it holds. */
static bool is_data_table(struct node *node)
{
    size_t n_rows = 0;
    size_t n_cells = 0;
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        n_rows += tree_is_element(inner, HTML_TAG_TR);
        n_cells += tree_is_element(inner, HTML_TAG_TD) || tree_is_element(inner, HTML_TAG_TH);
    }
    return n_rows >= 3 && n_cells >= 2 * n_rows;
}

/* Lists and boxes made of links: more of the same site, tags, tools. */
static bool is_link_box(struct node *node)
{
    if (node->n_characters == 0 || node->n_link_characters * 2 < node->n_characters)
        return false;
    switch ((int)node->tag) {
    case HTML_TAG_UL:
    case HTML_TAG_OL:
    case HTML_TAG_DIV:
    case HTML_TAG_SECTION:
    case HTML_TAG_HEADER:
        return !holds_picture(node) || node->n_link_characters * 10 > node->n_characters * 9;
    case HTML_TAG_TABLE:
        return !is_data_table(node);
    default:
        return false;
    }
}

/* Whether an item announces another page: a linked heading, or a linked picture and a link. */
static bool is_teaser(struct node *item)
{
    bool has_heading = false;
    bool has_picture = false;
    size_t n_link = 0;
    if (item->n_characters > MAX_TEASER)
        return false;
    for (struct node *node = item; node; node = tree_next(node, item)) {
        has_heading = has_heading || (!node->is_text && node->tag >= HTML_TAG_H2 &&
                                      node->tag <= HTML_TAG_H6 && node->n_link_characters > 0);
        has_picture = has_picture || (tree_is_element(node, HTML_TAG_IMG) &&
                                      tree_is_element(node->parent, HTML_TAG_A));
        if (tree_is_element(node, HTML_TAG_A) && node->n_characters > n_link)
            n_link = node->n_characters;
    }
    return n_link >= 15 && (has_heading || has_picture);
}

/* A list in which nearly every item is a teaser. */
static bool is_teaser_list(struct node *node)
{
    size_t n_items = 0;
    size_t n_teasers = 0;
    if (!tree_is_element(node, HTML_TAG_UL) && !tree_is_element(node, HTML_TAG_OL))
        return false;
    for (struct node *item = node->first; item; item = item->next) {
        n_items += tree_is_element(item, HTML_TAG_LI);
        n_teasers += tree_is_element(item, HTML_TAG_LI) && is_teaser(item);
    }
    return n_teasers >= 3 && n_teasers * 5 >= n_items * 4;
}

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

/* A short block that says what pages say, or that repeats the title. */
static bool is_litter(struct arena *arena, struct node *node, struct str title)
{
    if (!tree_is_block(node) || node->n_characters > 300 || tree_has_block(node) ||
        holds_picture(node))
        return false;
    struct str text = tree_text(arena, node);
    if (text.len == 0)
        return false;
    if (tree_is_heading(node) && is_title(arena, text, title))
        return true;
    bool is_cell = tree_is_element(node, HTML_TAG_TD) || tree_is_element(node, HTML_TAG_TH);
    enum furniture furniture = is_cell ? FURNITURE_NONE : furniture_of(text);
    if (furniture == FURNITURE_COUNTER)
        return letters_words(text) > 1 && !tree_is_heading(node);
    return furniture != FURNITURE_NONE && furniture != FURNITURE_WEAK_STOP;
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
    if (holds_picture(leaf) || leaf->n_characters > 200)
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
    return tree_is_block(node) && node->n_characters == 0 && !holds_picture(node) &&
           !tree_is_element(node, HTML_TAG_HR) && !tree_is_element(node, HTML_TAG_TD) &&
           !tree_is_element(node, HTML_TAG_TH);
}

/* A link around whole blocks with a heading in them. */
static bool is_block_link(struct node *node)
{
    if (!tree_is_element(node, HTML_TAG_A) || node->n_characters > MAX_TEASER ||
        !tree_has_block(node))
        return false;
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (tree_is_heading(inner) || tree_is_named(inner, VOCABULARY_TEASER))
            return true;
    }
    return false;
}

static bool is_named_teaser(struct node *node)
{
    return tree_is_block(node) && tree_is_named(node, VOCABULARY_TEASER) &&
           node->n_characters <= MAX_TEASER && node->n_link_characters >= 15;
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
    return (is_link_box(node) && !is_section(arena, node)) || is_teaser_list(node) ||
           is_empty(node) || is_block_link(node) || is_named_teaser(node) ||
           is_lone_link(arena, node) || is_litter(arena, node, title);
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
        if (furniture_of_leaf(arena, node) == FURNITURE_BOX) {
            next = cut_box(arena, node, body);
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
