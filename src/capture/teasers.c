#include "capture/teasers.h"

/* An announcement of another page is not longer. */
enum { MAX_TEASER = 600 };

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
bool teasers_is_link_box(struct node *node)
{
    if (node->n_characters == 0 || node->n_link_characters * 2 < node->n_characters)
        return false;
    switch ((int)node->tag) {
    case HTML_TAG_UL:
    case HTML_TAG_OL:
    case HTML_TAG_DIV:
    case HTML_TAG_SECTION:
    case HTML_TAG_HEADER:
        return !tree_has_picture(node) || node->n_link_characters * 10 > node->n_characters * 9;
    case HTML_TAG_TABLE:
        return !is_data_table(node);
    default:
        return false;
    }
}

/* A link first, and behind it the beginning of what it leads to: "Ferry strike ends. The crews of…"
 */
static bool is_cut_off(struct arena *arena, struct node *item)
{
    struct node *node = item;
    while (node && !(node->is_text && node->n_characters > 0))
        node = tree_next(node, item);
    struct str text = tree_text(arena, item);
    return node && node->n_link_characters >= 15 && node->n_characters < item->n_characters &&
           (str_ends_with(text, STR("...")) || str_ends_with(text, STR("…")));
}

/* Whether an item announces another page: a linked heading, a link and a linked picture that
 * lead to the same page, or a link with the beginning of a text. */
static bool is_teaser(struct arena *arena, struct node *item)
{
    bool has_heading = false;
    struct str of_picture = {0};
    const struct node *longest = NULL;
    if (item->n_characters > MAX_TEASER)
        return false;
    for (struct node *node = item; node; node = tree_next(node, item)) {
        has_heading = has_heading || (!node->is_text && node->tag >= HTML_TAG_H2 &&
                                      node->tag <= HTML_TAG_H6 && node->n_link_characters > 0);
        if (tree_is_element(node, HTML_TAG_IMG) && tree_is_element(node->parent, HTML_TAG_A))
            of_picture = tree_attribute(node->parent, "href");
        if (tree_is_element(node, HTML_TAG_A) &&
            (!longest || node->n_characters > longest->n_characters))
            longest = node;
    }
    if (!longest || longest->n_characters < 15)
        return false;
    return has_heading || is_cut_off(arena, item) ||
           (of_picture.len > 0 && str_eq(of_picture, tree_attribute(longest, "href")));
}

/* A list in which nearly every item is a teaser. */
static bool is_teaser_list(struct arena *arena, struct node *node)
{
    size_t n_items = 0;
    size_t n_teasers = 0;
    if (!tree_is_element(node, HTML_TAG_UL) && !tree_is_element(node, HTML_TAG_OL))
        return false;
    for (struct node *item = node->first; item; item = item->next) {
        n_items += tree_is_element(item, HTML_TAG_LI);
        n_teasers += tree_is_element(item, HTML_TAG_LI) && is_teaser(arena, item);
    }
    return n_teasers >= 3 && n_teasers * 5 >= n_items * 4;
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

bool teasers_are(struct arena *arena, struct node *node)
{
    return is_teaser_list(arena, node) || is_block_link(node) || is_named_teaser(node);
}
