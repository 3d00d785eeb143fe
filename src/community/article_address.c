#include "community/article_address.h"

#include "base/limits.h"
#include "text/url_clean.h"
#include "text/url_key.h"

#include <sodium.h>

enum { SCRATCH_BYTES = 1 << 20 };

/* Published, as article.c counts it. */
#define SHARE_COLUMNS                                                                              \
    "a.id, a.slug, a.title, m.name, m.handle, b.slug, b.title, a.shared from article a"            \
    " join member m on m.id = a.sharer join blog b on b.id = a.blog"

bool article_address_key(struct str url, int64_t *ret_key)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    unsigned char hash[crypto_generichash_BYTES];
    struct url parsed;
    if (url_parse(&scratch, url, &parsed) != OK)
        return false;
    struct str key = url_key(&scratch, &parsed);
    if (key.len == 0)
        return false;
    CHECK(crypto_generichash(hash, sizeof hash, (const unsigned char *)key.ptr, key.len, NULL, 0) ==
          0);
    memcpy(ret_key, hash, sizeof *ret_key);
    return true;
}

enum outcome article_address_put(struct db *db, struct article_id article, int64_t key)
{
    struct db_stmt *stmt = db_query(db, "insert into article_address (article, key)"
                                        " values ($1, $2) on conflict (article, key) do nothing");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, key);
    return db_run(stmt);
}

static enum outcome put_address(struct db *db, struct article_id article, struct str url)
{
    int64_t key = 0;
    return article_address_key(url, &key) ? article_address_put(db, article, key) : OK;
}

static enum outcome put_own(struct db *db, struct article_id article)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select url from article where id = $1 and state <> 3");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    return put_address(db, article, db_text(&scratch, stmt, 0));
}

/* Those of the first capture: later ones may have been led elsewhere. */
static enum outcome put_captured(struct db *db, struct article_id article)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select asked, url, canonical from snapshot"
                                        " where article = $1 order by id limit 1");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    for (int i = 0; found == OK && i < 3; i++)
        found = put_address(db, article, db_text(&scratch, stmt, i));
    return found == NOT_FOUND ? OK : found;
}

enum outcome article_address_delete(struct db *db, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "delete from article_address where article = $1");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

enum outcome article_address_set(struct db *db, struct article_id article)
{
    enum outcome done = article_address_delete(db, article);
    if (done == OK)
        done = put_own(db, article);
    return done == OK ? put_captured(db, article) : done;
}

static enum outcome
read_share(struct arena *arena, struct db_stmt *stmt, struct article_share *ret_share)
{
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_share = (struct article_share){
            .id = {db_int(stmt, 0)},
            .slug = db_text(arena, stmt, 1),
            .title = db_text(arena, stmt, 2),
            .sharer_name = db_text(arena, stmt, 3),
            .sharer_handle = db_text(arena, stmt, 4),
            .blog_slug = db_text(arena, stmt, 5),
            .blog_title = db_text(arena, stmt, 6),
            .shared = db_int(stmt, 7),
        };
    return found;
}

enum outcome article_address_find(struct arena *arena,
                                  struct db *db,
                                  struct str url,
                                  struct article_share *ret_share)
{
    int64_t key = 0;
    if (!article_address_key(url, &key))
        return NOT_FOUND;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " SHARE_COLUMNS " where a.id = (select x.article"
                     " from article_address x join article p on p.id = x.article"
                     " where x.key = $1 and p.state = 2 order by x.article limit 1)");
    db_bind_int(stmt, 1, key);
    return read_share(arena, stmt, ret_share);
}

enum outcome article_address_first(struct arena *arena,
                                   struct db *db,
                                   struct article_id article,
                                   struct article_share *ret_share)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select " SHARE_COLUMNS " where a.id = (select min((select y.article"
                     " from article_address y join article p on p.id = y.article"
                     " where y.key = x.key and y.article < $1 and p.state = 2"
                     " order by y.article limit 1)) from article_address x where x.article = $1)");
    db_bind_int(stmt, 1, article.n);
    return read_share(arena, stmt, ret_share);
}

/* By which rules keys were made, and up to which article; the very first time
 * and after a change of rules none has them. */
static enum outcome read_rules(struct db *db, int64_t *ret_article)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select rules, article from address_rules");
    enum outcome found = db_step(stmt);
    if (found != OK)
        return found == NOT_FOUND ? FAULT : found;
    *ret_article = db_int(stmt, 0) == URL_KEY_RULES ? db_int(stmt, 1) : 0;
    return OK;
}

static enum outcome write_rules(struct db *db, int64_t article)
{
    struct db_stmt *stmt = db_query(db, "update address_rules set rules = $1, article = $2");
    db_bind_int(stmt, 1, URL_KEY_RULES);
    db_bind_int(stmt, 2, article);
    return db_run(stmt);
}

enum outcome article_address_are_set(struct db *db, struct article_id first, struct article_id last)
{
    int64_t after = 0;
    enum outcome done = read_rules(db, &after);
    return done == OK && after >= first.n - 1 ? write_rules(db, last.n) : done;
}

/* Those behind `after` that have an address, in order. */
static enum outcome list_after(
    struct arena *arena, struct db *db, int64_t after, struct article_id **ret_ids, size_t *ret_n)
{
    struct article_id *ids = arena_array(arena, struct article_id, LIMIT_ADDRESS_BATCH);
    size_t n = 0;
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select id from article where id > $1 order by id limit $2");
    db_bind_int(stmt, 1, after);
    db_bind_int(stmt, 2, LIMIT_ADDRESS_BATCH);
    enum outcome found = OK;
    while ((found = db_step(stmt)) == OK)
        ids[n++].n = db_int(stmt, 0);
    *ret_ids = ids;
    *ret_n = n;
    return found == NOT_FOUND ? OK : found;
}

enum outcome article_address_catch_up(struct db *db, bool *ret_has_more)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    int64_t after = 0;
    struct article_id *ids = NULL;
    size_t n = 0;
    enum outcome done = read_rules(db, &after);
    if (done == OK)
        done = list_after(&scratch, db, after, &ids, &n);
    for (size_t i = 0; done == OK && i < n; i++)
        done = article_address_set(db, ids[i]);
    if (done == OK && n > 0)
        done = write_rules(db, ids[n - 1].n);
    *ret_has_more = n == LIMIT_ADDRESS_BATCH;
    return done;
}
