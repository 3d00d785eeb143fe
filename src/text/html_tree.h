#ifndef TEXT_HTML_TREE_H
#define TEXT_HTML_TREE_H

/* Pages and fragments of any bytes as the trees that a browser makes of them:
 * the standard's parser (text/html5/parse.h) behind the limits of this program. */

#include "text/html5/node.h"

struct html_document {
    const struct html_node *root; /* the html element */
};

/* Parses a whole page. Bytes that are not UTF-8 become U+FFFD. The tree lives in
 * the arena, borrows from `html` and has at most about LIMIT_HTML_DEPTH levels.
 * TOO_LARGE past LIMIT_HTML_BYTES or LIMIT_HTML_NODES. */
MUST_CHECK enum outcome
html_parse(struct arena *arena, struct str html, struct html_document *ret_document);

/* The same for a fragment, as if it stood in a body: the children of `root`. */
MUST_CHECK enum outcome
html_parse_fragment(struct arena *arena, struct str html, struct html_document *ret_document);

#endif
