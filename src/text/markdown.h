#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

/* Comments in Markdown: CommonMark without raw HTML, then the cleaner. */

#include "text/html.h"

/* The comment as HTML under HTML_COMMENT; nesting is bounded as there.
 * TOO_LARGE past LIMIT_COMMENT_CHARACTERS or as html_clean. */
MUST_CHECK enum outcome
markdown_to_html(struct arena *arena, struct str markdown, struct safe_html *ret_html);

#endif
