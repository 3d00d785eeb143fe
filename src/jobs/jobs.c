#include "jobs/jobs.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "community/article_address.h"
#include "community/article_list.h"
#include "community/body.h"
#include "community/object.h"
#include "community/once.h"
#include "community/opening.h"
#include "community/picture.h"
#include "community/search_row.h"
#include "community/session.h"
#include "community/setting.h"
#include "jobs/capture_job.h"
#include "jobs/feed_job.h"
#include "jobs/feed_poll.h"
#include "jobs/item_job.h"
#include "jobs/picture_job.h"
#include "jobs/pictures_left_job.h"
#include "jobs/recheck_job.h"
#include "text/dates.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum {
    LONGEST_SLEEP_MS = 60 * 1000, /* the wall clock may jump */
    TROUBLE_SLEEP_MS = 5 * 1000,  /* after the store has refused */
    SWEEP_EVERY_MS = 3600 * 1000,
    SWEEP_OBJECTS_EVERY = 24, /* of those: every file is looked at */
};

struct jobs {
    const struct jobs_config *config;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    uint64_t n_wakes;        /* under lock: tells a worker that it has looked too early */
    bool is_stopping;        /* under lock */
    int64_t next_sweep_ms;   /* under lock */
    uint64_t n_sweeps;       /* under lock */
    int stop_fd;             /* readable once is_stopping */
    struct feed_poll *feeds; /* NULL until it runs */
    size_t n_threads;
    pthread_t *threads;
};

/* What a worker found out by reading. */
struct outlook {
    struct str zone;
    bool has_job; /* one can be taken now */
    int64_t next; /* when the next job or article is due; INT64_MAX: none is */
    const struct article_key *due;
    size_t n_due;
};

static enum outcome read_times(struct db *db, int64_t now, struct outlook *outlook)
{
    int64_t job_time = INT64_MAX;
    int64_t due_time = INT64_MAX;
    enum outcome found = job_next_time(db, &job_time);
    if (found == OK || found == NOT_FOUND)
        found = article_next_due(db, &due_time);
    if (found != OK && found != NOT_FOUND)
        return found;
    outlook->has_job = job_time <= now;
    outlook->next = job_time < due_time ? job_time : due_time;
    return OK;
}

static enum outcome
look(struct arena *arena, struct db *db, int64_t now, struct outlook *ret_outlook)
{
    struct outlook outlook = {.next = INT64_MAX};
    enum outcome found = read_times(db, now, &outlook);
    if (found == OK && outlook.next <= now) {
        struct site_settings settings;
        found = setting_load(arena, db, &settings);
        if (found == OK)
            outlook.zone = settings.zone;
        if (found == OK)
            found = article_list_due(arena, db, now, &outlook.due, &outlook.n_due);
    }
    if (found == OK)
        *ret_outlook = outlook;
    return found;
}

struct publication {
    struct article_key key;
    int64_t day;
};

static enum outcome write_publication(struct db *db, void *context)
{
    const struct publication *publication = context;
    struct article_key key = publication->key;
    return article_publish_due(db, key.id, key.shared, publication->day);
}

/* Another worker, or the sharer, may have been quicker. */
static enum outcome
publish_due(struct arena *arena, struct jobs *jobs, const struct outlook *outlook)
{
    const struct dates *dates;
    if (outlook->n_due == 0)
        return OK;
    if (dates_open(arena, STR("en"), outlook->zone, &dates) != OK &&
        dates_open(arena, STR("en"), STR("UTC"), &dates) != OK)
        return FAULT;
    for (size_t i = 0; i < outlook->n_due; i++) {
        struct article_key key = outlook->due[i];
        struct publication publication = {key, day_number(dates_day_of(dates, key.shared))};
        enum outcome done = db_writer_run(jobs->config->writer, write_publication, &publication);
        if (done != OK && done != CONFLICT && done != NOT_FOUND)
            return done;
    }
    return OK;
}

struct lease {
    struct arena *arena;
    struct job job;
    int64_t now;
};

