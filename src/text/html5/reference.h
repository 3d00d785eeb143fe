#ifndef TEXT_HTML5_REFERENCE_H
#define TEXT_HTML5_REFERENCE_H

/* Character references, "&amp;" and "&#38;"
 * (https://html.spec.whatwg.org/#character-reference-state). */

#include "base/str.h"

/* The text with its references read; borrows where there is none. In an
 * attribute a name without ";" before "=" or a letter stays as it is. */
struct str html_references_read(struct arena *arena, struct str text, bool is_attribute);

/* What the standard says the number of a reference means: those of the old C1 controls are
 * windows-1252's, what is no character is U+FFFD. */
uint32_t html_reference_code(uint32_t code);

/* What the name, without "&" and ";", stands for. NOT_FOUND for an unknown one. */
MUST_CHECK enum outcome html_reference_find(struct str name, struct str *ret_text);

/* One row of the table that tools/html_entities.py writes: sorted by name, which
 * is without "&" and ends with ";" where the standard demands it. */
struct html_entity {
    struct str name;
    struct str text;
};
extern const struct html_entity html_entities[];
extern const size_t html_n_entities;

#endif
