#ifndef WEB_CSRF_H
#define WEB_CSRF_H

/* Proof that a form was ours: a hash keyed with the session's secret, in every
 * form, and the browser's own word on where the request comes from. */

#include "web/request.h"
#include "web/response.h"

/* The name of the hidden field. */
#define CSRF_FIELD "token"

/* The token for the forms of the page that answers rq. For a stranger without
 * one this sets a short-lived cookie on the response. Lives in the arena. */
struct str csrf_token(struct request *rq, struct response *rs);

/* True when the browser says that another site made it send the request. */
bool csrf_is_cross_site(const struct request *rq);

/* DENIED: the form's token is missing or another's. */
MUST_CHECK enum outcome csrf_check_token(const struct request *rq);

#endif
