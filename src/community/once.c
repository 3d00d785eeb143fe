#include "community/once.h"

enum {
    NONCE_BYTES = 64,
    KEPT_SECONDS = 24 * 60 * 60,
};

enum outcome once_find(struct arena *arena,
                       struct db *db,
                       struct member_id member,
                       struct str nonce,
                       struct str *ret_location)
{
    if (str_is_empty(nonce) || nonce.len > NONCE_BYTES)
        return INVALID;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select location from once where member = $1 and nonce = $2");
    db_bind_int(stmt, 1, member.n);
    db_bind_text(stmt, 2, nonce);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_location = db_text(arena, stmt, 0);
    return found;
}

enum outcome once_keep(
    struct db *db, struct member_id member, struct str nonce, struct str location, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "insert into once (member, nonce, location, created) values ($1, $2, $3, $4)");
    db_bind_int(stmt, 1, member.n);
    db_bind_text(stmt, 2, nonce);
    db_bind_text(stmt, 3, location);
    db_bind_int(stmt, 4, now);
    return db_run(stmt);
}

enum outcome once_sweep(struct db *db, int64_t now)
{
    struct db_stmt *stmt = db_query(db, "delete from once where created < $1");
    db_bind_int(stmt, 1, now - KEPT_SECONDS);
    return db_run(stmt);
}
