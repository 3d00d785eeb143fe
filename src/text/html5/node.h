#ifndef TEXT_HTML5_NODE_H
#define TEXT_HTML5_NODE_H

/* A parsed document's nodes. Everything lies in the arena that it was parsed
 * into; text borrows from the source where it stands there as it is. */

#include "text/html5/tag.h"

enum html_node_type {
    HTML_NODE_DOCUMENT,
    HTML_NODE_DOCTYPE, /* `name` */
    HTML_NODE_ELEMENT,
    HTML_NODE_TEXT,
    HTML_NODE_COMMENT,
    HTML_NODE_CONTENT, /* a template's contents: its only child */
};

enum html_space { HTML_SPACE_HTML, HTML_SPACE_SVG, HTML_SPACE_MATHML };

struct html_attribute {
    struct str name;
    struct str value;
};

struct html_node {
    struct html_node *parent;
    struct html_node *first;
    struct html_node *last;
    struct html_node *previous;
    struct html_node *next;
    enum html_node_type type;
    enum html_tag tag; /* of an element, whatever its namespace */
    enum html_space space;
    uint32_t n_attributes;
    struct str name; /* of an element or doctype */
    union {
        const struct html_attribute *attributes; /* of an element, in their order, none twice */
        size_t text_room; /* of a text: bytes behind text.ptr that are ours */
    } u;
    struct str text; /* of a text or comment */
};

/* Walks a tree in document order without recursion: from `node` to the next one
 * inside `top`, NULL at the end. The second skips what is inside `node`. */
struct html_node *html_next(const struct html_node *node, const struct html_node *top);
struct html_node *html_next_after(const struct html_node *node, const struct html_node *top);

/* The value of an element's attribute; NOT_FOUND without it. */
MUST_CHECK enum outcome
html_attribute(const struct html_node *node, const char *name, struct str *ret_value);

/* The value without white space at its ends; empty without the attribute. */
struct str html_attribute_text(const struct html_node *node, const char *name);

/* True for an element of the HTML namespace with that tag. */
static inline bool html_is(const struct html_node *node, enum html_tag tag)
{
    return node->type == HTML_NODE_ELEMENT && node->tag == tag && node->space == HTML_SPACE_HTML;
}

/* At the end of `parent`, or in front of `before` where that is not NULL. */
void html_node_insert(struct html_node *parent, struct html_node *node, struct html_node *before);

/* Out of its parent, if it has one; what is inside stays inside. */
void html_node_remove(struct html_node *node);

#endif
