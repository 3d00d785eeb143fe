#include "community/invite.h"

#include "base/limits.h"
#include "community/token.h"

enum {
    KEPT_SECONDS = LIMIT_INVITE_DAYS * 24 * 60 * 60,
    HASH_ARENA_BYTES = 1024,
};

struct str invite_token_new(struct arena *arena)
{
    return token_new(arena);
}

/* Set-up links have no maker; a second one makes the first worthless. */
static enum outcome drop_setup_links(struct db *db)
{
    struct db_stmt *stmt =
        db_query(db, "delete from invite where maker = 0 and used = 0 and role = $1");
    db_bind_int(stmt, 1, ROLE_OWNER);
    return db_run(stmt);
}

static enum outcome
insert_invite(struct db *db, struct str token, enum role role, struct member_id maker, int64_t now)
{
    SCRATCH_ARENA(scratch, HASH_ARENA_BYTES);
    struct db_stmt *stmt =
        db_query(db, "insert into invite (token_hash, role, maker, created, expires)"
                     " values ($1, $2, $3, $4, $5)");
    db_bind_text(stmt, 1, token_hash(&scratch, token));
    db_bind_int(stmt, 2, role);
    db_bind_int(stmt, 3, maker.n);
    db_bind_int(stmt, 4, now);
    db_bind_int(stmt, 5, now + KEPT_SECONDS);
    return db_run(stmt);
}

enum outcome
invite_make(struct db *db, struct str token, enum role role, struct member_id maker, int64_t now)
{
    db_unprotect(db);
    enum outcome done = maker.n == 0 ? drop_setup_links(db) : OK;
    if (done == OK)
        done = insert_invite(db, token, role, maker, now);
    db_protect(db);
    return done;
}

enum outcome invite_find(struct db *db, struct str token, int64_t now, enum role *ret_role)
{
    SCRATCH_ARENA(scratch, HASH_ARENA_BYTES);
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select role from invite where token_hash = $1 and used = 0 and expires > $2");
    db_bind_text(stmt, 1, token_hash(&scratch, token));
    db_bind_int(stmt, 2, now);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_role = role_from_store(db_int(stmt, 0));
    return found;
}

static enum outcome use_up(struct db *db, struct str token, struct member_id member, int64_t now)
{
    SCRATCH_ARENA(scratch, HASH_ARENA_BYTES);
    db_unprotect(db);
    struct db_stmt *stmt =
        db_query(db, "update invite set used = $2, used_by = $3 where token_hash = $1");
    db_bind_text(stmt, 1, token_hash(&scratch, token));
    db_bind_int(stmt, 2, now);
    db_bind_int(stmt, 3, member.n);
    enum outcome done = db_run(stmt);
    db_protect(db);
    return done;
}

enum outcome invite_accept(struct arena *arena,
                           struct db *db,
                           struct str token,
                           const struct account_new *account,
                           struct member_id *ret_id,
                           struct problem *ret_problem)
{
    struct account_new invited = *account;
    enum outcome done = invite_find(db, token, account->now, &invited.role);
    if (done != OK)
        return done;
    struct member_id id = {0};
    done = account_make(arena, db, &invited, &id, ret_problem);
    if (done == OK)
        done = use_up(db, token, id, account->now);
    if (done == OK)
        *ret_id = id;
    return done;
}

enum outcome invite_list(struct arena *arena,
                         struct db *db,
                         struct member_id maker,
                         const struct invite **ret_invites,
                         size_t *ret_n)
{
    enum { MAX_INVITES = 100 };
    struct invite *invites = arena_array(arena, struct invite, MAX_INVITES);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select i.id, i.role, i.maker, i.created, i.expires, i.used, m.name"
                     " from invite i left join member m on m.id = i.used_by"
                     " where i.maker = $1 order by i.id desc limit $2");
    db_bind_int(stmt, 1, maker.n);
    db_bind_int(stmt, 2, MAX_INVITES);
    enum outcome found;
    while ((found = db_step(stmt)) == OK) {
        invites[n++] = (struct invite){
            .id = db_int(stmt, 0),
            .role = role_from_store(db_int(stmt, 1)),
            .maker = {db_int(stmt, 2)},
            .created = db_int(stmt, 3),
            .expires = db_int(stmt, 4),
            .used = db_int(stmt, 5),
            .used_by = db_text(arena, stmt, 6),
        };
    }
    if (found != NOT_FOUND)
        return found;
    *ret_invites = invites;
    *ret_n = n;
    return OK;
}

enum outcome invite_withdraw(struct db *db, struct member_id maker, int64_t id)
{
    db_unprotect(db);
    struct db_stmt *stmt =
        db_query(db, "delete from invite where id = $1 and maker = $2 and used = 0");
    db_bind_int(stmt, 1, id);
    db_bind_int(stmt, 2, maker.n);
    enum outcome done = db_run(stmt);
    db_protect(db);
    if (done == OK && db_changes(db) == 0)
        return NOT_FOUND;
    return done;
}
