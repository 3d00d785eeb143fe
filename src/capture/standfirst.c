#include "capture/standfirst.h"

#include "capture/class_words.h"
#include "capture/letters.h"
#include "capture/page.h"

#include "base/limits.h"
#include "text/html_tree.h"

#include <gumbo.h>

static bool is_standfirst(const GumboNode *node, unsigned kinds)
{
    bool is_second = (kinds & CLASS_SECOND) && (kinds & CLASS_HEADLINE);
    return is_second || (kinds & CLASS_STANDFIRST) ||
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

struct str
standfirst_of(struct arena *arena, const GumboNode *node, unsigned kinds, const GumboNode *heading)
{
    if (!is_standfirst(node, kinds) || (kinds & CLASS_NO_STANDFIRST) || is_box(node) ||
        page_is_aside(node, heading))
        return (struct str){0};
    struct str text = page_text(arena, node);
    bool is_short = letters_words(text) >= 4 && letters_width(text) <= LIMIT_STANDFIRST_CHARACTERS;
    return is_short && !str_contains(text, STR(" | ")) ? text : (struct str){0};
}
