#ifndef COMMUNITY_OBJECT_H
#define COMMUNITY_OBJECT_H

/* Files among the objects that no row names any more: what deleted articles and pictures that
 * no article shows have left. They go when they are older than LIMIT_OBJECT_IDLE_SECONDS, so
 * that none goes which a capture has just put, and while nobody holds the objects. */

#include "db/db.h"
#include "db/objects.h"

/* How many there are that may go. FAULT, UNAVAILABLE. */
MUST_CHECK enum outcome
object_count_unnamed(struct db *db, const struct objects *objects, int64_t now, int64_t *ret_n);

/* Removes them; `*ret_n` have gone. CONFLICT: a backup or an export holds the objects, nothing
 * was done. Never inside a write. FAULT, UNAVAILABLE. */
MUST_CHECK enum outcome
object_sweep(struct db *db, const struct objects *objects, int64_t now, int64_t *ret_n);

#endif
