#ifndef JOBS_CAPTURE_JOB_H
#define JOBS_CAPTURE_JOB_H

/* For jobs.c alone: one try of the capture of a link, from its payload to the
 * stored draft. */

#include "jobs/jobs.h"

struct capture_job {
    const struct jobs_config *config;
    const struct job *leased;
    struct str zone; /* of the site */
    int stop_fd;     /* readable when the workers are to end */
};

/* Runs the try and stores how it ended. Whatever it answers is stored or
 * logged; not OK means that the store could not be written to. */
MUST_CHECK enum outcome capture_job_run(struct arena *arena, const struct capture_job *job);

/* A reason as it is kept in the store: jobs_capture_reason reads it. */
struct str capture_job_print_reason(struct arena *arena, struct capture_reason why);

/* Whether the workers are to end, so that what failed has not failed. */
bool capture_job_is_stopping(const struct capture_job *job);

#endif
