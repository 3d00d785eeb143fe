#include "capture/standfirst.h"

#include "capture/letters.h"
#include "capture/page.h"

#include "base/limits.h"
#include "text/html_tree.h"

#include <gumbo.h>

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Whole parts of a class or an id. */
static const struct str parts[] = {
    STR_INIT("standfirst"),  STR_INIT("dek"),        STR_INIT("deck"),      STR_INIT("subheadline"),
    STR_INIT("subhead"),     STR_INIT("subheading"), STR_INIT("subtitle"),  STR_INIT("chapo"),
    STR_INIT("chapeau"),     STR_INIT("entradilla"), STR_INIT("bajada"),    STR_INIT("sommario"),
    STR_INIT("occhiello"),   STR_INIT("vorspann"),   STR_INIT("ingress"),   STR_INIT("manchet"),
    STR_INIT("underrubrik"), STR_INIT("intro"),      STR_INIT("lead"),      STR_INIT("lede"),
    STR_INIT("subtitulo"),   STR_INIT("untertitel"), STR_INIT("soustitre"), STR_INIT("lid"),
    STR_INIT("anons"),       STR_INIT("spot"),       STR_INIT("sapo"),      STR_INIT("description"),
    STR_INIT("summary"),     STR_INIT("excerpt"),    STR_INIT("abstract"),  STR_INIT("daodu"),
};

/* Two parts that mean it only together. */
static const struct str pairs[][2] = {
    {STR_INIT("sub"), STR_INIT("headline")},
    {STR_INIT("sub"), STR_INIT("title")},
    {STR_INIT("sub"), STR_INIT("heading")},
    {STR_INIT("secondary"), STR_INIT("headline")},
};

/* Beside them: it belongs to an image, a list, the writer. */
static const struct str others[] = {
    STR_INIT("image"),  STR_INIT("img"),     STR_INIT("photo"),   STR_INIT("video"),
    STR_INIT("author"), STR_INIT("media"),   STR_INIT("caption"), STR_INIT("list"),
    STR_INIT("site"),   STR_INIT("related"), STR_INIT("meta"),    STR_INIT("card"),
    STR_INIT("item"),   STR_INIT("nav"),     STR_INIT("blog"),    STR_INIT("ad"),
    STR_INIT("form"),
};

static bool is_standfirst(const GumboNode *node)
{
    for (size_t i = 0; i < N_OF(pairs); i++) {
        if (page_is_named(node, &pairs[i][0], 1) && page_is_named(node, &pairs[i][1], 1))
            return true;
    }
    return page_is_named(node, parts, N_OF(parts)) ||
           str_contains(page_attribute(node, "itemprop"), STR("alternativeHeadline"));
}

/* A box with more in it than a sentence or two: the story's head, a list of stories. */
static bool is_box(const GumboNode *top)
{
    for (const GumboNode *node = html_next(top, top); node; node = html_next(node, top)) {
        switch (node->type == GUMBO_NODE_ELEMENT ? (int)node->v.element.tag : -1) {
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_FIGURE:
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_TIME:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_FORM:
            return true;
        default:
            break;
        }
    }
    return false;
}

struct str standfirst_of(struct arena *arena, const GumboNode *node, const GumboNode *heading)
{
    if (!is_standfirst(node) || page_is_named(node, others, N_OF(others)) || is_box(node) ||
        page_is_aside(node, heading))
        return (struct str){0};
    struct str text = page_text(arena, node);
    bool is_short = letters_words(text) >= 4 && letters_width(text) <= LIMIT_STANDFIRST_CHARACTERS;
    return is_short && !str_contains(text, STR(" | ")) ? text : (struct str){0};
}
