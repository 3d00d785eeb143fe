#include "web/viewer.h"

#include "base/clock.h"
#include "community/session.h"
#include "community/token.h"
#include "db/writer.h"
#include "web/app.h"
#include "web/cookie.h"
#include "web/site.h"
#include "web/visitors.h"

/* Nobody waits for it, so it has nothing but the session's number to go by. */
static enum outcome touch(struct db *db, void *context)
{
    return session_touch(db, (struct session_id){(intptr_t)context}, clock_now());
}

static void touched(void *context, enum outcome outcome)
{
    (void)context;
    ignore_outcome(outcome); /* the next visit tries again */
}

static void take(struct request *rq, const struct visitor *visitor)
{
    rq->session = visitor->session;
    rq->member = visitor->member;
    rq->viewer = (struct viewer){rq->member.id, rq->member.role};
}

static enum outcome load_session(struct request *rq, struct db *db)
{
    struct str token = cookie_value(rq, COOKIE_SESSION);
    if (token.len == 0)
        return OK;
    struct str hash = token_hash(rq->arena, token);
    struct visitor visitor;
    enum outcome outcome = session_find(rq->arena, db, hash, rq->now, &visitor);
    if (outcome == NOT_FOUND) {
        rq->is_session_stale = true;
        return OK;
    }
    if (outcome != OK)
        return outcome;
    take(rq, &visitor);
    if (rq->now >= visitor.touch_due)
        ignore_outcome(
            db_writer_submit(rq->app->writer, touch, touched, (void *)(intptr_t)rq->session.n));
    else
        visitors_add(rq->app->visitors, hash, rq->moment, &visitor);
    return OK;
}

bool viewer_has_session(const struct request *rq)
{
    return cookie_value(rq, COOKIE_SESSION).len > 0;
}

enum language viewer_language(const struct request *rq)
{
    enum language language = rq->site->language;
    if (language_find(rq->member.lang, &language) == OK ||
        language_find(cookie_value(rq, COOKIE_LANGUAGE), &language) == OK)
        return language;
    return language_from_accept(rq->headers.accept_language, rq->site->language);
}

enum outcome viewer_recall(struct request *rq)
{
    struct str token = cookie_value(rq, COOKIE_SESSION);
    struct visitor visitor = {0};
    if (token.len > 0 && visitors_find(rq->app->visitors, rq->arena, token_hash(rq->arena, token),
                                       rq->now, &visitor) != OK)
        return NOT_FOUND;
    take(rq, &visitor);
    rq->language = viewer_language(rq);
    return OK;
}

enum outcome viewer_load(struct request *rq, struct db *db)
{
    enum outcome outcome = load_session(rq, db);
    rq->language = viewer_language(rq);
    return outcome;
}
