#ifndef JOBS_RECHECK_JOB_H
#define JOBS_RECHECK_JOB_H

/* For jobs.c alone: one look at the source of a shared link. */

#include "jobs/jobs.h"

struct recheck_job {
    const struct jobs_config *config;
    const struct job *leased;
    struct str zone; /* of the site */
    int stop_fd;     /* readable when the workers are to end */
};

/* Asks the source, compares what it answers with what it said last
 * (text/change.h), and stores what follows (community/source_watch.h). Not OK
 * means that the store could not be read or written to. */
MUST_CHECK enum outcome recheck_job_run(struct arena *arena, const struct recheck_job *job);

#endif
