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

#endif
