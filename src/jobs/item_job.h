#ifndef JOBS_ITEM_JOB_H
#define JOBS_ITEM_JOB_H

/* For the rooms of jobs alone: an item of a feed that carries no full text is
 * captured through its link. What the feed said of it stands in for what its page
 * does not say. */

#include "jobs/capture_job.h"

struct item_job {
    struct subscription_id subscription;
    struct str key;
    struct str url;
    struct str title;
    struct str byline;
    struct str source;
    int64_t published;
    bool has_published;
    struct str_list tags;
};

/* Inside a write; the worker takes it from `after` on. INVALID: not UTF-8. */
MUST_CHECK enum outcome item_job_submit(struct arena *arena,
                                        struct db *db,
                                        struct member_id member,
                                        const struct item_job *item,
                                        int64_t after);

/* Runs one try, as capture_job_run does. */
MUST_CHECK enum outcome item_job_run(struct arena *arena, const struct capture_job *job);

#endif
