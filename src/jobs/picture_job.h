#ifndef JOBS_PICTURE_JOB_H
#define JOBS_PICTURE_JOB_H

/* For jobs.c alone: the pictures of one article, fetched, drawn and kept one
 * after another. What is kept stays kept when the job breaks off. */

#include "jobs/capture_job.h"

/* The terms of capture_job_run. */
MUST_CHECK enum outcome picture_job_run(struct arena *arena, const struct capture_job *job);

#endif