static enum outcome write_lease(struct db *db, void *context)
{
    struct lease *lease = context;
    enum outcome done = job_lease(lease->arena, db, lease->now, &lease->job);
    if (done != NOT_FOUND)
        return done;
    lease->job.id.n = 0; /* OK all the same: jobs may have been set aside */
    return OK;
}

static enum outcome run_job(struct arena *arena, struct jobs *jobs, struct str zone)
{
    struct lease lease = {.arena = arena, .now = clock_now()};
    enum outcome done = db_writer_run(jobs->config->writer, write_lease, &lease);
    if (done != OK || lease.job.id.n == 0)
        return done;

    const struct capture_job capture = {jobs->config, &lease.job, zone, jobs->stop_fd};
    const struct recheck_job recheck = {jobs->config, &lease.job, zone, jobs->stop_fd};
    switch (lease.job.kind) {
    case JOB_CAPTURE:
        return capture_job_run(arena, &capture);
    case JOB_FEED_ITEM:
        return item_job_run(arena, &capture);
    case JOB_PICTURES:
        return picture_job_run(arena, &capture);
    case JOB_PICTURES_LEFT:
        return pictures_left_job_run(&capture);
    case JOB_RECHECK:
        return recheck_job_run(arena, &recheck);
    }
    return FAULT;
}

/* False when the workers are to end; else how often somebody has called. */
static bool goes_on(struct jobs *jobs, uint64_t *ret_n_wakes)
{
    pthread_mutex_lock(&jobs->lock);
    bool is_stopping = jobs->is_stopping;
    *ret_n_wakes = jobs->n_wakes;
    pthread_mutex_unlock(&jobs->lock);
    return !is_stopping;
}

static enum outcome write_sweep(struct db *db, void *context)
{
    const int64_t *now = context;
    enum outcome done = once_sweep(db, *now);
    if (done == OK)
        done = session_sweep(db, *now);
    if (done == OK)
        done = job_sweep(db, *now);
    return done;
}

static enum outcome write_addresses(struct db *db, void *context)
{
    bool *has_more = context;
    return article_address_catch_up(db, has_more);
}

static enum outcome write_openings(struct db *db, void *context)
{
    bool *has_more = context;
    return opening_catch_up(db, has_more);
}

static enum outcome write_search(struct db *db, void *context)
{
    bool *has_more = context;
    return search_row_catch_up(db, has_more);
}

/* A write at a time, so that others come between; it may be a long way. */
static enum outcome catch_up(struct jobs *jobs,
                             enum outcome (*write)(struct db *db, void *has_more))
{
    enum outcome done = OK;
    uint64_t unused = 0;
    bool has_more = true;
    while (done == OK && has_more && goes_on(jobs, &unused))
        done = db_writer_run(jobs->config->writer, write, &has_more);
    return done;
}

/* How far it is, for the operator; nothing where little is missing. */
static void tell_missing(struct jobs *jobs)
{
    int64_t n = 0;
    struct db *db = db_pool_take(jobs->config->pool);
    enum outcome done = search_row_missing(db, &n);
    db_pool_give(jobs->config->pool, db);
    if (done == OK && n > LIMIT_SEARCH_BATCH)
        log_info("search: %lld articles from before are still to be brought into it", (long long)n);
}

static enum outcome catch_up_search(struct jobs *jobs)
{
    enum { WRITES_BETWEEN_WORDS = 50 };
    enum outcome done = OK;
    uint64_t unused = 0;
    bool has_more = true;
    for (int i = 0; done == OK && has_more && goes_on(jobs, &unused); i++) {
        if (i % WRITES_BETWEEN_WORDS == 0)
            tell_missing(jobs);
        done = db_writer_run(jobs->config->writer, write_search, &has_more);
    }
    return done;
}

static enum outcome write_dictionary(struct db *db, void *context)
{
    const struct str *bytes = context;
    return body_dictionary_add(db, *bytes);
}

static enum outcome write_bodies(struct db *db, void *context)
{
    struct article_id *last = context;
    return body_catch_up(db, *last, last);
}

