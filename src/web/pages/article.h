#ifndef WEB_PAGES_ARTICLE_H
#define WEB_PAGES_ARTICLE_H

/* The page of one article. */

#include "community/article.h"
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

/* "— AFP", whatever dash the source itself wrote; the source's name where no
 * credit was given. */
struct str article_credit(struct arena *arena, const struct article_fields *fields);

/* The one line that stands for it in descriptions and feeds: what was written, else the
 * beginning of the text, as far as the policy lets. */
struct str
article_line(struct arena *arena, const struct article *article, const struct policy *policy);

/* How a text in this language runs: "ltr", "rtl", or "auto" when it is not known. */
struct str article_direction(struct str lang);

#endif
