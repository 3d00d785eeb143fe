#include "community/subscription_check.h"

#include "community/article_address.h"
#include "community/opening.h"

/* Fates are stored. */
_Static_assert(FATE_WAITING == 0 && FATE_TAKEN == 1 && FATE_FAILED == 5, "fates are stored");

enum { KEPT_SECONDS = 180 * 24 * 60 * 60 };

enum outcome
subscription_item_find(struct db *db, struct subscription_id id, struct str key, int64_t *ret_seen)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select seen from subscription_item where subscription = $1 and key = $2");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, key);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_seen = db_int(stmt, 0);
    return found;
}

enum outcome
subscription_item_touch(struct db *db, struct subscription_id id, struct str key, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "update subscription_item set seen = $3 where subscription = $1 and key = $2");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, key);
    db_bind_int(stmt, 3, now);
    return db_run(stmt);
}

enum outcome subscription_item_fail(struct db *db, struct subscription_id id, struct str key)
{
    struct db_stmt *stmt =
        db_query(db, "update subscription_item set fate = $3 where subscription = $1 and key = $2");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, key);
    db_bind_int(stmt, 3, FATE_FAILED);
    return db_run(stmt);
}

enum outcome
subscription_has_address(struct db *db, struct blog_id blog, struct str url, bool *ret_has)
{
    int64_t key = 0;
    *ret_has = false;
    if (!article_address_key(url, &key))
        return OK;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select 1 from article_address x join article a on a.id = x.article"
                     " where x.key = $2 and a.blog = $1 limit 1");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, key);
    enum outcome found = db_step(stmt);
    if (found == OK || found == NOT_FOUND)
        *ret_has = found == OK;
    return found == NOT_FOUND ? OK : found;
}

enum outcome subscription_count(struct db *db, struct subscription_id id, int64_t day)
{
    struct db_stmt *stmt =
        db_query(db, "update subscription set n_taken = n_taken + 1, day = $2,"
                     " n_day = case when day = $2 then n_day + 1 else 1 end"
                     " where id = $1 and (a_day = 0 or day <> $2 or n_day < a_day)");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, day);
    enum outcome done = db_run(stmt);
    return done == OK && db_changes(db) == 0 ? CONFLICT : done;
}

enum outcome subscription_item_keep(struct db *db,
                                    struct subscription_id id,
                                    struct str key,
                                    enum subscription_fate fate,
                                    struct article_id article,
                                    int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "insert into subscription_item (subscription, key, fate, article, seen)"
                     " values ($1, $2, $3, $4, $5) on conflict (subscription, key)"
                     " do update set fate = excluded.fate, article = excluded.article");
    db_bind_int(stmt, 1, id.n);
    db_bind_text(stmt, 2, key);
    db_bind_int(stmt, 3, fate);
    if (article.n != 0)
        db_bind_int(stmt, 4, article.n);
    else
        db_bind_null(stmt, 4);
    db_bind_int(stmt, 5, now);
    return db_run(stmt);
}

enum outcome subscription_item_sweep(struct db *db, struct subscription_id id, int64_t now)
{
    struct db_stmt *stmt =
        db_query(db, "delete from subscription_item where subscription = $1 and seen < $2");
    db_bind_int(stmt, 1, id.n);
    db_bind_int(stmt, 2, now - KEPT_SECONDS);
    return db_run(stmt);
}

static struct subscription_draft read_draft(struct arena *arena, struct db_stmt *stmt)
{
    return (struct subscription_draft){
        .id = {db_int(stmt, 0)},
        .title = db_text(arena, stmt, 1),
        .excerpt = db_text(arena, stmt, 2),
        .lang = db_text(arena, stmt, 3),
        .url = db_text(arena, stmt, 4),
        .created = db_int(stmt, 5),
        .feed = db_text(arena, stmt, 6),
    };
}

enum outcome subscription_list_drafts(struct arena *arena,
                                      struct db *db,
                                      struct blog_id blog,
                                      struct article_id before,
                                      size_t max,
                                      const struct subscription_draft **ret_drafts,
                                      size_t *ret_n)
{
    struct subscription_draft *drafts = arena_array(arena, struct subscription_draft, max);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(
        db, "select a.id, a.title, " OPENING_COLUMN ", a.lang, a.url,"
            " a.created, s.title from article a"
            " join subscription_item i on i.article = a.id"
            " join subscription s on s.id = i.subscription where a.blog = $1 and a.state = 0"
            " and a.id < $2 order by a.id desc limit $3");
    db_bind_int(stmt, 1, blog.n);
    db_bind_int(stmt, 2, before.n == 0 ? INT64_MAX : before.n);
    db_bind_int(stmt, 3, (int64_t)max);
    enum outcome found;
    while ((found = db_step(stmt)) == OK)
        drafts[n++] = read_draft(arena, stmt);
    if (found != NOT_FOUND)
        return found;
    *ret_drafts = drafts;
    *ret_n = n;
    return OK;
}
