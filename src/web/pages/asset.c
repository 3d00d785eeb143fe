#include "web/pages/asset.h"

#include "db/db.h"

static enum outcome load(struct db *db, int64_t *ret_one)
{
    CLEANUP(db_done) struct db_stmt *q = db_query(db, "select 1");
    enum outcome outcome = db_step(q);
    if (outcome == OK)
        *ret_one = db_int(q, 0);
    return outcome;
}

/* For watchers: 200 while the store can be read. */
enum outcome page_healthz(struct request *rq, struct response *rs)
{
    int64_t one = 0;
    enum outcome outcome = load(rq->db, &one);
    if (outcome != OK)
        return outcome;
    response_text(rs, 200, STR("ok\n"));
    return OK;
}

enum outcome page_robots(struct request *rq, struct response *rs)
{
    (void)rq;
    response_text(rs, 200, STR("User-agent: *\nDisallow: /sign-in\nDisallow: /register\n"));
    rs->cache = CACHE_SHORT;
    return OK;
}
