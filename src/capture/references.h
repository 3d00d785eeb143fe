#ifndef CAPTURE_REFERENCES_H
#define CAPTURE_REFERENCES_H

/* Character references of HTML and XML, where a text has them without a parser. */

#include "base/str.h"

/* What a named reference stands for, by its name without & and ;. 0 for an unknown one. */
uint32_t references_find(struct str name);

/* The reference that the text, which starts with '&', has at its front, and its length; numbers
 * from 128 to 159 are windows-1252's, as HTML reads them. False when there is none. */
bool references_take(struct str text, uint32_t *ret_code, size_t *ret_length);

/* The text with every reference replaced; what is none stands for itself. Lives in the
 * arena or is the text itself. */
struct str references_decode(struct arena *arena, struct str text);

/* The text with windows-1252's quotes and dashes where somebody took them for the
 * characters U+0080 to U+009F, which no feed means. As above. */
struct str references_mend(struct arena *arena, struct str text);

#endif
