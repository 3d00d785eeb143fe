#ifndef DB_WRITER_H
#define DB_WRITER_H

/* The one that writes. It takes every write that waits, runs each in its own
 * savepoint inside one transaction, commits once, and only then answers them:
 * what was answered is on disk, and a thousand writers share a sync. For those
 * who write again at once the next batch waits a little. */

#include "db/changes.h"

struct db_writer;

/* Runs on the writer's thread, inside a savepoint. Anything but OK undoes what
 * it wrote. It may run once more when a shared commit failed for another's sake,
 * so it must set its results afresh each time. */
typedef enum outcome db_write(struct db *db, void *context);

/* Called on the writer's thread after the commit, or when it failed. */
typedef void db_written(void *context, enum outcome outcome);

/* `rules` say what its changes are told as (db/changes.h). */
MUST_CHECK enum outcome db_writer_open(struct arena *arena,
                                       const char *folder,
                                       const struct db_rule *rules,
                                       struct db_writer **ret_writer,
                                       struct str *ret_why);

/* What it has changed; borrowed. */
struct db_changes *db_writer_changes(const struct db_writer *writer);

/* Finishes what waits, then stops. Accepts NULL. */
void db_writer_close(struct db_writer *writer);

/* Hands a write over and returns at once. UNAVAILABLE: the queue is full, and
 * neither function will be called. */
MUST_CHECK enum outcome
db_writer_submit(struct db_writer *writer, db_write *write, db_written *written, void *context);

/* The same for threads that may wait: returns the outcome after the commit. */
MUST_CHECK enum outcome db_writer_run(struct db_writer *writer, db_write *write, void *context);

#endif
