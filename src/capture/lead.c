#include "capture/lead.h"

#include "capture/letters.h"

enum { LEAD_LEAST = 50, LEAD_MOST = 900 };

/* Words of class, id and itemprop that name a lead, in the languages that pages are written in. */
static const struct str lead_words[] = {
    STR_INIT("lead"),        STR_INIT("lede"),       STR_INIT("leadtext"),
    STR_INIT("intro"),       STR_INIT("intros"),     STR_INIT("introtext"),
    STR_INIT("standfirst"),  STR_INIT("dek"),        STR_INIT("deck"),
    STR_INIT("excerpt"),     STR_INIT("summary"),    STR_INIT("abstract"),
    STR_INIT("subheadline"), STR_INIT("subheading"), STR_INIT("subtitle"),
    STR_INIT("teasertext"),  STR_INIT("teaser"),     STR_INIT("description"),
    STR_INIT("vorspann"),    STR_INIT("einleitung"), STR_INIT("ingress"),
    STR_INIT("manchet"),     STR_INIT("perex"),      STR_INIT("anons"),
    STR_INIT("zajawka"),     STR_INIT("chapo"),      STR_INIT("chapeau"),
    STR_INIT("entradilla"),  STR_INIT("bajada"),     STR_INIT("copete"),
    STR_INIT("sommario"),    STR_INIT("occhiello"),  STR_INIT("resumo"),
    STR_INIT("linhafina"),   STR_INIT("spot"),       STR_INIT("blurb"),
};

static bool names_lead(struct str value)
{
    struct str word = {0};
    while (tree_take_name(&value, &word)) {
        for (size_t i = 0; i < sizeof(lead_words) / sizeof(lead_words[0]); i++) {
            if (str_eq_folded(word, lead_words[i]))
                return true;
        }
    }
    return false;
}

static bool is_inside(const struct node *node, const struct node *top)
{
    while (node && node != top)
        node = node->parent;
    return node != NULL;
}

/* A box with a headline inside is the whole head of a page. */
static bool holds_heading(struct node *top)
{
    for (struct node *node = top->first; node; node = tree_next(node, top)) {
        if (!node->is_text && node->tag >= HTML_TAG_H1 && node->tag <= HTML_TAG_H6)
            return true;
    }
    return false;
}

static bool is_lead(struct node *node)
{
    return tree_is_block(node) && !holds_heading(node) && node->n_characters >= LEAD_LEAST &&
           node->n_characters <= LEAD_MOST && node->n_link_characters * 3 < node->n_characters &&
           (names_lead(tree_attribute(node, "class")) ||
            names_lead(tree_attribute(node, "itemprop")));
}

/* The first block of the body, when it is the lead. */
static struct node *lead_inside(struct node *body)
{
    for (struct node *node = body; node; node = tree_next(node, body)) {
        if (tree_is_block(node) && node->n_characters > 0 && !tree_has_block(node))
            return is_lead(node) ? node : NULL;
    }
    return NULL;
}

struct node *lead_find(struct node *root, struct node *body)
{
    struct node *lead = NULL;
    struct node *node = root;
    while (node && node != body) {
        bool is_around = is_inside(body, node);
        if (!is_around && tree_is_element(node, HTML_TAG_H1))
            lead = NULL; /* what stands above the headline is another story's */
        if (!is_around && !lead && is_lead(node))
            lead = node;
        node = is_around || node != lead ? tree_next(node, root) : tree_next_after(node, root);
    }
    return node && lead ? lead : lead_inside(body);
}
