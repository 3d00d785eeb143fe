#ifndef COMMUNITY_SEARCH_MATCH_H
#define COMMUNITY_SEARCH_MATCH_H

/* The documents that answer a plan: how many, and the first of them in an order. Each
 * list is read once from its beginning; what a search costs is the length of its lists,
 * and LIMIT_SEARCH_LIST_BYTES bounds that. */

#include "community/search_plan.h"

enum search_order {
    SEARCH_BEST, /* of the highest score; of those with the least of them the newest */
    SEARCH_NEWEST,
};

struct match {
    int64_t number;
    int64_t time; /* among the best: not known */
    int64_t id;   /* of the row */
    uint32_t score;
};

/* Behind which document, in order of the newest, to begin. */
struct match_after {
    bool is_set;
    int64_t time;
    int64_t number;
};

struct matches {
    struct match *items; /* at most as many as were asked for; the newest in order */
    size_t n;
    int64_t count; /* all that match, wherever the items begin */
    bool is_exact; /* else there are older ones that were not counted */
};

/* The first `n_most` in the order. They live in the arena. OK, UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome search_match(struct arena *arena,
                                     struct db *db,
                                     const struct plan *plan,
                                     enum search_order order,
                                     struct match_after after,
                                     size_t n_most,
                                     struct matches *ret_matches);

#endif
