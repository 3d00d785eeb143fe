#include "community/subscription.h"

#include "base/limits.h"
#include "base/random.h"
#include "community/subscription_row.h"

_Static_assert(SUBSCRIPTION_ACTIVE == 0 && SUBSCRIPTION_AT_ONCE == 1, "both are stored");

enum { CALLBACK_BYTES = 20 };

static enum subscription_state state_from_store(int64_t stored)
{
    return (enum subscription_state)stored;
}

static enum subscription_mode mode_from_store(int64_t stored)
{
    return (enum subscription_mode)stored;
}

struct subscription subscription_read_row(struct arena *arena, struct db_stmt *stmt)
{
    return (struct subscription){
        .id = {db_int(stmt, 0)},
        .blog = {db_int(stmt, 1)},
        .member = {db_int(stmt, 2)},
        .state = state_from_store(db_int(stmt, 3)),
        .next_check = db_int(stmt, 4),
        .url = db_text(arena, stmt, 5),
        .etag = db_text(arena, stmt, 6),
        .last_modified = db_text(arena, stmt, 7),
        .digest = db_int(stmt, 8),
        .title = db_text(arena, stmt, 9),
        .site = db_text(arena, stmt, 10),
        .rules = {mode_from_store(db_int(stmt, 11)), db_text(arena, stmt, 12),
                  db_text(arena, stmt, 13), db_int(stmt, 14), db_text(arena, stmt, 29)},
        .n_taken = db_int(stmt, 15),
        .created = db_int(stmt, 16),
        .checked = db_int(stmt, 17),
        .newest = db_int(stmt, 18),
        .rhythm = db_int(stmt, 19),
        .hint = db_int(stmt, 20),
        .n_failures = db_int(stmt, 21),
        .error = db_text(arena, stmt, 22),
        .callback = db_text(arena, stmt, 23),
        .hub = {db_text(arena, stmt, 24), db_text(arena, stmt, 25), db_text(arena, stmt, 26),
                db_int(stmt, 27), db_int(stmt, 28)},
    };
}

static enum outcome check_count(struct db *db, struct member_id member, struct problem *ret_problem)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select count(*) from subscription where member = $1");
    db_bind_int(stmt, 1, member.n);
    enum outcome found = db_step(stmt);
    if (found != OK || db_int(stmt, 0) < LIMIT_SUBSCRIPTIONS_OF_MEMBER)
        return found;
    *ret_problem = (struct problem){FIELD_URL, WRONG_TOO_MANY, LIMIT_SUBSCRIPTIONS_OF_MEMBER};
    return INVALID;
}

/* NOT_FOUND: the blog has it already. */
static enum outcome insert_row(struct arena *arena,
                               struct db *db,
                               const struct subscription_new *subscription,
                               struct subscription_id *ret_id)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "insert into subscription (blog, member, url, title, mode, wanted, unwanted, a_day,"
            " callback, next_check, created, folder) values ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $10, $11)"
            " on conflict (blog, url) do nothing returning id");
    db_bind_int(stmt, 1, subscription->blog.n);
    db_bind_int(stmt, 2, subscription->member.n);
    db_bind_text(stmt, 3, subscription->url);
    db_bind_text(stmt, 4, subscription->title);
    db_bind_int(stmt, 5, subscription->rules.mode);
    db_bind_text(stmt, 6, subscription->rules.wanted);
    db_bind_text(stmt, 7, subscription->rules.unwanted);
    db_bind_int(stmt, 8, subscription->rules.a_day);
    db_bind_text(stmt, 9, random_token(arena, CALLBACK_BYTES));
    db_bind_int(stmt, 10, subscription->now);
    db_bind_text(stmt, 11, subscription->rules.folder);
    enum outcome done = db_step(stmt);
    if (done == OK)
        ret_id->n = db_int(stmt, 0);
    return done;
}

enum outcome subscription_make(struct arena *arena,
                               struct db *db,
                               const struct subscription_new *subscription,
                               struct subscription_id *ret_id,
                               struct problem *ret_problem)
{
    enum outcome done = check_count(db, subscription->member, ret_problem);
    if (done == OK)
        done = insert_row(arena, db, subscription, ret_id);
    if (done != NOT_FOUND)
        return done;
    *ret_problem = (struct problem){FIELD_URL, WRONG_TAKEN, 0};
    return CONFLICT;
}

static enum outcome find_one(struct arena *arena, struct db_stmt *stmt, struct subscription *ret)
{
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret = subscription_read_row(arena, stmt);
    return found;
}

enum outcome subscription_find(struct arena *arena,
                               struct db *db,
                               struct subscription_id id,
                               struct subscription *ret_subscription)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " SUBSCRIPTION_COLUMNS " from subscription where id = $1");
    db_bind_int(stmt, 1, id.n);
    return find_one(arena, stmt, ret_subscription);
}

enum outcome subscription_find_callback(struct arena *arena,
                                        struct db *db,
                                        struct str callback,
                                        struct subscription *ret_subscription)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " SUBSCRIPTION_COLUMNS " from subscription where callback = $1");
    db_bind_text(stmt, 1, callback);
    return find_one(arena, stmt, ret_subscription);
}

enum outcome subscription_list(struct arena *arena,
                               struct db *db,
                               struct blog_id blog,
                               struct subscription_id after,
                               size_t max,
                               const struct subscription **ret_subscriptions,
                               size_t *ret_n)
{
    struct subscription *list = arena_array(arena, struct subscription, max);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select " SUBSCRIPTION_COLUMNS " from subscription"
                                        " where blog = $1 and (folder, id) > (coalesce((select"
                                        " folder from subscription where id = $2), ''), $2)"
                                        " order by folder, id limit $3");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, after.n);
    db_bind_int(stmt, 3, (int64_t)max);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        list[n++] = subscription_read_row(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_subscriptions = list;
    *ret_n = n;
    return OK;
}

/* $1 is the id; no row means that there is none. */
static enum outcome run_on(struct db *db, struct db_stmt *stmt, struct subscription_id id)
{
    db_bind_int(stmt, 1, id.n);
    enum outcome done = db_run(stmt);
    return done == OK && db_changes(db) == 0 ? NOT_FOUND : done;
}

enum outcome
subscription_edit(struct db *db, struct subscription_id id, const struct subscription_rules *rules)
{
    struct db_stmt *stmt = db_query(db, "update subscription set mode = $2, wanted = $3,"
                                        " unwanted = $4, a_day = $5, folder = $6 where id = $1");
    db_bind_int(stmt, 2, rules->mode);
    db_bind_text(stmt, 3, rules->wanted);
    db_bind_text(stmt, 4, rules->unwanted);
    db_bind_int(stmt, 5, rules->a_day);
    db_bind_text(stmt, 6, rules->folder);
    return run_on(db, stmt, id);
}

enum outcome subscription_pause(struct db *db, struct subscription_id id)
{
    return run_on(db, db_query(db, "update subscription set state = 1 where id = $1"), id);
}

enum outcome subscription_wake(struct db *db, struct subscription_id id, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "update subscription set state = 0, next_check = $2 where id = $1");
    db_bind_int(stmt, 2, now);
    return run_on(db, stmt, id);
}

enum outcome subscription_remove(struct db *db, struct subscription_id id)
{
    struct db_stmt *items = db_query(db, "delete from subscription_item where subscription = $1");
    db_bind_int(items, 1, id.n);
    enum outcome done = db_run(items);
    return done == OK ? run_on(db, db_query(db, "delete from subscription where id = $1"), id)
                      : done;
}
