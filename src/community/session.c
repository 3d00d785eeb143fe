#include "community/session.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "community/token.h"

#include <sodium.h>

enum {
    KEPT_SECONDS = LIMIT_SESSION_DAYS * 24 * 60 * 60,
    TOUCH_SECONDS = 60 * 60,
    LABEL_CHARACTERS = 200,
    HASH_ARENA_BYTES = 1024,
    FORM_TOKEN_BYTES = 16,
};

struct str session_token_new(struct arena *arena)
{
    return token_new(arena);
}

/* Keyed by the hash of the secret: a BLAKE2b key has at most 64 bytes. */
static void form_token(struct str secret, unsigned char ret_token[FORM_TOKEN_BYTES])
{
    static const unsigned char purpose[] = "form";
    unsigned char key[crypto_generichash_KEYBYTES];
    CHECK(crypto_generichash(key, sizeof(key), (const unsigned char *)secret.ptr, secret.len, NULL,
                             0) == 0);
    CHECK(crypto_generichash(ret_token, FORM_TOKEN_BYTES, purpose, sizeof(purpose) - 1, key,
                             sizeof(key)) == 0);
    sodium_memzero(key, sizeof(key));
}

struct str session_form_token(struct arena *arena, struct str secret)
{
    unsigned char token[FORM_TOKEN_BYTES];
    form_token(secret, token);
    char *hex = arena_alloc_raw(arena, 2 * sizeof(token) + 1);
    sodium_bin2hex(hex, 2 * sizeof(token) + 1, token, sizeof(token));
    return (struct str){hex, 2 * sizeof(token)};
}

bool session_form_token_matches(struct str secret, struct str given)
{
    if (str_is_empty(secret) || given.len != 2 * FORM_TOKEN_BYTES)
        return false;
    SCRATCH_ARENA(scratch, HASH_ARENA_BYTES);
    struct str expected = session_form_token(&scratch, secret);
    return sodium_memcmp(expected.ptr, given.ptr, given.len) == 0;
}

enum outcome session_make(struct db *db,
                          struct member_id member,
                          struct str token,
                          struct str label,
                          int64_t now,
                          struct session_id *ret_id)
{
    SCRATCH_ARENA(scratch, HASH_ARENA_BYTES);
    db_unprotect(db);
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into session (token_hash, member, label, created, seen)"
                     " values ($1, $2, $3, $4, $4) returning id");
    db_bind_text(stmt, 1, token_hash(&scratch, token));
    db_bind_int(stmt, 2, member.n);
    db_bind_text(stmt, 3, utf8_first(utf8_repair(&scratch, label), LABEL_CHARACTERS));
    db_bind_int(stmt, 4, now);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    db_protect(db);
    return done;
}

enum outcome session_find(
    struct arena *arena, struct db *db, struct str hash, int64_t now, struct visitor *ret_visitor)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select s.id, s.seen, m.id, m.handle, m.name, m.role, m.lang, m.created"
                     " from session s join member m on m.id = s.member"
                     " where s.token_hash = $1 and s.seen > $2 and m.ended = 0");
    db_bind_text(stmt, 1, hash);
    db_bind_int(stmt, 2, now - KEPT_SECONDS);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    *ret_visitor = (struct visitor){
        .session = {db_int(stmt, 0)},
        .touch_due = db_int(stmt, 1) + TOUCH_SECONDS,
        .member =
            {
                .id = {db_int(stmt, 2)},
                .handle = db_text(arena, stmt, 3),
                .name = db_text(arena, stmt, 4),
                .role = role_from_store(db_int(stmt, 5)),
                .lang = db_text(arena, stmt, 6),
                .created = db_int(stmt, 7),
            },
    };
    return OK;
}

enum outcome session_touch(struct db *db, struct session_id id, int64_t now)
{
    db_unprotect(db);
    struct db_stmt *stmt =
        db_query(db, "update session set seen = $2 where id = $1 and seen <= $3");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, now);
    db_bind_int(stmt, 3, now - TOUCH_SECONDS);
    enum outcome done = db_run(stmt);
    db_protect(db);
    return done;
}

enum outcome session_list(struct arena *arena,
                          struct db *db,
                          struct member_id member,
                          int64_t now,
                          const struct session **ret_sessions,
                          size_t *ret_n)
{
    enum { MAX_SESSIONS = 100 };
    struct session *sessions = arena_array(arena, struct session, MAX_SESSIONS);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id, label, created, seen from session"
                                        " where member = $1 and seen > $2"
                                        " order by seen desc, id desc limit $3");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, now - KEPT_SECONDS);
    db_bind_int(stmt, 3, MAX_SESSIONS);
    enum outcome found;
    while ((found = db_step(stmt)) == OK) {
        sessions[n++] = (struct session){
            .id = {db_int(stmt, 0)},
            .label = db_text(arena, stmt, 1),
            .created = db_int(stmt, 2),
            .seen = db_int(stmt, 3),
        };
    }
    if (found != NOT_FOUND)
        return found;
    *ret_sessions = sessions;
    *ret_n = n;
    return OK;
}

enum outcome session_end(struct db *db, struct member_id member, struct session_id id)
{
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "delete from session where id = $1 and member = $2");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, member.n);
    enum outcome done = db_run(stmt);
    db_protect(db);
    if (done == OK && db_changes(db) == 0)
        return NOT_FOUND;
    return done;
}

enum outcome session_end_others(struct db *db, struct member_id member, struct session_id kept)
{
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "delete from session where member = $1 and id <> $2");
    db_bind_int(stmt, 1, member.n);
    db_bind_int(stmt, 2, kept.n);
    enum outcome done = db_run(stmt);
    db_protect(db);
    return done;
}

enum outcome session_sweep(struct db *db, int64_t now)
{
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "delete from session where seen <= $1");
    db_bind_int(stmt, 1, now - KEPT_SECONDS);
    enum outcome done = db_run(stmt);
    db_protect(db);
    return done;
}
