#ifndef WEB_CSRF_H
#define WEB_CSRF_H

/* Proof that a form was ours: a hash keyed with the session's secret, in every
 * form, and the browser's own word on where the request comes from. */

#include "web/request.h"
#include "web/response.h"

/* The name of the hidden field. */
#define CSRF_FIELD STR("token")

/* The token for the forms of the page that answers rq. For a stranger without
 * one this sets a short-lived cookie on the response. Lives in the arena. */
struct str csrf_token(struct request *rq, struct response *rs);

/* The same for a session that has just begun, before its cookie came back. */
struct str csrf_token_of(struct arena *arena, struct str secret);

/* DENIED: the form's token is missing or another's, or the browser says that
 * another site sent it. */
MUST_CHECK enum outcome csrf_check(const struct request *rq);

#endif
