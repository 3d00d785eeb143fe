#ifndef WEB_VIEWER_H
#define WEB_VIEWER_H

/* Who sent the request, and in which language to answer. */

#include "web/request.h"

/* The member's setting, else the cookie's, else the browser's, else the site's. */
enum language viewer_language(const struct request *rq);

/* Whether the request says that a session goes with it, true or not. */
bool viewer_has_session(const struct request *rq);

/* Fills in viewer, member, session and language; rq->site is known already.
 * NOT_FOUND when the store must be asked. */
MUST_CHECK enum outcome viewer_recall(struct request *rq);

/* The same from the store, as of rq->moment. UNAVAILABLE or FAULT as the store says. */
MUST_CHECK enum outcome viewer_load(struct request *rq, struct db *db);

#endif
