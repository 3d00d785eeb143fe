#ifndef WEB_PAGES_ARRIVAL_H
#define WEB_PAGES_ARRIVAL_H

/* A member arrives: by signing in, registering or setting the site up. Makes
 * the session, hands the cookie over and leads to where the member was going. */

#include "community/session.h"
#include "web/request.h"
#include "web/response.h"

struct arrival {
    struct str token;
    struct str label;
    struct session_id left; /* the session that this browser had; 0: none */
    struct member_id left_by;
    int64_t now;
};

/* A fresh one for this browser. */
struct arrival arrival_new(struct request *rq);

/* Inside a write. */
MUST_CHECK enum outcome
arrival_write(struct db *db, const struct arrival *arrival, struct member_id member);

/* After that write: the cookie, then 303 to `then`, or, when something was typed
 * before, a page that offers it again. */
void arrival_answer(struct request *rq,
                    struct response *rs,
                    const struct arrival *arrival,
                    const struct member *member,
                    struct str then);

#endif
