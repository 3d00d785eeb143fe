#ifndef WEB_PAGES_KNOWN_H
#define WEB_PAGES_KNOWN_H

/* "Shared by X on Y in Z": an article that is here already. */

#include "community/article_address.h"
#include "views/share.h"
#include "web/request.h"

struct share_known known_show(const struct request *rq, const struct article_share *share);

/* Where this article was shared first; empty when it is no copy. */
MUST_CHECK enum outcome
known_first(const struct request *rq, struct article_id article, struct share_known *ret_known);

#endif
