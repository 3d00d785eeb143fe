#ifndef TEXT_HTML_ALLOW_H
#define TEXT_HTML_ALLOW_H

/* The allow-list of the cleaner: what becomes of each element, and how the
 * attributes of those that stay are written. */

#include "base/buf.h"
#include "text/html.h"
#include "text/html5/tag.h"
#include "text/url.h"

struct html_node;

enum html_kind {
    HTML_THROUGH,       /* the tag goes, its content stays; unknown elements too */
    HTML_DROP,          /* goes with its content */
    HTML_BLOCK_THROUGH, /* the tag goes, its content becomes a paragraph of its own */
    HTML_INLINE,
    HTML_VOID,      /* inline without content */
    HTML_RULE,      /* a block without content */
    HTML_PARAGRAPH, /* a block that holds inline content only */
    HTML_FLOW,      /* holds blocks; loose inline content gets a paragraph */
    HTML_MIXED,     /* holds blocks and loose inline content */
    HTML_LIST,      /* holds items (HTML_MIXED) only; so do the next three */
    HTML_PAIRS,     /* a dl */
    HTML_TABLE,
    HTML_SECTION, /* thead, tbody, tfoot */
    HTML_ROW,
};

/* Where an element must stand to be kept. */
enum html_place {
    HTML_ANYWHERE,
    HTML_IN_LIST,
    HTML_IN_PAIRS,
    HTML_IN_TABLE,
    HTML_IN_SECTION,
    HTML_IN_ROW,
    HTML_IN_FIGURE,
    HTML_IN_DETAILS,
    HTML_IN_RUBY,
};

struct html_element {
    struct str name; /* as written; empty for those that do not stay */
    enum html_kind kind;
    enum html_place place;
    bool may_be_empty; /* table cells keep their place */
    bool may_nest;     /* an inline element that says something new inside itself */
};

/* What becomes of a parsed element under a policy. Never NULL. */
const struct html_element *html_element_of(const struct html_node *node, enum html_policy policy);

/* The same for an element of an article that was cleaned, by its name. Never NULL. */
const struct html_element *html_element_named(const struct html_tag_index *index, struct str name);

struct html_attributes {
    struct arena *arena;
    enum html_policy policy;
    const struct url *base; /* NULL: relative addresses stay so */
};

/* The attributes of a kept element, as written behind its name, each with a space
 * before it. `*ret_has_id` tells of an id. False when the element says nothing
 * without what it lacks (a link without address, a picture without source). */
bool html_write_attributes(const struct html_attributes *how,
                           const struct html_node *node,
                           const struct html_element *element,
                           struct str *ret_attributes,
                           bool *ret_has_id);

/* Text between tags, or in a quoted attribute: references for what would end it. */
void html_add_text(struct buf *out, struct str text);
void html_add_attribute_text(struct buf *out, struct str text);

#endif
