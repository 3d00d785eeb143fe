#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

/* Readable ASCII names for addresses: lower-case letters and digits with single
 * hyphens between, from any script. */

#include "base/str.h"

/* A title's slug, cut between words at LIMIT_SLUG_BYTES. "" when the text has no
 * letter or digit. */
struct str slug_from_title(struct arena *arena, struct str title);

/* A member's handle from the name shown: "Tan KW" gives "tan-kw"; at most LIMIT_HANDLE_BYTES. */
struct str slug_from_name(struct arena *arena, struct str name);

/* Already a slug of at most LIMIT_SLUG_BYTES: nothing to be changed. */
bool slug_is_valid(struct str slug);

#endif
