#ifndef CAPTURE_FEED_MARKUP_H
#define CAPTURE_FEED_MARKUP_H

/* The HTML inside feeds, before anybody parses it: brought into one form, so that
 * the same item gives the same bytes, with its addresses absolute. It is not
 * cleaned: nothing of it may be shown before html_clean. */

#include "base/buf.h"

/* Tags lower-case (but for SVG's and MathML's), attributes sorted and quoted, elements without
 * content as <br />, comments gone, signs that start no tag as references, addresses
 * resolved. The text itself stays as it is. Lives in the arena. */
struct str feed_markup_normal(struct arena *arena, struct str html, struct str base);

/* The reference resolved against the base; as it is, without white space around, when it is
 * absolute or the base is no address. Lives in the arena or borrows. */
struct str feed_markup_address(struct arena *arena, struct str reference, struct str base);

/* Elements that have no content and no end tag (HTML, 13.1.2). */
bool feed_markup_is_void(struct str name);

/* True for text that is surely meant as HTML: it has an end tag or a reference that HTML
 * knows, and no tag but HTML's. RSS does not say which of the two a text is. */
bool feed_markup_looks_like_html(struct str text);

/* A value between double quotes. */
void feed_markup_add_value(struct buf *buf, struct str value);

#endif
