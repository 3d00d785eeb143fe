#ifndef WEB_VIEWER_H
#define WEB_VIEWER_H

/* Who sent the request, and in which language to answer. */

#include "web/request.h"

/* Fills in viewer, member, session and language; rq->site is known already.
 * UNAVAILABLE or FAULT as the store says. */
MUST_CHECK enum outcome viewer_load(struct request *rq, struct db *db);

#endif
