#ifndef WEB_KEPT_H
#define WEB_KEPT_H

/* Typed text that must survive a refusal. A refused form's fields travel on as
 * hidden inputs of the page that refuses: `kept.NAME` for each NAME, and
 * `resume_action` for the form's address. After signing in, the account page
 * reads them back and offers the form again. */

#include "web/request.h"

struct kept_field {
    struct str name; /* without the prefix */
    struct str value;
};

struct kept {
    struct str action; /* a path of ours; empty: nothing was kept */
    const struct kept_field *fields;
    size_t n_fields;
};

/* From a refused form: its fields without token, secrets and files. */
struct kept kept_from_refused(const struct request *rq);

/* From the form of a page that carried them on: `resume_action` and `kept.*`.
 * Also finds them on the form that was itself refused a second time. */
struct kept kept_from_resumed(const struct request *rq);

#endif
