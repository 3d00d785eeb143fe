#include "capture/lead.h"

#include "capture/letters.h"

/* A lead is a sentence or a few, not a second article; a dek is one line. What is
 * not named as either must be long to be one. */
enum {
    MIN_NAMED = 30,
    MIN_UNNAMED = 70,
    MAX_HEADING = 220,
    MAX_DEK = 300,
    MAX_LEAD = 1200,
    MAX_TOTAL = 2000
};

static bool is_title(struct arena *arena, struct node *node, struct str title)
{
    if (!tree_is_heading(node) || node->n_characters == 0)
        return false;
    if (node->tag == HTML_TAG_H1)
        return true;
    return title.len > 0 && str_eq_folded(tree_text(arena, node), title);
}

static bool is_inside(const struct node *node, const struct node *top)
{
    while (node && node != top)
        node = node->parent;
    return node != NULL;
}

/* The last title in front of the body; NULL without one. */
static struct node *
find_heading(struct arena *arena, struct node *root, struct node *body, struct str title)
{
    struct node *heading = NULL;
    for (struct node *node = root; node && node != body; node = tree_next(node, root)) {
        if (is_title(arena, node, title))
            heading = node;
    }
    return heading;
}

static struct node *find_heading_inside(struct arena *arena, struct node *body, struct str title)
{
    for (struct node *node = body; node; node = tree_next(node, body)) {
        if (is_title(arena, node, title))
            return node;
    }
    return NULL;
}

/* An element in front of the body that is named the same: the text begins there. */
static struct node *find_twin(struct node *root, struct node *body)
{
    struct str class = tree_attribute(body, "class");
    for (struct node *node = root; class.len > 0 && node && node != body;
         node = tree_next(node, root)) {
        if (tree_is_element(node, body->tag) && str_eq(tree_attribute(node, "class"), class))
            return is_inside(body, node) ? NULL : node;
    }
    return NULL;
}

/* The title may have the site's name behind the heading's words, but is mostly these. */
static bool opens_title(struct arena *arena, struct node *heading, struct str title)
{
    struct str text = heading ? tree_text(arena, heading) : (struct str){0};
    return text.len * 2 > title.len && str_starts_with_folded(title, text);
}

/* Whether the block, or a box that is all its own, is named so. */
static bool is_named(const struct node *node, enum vocabulary kind)
{
    for (const struct node *above = node; above && above->n_characters == node->n_characters;
         above = above->parent) {
        if (tree_is_named(above, kind))
            return true;
    }
    return false;
}

static bool is_caption(const struct node *node)
{
    for (int i = 0; i < 3 && node; i++, node = node->parent) {
        if (tree_is_element(node, HTML_TAG_FIGURE) || tree_is_element(node, HTML_TAG_FIGCAPTION) ||
            tree_is_element(node, HTML_TAG_LI) || tree_is_named(node, VOCABULARY_CAPTION))
            return true;
    }
    return false;
}

enum part { PART_NONE, PART_DEK, PART_LEAD };

static enum part part_of(struct arena *arena, struct node *node)
{
    size_t n = node->n_characters;
    if (!tree_is_block(node) || tree_has_block(node) || n < MIN_NAMED || n > MAX_LEAD ||
        node->n_link_characters * 3 > n || is_caption(node) || tree_find(node, HTML_TAG_TIME))
        return PART_NONE;
    if ((tree_is_heading(node) && n <= MAX_HEADING) ||
        (is_named(node, VOCABULARY_DEK) && n <= MAX_DEK))
        return PART_DEK;
    if (is_named(node, VOCABULARY_LEAD))
        return PART_LEAD;
    bool is_prose = n >= MIN_UNNAMED && letters_ends_sentence(tree_text(arena, node));
    return is_prose ? PART_LEAD : PART_NONE;
}

