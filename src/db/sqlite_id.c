/* Where SQLite keeps the ids that it has given. */
#include "db/db.h"

enum outcome db_next_id(struct db *db, struct str table, int64_t *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select seq + 1 from sqlite_sequence where name = $1");
    db_bind_text(stmt, 1, table);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_id = db_int(stmt, 0);
    if (found == NOT_FOUND) /* it never had a row */
        *ret_id = 1;
    return found == NOT_FOUND ? OK : found;
}
