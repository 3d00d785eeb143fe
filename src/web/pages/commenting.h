#ifndef WEB_PAGES_COMMENTING_H
#define WEB_PAGES_COMMENTING_H

/* What the pages share on which a comment is written, answered or corrected. */

#include "community/article.h"
#include "community/comment.h"
#include "views/comment.h"
#include "web/request.h"
#include "web/response.h"

/* "/c/12", which leads to the place where it stands. */
struct str comment_href(struct arena *arena, struct comment_id id);

/* The comment that the address names, and its article. NOT_FOUND; under an article that was
 * taken down that is answered by the page which says so. */
MUST_CHECK enum outcome comment_load(struct request *rq,
                                     struct response *rs,
                                     struct comment *ret_comment,
                                     struct article *ret_article);

/* Markdown from the form, trimmed in place, checked and rendered. INVALID with the problem. */
MUST_CHECK enum outcome comment_read_body(const struct request *rq,
                                          struct str *body,
                                          struct safe_html *ret_html,
                                          struct problem *ret_problem);

/* A comment above the form that is about it: no buttons. */
struct comment_shown comment_quote(const struct request *rq, const struct comment *comment);

/* Puts the posted text and what is wrong with it back into the form. */
void comment_form_tell(const struct request *rq,
                       struct comment_form *form,
                       const struct problem *problem);

/* Fills the response: the form alone for a script, else on a page of its own. */
void comment_form_show(struct request *rq,
                       struct response *rs,
                       int status,
                       struct comment_page *v,
                       const struct article *article);

#endif
