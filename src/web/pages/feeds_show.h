#ifndef WEB_PAGES_FEEDS_SHOW_H
#define WEB_PAGES_FEEDS_SHOW_H

/* The page of a blog's feeds, for whoever has to show it again with what is wrong. */

#include "web/pages/feed_form.h"
#include "web/response.h"

/* `url` and `values` stand in the form that adds one. NOT_FOUND: no such place in the list. */
MUST_CHECK enum outcome feeds_load(struct request *rq,
                                   const struct blog *blog,
                                   struct str url,
                                   const struct feed_values *values,
                                   struct feeds_page *ret_page);

void feeds_show(struct request *rq, struct response *rs, int status, const struct feeds_page *page);

#endif
