#ifndef WEB_PAGES_SEARCH_H
#define WEB_PAGES_SEARCH_H

/* Searching the site or one blog, and the words that are suggested meanwhile. */

#include "web/request.h"
#include "web/response.h"

enum outcome page_search(struct request *rq, struct response *rs);
enum outcome page_blog_search(struct request *rq, struct response *rs);
enum outcome page_search_words(struct request *rq, struct response *rs);

#endif
