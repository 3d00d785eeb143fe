#include "community/source_watch.h"

#include "base/limits.h"
#include "community/recheck.h"
#include "community/setting.h"
#include "text/url.h"

enum { SCRATCH_BYTES = 1 << 20 };

/* What the plan needs to know of an article. */
struct beginning {
    int64_t begun;
    struct str url; /* that answered */
};

static enum outcome find_beginning(struct arena *arena,
                                   struct db *db,
                                   struct article_id article,
                                   struct beginning *ret_beginning)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select max(a.shared, s.captured), s.url from article a"
                                        " join snapshot s on s.article = a.id"
                                        " where a.id = $1 order by s.id limit 1");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_beginning = (struct beginning){db_int(stmt, 0), db_text(arena, stmt, 1)};
    return found;
}

static enum outcome submit(struct db *db, struct article_id article, int64_t now, int64_t run_after)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct job_id job = {0};
    const struct job_new submission = {
        .kind = JOB_RECHECK,
        .payload = str_print(&scratch, "%lld", (long long)article.n),
        .now = now,
        .run_after = run_after,
    };
    enum outcome done = job_submit_later(db, &submission, &job);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(db, "update source_watch set job = $2 where article = $1");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, job.n);
    return db_run(stmt);
}

static enum outcome stop(struct db *db, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "update source_watch set job = 0 where article = $1");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

/* The next time of the plan, as the operator has it now. */
static enum outcome
submit_by_plan(struct db *db, struct article_id article, int64_t begun, int64_t now)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct site_settings settings;
    struct recheck_plan plan = {.n = 0};
    int64_t time = 0;
    enum outcome done = setting_load(&scratch, db, &settings);
    if (done != OK)
        return done;
    if (recheck_parse(settings.recheck, &plan) != OK ||
        recheck_next(&plan, begun, now, &time) != OK)
        return stop(db, article);
    return submit(db, article, now, time);
}

enum outcome source_watch_begin(struct db *db, struct article_id article)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct beginning beginning;
    struct url url;
    enum outcome found = find_beginning(&scratch, db, article, &beginning);
    if (found == NOT_FOUND)
        return OK;
    if (found != OK)
        return found;
    if (url_parse(&scratch, beginning.url, &url) != OK)
        return OK;
    struct db_stmt *stmt = db_query(db, "insert into source_watch (article, begun, host)"
                                        " values ($1, $2, $3) on conflict (article) do nothing");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, beginning.begun);
    db_bind_text(stmt, 3, str_print(&scratch, "%.*s:%d", STR_ARG(url.host), url_port(&url)));
    enum outcome done = db_run(stmt);
    if (done != OK || db_changes(db) == 0)
        return done;
    return submit_by_plan(db, article, beginning.begun, beginning.begun);
}

enum outcome source_watch_resume(struct db *db, int64_t now)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select w.article, w.begun from source_watch w"
                                        " join article a on a.id = w.article"
                                        " where w.job = 0 and a.state = 2 order by w.article");
    enum outcome done = OK;
    while (done == OK && (done = db_step(stmt)) == OK)
        done = submit_by_plan(db, (struct article_id){db_int(stmt, 0)}, db_int(stmt, 1), now);
    return done == NOT_FOUND ? OK : done;
}

enum outcome source_watch_delete(struct db *db, struct article_id article)
{
    struct db_stmt *stmt = db_query(db, "delete from source_watch where article = $1");
    db_bind_int(stmt, 1, article.n);
    return db_run(stmt);
}

enum outcome source_watch_find(struct arena *arena,
                               struct db *db,
                               struct article_id article,
                               struct source_watch *ret_watch)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select begun, job, checked, gone, status, n_suspected, suspected,"
                     " suspect_title, suspect_text from source_watch where article = $1");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_watch = (struct source_watch){
            .article = article,
            .begun = db_int(stmt, 0),
            .job = {db_int(stmt, 1)},
            .checked = db_int(stmt, 2),
            .gone = db_int(stmt, 3),
            .status = db_int(stmt, 4),
            .n_suspected = db_int(stmt, 5),
            .suspected = db_int(stmt, 6),
            .suspect_title = db_text(arena, stmt, 7),
            .suspect_text = db_text(arena, stmt, 8),
        };
    return found;
}

enum outcome source_watch_hurry(struct db *db, struct article_id article, int64_t now)
{
    SCRATCH_ARENA(scratch, 16 << 20);
    struct source_watch watch;
    enum outcome done = source_watch_find(&scratch, db, article, &watch);
    if (done == OK)
        done = job_hurry(db, watch.job, now);
    if (done != NOT_FOUND || watch.article.n == 0)
        return done == CONFLICT ? OK : done; /* it runs already */
    return submit(db, article, now, now);
}

enum outcome source_watch_article(const struct job *job, struct article_id *ret_article)
{
    bool is_read =
        job->kind == JOB_RECHECK && str_to_number(job->payload, INT64_MAX, &ret_article->n) == OK;
    return is_read ? OK : FAULT;
}

/* When the host may be asked. NOT_FOUND: this job is not, or no longer, the one
 * that the article waits for. */
