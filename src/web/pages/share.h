#ifndef WEB_PAGES_SHARE_H
#define WEB_PAGES_SHARE_H

/* Sharing: a link becomes a job, a file or pasted text a draft at once. Either
 * way nothing is published before the sharer has seen it. */

#include "capture/capture.h"
#include "web/route.h"

page_handler page_share, page_share_send;

/* The share page with this link in its form and the reason beside it, for a
 * capture that failed. */
MUST_CHECK enum outcome share_show_failed(struct request *rq,
                                          struct response *rs,
                                          struct str link,
                                          struct capture_reason why);

#endif