/* A page may show the same lead again as the text's first paragraph. */
static bool is_repeated(struct arena *arena, struct node *body, struct str text)
{
    int n = 0;
    for (struct node *node = body; node && n < 12; node = tree_next(node, body)) {
        if (!tree_is_block(node) || tree_has_block(node) || node->n_characters == 0)
            continue;
        if (str_starts_with_folded(tree_text(arena, node), text))
            return true;
        n++;
    }
    return false;
}

/* Into the body, in front of `before`, as a paragraph. */
static void
move_lead(struct arena *arena, struct node *lead, struct node *body, struct node *before)
{
    struct node *paragraph = tree_insert(arena, body, before, HTML_TAG_P);
    while (lead->first)
        tree_move(lead->first, paragraph);
}

/* The first lead that is named so is the standfirst, unless the page told another. */
static bool is_standfirst(const struct node *node, struct str text, const struct finding *finding)
{
    return is_named(node, VOCABULARY_LEAD) &&
           (finding->standfirst.len == 0 || str_eq(finding->standfirst, text));
}

/* Takes dek and lead that are named so off the front of the body, behind its heading. */
static void
take_inside(struct arena *arena, struct node *heading, struct node *body, struct finding *finding)
{
    struct node *node = heading ? tree_next_after(heading, body) : body;
    while (node && finding->standfirst.len == 0) {
        if (!tree_is_block(node) || tree_has_block(node) || node->n_characters == 0) {
            node = tree_next(node, body);
            continue;
        }
        enum part part = part_of(arena, node);
        bool is_named_so = is_named(node, VOCABULARY_DEK) ||
                           (part == PART_LEAD && is_named(node, VOCABULARY_LEAD));
        if (part == PART_NONE || !is_named_so || node == body)
            return;
        finding->standfirst = tree_text(arena, node);
        if (part == PART_LEAD)
            finding->opening = finding->standfirst;
        tree_drop(node);
    }
}

/* Takes what stands from `node` (NULL: nothing) on up to the body. */
static void
join_outside(struct arena *arena, struct node *node, struct node *body, struct finding *finding)
{
    struct node *before = body->first;
    size_t n_total = 0;
    while (node && !is_inside(node, body)) {
        struct node *next = tree_next(node, NULL);
        enum part part = part_of(arena, node);
        struct str text = part == PART_NONE ? (struct str){0} : tree_text(arena, node);
        if (part == PART_DEK && finding->standfirst.len == 0)
            finding->standfirst = text;
        if (part == PART_LEAD && n_total < MAX_TOTAL && !is_repeated(arena, body, text)) {
            next = tree_next_after(node, NULL);
            n_total += node->n_characters;
            if (is_standfirst(node, text, finding))
                finding->opening = finding->standfirst = text;
            else
                move_lead(arena, node, body, before);
            tree_drop(node);
        }
        node = next;
    }
}

void lead_join(struct arena *arena, struct node *root, struct node *body, struct finding *finding)
{
    struct str title = finding->title;
    struct node *outside = find_heading(arena, root, body, title);
    struct node *inside = find_heading_inside(arena, body, title);
    /* A subheading may be an h1, and so may the site's name. */
    if (outside &&
        (!inside || (opens_title(arena, outside, title) && !opens_title(arena, inside, title)))) {
        join_outside(arena, tree_next_after(outside, NULL), body, finding);
        return;
    }
    if (!inside)
        join_outside(arena, find_twin(root, body), body, finding);
    take_inside(arena, inside, body, finding);
}

void lead_cut_standfirst(struct arena *arena, struct node *body, struct finding *finding)
{
    struct str standfirst = finding->standfirst;
    for (struct node *node = body->first; standfirst.len > 0 && node;
         node = tree_next(node, body)) {
        if (!tree_is_block(node) || tree_has_block(node) ||
            !str_eq(tree_text(arena, node), standfirst))
            continue;
        if (!is_named(node, VOCABULARY_DEK))
            finding->opening = standfirst;
        tree_drop(node);
        return;
    }
}
