#ifndef TEXT_HTML5_PARSE_H
#define TEXT_HTML5_PARSE_H

/* The HTML standard's parser (https://html.spec.whatwg.org/#parsing), scripting
 * being off: any bytes of valid UTF-8 become the tree that a browser makes of
 * them. It takes time and memory in proportion to the text: nesting, attributes,
 * formatting elements and nodes are bounded, and nothing in it recurses. */

#include "text/html5/node.h"

struct html_parse_request {
    struct str html;    /* valid UTF-8 */
    struct str context; /* of a fragment: the element in which it stands, else empty */
    enum html_space context_space;
};

/* The document node; of a fragment, the html element whose children are meant.
 * Lives in the arena and borrows from the text. Elements deeper than about
 * LIMIT_HTML_DEPTH are left out, what is in them stays. TOO_LARGE past
 * LIMIT_HTML_NODES. */
MUST_CHECK enum outcome html5_parse(struct arena *arena,
                                    const struct html_parse_request *request,
                                    struct html_node **ret_node);

#endif
