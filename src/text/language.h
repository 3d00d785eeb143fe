#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

/* Languages as BCP 47 tags ("en", "ms", "zh-Hans"). */

#include "base/str.h"

/* The language that a text seems to be in, by its script and then by its most
 * frequent words; "" when unsure. A static string. Reads at most the first
 * LIMIT_LANGUAGE_BYTES. */
struct str language_detect(struct str text);

/* Written from right to left. */
bool language_is_rtl(struct str tag);

/* A well-formed tag of at most 35 bytes: letters, digits and hyphens in their places. */
bool language_is_valid(struct str tag);

/* The tag in its usual case ("zh-Hans-CN"), its underscores as hyphens.
 * INVALID when it is not well-formed. */
MUST_CHECK enum outcome
language_normalise(struct arena *arena, struct str tag, struct str *ret_tag);

#endif