/* The first dictionary once there is enough to train it with, and what stood there before. */
static enum outcome pack_bodies(struct jobs *jobs)
{
    SCRATCH_ARENA(arena, 4 * (size_t)BODY_SAMPLES * BODY_SAMPLE_BYTES);
    struct str bytes = {0};
    struct db *db = db_pool_take(jobs->config->pool);
    enum outcome done = body_dictionary_train(&arena, db, &bytes);
    db_pool_give(jobs->config->pool, db);
    if (done == OK)
        done = db_writer_run(jobs->config->writer, write_dictionary, &bytes);
    struct article_id last = {0};
    do {
        if (done == OK)
            done = db_writer_run(jobs->config->writer, write_bodies, &last);
    } while (done == OK && last.n != 0);
    return done == NOT_FOUND ? OK : done;
}

struct pictures {
    struct picture_id last;
    int64_t now;
};

static enum outcome write_pictures(struct db *db, void *context)
{
    struct pictures *pictures = context;
    return picture_sweep(db, pictures->last, pictures->now, &pictures->last);
}

/* Pictures that no article shows, then the files that no row names. */
static enum outcome sweep_objects(struct jobs *jobs, int64_t now)
{
    struct pictures pictures = {.now = now};
    enum outcome done = OK;
    uint64_t unused = 0;
    int64_t n = 0;
    do {
        done = db_writer_run(jobs->config->writer, write_pictures, &pictures);
    } while (done == OK && pictures.last.n != 0 && goes_on(jobs, &unused));
    if (done != OK)
        return done;
    struct db *db = db_pool_take(jobs->config->pool);
    done = object_sweep(db, jobs->config->objects, now, &n);
    db_pool_give(jobs->config->pool, db);
    if (n > 0)
        log_info("objects: %lld that nothing named were removed", (long long)n);
    return done == CONFLICT ? OK : done;
}

static enum outcome sweep(struct jobs *jobs, int64_t now, bool is_objects_turn)
{
    enum outcome done = db_writer_run(jobs->config->writer, write_sweep, &now);
    if (done == OK)
        done = catch_up(jobs, write_addresses);
    if (done == OK)
        done = catch_up(jobs, write_openings);
    if (done == OK)
        done = catch_up_search(jobs);
    if (done == OK)
        done = pack_bodies(jobs);
    return done == OK && is_objects_turn ? sweep_objects(jobs, now) : done;
}

static bool is_sweep_due(struct jobs *jobs, bool *ret_is_objects_turn)
{
    int64_t now_ms = clock_monotonic_ms();
    pthread_mutex_lock(&jobs->lock);
    bool is_due = now_ms >= jobs->next_sweep_ms;
    if (is_due) {
        jobs->next_sweep_ms = now_ms + SWEEP_EVERY_MS;
        *ret_is_objects_turn = jobs->n_sweeps++ % SWEEP_OBJECTS_EVERY == 0;
    }
    pthread_mutex_unlock(&jobs->lock);
    return is_due;
}

/* Looks once and does what there is. `*ret_sleep_ms` is 0 when there may be more. */
static enum outcome work_once(struct jobs *jobs, int64_t *ret_sleep_ms)
{
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    int64_t now = clock_now();
    bool is_objects_turn = false;
    if (is_sweep_due(jobs, &is_objects_turn)) {
        enum outcome swept = sweep(jobs, now, is_objects_turn);
        if (swept != OK)
            return swept;
    }
    struct outlook outlook;
    struct db *db = db_pool_take(jobs->config->pool);
    enum outcome done = look(&arena, db, now, &outlook);
    db_pool_give(jobs->config->pool, db);
    if (done == OK)
        done = publish_due(&arena, jobs, &outlook);
    if (done == OK && outlook.has_job)
        done = run_job(&arena, jobs, outlook.zone);
    if (done != OK)
        return done;

    bool is_far = outlook.next - now > LONGEST_SLEEP_MS / 1000;
    int64_t left_ms = is_far ? LONGEST_SLEEP_MS : (outlook.next - now) * 1000;
    *ret_sleep_ms = left_ms < 0 ? 0 : left_ms;
    return OK;
}

