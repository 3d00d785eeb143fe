#ifndef WEB_CONTEXT_H
#define WEB_CONTEXT_H

/* What every view needs of the request. */

#include "views/view.h"
#include "web/request.h"
#include "web/response.h"

/* For pages whose forms are for members only: a stranger gets no token and no cookie. */
struct view_context context_make(struct request *rq, struct response *rs);

/* For pages with a form that strangers send (sign in, register, set up). */
struct view_context context_with_form(struct request *rq, struct response *rs);

#endif
