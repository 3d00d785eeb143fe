#include "jobs/capture_job.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "jobs/keep.h"
#include "jobs/share.h"

#include <jansson.h>
#include <poll.h>

static const struct str step_names[] = {
    [CAPTURE_CONNECTING] = STR_INIT("connecting"),
    [CAPTURE_READING] = STR_INIT("reading"),
    [CAPTURE_UNDERSTANDING] = STR_INIT("understanding"),
};

/* The payload of JOB_CAPTURE. */
struct payload {
    struct blog_id blog;
    struct str url;
};

static enum outcome print_payload(struct arena *arena, struct payload payload, struct str *ret_json)
{
    json_t *json = json_pack("{s:I, s:s%}", "blog", (json_int_t)payload.blog.n, "url",
                             payload.url.ptr, payload.url.len);
    if (json == NULL)
        return INVALID; /* not UTF-8 */
    size_t n_bytes = json_dumpb(json, NULL, 0, JSON_COMPACT);
    char *text = arena_alloc_raw(arena, n_bytes + 1);
    (void)json_dumpb(json, text, n_bytes, JSON_COMPACT);
    json_decref(json);
    *ret_json = (struct str){text, n_bytes};
    return OK;
}

static enum outcome read_payload(struct arena *arena, struct str text, struct payload *ret_payload)
{
    json_error_t error;
    json_t *json = json_loadb(text.ptr, text.len, 0, &error);
    json_int_t blog = 0;
    const char *url = NULL;
    size_t url_bytes = 0;
    if (json == NULL || json_unpack(json, "{s:I, s:s%}", "blog", &blog, "url", &url, &url_bytes)) {
        json_decref(json);
        return FAULT;
    }
    *ret_payload = (struct payload){
        .blog = {blog},
        .url = str_copy(arena, (struct str){url, url_bytes}),
    };
    json_decref(json);
    return OK;
}

enum outcome jobs_submit_capture(struct arena *arena,
                                 struct db *db,
                                 const struct jobs_capture *capture,
                                 struct job_id *ret_id)
{
    struct str payload;
    enum outcome done =
        print_payload(arena, (struct payload){capture->blog, capture->url}, &payload);
    if (done != OK)
        return done;
    return job_submit(db, JOB_CAPTURE, capture->member, payload, capture->now, ret_id);
}

enum outcome jobs_capture_url(struct arena *arena, const struct job *job, struct str *ret_url)
{
    struct payload payload;
    enum outcome done = read_payload(arena, job->payload, &payload);
    if (done == OK)
        *ret_url = payload.url;
    return done;
}

enum outcome jobs_capture_draft(const struct job *job, struct article_id *ret_id)
{
    bool is_done = job->kind == JOB_CAPTURE && job->state == JOB_DONE;
    if (!is_done || str_to_number(job->result, INT64_MAX, &ret_id->n) != OK)
        return NOT_FOUND;
    return OK;
}

/* A stored reason is the number of its trouble, a space, and its detail. */
struct str capture_job_print_reason(struct arena *arena, struct capture_reason why)
{
    return str_print(arena, "%d %.*s", (int)why.trouble, STR_ARG(why.detail));
}

static struct capture_reason read_reason(struct str error)
{
    struct capture_reason why = {CAPTURE_NO_TROUBLE, STR("")};
    if (str_is_empty(error))
        return why;
    struct str rest = error;
    struct str number;
    int64_t trouble = 0;
    bool is_read =
        str_cut(&rest, ' ', &number) && str_to_number(number, CAPTURE_LAST_TROUBLE, &trouble) == OK;
    why.trouble = is_read ? (enum capture_trouble)trouble : CAPTURE_CRASHED;
    why.detail = is_read ? rest : STR("");
    return why;
}

struct capture_reason jobs_capture_reason(const struct job *job)
{
    return read_reason(job->error);
}

struct capture_reason jobs_feed_reason(const struct subscription *subscription)
{
    return read_reason(subscription->error);
}

/* What the writer's thread needs; each write uses its part. */
struct attempt {
    const struct job *leased;
    const struct article_checked *checked;
    const struct article_captured *captured; /* NULL: nothing to keep */
    struct payload payload;
    struct str text; /* a step's name, or why it failed */
    bool is_final;
    int64_t now;
};

static enum outcome write_progress(struct db *db, void *context)
{
    const struct attempt *attempt = context;
    return job_progress(db, attempt->leased, attempt->text, attempt->now);
}

