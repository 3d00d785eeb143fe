#include "jobs/recheck_job.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "community/source_watch.h"
#include "jobs/keep.h"
#include "text/change.h"
#include "text/url_clean.h"

#include <poll.h>

/* What is known before the source is asked. */
struct known {
    struct article_id article;
    struct source_watch watch;
    struct source_revision last;
    struct snapshot snapshot; /* of that revision */
};

static enum outcome
load(struct arena *arena, const struct recheck_job *job, struct known *ret_known)
{
    struct db *db = db_pool_take(job->config->pool);
    enum outcome found = source_watch_article(job->leased, &ret_known->article);
    if (found == OK)
        found = source_watch_find(arena, db, ret_known->article, &ret_known->watch);
    if (found == OK)
        found = source_revision_last(arena, db, ret_known->article, &ret_known->last);
    if (found == OK)
        found = snapshot_find(arena, db, ret_known->article, ret_known->last.snapshot,
                              &ret_known->snapshot);
    db_pool_give(job->config->pool, db);
    return found;
}

/* What the writer's thread needs; each write uses its part. */
struct answer {
    const struct job *leased;
    struct known known;
    int64_t now;
    bool may_ask;
    int64_t status;                          /* gone */
    struct source_suspicion suspicion;       /* something differs */
    const struct article_captured *captured; /* a new revision */
};

static enum outcome write_ask(struct db *db, void *context)
{
    struct answer *answer = context;
    return source_watch_ask(db, answer->leased, answer->now, &answer->may_ask);
}

static enum outcome write_unchanged(struct db *db, void *context)
{
    const struct answer *answer = context;
    return source_watch_unchanged(db, answer->leased, answer->now);
}

static enum outcome write_unknown(struct db *db, void *context)
{
    const struct answer *answer = context;
    return source_watch_unknown(db, answer->leased, answer->now);
}

static enum outcome write_suspect(struct db *db, void *context)
{
    const struct answer *answer = context;
    return source_watch_suspect(db, answer->leased, &answer->suspicion, answer->now);
}

static enum outcome write_gone(struct db *db, void *context)
{
    const struct answer *answer = context;
    return source_watch_gone(db, answer->leased, answer->status, answer->known.watch.suspected,
                             answer->now);
}

static enum outcome write_changed(struct db *db, void *context)
{
    const struct answer *answer = context;
    const struct article_captured *captured = answer->captured;
    struct source_revision revision = {
        .seen = captured->snapshot.captured, .title = captured->title, .text = captured->text};
    enum outcome done =
        snapshot_add(db, answer->known.article, &captured->snapshot, &revision.snapshot);
    return done == OK ? source_watch_changed(db, answer->leased, &revision, answer->now) : done;
}

static enum outcome write_release(struct db *db, void *context)
{
    const struct answer *answer = context;
    return job_release(db, answer->leased);
}

/* A lost lease is no failure: another worker has the job. Nor is an article
 * that was deleted meanwhile: its watch went with it. */
static enum outcome store(const struct recheck_job *job, db_write *write, struct answer *answer)
{
    answer->now = clock_now();
    enum outcome done = db_writer_run(job->config->writer, write, answer);
    return done == CONFLICT || done == NOT_FOUND ? OK : done;
}

static bool is_gone(struct capture_reason why)
{
    return why.trouble == CAPTURE_MISSING || why.trouble == CAPTURE_GONE;
}

/* Publishers lead readers of a withdrawn story to their front page. */
static bool was_led_home(struct arena *arena, const struct known *known, struct str url)
{
    struct url before;
    struct url now;
    return url_parse(arena, known->snapshot.url, &before) == OK &&
           url_parse(arena, url, &now) == OK && !url_is_home(&before) && url_is_home(&now);
}

/* Gone for the second time in a row is gone. */
static enum outcome store_gone(const struct recheck_job *job, struct answer *answer, int64_t status)
{
    const struct source_watch *watch = &answer->known.watch;
    bool is_confirmed = watch->n_suspected > 0 && str_is_empty(watch->suspect_text);
    answer->status = status;
    return store(job, is_confirmed || watch->gone != 0 ? write_gone : write_suspect, answer);
}

static enum outcome store_changed(struct arena *arena,
                                  const struct recheck_job *job,
                                  struct answer *answer,
                                  const struct capture *capture)
{
    struct article_captured captured;
    enum outcome kept =
        keep_capture(arena, job->config->objects, answer->known.snapshot.asked, capture, &captured);
    if (kept != OK)
        return store(job, write_unknown, answer);
    answer->captured = &captured;
    return store(job, write_changed, answer);
}

static enum outcome compare(struct arena *arena,
                            const struct recheck_job *job,
                            struct answer *answer,
                            const struct capture *capture)
{
    const struct known *known = &answer->known;
    const struct source_watch *watch = &known->watch;
    const struct change_text last = {known->last.title, known->last.text};
    const struct change_text now = {capture->title, capture->text};
    const struct change_text suspect = {watch->suspect_title, watch->suspect_text};
    if (!change_matters(&last, &now))
        return store(job, write_unchanged, answer);
    if (watch->n_suspected > 0 && !change_matters(&suspect, &now) &&
        known->last.number < LIMIT_SOURCE_REVISIONS)
        return store_changed(arena, job, answer, capture);
    answer->suspicion = (struct source_suspicion){capture->title, capture->text};
    return store(job, write_suspect, answer);
}

static bool is_stopping(const struct recheck_job *job)
{
    struct pollfd stop = {.fd = job->stop_fd, .events = POLLIN};
    return poll(&stop, 1, 0) > 0;
}

/* Nobody watches. */
static void ignore_step(void *data, enum capture_step step)
{
    (void)data;
    (void)step;
}

static enum outcome ask(struct arena *arena, const struct recheck_job *job, struct answer *answer)
{
    const struct snapshot *snapshot = &answer->known.snapshot;
    const struct capture_request request = {
        .kind = CAPTURE_LINK,
        .url = snapshot->url,
        .zone = job->zone,
        .site_url = job->config->site_url,
        .allow = job->config->allow,
        .etag = snapshot->etag,
        .last_modified = snapshot->last_modified,
        .is_automatic = true,
    };
    const struct capture_watch watch = {.on_step = ignore_step, .stop_fd = &job->stop_fd};
    struct capture capture;
    struct capture_reason why;
    enum outcome captured = capture_run(arena, &request, &watch, &capture, &why);
    if (captured == OK && was_led_home(arena, &answer->known, capture.exchange.url))
        return store_gone(job, answer, capture.exchange.status);
    if (captured == OK)
        return compare(arena, job, answer, &capture);
    if (captured == NOT_FOUND) /* not modified */
        return store(job, write_unchanged, answer);
    if (is_gone(why))
        return store_gone(job, answer, why.trouble == CAPTURE_GONE ? 410 : 404);
    if (is_stopping(job))
        return store(job, write_release, answer);
    return store(job, write_unknown, answer);
}

enum outcome recheck_job_run(struct arena *arena, const struct recheck_job *job)
{
    struct answer answer = {.leased = job->leased};
    enum outcome done = store(job, write_ask, &answer);
    if (done != OK || !answer.may_ask)
        return done;
    done = load(arena, job, &answer.known);
    if (done == NOT_FOUND) { /* deleted this very moment */
        log_info("job %lld: its article is gone", (long long)job->leased->id.n);
        return OK;
    }
    return done == OK ? ask(arena, job, &answer) : done;
}
