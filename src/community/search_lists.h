#ifndef COMMUNITY_SEARCH_LISTS_H
#define COMMUNITY_SEARCH_LISTS_H

/* The lists of a plan's words, read into one number a document: of how many of the plan's
 * groups it has a word, and above what score. */

#include "community/search_plan.h"
#include "community/search_segment.h"

/* A document's state: how many groups in its highest byte, below that its score. One that an
 * excluded group has is dead. */
enum { STATE_SHIFT = 24 };
#define STATE_SCORE ((UINT32_C(1) << STATE_SHIFT) - 1)
#define STATE_DEAD  (UINT32_C(255) << STATE_SHIFT)

/* Part of a score when the title has a form of every sought word: more than all the rest. */
#define SCORE_IN_TITLE (UINT32_C(1) << 23)

/* What one segment has of the plan. */
struct segment_lists {
    const struct segment *segment;
    struct found_list **groups; /* of each group its lists */
    bool is_out;                /* a required group has none */
};

struct lists {
    const struct plan *plan;
    unsigned n_required; /* groups that a document needs a word of, */
    unsigned n_sought;   /* and without filters */
    uint32_t *rarity;    /* of each group, what a match of it is worth */
    struct segment_lists *segments;
    size_t n_segments;
    bool is_whole; /* else the oldest segments were left out */
};

/* Finds those of all segments, the newest first, until they are LIMIT_SEARCH_LIST_BYTES. They
 * live in the arena. OK, UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome
lists_find(struct arena *arena, struct db *db, const struct plan *plan, struct lists *ret_lists);

/* Reads those of one segment; `states` are zeros, one for each of its documents. Only who ranks
 * them needs to know which are SCORE_IN_TITLE. */
void lists_read(const struct lists *lists,
                const struct segment_lists *segment,
                bool is_ranked,
                uint32_t *states);

/* The state that a document with these words has (search_words.h). */
uint32_t lists_state_of(const struct lists *lists, struct str packed);

#endif
