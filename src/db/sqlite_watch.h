#ifndef DB_SQLITE_WATCH_H
#define DB_SQLITE_WATCH_H

/* What changes in the embedded store, for db/changes.h. For sqlite.c only. */

#include <stdint.h>

struct db_changes;
struct sqlite3;

/* The connection tells `changes` each row that it changes. `*ret_commits` is the
 * counter of commits by all processes, in memory that they share, while the
 * connection is open. The engine's own code. */
int sqlite_watch(struct sqlite3 *handle, struct db_changes *changes, const uint32_t **ret_commits);

#endif
