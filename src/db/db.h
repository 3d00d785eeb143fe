#ifndef DB_DB_H
#define DB_DB_H

/* The store as the rest of the program sees it: connections, statements with
 * literal SQL and bound values, transactions. No engine's name stands above
 * this folder. One connection belongs to one thread at a time.
 *
 *     CLEANUP(db_done) struct db_stmt *q = db_query(db, "select title from article where id = $1");
 *     db_bind_int(q, 1, id.n);
 *     enum outcome found = db_step(q);
 *     if (found != OK) return found;
 *     title = db_text(arena, q, 0);
 */

#include "base/cleanup.h"
#include "base/str.h"

struct db;
struct db_stmt;

enum db_mode {
    DB_READ,  /* sees committed writes only; cannot change anything */
    DB_WRITE, /* the writer's, or a command's */
};

/* Opens the store in `folder`. DB_WRITE makes it when it is missing and brings
 * its tables up to date (db/migrate.h); DB_READ expects both done. `*ret_why` gets
 * one line for the operator, in the arena, on failure.
 * DENIED (no permission), CONFLICT (of a newer version), UNAVAILABLE (disk full), FAULT. */
MUST_CHECK enum outcome db_open(struct arena *arena,
                                const char *folder,
                                enum db_mode mode,
                                struct db **ret_db,
                                struct str *ret_why);

/* Accepts NULL. */
void db_close(struct db *db);

/* For CLEANUP. */
void db_close_at(struct db **db);

/* A prepared statement, borrowed from the connection until db_done. Only a
 * literal compiles; parameters are written $1, $2, ... in any order. A
 * statement that the engine refuses is a programmer's error and aborts. */
#define db_query(db, sql) db_query_literal((db), "" sql "")
struct db_stmt *db_query_literal(struct db *db, const char *sql);

/* Gives the statement back; for CLEANUP. */
void db_done(struct db_stmt **stmt);

/* Binds to $at. Text is borrowed until db_done. */
void db_bind_int(struct db_stmt *stmt, int at, int64_t value);
void db_bind_text(struct db_stmt *stmt, int at, struct str value);
void db_bind_blob(struct db_stmt *stmt, int at, struct str value);
void db_bind_null(struct db_stmt *stmt, int at);

/* The next row. OK: there is one. NOT_FOUND: there is none, or no more.
 * CONFLICT: a unique or foreign key forbids it. UNAVAILABLE: disk full or
 * locked. FAULT: the store is broken (logged). */
MUST_CHECK enum outcome db_step(struct db_stmt *stmt);

/* Runs a statement whose rows do not matter, and gives it back.
 * OK, CONFLICT, UNAVAILABLE or FAULT. */
MUST_CHECK enum outcome db_run(struct db_stmt *stmt);

/* Columns of the present row, counted from 0. Null reads as 0 or empty text. */
int64_t db_int(struct db_stmt *stmt, int column);
bool db_is_null(struct db_stmt *stmt, int column);

/* A copy in the arena. */
struct str db_text(struct arena *arena, struct db_stmt *stmt, int column);

/* The same without a copy, until the next db_step: for what is looked at and dropped. */
struct str db_text_borrowed(struct db_stmt *stmt, int column);

/* The id that the next row of a table will get whose ids are never given twice: for a row
 * that holds its own id. It is so while this connection is the one that writes. */
MUST_CHECK enum outcome db_next_id(struct db *db, struct str table, int64_t *ret_id);

/* How many rows the last insert, update or delete touched. */
int64_t db_changes(struct db *db);

/* A frozen view of the store for several reads; db_read_end lets it go. */
MUST_CHECK enum outcome db_read_begin(struct db *db);
void db_read_end(struct db *db);

/* A write transaction and, inside it, savepoints that can be undone alone.
 * They nest: the outermost db_begin takes the write lock, db_commit of the
 * outermost reaches the disk before it returns. */
MUST_CHECK enum outcome db_begin(struct db *db);
MUST_CHECK enum outcome db_commit(struct db *db);
void db_rollback(struct db *db);

/* True when the engine has undone the whole open transaction by itself, as it
 * does when the disk is full: nothing that was written in it remains. */
bool db_transaction_is_lost(struct db *db);

/* For a command that writes a great deal at once: more memory for pages that are written
 * again and again, and fewer copies of them into the file. */
void db_expect_much(struct db *db);

/* Tables of members, sessions and settings refuse writes outside this window,
 * whatever statement tries. Opened by community/account.c, setting.c and dump.c only. */
void db_unprotect(struct db *db);
void db_protect(struct db *db);

/* Hangs on the connection what a noun wants to make once for it, such as contexts of a
 * library; `let_go` gets it when the connection closes and is the name that it is found by.
 * db_kept answers NULL when there is none. */
typedef void db_let_go(void *kept);
void db_keep(struct db *db, void *kept, db_let_go *let_go);
void *db_kept(struct db *db, db_let_go *let_go);

/* Writes a consistent copy of the store into the new file `path` while others
 * go on reading and writing. `on_progress` hears permille from time to time; it may be NULL. */
MUST_CHECK enum outcome
db_backup(struct db *db, const char *path, void (*on_progress)(int permille), const char **ret_why);

/* The engine's own check of the file. OK, or FAULT with the first complaint. */
MUST_CHECK enum outcome db_verify(struct arena *arena, struct db *db, struct str *ret_complaint);

#endif
