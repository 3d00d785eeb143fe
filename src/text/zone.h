#ifndef TEXT_ZONE_H
#define TEXT_ZONE_H

/* A time zone as a table of its changes, taken from ICU once: asking it costs a
 * binary search and it never changes, so threads may share it. */

#include "base/str.h"

struct zone_change {
    int64_t utc;    /* from this second on */
    int32_t offset; /* seconds east of UTC */
};

struct zone {
    const struct zone_change *changes; /* by time; the first holds for all time before it too */
    size_t n;
};

/* The table lives in the arena. INVALID for a zone that ICU does not know. */
MUST_CHECK enum outcome zone_open(struct arena *arena, struct str name, struct zone *ret_zone);

bool zone_is_known(struct str name);

/* Seconds east of UTC at a time. */
int32_t zone_offset(const struct zone *zone, int64_t utc);

/* The first time at which clocks showed `local` (seconds since 1970 as if in UTC);
 * where they jumped over it, the moment of the jump. */
int64_t zone_to_utc(const struct zone *zone, int64_t local);

#endif
