#ifndef DB_CHANGES_H
#define DB_CHANGES_H

/* What has changed since something was read, asked without reading: for caches
 * that must never show what is older than an acknowledged write.
 *
 * Changes are told by topics, such as one article. The writer's connection
 * notes the topics of every row that it changes, by a table of rules, and
 * publishes them after the commit and before the write is answered. Another
 * process that writes is noticed by the store's own counter of commits, which
 * is a word in shared memory: then everything has changed. So the answer to
 * db_changed_since may be "yes" without need, but it is "no" only when nobody
 * has been told of a change. */

#include "db/db.h"

/* One thing that changes. Kind 0 stands for whatever no rule names. */
struct db_topic {
    int64_t kind;
    int64_t id;
};

/* Which topics a change of a row touches. */
struct db_rule {
    const char *table; /* an ending '*' stands for any */
    int64_t kind;
    const char *key;     /* the column whose value, before and after, is the topic's id; NULL: 0 */
    const char *without; /* columns, with spaces: an update of no others touches nothing */
};

struct db_changes;

/* A moment of the store's life. */
struct db_moment {
    uint64_t n;
};

/* Makes the writer's connection note what it changes. A row for whose table
 * there is no rule touches {0, 0}. A rule of a `kind` below 0 says that nobody
 * is to be told. Every other change also touches db_anything. `rules` end with
 * a table of NULL and outlive the result, which lives in the arena. */
MUST_CHECK enum outcome db_changes_open(struct arena *arena,
                                        struct db *writer,
                                        const struct db_rule *rules,
                                        struct db_changes **ret_changes);

extern const struct db_topic db_anything;

/* To be asked before the reading begins. */
struct db_moment db_changes_now(struct db_changes *changes);

/* Whether one of the topics may have changed after that moment. */
bool db_changed_since(struct db_changes *changes,
                      struct db_moment moment,
                      const struct db_topic *topics,
                      size_t n_topics);

/* For db/sqlite.c. What is noted is published by the commit, also when the savepoint
 * that noted it was undone. _keep: the outermost savepoint was released; _undo: one
 * was undone. _after_commit: not `is_done` when the whole transaction was undone.
 * These four accept NULL, for a connection that tells nobody. */
struct db_row_change {
    const char *table;
    int64_t (*value)(void *row, int column, bool is_after); /* 0 where there is none */
    bool (*is_changed)(void *row, int column);
    int n_columns;
    bool is_update;
    void *row;
};
void db_changes_note(struct db_changes *changes, const struct db_row_change *change);
void db_changes_keep(struct db_changes *changes);
void db_changes_undo(struct db_changes *changes);
void db_changes_before_commit(struct db_changes *changes);
void db_changes_after_commit(struct db_changes *changes, bool is_done);

#endif
