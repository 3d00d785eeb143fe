/* The engine's own check, in its words. */
#include "db/db.h"

enum outcome db_verify(struct arena *arena, struct db *db, struct str *ret_complaint)
{
    CLEANUP(db_done) struct db_stmt *pages = db_query(db, "pragma integrity_check(1)");
    enum outcome outcome = db_step(pages);
    if (outcome != OK)
        return FAULT;
    struct str first = db_text(arena, pages, 0);
    if (!str_eq(first, STR("ok"))) {
        *ret_complaint = first;
        return FAULT;
    }
    CLEANUP(db_done) struct db_stmt *keys = db_query(db, "pragma foreign_key_check");
    outcome = db_step(keys);
    if (outcome == NOT_FOUND)
        return OK;
    *ret_complaint = outcome == OK
                         ? str_print(arena, "a row of %.*s refers to a row that is not there",
                                     STR_ARG(db_text(arena, keys, 0)))
                         : STR("the store cannot be read");
    return FAULT;
}
