#ifndef TEXT_HTML_TREE_H
#define TEXT_HTML_TREE_H

/* A parsed page for those who read its tree: gumbo behind guards. Nesting,
 * attributes and nodes are bounded before and while parsing, everything lies in
 * the arena, and no function here recurses. Contents of svg, math, template and
 * select do not appear. Include gumbo.h to look at the nodes. */

#include "base/str.h"

struct GumboInternalNode;

struct html_document {
    const struct GumboInternalNode *document; /* the node above all others */
    const struct GumboInternalNode *root;     /* the html element */
    struct str source; /* what was parsed (guarded, valid UTF-8); nodes borrow from it */
};

/* Parses a whole page. Bytes that are not UTF-8 become U+FFFD. The tree lives in
 * the arena, needs no freeing and has at most about LIMIT_HTML_DEPTH levels.
 * TOO_LARGE past LIMIT_HTML_BYTES or LIMIT_HTML_NODES. */
MUST_CHECK enum outcome
html_parse(struct arena *arena, struct str html, struct html_document *ret_document);

/* The same for a fragment, as if it stood in a body: the children of `root`. */
MUST_CHECK enum outcome
html_parse_fragment(struct arena *arena, struct str html, struct html_document *ret_document);

/* Walks a tree in document order without recursion: from `node` to the next one
 * inside `top`, NULL at the end. html_next_after skips what is inside `node`. */
const struct GumboInternalNode *html_next(const struct GumboInternalNode *node,
                                          const struct GumboInternalNode *top);
const struct GumboInternalNode *html_next_after(const struct GumboInternalNode *node,
                                                const struct GumboInternalNode *top);

/* The value of an element's attribute, lower-case name; NOT_FOUND without it. */
MUST_CHECK enum outcome
html_attribute(const struct GumboInternalNode *node, const char *name, struct str *ret_value);

/* An element's name in lower case, also for those that gumbo does not know; "" for text. */
struct str html_name(struct arena *arena, const struct GumboInternalNode *node);

#endif
