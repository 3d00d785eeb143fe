#include "community/account.h"

#include "base/limits.h"
#include "text/name.h"
#include "text/slug.h"

#define MEMBER_COLUMNS "id, handle, name, role, lang, created, ended"

static struct member read_member(struct arena *arena, struct db_stmt *stmt)
{
    return (struct member){
        .id = {db_int(stmt, 0)},
        .handle = db_text(arena, stmt, 1),
        .name = db_text(arena, stmt, 2),
        .role = role_from_store(db_int(stmt, 3)),
        .lang = db_text(arena, stmt, 4),
        .created = db_int(stmt, 5),
        .is_ended = db_int(stmt, 6) != 0,
    };
}

/* Handles are made from names; a name without letters that give one keeps a
 * handle by the hash of its folded form. */
static struct str handle_of(struct arena *arena, struct str name)
{
    struct str handle = slug_from_name(arena, name);
    if (!str_is_empty(handle))
        return handle;
    uint64_t hash = str_hash(name_fold(arena, name));
    return str_print(arena, "m-%08llx", (unsigned long long)(hash & 0xffffffff));
}

static enum outcome is_taken(struct db *db, struct str handle, struct str key)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select 1 from member where handle = $1 or name_key = $2");
    db_bind_text(stmt, 1, handle);
    db_bind_text(stmt, 2, key);
    return db_step(stmt);
}

enum outcome account_check_name(struct arena *arena,
                                struct db *db,
                                struct str name,
                                struct str *ret_handle,
                                struct problem *ret_problem)
{
    enum outcome good =
        problem_check_line(&name, FIELD_NAME, 1, LIMIT_NAME_CHARACTERS, ret_problem);
    if (good != OK)
        return good;
    struct str handle = handle_of(arena, name);
    enum outcome taken = is_taken(db, handle, name_fold(arena, name));
    if (taken == OK) {
        *ret_problem = (struct problem){FIELD_NAME, WRONG_TAKEN, 0};
        return CONFLICT;
    }
    if (taken != NOT_FOUND)
        return taken;
    *ret_handle = handle;
    return OK;
}

static enum outcome insert_member(struct arena *arena,
                                  struct db *db,
                                  const struct account_new *account,
                                  struct str handle,
                                  struct member_id *ret_id)
{
    struct str name = str_trim(account->name);
    db_unprotect(db);
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "insert into member (handle, name, name_key, role, password, lang, created)"
                     " values ($1, $2, $3, $4, $5, $6, $7) returning id");
    db_bind_text(stmt, 1, handle);
    db_bind_text(stmt, 2, name);
    db_bind_text(stmt, 3, name_fold(arena, name));
    db_bind_int(stmt, 4, account->role);
    db_bind_text(stmt, 5, account->password_hash);
    db_bind_text(stmt, 6, account->lang);
    db_bind_int(stmt, 7, account->now);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    db_protect(db);
    return done;
}

enum outcome account_make(struct arena *arena,
                          struct db *db,
                          const struct account_new *account,
                          struct member_id *ret_id,
                          struct problem *ret_problem)
{
    struct account_new checked = *account;
    struct str handle;
    enum outcome good = account_check_name(arena, db, account->name, &handle, ret_problem);
    if (good == OK)
        good = problem_check_lang(&checked.lang, ret_problem);
    return good == OK ? insert_member(arena, db, &checked, handle, ret_id) : good;
}

enum outcome
account_find(struct arena *arena, struct db *db, struct member_id id, struct member *ret_member)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " MEMBER_COLUMNS " from member where id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_member = read_member(arena, stmt);
    return found;
}

/* The handle wins where one member's handle is another's name. */
enum outcome account_find_named(struct arena *arena,
                                struct db *db,
                                struct str name_or_handle,
                                struct member *ret_member)
{
    struct str given = str_trim(name_or_handle);
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " MEMBER_COLUMNS " from member"
                     " where handle = $1 or name_key = $2"
                     " order by case when handle = $1 then 0 else 1 end limit 1");
    db_bind_text(stmt, 1, str_lower(arena, given));
    db_bind_text(stmt, 2, name_fold(arena, given));
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_member = read_member(arena, stmt);
    return found;
}

enum outcome
account_password_hash(struct arena *arena, struct db *db, struct member_id id, struct str *ret_hash)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "select case when ended = 0 then password else '' end from member where id = $1");
    db_bind_int(stmt, 1, id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_hash = db_text(arena, stmt, 0);
    return found;
}

enum outcome account_set_password(struct db *db, struct member_id id, struct str password_hash)
{
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "update member set password = $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, password_hash);
    enum outcome done = db_run(stmt);
    db_protect(db);
    if (done == OK && db_changes(db) == 0)
        return NOT_FOUND;
    return done;
}

