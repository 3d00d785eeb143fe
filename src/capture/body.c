#include "capture/body.h"

#include "capture/letters.h"

/* What a block's own text is worth for each character, by its element. */
static double weight_of(enum html_tag tag)
{
    switch ((int)tag) {
    case HTML_TAG_P:
    case HTML_TAG_PRE:
    case HTML_TAG_BLOCKQUOTE:
        return 1.0;
    case HTML_TAG_LI:
    case HTML_TAG_DD:
        return 0.8;
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
    case HTML_TAG_H5:
    case HTML_TAG_H6:
    case HTML_TAG_FIGCAPTION:
        return 0.3;
    default:
        return 0.7;
    }
}

/* Long text is worth its length less its links; boxes of links and scraps cost. */
static double value_of(const struct node *block, double n, double n_linked)
{
    double density = n > 0 ? n_linked / n : 0;
    if (n < 1)
        return 0;
    if (density > 0.6)
        return -8 - 0.5 * (n < 60 ? n : 60);
    if (n < 40)
        return tree_is_element(block, HTML_TAG_P) ? 0 : -4;
    return n * (1 - density * 1.2) * weight_of(block->tag);
}

static struct node *block_of(struct node *node)
{
    while (node->parent && !tree_is_block(node))
        node = node->parent;
    return node;
}

/* The characters of a block that stand in no block inside it. */
static void sum_own(struct node *block, double *ret_n, double *ret_linked)
{
    double n = 0;
    double n_linked = 0;
    struct node *node = block->first;
    while (node) {
        if (tree_is_block(node)) {
            node = tree_next_after(node, block);
            continue;
        }
        if (node->is_text) {
            n += (double)node->n_characters;
            n_linked += (double)node->n_link_characters;
        }
        node = tree_next(node, block);
    }
    *ret_n = n;
    *ret_linked = n_linked;
}

/* Gives every element the sum of the values inside it. */
static void weigh(struct node *root)
{
    for (struct node *node = root; node; node = tree_next(node, root))
        node->value = 0;
    for (struct node *node = root; node; node = tree_next(node, root)) {
        double n = 0;
        double n_linked = 0;
        if (!tree_is_block(node) || node->n_characters == 0)
            continue;
        sum_own(node, &n, &n_linked);
        double value = value_of(node, n, n_linked);
        for (struct node *above = node; above; above = above->parent)
            above->value += value;
    }
}

/* Elements that say themselves that they hold the article. */
static double bonus_of(const struct node *node)
{
    if (str_eq(tree_attribute(node, "itemprop"), STR("articleBody")))
        return 1.25;
    if (tree_is_element(node, HTML_TAG_ARTICLE))
        return 1.15;
    if (tree_is_element(node, HTML_TAG_MAIN) || str_eq(tree_attribute(node, "role"), STR("main")))
        return 1.1;
    return 1.0;
}

static double score_of(const struct node *node)
{
    return node->value > 0 ? node->value * bonus_of(node) : node->value;
}

static struct node *heaviest(struct node *root)
{
    struct node *best = NULL;
    for (struct node *node = root; node; node = tree_next(node, root)) {
        if (!node->is_text && node->value > 0 && (!best || score_of(node) >= score_of(best)))
            best = node;
    }
    return best;
}

/* The child that holds nearly all of its parent's worth, unless paragraphs
 * stand beside it: then the parent is the article. */
static struct node *narrower(struct node *node)
{
    struct node *best = NULL;
    for (struct node *child = node->first; child; child = child->next) {
        if (!child->is_text && child->value > 0.85 * node->value &&
            (!best || child->value > best->value))
            best = child;
    }
    for (struct node *child = node->first; best && child; child = child->next) {
        if (child != best && tree_is_element(child, HTML_TAG_P) && child->value > 60)
            return NULL;
    }
    return best && tree_is_block(best) ? best : NULL;
}

