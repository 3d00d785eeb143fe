#ifndef CAPTURE_JSON_MEND_H
#define CAPTURE_JSON_MEND_H

/* JSON as pages write it, made into JSON as RFC 8259 has it. */

#include "base/str.h"

/* Drops what wraps or comments (CDATA, HTML and script comments) and commas that
 * lead nowhere; inside texts, escapes raw control characters and mends escapes
 * that are none and halves of surrogate pairs. A text written with entities for
 * quotation marks gets those back. What it does not understand it leaves alone.
 * At most a few times as long as the input; in the arena. */
struct str json_mend(struct arena *arena, struct str json);

#endif
