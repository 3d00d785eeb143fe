#include "capture/furniture.h"

struct page {
    size_t n_characters;
    const struct node *heading; /* of the article; NULL when none is sure */
    enum furniture_cuts cuts;
};

static const struct str furniture_roles[] = {
    STR_INIT("navigation"), STR_INIT("complementary"), STR_INIT("contentinfo"), STR_INIT("menu"),
    STR_INIT("menubar"),    STR_INIT("dialog"),        STR_INIT("alertdialog"), STR_INIT("search"),
    STR_INIT("toolbar"),    STR_INIT("alert"),
};

static bool is_hidden(const struct node *node)
{
    struct str style = tree_attribute(node, "style");
    struct str value = {0};
    bool has_hidden = node->origin && html_attribute(node->origin, "hidden", &value) == OK;
    value = tree_attribute(node, "aria-hidden");
    return has_hidden || str_contains(style, STR("display:none")) ||
           str_contains(style, STR("display: none")) ||
           (str_eq(value, STR("true")) && !tree_is_element(node, HTML_TAG_IMG));
}

static bool has_furniture_role(const struct node *node)
{
    struct str role = tree_attribute(node, "role");
    for (size_t i = 0; role.len > 0 && i < N_OF(furniture_roles); i++) {
        if (str_eq_folded(role, furniture_roles[i]))
            return true;
    }
    return false;
}

/* What must never go as a whole: the frame around everything, or the article itself. */
static bool is_frame(const struct node *node)
{
    return tree_is_element(node, HTML_TAG_HTML) || tree_is_element(node, HTML_TAG_BODY) ||
           tree_is_element(node, HTML_TAG_HEAD) || tree_is_element(node, HTML_TAG_MAIN) ||
           str_eq(tree_attribute(node, "itemprop"), STR("articleBody"));
}

static bool holds_article(struct node *node, const struct node *heading)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (str_eq(tree_attribute(inner, "itemprop"), STR("articleBody")) || inner == heading ||
            tree_is_element(inner, HTML_TAG_MAIN))
            return true;
    }
    return false;
}

static bool is_inside_article(const struct node *node)
{
    for (node = node->parent; node; node = node->parent) {
        if (tree_is_element(node, HTML_TAG_ARTICLE))
            return true;
    }
    return false;
}

static bool is_furniture_element(const struct node *node)
{
    if (node->is_text)
        return false;
    switch ((int)node->tag) {
    case HTML_TAG_NAV:
    case HTML_TAG_ASIDE:
    case HTML_TAG_FOOTER:
        return true;
    default:
        return has_furniture_role(node) || is_hidden(node);
    }
}

/* A paragraph of some length: boxes of furniture have none. */
static bool holds_prose(struct node *node)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (tree_is_element(inner, HTML_TAG_P) &&
            inner->n_characters > 150 + 2 * inner->n_link_characters)
            return true;
    }
    return false;
}

/* An inline element is a box of its own only where no paragraph is around it. */
static bool is_in_sentence(const struct node *node)
{
    if (tree_is_block(node))
        return false;
    bool is_apart = tree_is_element(node->parent, HTML_TAG_DIV) ||
                    node->parent->n_characters == node->n_characters;
    return !is_apart || node->n_characters > 120;
}

static bool is_named_furniture(struct node *node, const struct page *page)
{
    if (is_in_sentence(node) || node->n_characters * 10 > page->n_characters * 9)
        return false;
    if (tree_is_named(node, VOCABULARY_COMMENTS))
        return !holds_article(node, page->heading);
    if (tree_is_named(node, VOCABULARY_GALLERY))
        return node->n_characters > 600 && !holds_article(node, page->heading);
    if (node->n_characters * 3 >= page->n_characters || holds_article(node, page->heading))
        return false;
    bool is_apart = tree_is_named(node, VOCABULARY_AROUND);
    bool is_doubtful = page->cuts == FURNITURE_CUT_ALL && tree_is_named(node, VOCABULARY_FURNITURE);
    return is_apart || (is_doubtful && !holds_prose(node));
}

/* A form asks readers for something, unless the whole page stands in it. */
static bool is_form(struct node *node, const struct page *page)
{
    return tree_is_element(node, HTML_TAG_FORM) && node->n_characters * 4 < page->n_characters &&
           !holds_article(node, page->heading) && (node->n_characters < 600 || !holds_prose(node));
}

static bool is_furniture(struct node *node, const struct page *page)
{
    if (node->is_text || is_frame(node))
        return false;
    if (!is_furniture_element(node))
        return is_form(node, page) || is_named_furniture(node, page);
    if (page->cuts == FURNITURE_CUT_SURE)
        return node->n_characters * 10 < page->n_characters && !holds_article(node, page->heading);
    return node->n_characters * 3 < page->n_characters ||
           (!holds_article(node, page->heading) && !is_inside_article(node));
}

/* The heading that says the page's title; else its only h1. */
static struct node *find_heading(struct arena *arena, struct node *root, struct str title)
{
    struct node *first = NULL;
    int n = 0;
    for (struct node *node = root; node; node = tree_next(node, root)) {
        if (!tree_is_element(node, HTML_TAG_H1) || node->n_characters == 0)
            continue;
        if (title.len > 0 && str_eq_folded(tree_text(arena, node), title))
            return node;
        first = first ? first : node;
        n++;
    }
    return n == 1 ? first : NULL;
}

void furniture_cut(struct arena *arena,
                   struct node *root,
                   struct str title,
                   enum furniture_cuts cuts)
{
    tree_measure(root);
    const struct page page = {root->n_characters, find_heading(arena, root, title), cuts};
    struct node *node = cuts == FURNITURE_CUT_NOTHING ? NULL : root;
    while (node) {
        struct node *next = tree_next(node, root);
        if (is_furniture(node, &page)) {
            next = tree_next_after(node, root);
            tree_drop(node);
        }
        node = next;
    }
}
