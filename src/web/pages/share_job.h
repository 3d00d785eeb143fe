#ifndef WEB_PAGES_SHARE_JOB_H
#define WEB_PAGES_SHARE_JOB_H

/* How far the capture of a link is; the sharer alone sees it. */

#include "capture/capture.h"
#include "community/job.h"
#include "web/route.h"

page_handler page_share_job;

#endif