static bool is_text_holder(const struct node *node)
{
    switch ((int)node->tag) {
    case HTML_TAG_P:
    case HTML_TAG_PRE:
    case HTML_TAG_BLOCKQUOTE:
    case HTML_TAG_LI:
    case HTML_TAG_UL:
    case HTML_TAG_OL:
    case HTML_TAG_TR:
    case HTML_TAG_TABLE:
    case HTML_TAG_TBODY:
        return true;
    default:
        return false;
    }
}

struct node *body_find(struct node *root)
{
    tree_measure(root);
    weigh(root);
    struct node *body = heaviest(root);
    if (!body)
        return root->n_characters > 0 ? tree_find(root, HTML_TAG_BODY) : NULL;
    struct node *inner = narrower(body);
    while (inner && !is_text_holder(inner)) {
        body = inner;
        inner = narrower(body);
    }
    return block_of(body);
}

/* Boxes whose bare text becomes paragraphs. */
static bool is_box(const struct node *node)
{
    switch ((int)node->tag) {
    case HTML_TAG_BODY:
    case HTML_TAG_DIV:
    case HTML_TAG_SECTION:
    case HTML_TAG_ARTICLE:
    case HTML_TAG_MAIN:
    case HTML_TAG_CENTER:
    case HTML_TAG_HEADER:
    case HTML_TAG_FORM:
    case HTML_TAG_BLOCKQUOTE:
        return !node->is_text;
    default:
        return false;
    }
}

static bool is_blank(const struct node *node)
{
    return node->is_text && letters_trim(node->text).len == 0;
}

/* Two line breaks in a row, blanks between them aside, end a paragraph. */
static bool is_double_break(const struct node *node)
{
    if (!tree_is_element(node, HTML_TAG_BR))
        return false;
    const struct node *next = node->next;
    while (next && is_blank(next))
        next = next->next;
    return next && tree_is_element(next, HTML_TAG_BR);
}

static struct node *drop_breaks(struct node *node)
{
    while (node && (tree_is_element(node, HTML_TAG_BR) || is_blank(node))) {
        struct node *next = node->next;
        tree_drop(node);
        node = next;
    }
    return node;
}

/* A cell or an inline element in which paragraphs are parted by breaks. */
static bool holds_breaks(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (is_double_break(child))
            return !tree_is_element(node, HTML_TAG_PRE);
    }
    return false;
}

/* Wraps runs of text and inline elements between the blocks of a box. */
static void wrap_runs(struct arena *arena, struct node *box)
{
    struct node *paragraph = NULL;
    struct node *node = box->first;
    while (node) {
        struct node *next = node->next;
        if (tree_is_block(node) || tree_has_block(node)) {
            paragraph = NULL;
        } else if (is_double_break(node)) {
            next = drop_breaks(node);
            paragraph = NULL;
        } else if (paragraph || !is_blank(node)) {
            if (!paragraph)
                paragraph = tree_insert(arena, box, node, HTML_TAG_P);
            tree_move(node, paragraph);
        }
        node = next;
    }
}

/* A paragraph with double breaks inside is several. */
static void split_paragraph(struct arena *arena, struct node *paragraph)
{
    for (struct node *node = paragraph->first; node; node = node->next) {
        if (!is_double_break(node))
            continue;
        struct node *rest = drop_breaks(node);
        if (!rest)
            return;
        struct node *behind = tree_insert(arena, paragraph->parent, paragraph->next, HTML_TAG_P);
        while (rest) {
            struct node *next = rest->next;
            tree_move(rest, behind);
            rest = next;
        }
        return;
    }
}

void body_make_paragraphs(struct arena *arena, struct node *body)
{
    for (struct node *node = body; node; node = tree_next(node, body)) {
        if (tree_is_element(node, HTML_TAG_P) && node != body)
            split_paragraph(arena, node);
        else if (is_box(node) || holds_breaks(node))
            wrap_runs(arena, node);
    }
}