/* Sleeps unless somebody has called since `n_wakes` was read. */
static void sleep_until_woken(struct jobs *jobs, uint64_t n_wakes, int64_t sleep_ms)
{
    struct timespec until;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &until) == 0);
    int64_t until_ms = until.tv_sec * 1000 + until.tv_nsec / 1000000 + sleep_ms;
    until.tv_sec = until_ms / 1000;
    until.tv_nsec = until_ms % 1000 * 1000000;

    pthread_mutex_lock(&jobs->lock);
    int rc = 0;
    while (!jobs->is_stopping && jobs->n_wakes == n_wakes && rc == 0)
        rc = pthread_cond_timedwait(&jobs->woken, &jobs->lock, &until);
    pthread_mutex_unlock(&jobs->lock);
}

static void *work(void *context)
{
    struct jobs *jobs = context;
    uint64_t n_wakes = 0;
    while (goes_on(jobs, &n_wakes)) {
        int64_t sleep_ms = 0;
        if (work_once(jobs, &sleep_ms) != OK)
            sleep_ms = TROUBLE_SLEEP_MS;
        if (sleep_ms > 0)
            sleep_until_woken(jobs, n_wakes, sleep_ms);
    }
    return NULL;
}

static void init_lock(struct jobs *jobs)
{
    pthread_condattr_t monotonic;
    CHECK(pthread_condattr_init(&monotonic) == 0);
    CHECK(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
    CHECK(pthread_cond_init(&jobs->woken, &monotonic) == 0);
    CHECK(pthread_condattr_destroy(&monotonic) == 0);
    CHECK(pthread_mutex_init(&jobs->lock, NULL) == 0);
}

enum outcome
jobs_start(struct arena *arena, const struct jobs_config *config, struct jobs **ret_jobs)
{
    int stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (stop_fd < 0) {
        log_error("jobs: no descriptor left");
        return UNAVAILABLE;
    }
    struct jobs *jobs = arena_new(arena, struct jobs);
    jobs->config = config;
    jobs->stop_fd = stop_fd;
    jobs->threads = arena_array(arena, pthread_t, config->n_workers);
    init_lock(jobs);
    while (jobs->n_threads < config->n_workers) {
        if (pthread_create(&jobs->threads[jobs->n_threads], NULL, work, jobs) != 0) {
            log_error("jobs: no thread could be started");
            jobs_stop(jobs);
            return UNAVAILABLE;
        }
        jobs->n_threads++;
    }
    if (feed_poll_start(arena, jobs, config, stop_fd, &jobs->feeds) != OK) {
        jobs_stop(jobs);
        return UNAVAILABLE;
    }
    *ret_jobs = jobs;
    return OK;
}

void jobs_wake_workers(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    jobs->n_wakes++;
    pthread_cond_broadcast(&jobs->woken);
    pthread_mutex_unlock(&jobs->lock);
}

void jobs_wake(struct jobs *jobs)
{
    jobs_wake_workers(jobs);
    feed_poll_wake(jobs->feeds);
}

void jobs_stop(struct jobs *jobs)
{
    if (jobs == NULL)
        return;
    pthread_mutex_lock(&jobs->lock);
    jobs->is_stopping = true;
    pthread_cond_broadcast(&jobs->woken);
    pthread_mutex_unlock(&jobs->lock);
    CHECK(eventfd_write(jobs->stop_fd, 1) == 0);
    for (size_t i = 0; i < jobs->n_threads; i++)
        CHECK(pthread_join(jobs->threads[i], NULL) == 0);
    feed_poll_join(jobs->feeds);
    (void)close(jobs->stop_fd);
    pthread_cond_destroy(&jobs->woken);
    pthread_mutex_destroy(&jobs->lock);
}

enum outcome jobs_take_push(struct arena *arena,
                            struct jobs *jobs,
                            const struct subscription *subscription,
                            struct str bytes,
                            struct str content_type)
{
    const struct feed_job job = {jobs->config, subscription, jobs, jobs->stop_fd};
    return feed_job_push(arena, &job, bytes, content_type);
}
