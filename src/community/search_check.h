#ifndef COMMUNITY_SEARCH_CHECK_H
#define COMMUNITY_SEARCH_CHECK_H

/* Whether the index is whole, and how it becomes so again: it holds nothing that the articles
 * and comments do not. */

#include "community/check.h"

/* Reads the whole index: the bytes of its segments, and whether each article and comment has one
 * place in it and each place what stands there. Inside a view of the store. `*n_differences` is
 * counted on. OK however many; FAULT, UNAVAILABLE. */
MUST_CHECK enum outcome
search_check(struct db *db, const struct check_request *request, int64_t *n_differences);

/* Builds a damaged index anew, drops what readers cannot find and adds what is lacking, in many
 * writes: one that is interrupted is gone on with by the next repair or the running server. What
 * cannot be read is left out. OK, UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome search_repair(struct db *db);

#endif
