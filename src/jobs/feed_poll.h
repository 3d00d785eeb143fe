#ifndef JOBS_FEED_POLL_H
#define JOBS_FEED_POLL_H

/* For jobs.c alone: the thread that looks at feeds when they are due, several at
 * once, never two of one host. */

#include "jobs/jobs.h"

struct feed_poll;

/* `jobs` are woken when there are pages to capture. `stop_fd` becomes readable when
 * it is to end. UNAVAILABLE: no thread could be started. */
MUST_CHECK enum outcome feed_poll_start(struct arena *arena,
                                        struct jobs *jobs,
                                        const struct jobs_config *config,
                                        int stop_fd,
                                        struct feed_poll **ret_poll);

/* There may be a feed to look at sooner than it knows. From any thread. */
void feed_poll_wake(struct feed_poll *poll);

/* Waits for its end, after `stop_fd` became readable. Accepts NULL. */
void feed_poll_join(struct feed_poll *poll);

#endif
