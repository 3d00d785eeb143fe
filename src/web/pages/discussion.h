#ifndef WEB_PAGES_DISCUSSION_H
#define WEB_PAGES_DISCUSSION_H

/* Comments as pages show them: the thread below an article, one comment, the
 * form that writes one. */

#include "community/article.h"
#include "community/thread.h"
#include "views/comment.h"
#include "web/request.h"

/* One page of an article's discussion, the one that `?order=` and `?comments=`
 * ask for, with an empty form. `n_revisions` are those of the source so far.
 * NOT_FOUND: they ask for none. */
MUST_CHECK enum outcome discussion_load(const struct request *rq,
                                        const struct article *article,
                                        struct str article_href,
                                        int64_t n_revisions,
                                        struct discussion *ret_discussion);

/* One comment without its replies. */
struct comment_shown comment_show(const struct request *rq, const struct thread_row *row);

/* Empty forms; each is another one, so that sending one twice is noticed. */
struct comment_form comment_form_new(const struct request *rq, struct article_id article);
struct comment_form comment_form_reply(const struct request *rq, struct comment_id parent);

#endif
