#ifndef TEXT_HTML5_REFERENCE_H
#define TEXT_HTML5_REFERENCE_H

/* Character references, "&amp;" and "&#38;"
 * (https://html.spec.whatwg.org/#character-reference-state). */

#include "base/str.h"

/* The text with its references read; borrows where there is none. In an
 * attribute a name without ";" before "=" or a letter stays as it is. */
struct str html_references_read(struct arena *arena, struct str text, bool is_attribute);

/* One row of the table that tools/html_entities.py writes: sorted by name, which
 * is without "&" and ends with ";" where the standard demands it. */
struct html_entity {
    struct str name;
    struct str text;
};
extern const struct html_entity html_entities[];
extern const size_t html_n_entities;

#endif
