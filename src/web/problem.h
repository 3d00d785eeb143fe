#ifndef WEB_PROBLEM_H
#define WEB_PROBLEM_H

/* The pages that say what went wrong and how to mend it, in the reader's
 * language, with the typed text kept. One switch turns an outcome into one. */

#include "web/request.h"
#include "web/response.h"

enum problem {
    PROBLEM_BAD_REQUEST,     /* 400: broken escapes, NUL, not UTF-8 */
    PROBLEM_SIGN_IN,         /* 401: members only; carries the sign-in form */
    PROBLEM_SESSION_ENDED,   /* 401: the same, after a session that ended */
    PROBLEM_DENIED,          /* 403 */
    PROBLEM_FOREIGN_FORM,    /* 403: the form's token is missing or another's */
    PROBLEM_NOT_FOUND,       /* 404 */
    PROBLEM_METHOD,          /* 405 */
    PROBLEM_CONFLICT,        /* 409 */
    PROBLEM_GONE,            /* 410: it was deleted */
    PROBLEM_LENGTH_REQUIRED, /* 411 */
    PROBLEM_TOO_LARGE,       /* 413 */
    PROBLEM_MEDIA_TYPE,      /* 415 */
    PROBLEM_INVALID,         /* 422 */
    PROBLEM_TOO_MANY,        /* 429 */
    PROBLEM_FAULT,           /* 500 */
    PROBLEM_UNKNOWN_METHOD,  /* 501 */
    PROBLEM_UNAVAILABLE,     /* 503 */
};

/* Fills the response with that problem's page, whatever it held before.
 * `detail` is one more sentence for the reader, or empty. */
void problem_show(struct request *rq, struct response *rs, enum problem problem, struct str detail);

/* For handlers: `return problem_gone(rq, rs);` */
MUST_CHECK enum outcome problem_gone(struct request *rq, struct response *rs);
MUST_CHECK enum outcome
problem_too_many(struct request *rq, struct response *rs, int64_t wait_seconds);

/* What an outcome other than OK becomes for this request. */
enum problem problem_of(const struct request *rq, enum outcome outcome);

#endif
