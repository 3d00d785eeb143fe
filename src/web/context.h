#ifndef WEB_CONTEXT_H
#define WEB_CONTEXT_H

/* What every view needs of the request, and who answers what it asks of its
 * reader: one switch for all facts that a page may show of the one who looks. */

#include "views/view.h"
#include "web/request.h"
#include "web/response.h"

/* For pages whose forms are for members only: a stranger gets no token and no cookie. */
struct view_context context_make(struct request *rq, struct response *rs);

/* For pages with a form that strangers send (sign in, register, set up). */
struct view_context context_with_form(struct request *rq, struct response *rs);

/* Writes a page that was rendered for nobody, its holes filled for this reader. */
void context_fill(struct request *rq,
                  struct response *rs,
                  struct buf *out,
                  struct str page,
                  const struct view_hole *holes,
                  size_t n_holes);

#endif
