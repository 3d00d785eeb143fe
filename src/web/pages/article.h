#ifndef WEB_PAGES_ARTICLE_H
#define WEB_PAGES_ARTICLE_H

/* The page of one article. */

#include "base/ids.h"
#include "views/comment.h"
#include "web/route.h"

page_handler page_article;

/* The page with this status and this comment form in the place of an empty one
 * (NULL: the empty one): for a comment that has to be mended. NOT_FOUND. */
MUST_CHECK enum outcome article_page_show(struct request *rq,
                                          struct response *rs,
                                          struct article_id id,
                                          int status,
                                          const struct comment_form *form);

#endif
