#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

/* The workers: threads that take jobs from the store (community/job.h) and
 * publish scheduled articles when their time comes. They sleep until woken or
 * until the next job or article is due. */

#include "capture/capture.h"
#include "community/job.h"
#include "community/subscription.h"
#include "db/objects.h"
#include "db/pool.h"
#include "db/writer.h"

struct jobs;

struct jobs_config {
    struct db_pool *pool; /* lends each worker one connection while it looks for work */
    struct db_writer *writer;
    const struct objects *objects;
    size_t n_workers;
    struct str site_url;   /* told to publishers; may be empty */
    struct str_list allow; /* private addresses that may be fetched: capture/capture.h */
};

/* Everything in `config` must outlive the workers. UNAVAILABLE: no thread could be started. */
MUST_CHECK enum outcome
jobs_start(struct arena *arena, const struct jobs_config *config, struct jobs **ret_jobs);

/* There is something new to do, or a feed to look at. From any thread, after the write was
 * answered. */
void jobs_wake(struct jobs *jobs);

/* Ends the workers at once; a capture under way is given back and taken again
 * by the next start. Accepts NULL. */
void jobs_stop(struct jobs *jobs);

struct jobs_capture {
    struct blog_id blog;
    struct member_id member;
    struct str url;
    int64_t now;
};

/* Submits the capture of a link; inside a write, then jobs_wake. Its progress is
 * "connecting", "reading" or "understanding". */
MUST_CHECK enum outcome jobs_submit_capture(struct arena *arena,
                                            struct db *db,
                                            const struct jobs_capture *capture,
                                            struct job_id *ret_id);

/* The address that it fetches. FAULT when its payload cannot be read. */
MUST_CHECK enum outcome
jobs_capture_url(struct arena *arena, const struct job *job, struct str *ret_url);

/* The draft that a finished capture made. NOT_FOUND before. */
MUST_CHECK enum outcome jobs_capture_draft(const struct job *job, struct article_id *ret_id);

/* Why its last try failed; CAPTURE_NO_TROUBLE when none has. Borrows from the job. */
struct capture_reason jobs_capture_reason(const struct job *job);

/* The same of the last check of a feed. */
struct capture_reason jobs_feed_reason(const struct subscription *subscription);

/* News that a feed's hub has sent, signed as it should be: read and taken like
 * those of a check. UNAVAILABLE: not now. What cannot be read is dropped. */
MUST_CHECK enum outcome jobs_take_push(struct arena *arena,
                                       struct jobs *jobs,
                                       const struct subscription *subscription,
                                       struct str bytes,
                                       struct str content_type);

#endif
