#ifndef WEB_PAGES_TAKEDOWN_H
#define WEB_PAGES_TAKEDOWN_H

/* Taking an article down after a demand, and showing it again; what stands at its
 * address meanwhile; and the capture whole, for the sharer and moderators. */

#include "community/article.h"
#include "web/route.h"

page_handler page_takedown;
page_handler page_takedown_send;
page_handler page_restore_send;
page_handler page_whole;

/* OK for an article that has its text and its place. For one that was deleted the page
 * that says so (410), for one that was taken down the page that says why and who asked
 * (451, RFC 7725): `return` what this answers. */
MUST_CHECK enum outcome
takedown_refuse_hidden(struct request *rq, struct response *rs, const struct article *article);

#endif
