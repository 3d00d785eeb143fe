#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

/* The workers: threads that take jobs from the store (community/job.h) and
 * publish scheduled articles when their time comes. They sleep until woken or
 * until the next job or article is due. */

#include "base/str.h"
#include "community/job.h"
#include "db/pool.h"
#include "db/writer.h"

struct jobs;

struct jobs_config {
    struct db_pool *pool; /* lends each worker one connection while it looks for work */
    struct db_writer *writer;
    size_t n_workers;
    struct str zone;       /* IANA: for days and for dates without a zone */
    struct str site_url;   /* told to publishers; may be empty */
    struct str_list allow; /* private addresses that may be fetched: capture/capture.h */
    void (*on_published)(void *data); /* an article appeared; may be NULL */
    void *data;
};

/* Everything in `config` must outlive the workers. UNAVAILABLE: no thread could be started. */
MUST_CHECK enum outcome
jobs_start(struct arena *arena, const struct jobs_config *config, struct jobs **ret_jobs);

/* There is something new to do. From any thread, after the write was answered. */
void jobs_wake(struct jobs *jobs);

/* Ends the workers; a capture under way is left to its lease. Accepts NULL. */
void jobs_stop(struct jobs *jobs);

struct jobs_capture {
    struct blog_id blog;
    struct member_id member;
    struct str url;
    int64_t now;
};

/* Submits the capture of a link; inside a write, then jobs_wake. Progress is
 * "connecting", "reading", "understanding"; the result is the draft's id; the error is
 * the name of a capture_trouble, then a space and its detail. */
MUST_CHECK enum outcome jobs_submit_capture(struct arena *arena,
                                            struct db *db,
                                            const struct jobs_capture *capture,
                                            struct job_id *ret_id);

#endif
