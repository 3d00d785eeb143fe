#include "web/csrf.h"

#include "base/limits.h"
#include "community/session.h"
#include "web/app.h"
#include "web/cookie.h"

/* What this browser's tokens are keyed with: its session's token, or for a
 * stranger the random cookie. Empty: none yet. */
static struct str secret_of(const struct request *rq)
{
    if (rq->begun.len > 0) /* its cookie is not in the request yet */
        return rq->begun;
    return cookie_value(rq, request_is_signed_in(rq) ? COOKIE_SESSION : COOKIE_ANONYMOUS);
}

struct str csrf_token(struct request *rq, struct response *rs)
{
    struct str secret = secret_of(rq);
    if (secret.len == 0) {
        secret = session_token_new(rq->arena);
        cookie_set(rq, rs, COOKIE_ANONYMOUS, secret, LIMIT_FORM_SECONDS);
    }
    return session_form_token(rq->arena, secret);
}

enum outcome csrf_check_token(const struct request *rq)
{
    struct str secret = secret_of(rq);
    struct str token = form_text(rq, CSRF_FIELD);
    return secret.len > 0 && session_form_token_matches(secret, token) ? OK : DENIED;
}

/* "https://host:port" against the Host header, for sites that are reached
 * under more than one name. A foreign page cannot choose that header. */
static bool is_of_host(struct str origin, struct str host)
{
    size_t at = 0;
    return host.len > 0 && str_find(origin, STR("://"), &at) &&
           str_eq_folded(str_skip(origin, at + 3), host);
}

bool csrf_is_cross_site(const struct request *rq)
{
    struct str site = rq->headers.fetch_site;
    if (site.len > 0)
        return !str_eq(site, STR("same-origin")) && !str_eq(site, STR("none"));
    struct str origin = rq->headers.origin;
    return origin.len > 0 && !str_eq_folded(origin, rq->app->url) &&
           !is_of_host(origin, rq->headers.host);
}