enum outcome
account_set_lang(struct db *db, struct member_id id, struct str lang, struct problem *ret_problem)
{
    enum outcome good = problem_check_lang(&lang, ret_problem);
    if (good != OK)
        return good;
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "update member set lang = $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, lang);
    enum outcome done = db_run(stmt);
    db_protect(db);
    return done;
}

enum outcome account_owner(struct db *db, struct member_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select id from member where role = $1 and ended = 0 order by id limit 1");
    db_bind_int(stmt, 1, ROLE_OWNER);
    enum outcome found = db_step(stmt);
    if (found == OK)
        ret_id->n = db_int(stmt, 0);
    return found;
}

/* CONFLICT when nobody else could run the site. */
static enum outcome check_other_owner(struct db *db, struct member_id id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "select (select count(*) from member where id = $1 and role = $2 and ended = 0),"
            " (select count(*) from member where id <> $1 and role = $2 and ended = 0)");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, ROLE_OWNER);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    bool is_last = db_int(stmt, 0) > 0 && db_int(stmt, 1) == 0;
    return is_last ? CONFLICT : OK;
}

enum outcome account_set_role(struct db *db, struct member_id id, enum role role)
{
    CHECK(role != ROLE_STRANGER);
    enum outcome good = role == ROLE_OWNER ? OK : check_other_owner(db, id);
    if (good != OK)
        return good;
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "update member set role = $2 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, role);
    enum outcome done = db_run(stmt);
    db_protect(db);
    if (done == OK && db_changes(db) == 0)
        return NOT_FOUND;
    return done;
}

enum outcome account_end(struct db *db, struct member_id id, int64_t now)
{
    enum outcome done = check_other_owner(db, id);
    if (done != OK)
        return done;
    db_unprotect(db);
    struct db_stmt *stmt = db_query(db, "update member set ended = $2 where id = $1 and ended = 0");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, now);
    done = db_run(stmt);
    if (done == OK && db_changes(db) == 0)
        done = NOT_FOUND;
    if (done == OK) {
        stmt = db_query(db, "delete from session where member = $1");
        db_bind_int(stmt, 1, id.n);
        done = db_run(stmt);
    }
    db_protect(db);
    return done;
}

enum outcome account_list(struct arena *arena,
                          struct db *db,
                          struct str after,
                          size_t max,
                          const struct member **ret_members,
                          size_t *ret_n)
{
    struct member *members = arena_array(arena, struct member, max);
    size_t n = 0;

    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " MEMBER_COLUMNS
                                        " from member where handle > $1 order by handle limit $2");
    db_bind_text(stmt, 1, after);
    db_bind_int(stmt, 2, (int64_t)max);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        members[n++] = read_member(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_members = members;
    *ret_n = n;
    return OK;
}

/* NOT_FOUND: nobody has the name. CONFLICT: a member has it, who may sign in or once could. */
static enum outcome
find_guest(struct arena *arena, struct db *db, struct str name, struct member_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select id, ended, password from member where name_key = $1");
    db_bind_text(stmt, 1, name_fold(arena, name));
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found;
    ret_id->n = db_int(stmt, 0);
    return db_int(stmt, 1) != 0 && db_text_borrowed(stmt, 2).len == 0 ? OK : CONFLICT;
}

static enum outcome make_guest(
    struct arena *arena, struct db *db, struct str name, int64_t now, struct member_id *ret_id)
{
    struct problem unused;
    const struct account_new guest = {.name = name, .role = ROLE_MEMBER, .now = now};
    enum outcome made = account_make(arena, db, &guest, ret_id, &unused);
    return made == OK ? account_end(db, *ret_id, now) : made;
}

enum outcome account_guest(
    struct arena *arena, struct db *db, struct str name, int64_t now, struct member_id *ret_id)
{
    enum { MAX_SAME = 100, NUMBER_CHARACTERS = 4 };
    struct str base = name_tidy(arena, name, LIMIT_NAME_CHARACTERS - NUMBER_CHARACTERS);
    enum outcome done = INVALID;
    for (int i = 1; i <= MAX_SAME && done != OK; i++) {
        struct str tried = i == 1 ? base : str_print(arena, "%.*s %d", STR_ARG(base), i);
        done = find_guest(arena, db, tried, ret_id);
        if (done == NOT_FOUND)
            done = make_guest(arena, db, tried, now, ret_id);
        if (done == UNAVAILABLE || done == FAULT)
            return done;
        if (done == INVALID) /* a name that no member may have */
            base = STR("Guest");
    }
    return done;
}
