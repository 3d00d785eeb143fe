#ifndef DB_ENGINE_H
#define DB_ENGINE_H

/* What the rooms of db/ ask of the engine beside db.h. */

#include "db/db.h"

struct db_changes;

/* From now on this connection tells `changes` of the rows and commits that it
 * makes. `*ret_commits` is the store's counter of commits by all processes, a word
 * in memory that they share, while the connection is open. */
MUST_CHECK enum outcome
engine_attach_changes(struct db *db, struct db_changes *changes, const uint32_t **ret_commits);

#endif
