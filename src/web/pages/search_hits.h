#ifndef WEB_PAGES_SEARCH_HITS_H
#define WEB_PAGES_SEARCH_HITS_H

/* What was found as the page shows it: titles and passages with the sought words
 * marked. Of an article no more is shown than its source's policy lets. */

#include "community/search.h"
#include "views/search.h"
#include "web/request.h"

/* `is_one_blog`: its name is left out. */
MUST_CHECK enum outcome search_hits_load(const struct request *rq,
                                         const struct search_result *found,
                                         bool is_one_blog,
                                         struct search_hits *ret_hits);

#endif
