#ifndef BASE_PACKED_H
#define BASE_PACKED_H

/* Bytes made smaller, for keeping (Zstandard, RFC 8878). */

#include "base/str.h"

/* Never fails: what does not shrink grows by a few bytes. Lives in the arena. */
struct str packed(struct arena *arena, struct str bytes);

/* What was packed. INVALID: it is no such thing, or damaged. TOO_LARGE: past max_bytes. */
MUST_CHECK enum outcome
unpacked(struct arena *arena, struct str bytes, size_t max_bytes, struct str *ret_bytes);

#endif
