#include "web/cookie.h"

#include "web/app.h"

/* Without the prefix, and with it. */
static struct str name_of(const struct request *rq, enum cookie cookie)
{
    bool is_https = rq->app->is_https;
    switch (cookie) {
    case COOKIE_SESSION:
        return is_https ? STR("__Host-session") : STR("session");
    case COOKIE_ANONYMOUS:
        return is_https ? STR("__Host-form") : STR("form");
    case COOKIE_LANGUAGE:
        return is_https ? STR("__Host-lang") : STR("lang");
    }
    CHECK(false);
    return STR("");
}

struct str cookie_value(const struct request *rq, enum cookie cookie)
{
    return request_cookie(rq, name_of(rq, cookie));
}

void cookie_set(const struct request *rq,
                struct response *rs,
                enum cookie cookie,
                struct str value,
                int64_t max_age_seconds)
{
    struct str name = name_of(rq, cookie);
    response_add_header(rs, STR("Set-Cookie"),
                        str_print(rs->arena,
                                  "%.*s=%.*s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
                                  STR_ARG(name), STR_ARG(value), (long long)max_age_seconds,
                                  rq->app->is_https ? "; Secure" : ""));
}