static enum outcome
host_free_at(struct db *db, const struct job *leased, struct article_id article, int64_t *ret_time)
{
    CLEANUP(db_done)
    struct db_stmt *stmt = db_query(db, "select coalesce((select max(o.asked) from source_watch o"
                                        " where o.host = w.host and o.article <> w.article), 0)"
                                        " from source_watch w join article a on a.id = w.article"
                                        " where w.article = $1 and w.job = $2 and a.state = 2");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, leased->id.n);
    enum outcome found = db_step(stmt);
    if (found == OK)
        *ret_time = db_int(stmt, 0) + LIMIT_RECHECK_HOST_SECONDS;
    return found;
}

enum outcome
source_watch_ask(struct db *db, const struct job *leased, int64_t now, bool *ret_may_ask)
{
    struct article_id article = {0};
    int64_t free_at = 0;
    *ret_may_ask = false;
    enum outcome done = source_watch_article(leased, &article);
    if (done == OK)
        done = host_free_at(db, leased, article, &free_at);
    if (done == NOT_FOUND)
        return job_finish(db, leased, STR(""), now);
    if (done == OK && free_at > now)
        return job_put_off(db, leased, free_at);
    if (done != OK)
        return done;
    struct db_stmt *stmt = db_query(db, "update source_watch set asked = $2 where article = $1");
    db_bind_int(stmt, 1, article.n);
    db_bind_int(stmt, 2, now);
    *ret_may_ask = true;
    return db_run(stmt);
}

/* The watch whose job this is, and the job done. */
static enum outcome finish(struct arena *arena,
                           struct db *db,
                           const struct job *leased,
                           int64_t now,
                           struct source_watch *ret_watch)
{
    struct article_id article = {0};
    enum outcome done = source_watch_article(leased, &article);
    if (done == OK)
        done = job_finish(db, leased, STR(""), now);
    return done == OK ? source_watch_find(arena, db, article, ret_watch) : done;
}

/* What the source was found to be, with no suspicion left. */
static enum outcome store_answer(struct db *db, const struct source_watch *watch)
{
    struct db_stmt *stmt = db_query(
        db, "update source_watch set checked = $2, gone = $3, status = $4, n_suspected = 0,"
            " suspected = 0, suspect_title = '', suspect_text = '' where article = $1");
    db_bind_int(stmt, 1, watch->article.n);
    db_bind_int(stmt, 2, watch->checked);
    db_bind_int(stmt, 3, watch->gone);
    db_bind_int(stmt, 4, watch->status);
    return db_run(stmt);
}

static enum outcome end_check(struct db *db, const struct source_watch *watch, int64_t now)
{
    enum outcome done = store_answer(db, watch);
    return done == OK ? submit_by_plan(db, watch->article, watch->begun, now) : done;
}

enum outcome source_watch_unchanged(struct db *db, const struct job *leased, int64_t now)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct source_watch watch;
    enum outcome done = finish(&scratch, db, leased, now, &watch);
    if (done != OK)
        return done;
    watch.checked = now;
    watch.gone = 0;
    watch.status = 0;
    return end_check(db, &watch, now);
}

enum outcome source_watch_unknown(struct db *db, const struct job *leased, int64_t now)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct source_watch watch;
    enum outcome done = finish(&scratch, db, leased, now, &watch);
    return done == OK ? end_check(db, &watch, now) : done;
}

enum outcome source_watch_changed(struct db *db,
                                  const struct job *leased,
                                  const struct source_revision *revision,
                                  int64_t now)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct article_id article = {0};
    enum outcome done = source_watch_article(leased, &article);
    if (done == OK)
        done = source_revision_add(db, article, revision);
    return done == OK ? source_watch_unchanged(db, leased, now) : done;
}

enum outcome source_watch_gone(
    struct db *db, const struct job *leased, int64_t status, int64_t since, int64_t now)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct source_watch watch;
    enum outcome done = finish(&scratch, db, leased, now, &watch);
    if (done != OK)
        return done;
    watch.checked = now;
    watch.gone = watch.gone != 0 ? watch.gone : since;
    watch.status = status;
    return end_check(db, &watch, now);
}

static enum outcome store_suspicion(struct db *db,
                                    const struct source_watch *watch,
                                    const struct source_suspicion *suspicion)
{
    struct db_stmt *stmt =
        db_query(db, "update source_watch set n_suspected = $2, suspected = $3, suspect_title = $4,"
                     " suspect_text = $5 where article = $1");
    db_bind_int(stmt, 1, watch->article.n);
    db_bind_int(stmt, 2, watch->n_suspected);
    db_bind_int(stmt, 3, watch->suspected);
    db_bind_text(stmt, 4, suspicion->title);
    db_bind_text(stmt, 5, suspicion->text);
    return db_run(stmt);
}

enum outcome source_watch_suspect(struct db *db,
                                  const struct job *leased,
                                  const struct source_suspicion *suspicion,
                                  int64_t now)
{
    SCRATCH_ARENA(scratch, SCRATCH_BYTES);
    struct source_watch watch;
    enum outcome done = finish(&scratch, db, leased, now, &watch);
    if (done != OK)
        return done;
    watch.n_suspected++;
    watch.suspected = now;
    if (watch.n_suspected >= LIMIT_RECHECK_SUSPICIONS)
        return end_check(db, &watch, now);
    done = store_suspicion(db, &watch, suspicion);
    return done == OK ? submit(db, watch.article, now, now + LIMIT_RECHECK_CONFIRM_SECONDS) : done;
}
