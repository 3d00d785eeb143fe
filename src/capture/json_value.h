#ifndef CAPTURE_JSON_VALUE_H
#define CAPTURE_JSON_VALUE_H

/* Values of documents that jansson has read. */

#include "base/str.h"

#include <jansson.h>

/* For CLEANUP: lets go of the document. */
void json_close(json_t **json);

/* A text, or a whole number as text (some write ids so); empty for anything else.
 * At most LIMIT_FEED_TEXT_BYTES of it, copied into the arena. */
struct str json_value_text(struct arena *arena, const json_t *value);

#endif
