#ifndef COMMUNITY_RECHECK_H
#define COMMUNITY_RECHECK_H

/* When shared links are looked at again: times after sharing, as the operator
 * writes them ("1h 6h 1d 7d 30d"). */

#include "base/limits.h"
#include "base/str.h"

struct recheck_plan {
    int64_t seconds[LIMIT_RECHECKS]; /* growing */
    size_t n;                        /* 0: never */
};

/* Numbers with h, d or w behind them, parted by white space or commas; from one
 * hour to LIMIT_RECHECK_DAYS, growing, at most LIMIT_RECHECKS. INVALID otherwise. */
MUST_CHECK enum outcome recheck_parse(struct str text, struct recheck_plan *ret_plan);

/* The first time of the plan, counted from `begun`, that lies after `now`.
 * NOT_FOUND: all of it is over. */
MUST_CHECK enum outcome
recheck_next(const struct recheck_plan *plan, int64_t begun, int64_t now, int64_t *ret_time);

#endif
