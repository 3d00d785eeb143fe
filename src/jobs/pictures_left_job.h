#ifndef JOBS_PICTURES_LEFT_JOB_H
#define JOBS_PICTURES_LEFT_JOB_H

/* For jobs.c alone: one step of the walk through articles whose pictures were left
 * (community/picture_left.h). */

#include "jobs/capture_job.h"

/* The terms of capture_job_run. */
MUST_CHECK enum outcome pictures_left_job_run(const struct capture_job *job);

#endif
