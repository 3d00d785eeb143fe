#ifndef CAPTURE_ENTITIES_H
#define CAPTURE_ENTITIES_H

/* Character references that stand where none belong: in the texts of JSON and in
 * attributes that were escaped twice. */

#include "base/str.h"

/* The text with its references (numbers, and the names that pages use) as the
 * characters; others stay as they are. Markup between angle brackets goes.
 * Returns `text` itself when there is nothing to do, else a copy in the arena. */
struct str entities_decode(struct arena *arena, struct str text);

#endif
