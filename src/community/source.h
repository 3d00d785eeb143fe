#ifndef COMMUNITY_SOURCE_H
#define COMMUNITY_SOURCE_H

/* Publishers. "AFP", "afp" and " AFP " are one source: found by a folded name. A domain
 * ("example.com") is the source of that name: its policy holds for articles from there
 * whose source has none. */

#include "base/ids.h"
#include "community/policy.h"
#include "community/problem.h"
#include "db/db.h"

struct source {
    struct source_id id;
    struct str slug;
    struct str name;
    struct str domain;  /* host of the first article with an address; may be empty */
    int64_t n_articles; /* published */
    struct policy policy;
};

/* Finds the source of that checked name or makes it; no name gives id 0. */
MUST_CHECK enum outcome source_ensure(
    struct arena *arena, struct db *db, struct str name, struct str url, struct source_id *ret_id);

/* One article more (1) or less (-1) of this source; id 0 is none. */
MUST_CHECK enum outcome source_count(struct db *db, struct source_id id, int64_t n);

MUST_CHECK enum outcome
source_find(struct arena *arena, struct db *db, struct str slug, struct source *ret_source);

/* The source that an operator names: by its name or, as "www.example.com", its domain. NOT_FOUND.
 */
MUST_CHECK enum outcome
source_find_named(struct arena *arena, struct db *db, struct str name, struct source *ret_source);

/* Sets how much of it is shown, from now on for readers; a source that is not known
 * is made. `words` of 0 are as many as the site says. INVALID with the problem. Pictures that
 * may be kept now: picture_left_begin, in the same write. */
MUST_CHECK enum outcome source_set_policy(struct arena *arena,
                                          struct db *db,
                                          struct str name,
                                          const struct policy *policy,
                                          struct source *ret_source,
                                          struct problem *ret_problem);

/* In the order of their slugs behind `after` (empty: from the first), at most `max`. */
MUST_CHECK enum outcome source_list(struct arena *arena,
                                    struct db *db,
                                    struct str after,
                                    size_t max,
                                    const struct source **ret_sources,
                                    size_t *ret_n);

#endif
