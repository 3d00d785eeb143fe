#ifndef WEB_SHARED_PAGE_H
#define WEB_SHARED_PAGE_H

/* A page that is the same for everybody but for its holes (RUN_KEPT). It is
 * rendered without a reader: the handler runs as for a stranger, whoever asks,
 * so nothing of one reader can get into what others are shown. */

#include "web/request.h"
#include "web/response.h"

/* For a request without a session: the kept page, if there is one. No reading is
 * open and none is needed. */
bool shared_page_find(struct request *rq, struct response *rs);

/* While reading: the kept page or a new one, for this reader. What is no page for
 * all, such as a draft or a redirect, the handler answers for the reader alone. */
MUST_CHECK enum outcome shared_page_run(struct request *rq, struct response *rs);

#endif
