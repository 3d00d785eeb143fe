#ifndef WEB_PAGES_LIKE_H
#define WEB_PAGES_LIKE_H

/* Likes of articles and comments: the buttons, and what they do. */

#include "base/ids.h"
#include "views/like.h"
#include "web/route.h"

page_handler page_like_article, page_unlike_article, page_like_comment, page_unlike_comment;

/* The line under an article: the button, and who liked it. Asks for names only
 * where there are likes. */
MUST_CHECK enum outcome article_like_load(const struct request *rq,
                                          struct article_id article,
                                          int64_t n_likes,
                                          struct article_like *ret_like);

/* "Liked by A, B and 3 others"; empty when n is 0. */
struct str like_words(const struct request *rq, struct str_list names, int64_t n);

#endif
