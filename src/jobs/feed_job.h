#ifndef JOBS_FEED_JOB_H
#define JOBS_FEED_JOB_H

/* For jobs.c and feed_poll.c alone: one check of a feed, from what was fetched to
 * what is stored. */

#include "capture/fetcher.h"
#include "jobs/jobs.h"

struct feed_job {
    const struct jobs_config *config;
    const struct subscription *subscription; /* as it was when the check began */
    struct jobs *jobs; /* whose workers capture the pages of items: jobs_wake_workers */
    int stop_fd;       /* readable when all is to end */
};

/* In jobs.c: there is something new for the workers, though not for feeds. */
void jobs_wake_workers(struct jobs *jobs);

/* What to fetch, and what the publisher need not send again. */
struct fetch_request feed_job_request(const struct feed_job *job);

/* Reads what came, takes what is new, and sets when to look again. Whatever it
 * answers is stored or logged; not OK means that the store could not be written to.
 * `*ret_asks_hub` is true when its hub is to be asked for news now. */
MUST_CHECK enum outcome feed_job_finish(struct arena *arena,
                                        const struct feed_job *job,
                                        const struct fetcher_answer *answer,
                                        bool *ret_asks_hub);

/* The request by which its hub is asked for news (W3C WebSub, 5.1), of the
 * subscription as it is stored by now. Lives in the arena. */
struct fetch_request feed_job_hub_request(struct arena *arena, const struct feed_job *job);

/* News that came by themselves. OK also when they cannot be read. */
MUST_CHECK enum outcome feed_job_push(struct arena *arena,
                                      const struct feed_job *job,
                                      struct str bytes,
                                      struct str content_type);

#endif
