#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

/* Brings a store's tables to the shape that this program knows. Each version
 * is a list of literal statements in schema/; a store remembers its version in
 * the table `store`, and a step once released is never changed. */

#include "db/db.h"

/* Runs every step that the store behind the DB_WRITE connection lacks, in one
 * transaction: all or nothing. `*ret_why` gets one line for the operator, in
 * the arena, when not OK. CONFLICT: the store is of a newer version.
 * UNAVAILABLE: disk full or locked. FAULT: a step failed. */
MUST_CHECK enum outcome migrate(struct arena *arena, struct db *db, struct str *ret_why);

/* For who only reads, and can bring nothing up. CONFLICT: the store is of another version than
 * this program's; `*ret_why` says what to do. */
MUST_CHECK enum outcome migrate_is_current(struct arena *arena, struct db *db, struct str *ret_why);

#endif
