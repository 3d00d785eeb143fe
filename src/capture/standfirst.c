#include "capture/standfirst.h"

#include "capture/class_words.h"
#include "capture/letters.h"
#include "capture/page.h"

#include "base/limits.h"
#include "text/html_tree.h"

#include "text/html5/node.h"

static bool is_standfirst(const struct html_node *node, unsigned kinds)
{
    bool is_second = (kinds & CLASS_SECOND) && (kinds & CLASS_HEADLINE);
    return is_second || (kinds & CLASS_STANDFIRST) ||
           str_contains(page_attribute(node, "itemprop"), STR("alternativeHeadline"));
}

/* A box with more in it than a sentence or two: the story's head, a list of stories. */
static bool is_box(const struct html_node *top)
{
    for (const struct html_node *node = html_next(top, top); node; node = html_next(node, top)) {
        switch (node->type == HTML_NODE_ELEMENT ? (int)node->tag : -1) {
        case HTML_TAG_H1:
        case HTML_TAG_H2:
        case HTML_TAG_H3:
        case HTML_TAG_H4:
        case HTML_TAG_UL:
        case HTML_TAG_FIGURE:
        case HTML_TAG_IMG:
        case HTML_TAG_TIME:
        case HTML_TAG_BUTTON:
        case HTML_TAG_FORM:
            return true;
        default:
            break;
        }
    }
    return false;
}

struct str standfirst_of(struct arena *arena,
                         const struct html_node *node,
                         unsigned kinds,
                         const struct html_node *heading)
{
    if (!is_standfirst(node, kinds) || (kinds & CLASS_NO_STANDFIRST) || is_box(node) ||
        page_is_aside(node, heading))
        return (struct str){0};
    struct str text = page_text(arena, node);
    bool is_short = letters_words(text) >= 4 && letters_width(text) <= LIMIT_STANDFIRST_CHARACTERS;
    return is_short && !str_contains(text, STR(" | ")) ? text : (struct str){0};
}
