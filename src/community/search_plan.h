#ifndef COMMUNITY_SEARCH_PLAN_H
#define COMMUNITY_SEARCH_PLAN_H

/* A question as the index can answer it: groups of words, of each of which a document
 * has one at least, or, of an excluded group, none. */

#include "base/ids.h"
#include "community/search_documents.h"
#include "community/search_query.h"

struct plan_term {
    struct str word;
    bool is_beginning;   /* any word that begins so */
    bool is_recent_only; /* no segment has it, but what came after them may */
    unsigned percent;    /* of the score that the sought word itself would give */
};

struct plan_group {
    const struct plan_term *terms; /* the sought word itself first */
    size_t n_terms;
    bool is_excluded;
    bool is_filter;   /* says nothing about how well a document answers */
    struct str word;  /* as sought, of one that is no filter */
    size_t n_similar; /* the last of its terms are words like it, the most frequent first */
};

/* A document is sought that has it and answers better for it. */
static inline bool plan_is_sought(const struct plan_group *group)
{
    return !group->is_filter && !group->is_excluded;
}

struct plan {
    enum search_kind kind;
    struct plan_group *groups;
    size_t n_groups;
    const struct query_part **phrases; /* to be looked for in the texts */
    size_t n_phrases;
    bool has_after;
    bool has_before;
    int64_t after;
    int64_t before;
    bool is_empty;                    /* there is nothing to look for */
    bool is_forgiving;                /* at least one group is misspelt */
    const struct query_part *unknown; /* a filter that names nothing here; NULL: none */
};

enum plan_forgiving {
    PLAN_LITERAL,
    PLAN_FORGIVE_UNKNOWN, /* words that no article has stand for those like them */
    PLAN_FORGIVE_ALL,     /* every word does, for itself too */
};

/* `blog` of 0 is the whole site. Asks the store what filters name and which forms of
 * words there are. OK, UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome search_plan(struct arena *arena,
                                    struct db *db,
                                    const struct search_query *query,
                                    struct blog_id blog,
                                    enum plan_forgiving forgiving,
                                    struct plan *ret_plan);

#endif