/* Draft and end of the job in one write: a job that runs twice makes one draft. */
static enum outcome write_draft(struct db *db, void *context)
{
    const struct attempt *attempt = context;
    SCRATCH_ARENA(scratch, LIMIT_REQUEST_ARENA_BYTES);
    const struct article_new article = {
        .blog = attempt->payload.blog,
        .sharer = attempt->leased->member,
        .checked = attempt->checked,
        .now = attempt->now,
        .captured = attempt->captured,
    };
    struct article_id id;
    enum outcome done = article_make(&scratch, db, &article, &id);
    if (done != OK)
        return done;
    struct str result = str_print(&scratch, "%lld", (long long)id.n);
    return job_finish(db, attempt->leased, result, attempt->now);
}

static enum outcome write_failure(struct db *db, void *context)
{
    const struct attempt *attempt = context;
    return job_fail(db, attempt->leased, attempt->text, attempt->is_final, attempt->now);
}

static enum outcome write_release(struct db *db, void *context)
{
    const struct attempt *attempt = context;
    return job_release(db, attempt->leased);
}

static void tell_step(void *data, enum capture_step step)
{
    const struct capture_job *job = data;
    struct attempt attempt = {.leased = job->leased, .text = step_names[step], .now = clock_now()};
    ignore_outcome(db_writer_run(job->config->writer, write_progress, &attempt));
}

bool capture_job_is_stopping(const struct capture_job *job)
{
    struct pollfd stop = {.fd = job->stop_fd, .events = POLLIN};
    return poll(&stop, 1, 0) > 0;
}

/* A lost lease is no failure: another worker has the job. */
static enum outcome
store_end(const struct capture_job *job, db_write *write, struct attempt *attempt)
{
    attempt->now = clock_now();
    enum outcome done = db_writer_run(job->config->writer, write, attempt);
    if (done == CONFLICT)
        log_info("job %lld was taken over", (long long)job->leased->id.n);
    return done == CONFLICT ? OK : done;
}

static enum outcome
fail(struct arena *arena, const struct capture_job *job, struct capture_reason why, bool is_final)
{
    struct attempt attempt = {
        .leased = job->leased, .text = capture_job_print_reason(arena, why), .is_final = is_final};
    return store_end(job, write_failure, &attempt);
}

static enum outcome store_draft(struct arena *arena,
                                const struct capture_job *job,
                                struct payload payload,
                                const struct capture *capture)
{
    struct article_checked checked;
    struct problem problem;
    if (share_check(arena, capture, &checked, &problem) != OK)
        return fail(arena, job, (struct capture_reason){CAPTURE_NO_ARTICLE, STR("")}, true);

    struct attempt attempt = {.leased = job->leased, .checked = &checked, .payload = payload};
    struct article_captured captured;
    enum outcome kept = keep_capture(arena, job->config->objects, payload.url, capture, &captured);
    if (kept != OK && kept != NOT_FOUND)
        return kept;
    attempt.captured = kept == OK ? &captured : NULL;
    enum outcome done = store_end(job, write_draft, &attempt);
    if (done != NOT_FOUND)
        return done;
    log_error("job %lld: no blog %lld", (long long)job->leased->id.n, (long long)payload.blog.n);
    return fail(arena, job, (struct capture_reason){CAPTURE_CRASHED, STR("")}, true);
}

enum outcome capture_job_run(struct arena *arena, const struct capture_job *job)
{
    struct payload payload;
    if (read_payload(arena, job->leased->payload, &payload) != OK) {
        log_error("job %lld: its payload cannot be read", (long long)job->leased->id.n);
        return fail(arena, job, (struct capture_reason){CAPTURE_CRASHED, STR("")}, true);
    }
    const struct capture_request request = {
        .kind = CAPTURE_LINK,
        .url = payload.url,
        .zone = job->zone,
        .site_url = job->config->site_url,
        .allow = job->config->allow,
    };
    struct capture_job watched = *job;
    const struct capture_watch watch = {
        .on_step = tell_step, .data = &watched, .stop_fd = &watched.stop_fd};
    struct capture capture;
    struct capture_reason why;
    enum outcome captured = capture_run(arena, &request, &watch, &capture, &why);
    if (captured == OK)
        return store_draft(arena, job, payload, &capture);
    if (capture_job_is_stopping(job)) {
        struct attempt attempt = {.leased = job->leased};
        return store_end(job, write_release, &attempt);
    }
    return fail(arena, job, why, captured == INVALID);
}
