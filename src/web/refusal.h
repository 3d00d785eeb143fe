#ifndef WEB_REFUSAL_H
#define WEB_REFUSAL_H

/* The pages that say what went wrong and how to mend it, in the reader's
 * language, with the typed text kept. One switch turns an outcome into one. */

#include "web/request.h"
#include "web/response.h"

enum refusal {
    REFUSAL_BAD_REQUEST,     /* 400: broken escapes, NUL, not UTF-8 */
    REFUSAL_SIGN_IN,         /* 401: members only; carries the sign-in form */
    REFUSAL_SESSION_ENDED,   /* 401: the same, after a session that ended */
    REFUSAL_DENIED,          /* 403 */
    REFUSAL_FOREIGN_FORM,    /* 403: the form's token is missing or another's */
    REFUSAL_NOT_FOUND,       /* 404 */
    REFUSAL_METHOD,          /* 405 */
    REFUSAL_CONFLICT,        /* 409 */
    REFUSAL_GONE,            /* 410: it was deleted */
    REFUSAL_LENGTH_REQUIRED, /* 411 */
    REFUSAL_TOO_LARGE,       /* 413 */
    REFUSAL_LONG_ADDRESS,    /* 414 */
    REFUSAL_MEDIA_TYPE,      /* 415 */
    REFUSAL_INVALID,         /* 422 */
    REFUSAL_TOO_MANY,        /* 429 */
    REFUSAL_LONG_HEADERS,    /* 431 */
    REFUSAL_FAULT,           /* 500 */
    REFUSAL_UNKNOWN_METHOD,  /* 501 */
    REFUSAL_UNAVAILABLE,     /* 503 */
};

/* Fills the response with that page, whatever it held before. A form that could
 * not be read is said with the field in which the fault is. */
void refusal_show(struct request *rq, struct response *rs, enum refusal refusal);

/* For handlers: `return refuse_gone(rq, rs);` Fills the page, undoes what was written. */
MUST_CHECK enum outcome refuse_gone(struct request *rq, struct response *rs);
MUST_CHECK enum outcome
refuse_too_many(struct request *rq, struct response *rs, int64_t wait_seconds);

/* What an outcome other than OK becomes for this request. */
enum refusal refusal_of(const struct request *rq, enum outcome outcome);

#endif
