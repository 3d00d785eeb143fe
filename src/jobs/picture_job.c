#include "jobs/picture_job.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "capture/picture.h"
#include "community/picture.h"

#include <poll.h>

static const struct str kind_names[] = {
    [DRAWN_WEBP] = STR_INIT("webp"),
    [DRAWN_JPEG] = STR_INIT("jpg"),
    [DRAWN_PNG] = STR_INIT("png"),
};

/* What is to be done, and what the writes have to say. */
struct work {
    const struct capture_job *job;
    struct article_id article;
    const struct picture *waiting;
    size_t n_waiting;
    bool is_again; /* one may work on a later try */
    int64_t now;
};

static enum outcome load(struct arena *arena, struct work *work)
{
    struct db *db = db_pool_take(work->job->config->pool);
    bool may_keep = false;
    enum outcome done = picture_may_keep(db, work->article, &may_keep);
    if (done == OK && may_keep)
        done = picture_list(arena, db, work->article, PICTURE_WAITING, &work->waiting,
                            &work->n_waiting);
    db_pool_give(work->job->config->pool, db);
    return done;
}

struct keeping {
    struct work *work;
    const struct picture *picture; /* with its versions, when kept */
    struct str error;
    int64_t now;
};

/* The lease goes on with each picture: twelve may take longer than one lease. */
static enum outcome write_kept(struct db *db, void *context)
{
    const struct keeping *keeping = context;
    enum outcome done = job_progress(db, keeping->work->job->leased, STR("pictures"), keeping->now);
    return done == OK ? picture_keep(db, keeping->picture, keeping->now) : done;
}

static enum outcome write_failed(struct db *db, void *context)
{
    const struct keeping *keeping = context;
    enum outcome done = job_progress(db, keeping->work->job->leased, STR("pictures"), keeping->now);
    return done == OK ? picture_fail(db, keeping->picture->id, keeping->error, keeping->now) : done;
}

static enum outcome write_passed(struct db *db, void *context)
{
    const struct keeping *keeping = context;
    return job_progress(db, keeping->work->job->leased, STR("pictures"), keeping->now);
}

static enum outcome store(struct work *work, db_write *write, struct keeping *keeping)
{
    keeping->work = work;
    keeping->now = clock_now();
    return db_writer_run(work->job->config->writer, write, keeping);
}

static enum outcome keep_objects(struct arena *arena,
                                 const struct work *work,
                                 const struct drawn *drawn,
                                 struct picture *picture)
{
    struct picture_version *versions = arena_array(arena, struct picture_version, drawn->n_files);
    for (size_t i = 0; i < drawn->n_files; i++) {
        const struct drawn_file *file = &drawn->files[i];
        versions[i] = (struct picture_version){
            .kind = kind_names[file->kind], .width = file->width, .height = file->height};
        enum outcome put =
            objects_put(arena, work->job->config->objects, file->bytes, &versions[i].object);
        if (put != OK)
            return put;
    }
    picture->versions = versions;
    picture->n_versions = drawn->n_files;
    return OK;
}

static void do_nothing(void *data, enum capture_step step)
{
    (void)data;
    (void)step;
}

/* A failure that may pass leaves the picture waiting for the job's next try. */
static enum outcome run_one(struct work *work, const struct picture *waiting)
{
    SCRATCH_ARENA(arena, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 3);
    const struct capture_job *job = work->job;
    const struct capture_request request = {
        .kind = CAPTURE_PICTURE,
        .url = waiting->address,
        .site_url = job->config->site_url,
        .allow = job->config->allow,
    };
    const struct capture_watch watch = {.on_step = do_nothing, .stop_fd = &job->stop_fd};
    struct drawn drawn;
    struct capture_reason why;
    struct picture picture = *waiting;
    enum outcome outcome = picture_draw(&arena, &request, &watch, &drawn, &why);
    if (outcome == OK) {
        enum outcome kept = keep_objects(&arena, work, &drawn, &picture);
        return kept == OK ? store(work, write_kept, &(struct keeping){.picture = &picture}) : kept;
    }
    bool is_last = job->leased->tries >= LIMIT_JOB_TRIES;
    struct str error = capture_reason_text(&arena, why);
    if (outcome == UNAVAILABLE && !is_last) {
        work->is_again = true;
        return store(work, write_passed, &(struct keeping){0});
    }
    return store(work, write_failed, &(struct keeping){.picture = &picture, .error = error});
}

static bool is_stopping(const struct capture_job *job)
{
    struct pollfd stop = {.fd = job->stop_fd, .events = POLLIN};
    return poll(&stop, 1, 0) > 0;
}

static enum outcome write_release(struct db *db, void *context)
{
    const struct work *work = context;
    return job_release(db, work->job->leased);
}

static enum outcome write_end(struct db *db, void *context)
{
    const struct work *work = context;
    if (work->is_again)
        return job_fail(db, work->job->leased, STR("a picture could not be fetched"), false,
                        work->now);
    return job_finish(db, work->job->leased, STR(""), work->now);
}

/* The lead stands in the text too, more often than not. */
static bool is_repeated(const struct work *work, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (work->waiting[i].id.n == work->waiting[at].id.n)
            return true;
    }
    return false;
}

enum outcome picture_job_run(struct arena *arena, const struct capture_job *job)
{
    struct work work = {.job = job};
    enum outcome done = OK;
    if (str_to_number(job->leased->payload, INT64_MAX, &work.article.n) != OK)
        log_error("job %lld: its payload cannot be read", (long long)job->leased->id.n);
    else
        done = load(arena, &work);
    for (size_t i = 0; done == OK && i < work.n_waiting && !is_stopping(job); i++)
        done = is_repeated(&work, i) ? OK : run_one(&work, &work.waiting[i]);
    if (done == OK) {
        work.now = clock_now();
        done =
            db_writer_run(job->config->writer, is_stopping(job) ? write_release : write_end, &work);
    }
    return done == CONFLICT ? OK : done; /* another worker has taken it over */
}
