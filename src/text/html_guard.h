#ifndef TEXT_HTML_GUARD_H
#define TEXT_HTML_GUARD_H

/* Makes HTML harmless to the parser, not to the reader: bounds what makes
 * parsing quadratic or deep. Safety of the result is the cleaner's business and
 * does not rest on anything here. */

#include "base/str.h"

/* The HTML without comments, without the contents of svg, math, template and
 * select, with at most LIMIT_HTML_ATTRIBUTES attributes an element and about
 * LIMIT_HTML_DEPTH levels: deeper tags go, their text stays.
 * TOO_LARGE past LIMIT_HTML_NODES tags. Lives in the arena. */
MUST_CHECK enum outcome html_guard(struct arena *arena, struct str html, struct str *ret_html);

#endif
