#include "community/subscription_check.h"

#include "base/random.h"

enum outcome subscription_list_due(struct arena *arena,
                                   struct db *db,
                                   int64_t now,
                                   size_t max,
                                   const struct subscription_due **ret_due,
                                   size_t *ret_n)
{
    struct subscription_due *list = arena_array(arena, struct subscription_due, max);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select id, url from subscription where state = 0"
                                        " and next_check <= $1 order by next_check, id limit $2");
    db_bind_int(stmt, 1, now);
    db_bind_int(stmt, 2, (int64_t)max);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        list[n++] = (struct subscription_due){{db_int(stmt, 0)}, db_text(arena, stmt, 1)};
    if (found != NOT_FOUND)
        return found;
    *ret_due = list;
    *ret_n = n;
    return OK;
}

enum outcome subscription_next_time(struct db *db, int64_t *ret_time)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select next_check from subscription where state = 0"
                                        " order by next_check, id limit 1");
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_time = db_int(stmt, 0);
    return found;
}

/* 0 to 1023. */
static int64_t random_spread(void)
{
    unsigned char bytes[2];
    random_bytes(bytes, sizeof bytes);
    return (bytes[0] | bytes[1] << 8) & 1023;
}

/* Moves it unless the blog has that address already. */
static enum outcome set_url(struct db *db, const struct subscription *subscription, struct str url)
{
    struct db_stmt *stmt =
        db_query(db, "update subscription set url = $2 where id = $1 and url <> $2 and not exists"
                     " (select 1 from subscription o where o.blog = $3 and o.url = $2)");
    db_bind_int(stmt, 1, subscription->id.n);
    db_bind_text(stmt, 2, url);
    db_bind_int(stmt, 3, subscription->blog.n);
    return db_run(stmt);
}

enum outcome subscription_move(struct db *db,
                               const struct subscription *subscription,
                               struct str url,
                               int64_t now)
{
    int64_t n_failures = subscription->n_failures;
    enum outcome done = set_url(db, subscription, url);
    if (done != OK || db_changes(db) == 0)
        return done == OK ? CONFLICT : done;
    struct db_stmt *stmt = db_query(
        db, "update subscription set next_check = $2, n_failures = n_failures + 1 where id = $1");
    db_bind_int(stmt, 1, subscription->id.n);
    db_bind_int(stmt, 2, n_failures == 0 ? now : now + subscription_back_off(n_failures, 0));
    return db_run(stmt);
}

/* What its member has asked for meanwhile stays: a check that was asked for after
 * this one began is still due. */
enum outcome
subscription_succeed(struct db *db, const struct subscription *subscription, int64_t now)
{
    enum outcome done = set_url(db, subscription, subscription->url);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(
        db, "update subscription set title = $2, site = $3, etag = $4, last_modified = $5,"
            " digest = $6, newest = $7, rhythm = $8, hint = $9, checked = $10, n_failures = 0,"
            " error = '', next_check = case when next_check = $12 then $11 else next_check end"
            " where id = $1");
    db_bind_int(stmt, 1, subscription->id.n);
    db_bind_text(stmt, 2, subscription->title);
    db_bind_text(stmt, 3, subscription->site);
    db_bind_text(stmt, 4, subscription->etag);
    db_bind_text(stmt, 5, subscription->last_modified);
    db_bind_int(stmt, 6, subscription->digest);
    db_bind_int(stmt, 7, subscription->newest);
    db_bind_int(stmt, 8, subscription->rhythm);
    db_bind_int(stmt, 9, subscription->hint);
    db_bind_int(stmt, 10, now);
    db_bind_int(stmt, 11, now + subscription_interval(subscription, now, random_spread()));
    db_bind_int(stmt, 12, subscription->next_check);
    return db_run(stmt);
}

enum outcome subscription_fail(struct db *db,
                               const struct subscription *subscription,
                               const struct subscription_failure *failure,
                               int64_t now)
{
    struct db_stmt *stmt = db_query(
        db, "update subscription set n_failures = n_failures + 1, error = $2, checked = $3,"
            " next_check = case when next_check = $5 then $4 else next_check end,"
            " state = case when $6 and state = 0 then 2 else state end where id = $1");
    int64_t pause = subscription_back_off(subscription->n_failures + 1, failure->retry_after);
    db_bind_int(stmt, 1, subscription->id.n);
    db_bind_text(stmt, 2, failure->error);
    db_bind_int(stmt, 3, now);
    db_bind_int(stmt, 4, now + pause + pause * random_spread() / 10240);
    db_bind_int(stmt, 5, subscription->next_check);
    db_bind_int(stmt, 6, failure->is_over);
    return db_run(stmt);
}

enum outcome
subscription_set_hub(struct db *db, struct subscription_id id, const struct subscription_hub *hub)
{
    struct db_stmt *stmt = db_query(db, "update subscription set hub = $2, topic = $3, secret = $4,"
                                        " lease_ends = $5, asked = $6 where id = $1");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, hub->hub);
    db_bind_text(stmt, 3, hub->topic);
    db_bind_text(stmt, 4, hub->secret);
    db_bind_int(stmt, 5, hub->lease_ends);
    db_bind_int(stmt, 6, hub->asked);
    return db_run(stmt);
}
