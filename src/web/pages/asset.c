#include "web/pages/asset.h"

#include "db/db.h"
#include "views/assets.h"

static void show(const struct request *rq, struct response *rs, const struct asset *asset)
{
    bool is_packed = asset->gzip.len > 0 && str_contains(rq->headers.accept_encoding, STR("gzip"));
    struct str tag = is_packed ? asset->gzip_etag : asset->etag;
    response_bytes(rs, asset->type, is_packed ? asset->gzip : asset->bytes);
    response_add_header(rs, STR("ETag"), tag);
    response_add_header(rs, STR("Vary"), STR("Accept-Encoding"));
    if (is_packed)
        response_add_header(rs, STR("Content-Encoding"), STR("gzip"));
    if (request_has_tag(rq, tag)) {
        rs->status = 304;
        rs->body = STR("");
    }
}

enum outcome page_asset(struct request *rq, struct response *rs)
{
    const struct asset *asset = NULL;
    enum outcome found = asset_find(rq->path, &asset);
    if (found != OK)
        return found;
    show(rq, rs, asset);
    rs->cache = CACHE_IMMUTABLE;
    return OK;
}

enum outcome page_favicon(struct request *rq, struct response *rs)
{
    const struct asset *asset = NULL;
    enum outcome found = asset_named(STR("icons/favicon.svg"), &asset);
    if (found != OK)
        return found;
    show(rq, rs, asset);
    rs->cache = CACHE_SHORT;
    return OK;
}

enum outcome page_robots(struct request *rq, struct response *rs)
{
    (void)rq;
    response_text(rs, 200, STR("User-agent: *\nDisallow: /signin\nDisallow: /register\n"));
    rs->cache = CACHE_SHORT;
    return OK;
}

static enum outcome load_health(struct db *db, int64_t *ret_one)
{
    CLEANUP(db_done) struct db_stmt *q = db_query(db, "select 1");
    enum outcome outcome = db_step(q);
    if (outcome == OK)
        *ret_one = db_int(q, 0);
    return outcome;
}

/* 200 while the store can be read. */
enum outcome page_healthz(struct request *rq, struct response *rs)
{
    int64_t one = 0;
    enum outcome outcome = load_health(rq->db, &one);
    if (outcome != OK)
        return outcome;
    response_text(rs, 200, STR("ok\n"));
    return OK;
}
