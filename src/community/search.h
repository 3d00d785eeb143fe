#ifndef COMMUNITY_SEARCH_H
#define COMMUNITY_SEARCH_H

/* A question answered: which articles or comments, in what order, how many. */

#include "community/search_match.h"
#include "text/passage.h"

struct search_request {
    struct str line;           /* as typed */
    const struct dates *dates; /* in whose zone days begin */
    struct blog_id blog;       /* 0: the whole site */
    enum search_order order;
    struct str from; /* where to go on: of another result; empty: the beginning */
    bool is_literal; /* misspelt words are not forgiven */
};

struct search_result {
    struct search_query query;
    const int64_t *ids; /* articles or comments, in order, at most LIMIT_LIST_ITEMS */
    size_t n;
    int64_t count;
    bool is_empty;                    /* there is nothing in the line that could be sought */
    bool is_exact;                    /* else there are more than `count` */
    struct str next;                  /* `from` of what comes after; empty: nothing does */
    struct str corrected;             /* what was sought instead; empty: what was typed */
    struct str suggestion;            /* what may have been meant; empty: none */
    const struct query_part *unknown; /* a filter that names nothing here; NULL: none */
    const struct passage_word *words; /* to be marked */
    size_t n_words;
};

/* In a frozen view of the store (db_read_begin). NOT_FOUND: `from` is not one of ours. OK,
 * UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome search(struct arena *arena,
                               struct db *db,
                               const struct search_request *request,
                               struct search_result *ret_result);

#endif
