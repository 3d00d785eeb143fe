#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

/* Our cookies: HttpOnly, SameSite=Lax, for the whole site; under https Secure
 * and with the __Host- prefix, so that no neighbouring domain can plant them. */

#include "web/request.h"
#include "web/response.h"

enum cookie {
    COOKIE_SESSION,
    COOKIE_ANONYMOUS, /* the secret of a stranger's form tokens */
    COOKIE_LANGUAGE,
};

/* Its value as sent; empty when absent. */
struct str cookie_value(const struct request *rq, enum cookie cookie);

/* Sets it for max_age_seconds; 0 ends it. The value is a token or a word of ours. */
void cookie_set(const struct request *rq,
                struct response *rs,
                enum cookie cookie,
                struct str value,
                int64_t max_age_seconds);

#endif
