#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

/* One request as a page sees it. All of it lives in the request's arena, which
 * goes when the response has left; keep nothing of it longer than that. */

#include "community/account.h"
#include "db/changes.h"
#include "views/messages.h"
#include "web/form.h"

struct app;
struct db;
struct route;
struct site;
struct sockaddr;
struct view_holes;

enum method {
    METHOD_GET,
    METHOD_HEAD, /* handled as GET; the server drops the body */
    METHOD_POST,
    METHOD_OTHER,   /* one of HTTP's that no page of ours takes */
    METHOD_UNKNOWN, /* none of HTTP's */
};

/* The headers that we look at, as sent; empty when absent. */
struct request_headers {
    struct str accept_encoding;
    struct str accept_language;
    struct str content_type;
    struct str cookie;
    struct str fetch_site; /* Sec-Fetch-Site */
    struct str forwarded_for;
    struct str host;
    struct str hub_signature; /* X-Hub-Signature */
    struct str if_none_match;
    struct str origin;
    struct str requested_with;
    struct str user_agent;
};

enum { REQUEST_PARTS = 6, REQUEST_TOPICS = 3 };

struct request {
    struct arena *arena;
    const struct app *app;
    struct db_moment moment; /* before rq->db was opened */
    struct db *db; /* RUN_LOOP: a frozen view; RUN_WRITER: the writer's; RUN_POOL: reads */
    int64_t now;   /* UTC seconds, the same for the whole request */
    enum method method;
    struct str path;   /* decoded, valid UTF-8 */
    struct str target; /* path and query as sent, for "come back here" */
    const struct route *route;
    struct str parts[REQUEST_PARTS]; /* what the pattern's {parts} caught, in order */
    struct form query;
    struct form form;
    struct str body;           /* of a ROUTE_CALL, as sent */
    struct viewer viewer;      /* for community/rights.h; all zero for a stranger */
    struct member member;      /* who that is; empty for a stranger */
    struct session_id session; /* zero for a stranger */
    struct str begun;          /* the token of the session that the answer begins; empty */
    const struct site *site;   /* the settings as this request sees them (web/site.h) */
    enum language language;    /* of the interface */
    const struct sockaddr *peer;
    struct request_headers headers;
    struct db_topic topics[REQUEST_TOPICS]; /* what the page shows; none: anything */
    size_t n_topics;
    struct view_holes *holes; /* where the page for all leaves them; NULL: it is for one */
    bool is_session_stale;    /* a session cookie came, but its session has ended */
};

static inline bool request_is_signed_in(const struct request *rq)
{
    return rq->viewer.member.n != 0;
}

/* Says that the page shows no more than what it names so: of a kept page, which is
 * made anew when one of its topics changes. */
void request_shows(struct request *rq, struct db_topic topic);

/* The part as a number from 1 to max. NOT_FOUND otherwise: no such page. */
MUST_CHECK enum outcome
request_part_number(const struct request *rq, size_t part, int64_t max, int64_t *ret_number);

/* A field of the query string; empty when absent. */
struct str request_query(const struct request *rq, const char *name);

/* A field of the posted form, as sent (valid UTF-8, LF line ends); empty when
 * absent. What a title or a comment may hold is for community/ to say. */
struct str form_text(const struct request *rq, const char *name);

/* A whole number from 0 to max. INVALID when absent or anything else. */
MUST_CHECK enum outcome
form_number(const struct request *rq, const char *name, int64_t max, int64_t *ret_number);

/* A check box or a named button: was it sent? */
bool form_is_set(const struct request *rq, const char *name);

/* An uploaded file. NULL: none was chosen. */
const struct form_entry *form_file(const struct request *rq, const char *name);

/* True for app.js: answer with a fragment or a little JSON instead of a page or a redirect. */
bool request_wants_fragment(const struct request *rq);

/* A cookie's value; empty when absent. web/cookie.h knows the names of ours. */
struct str request_cookie(const struct request *rq, struct str name);

/* Whether the browser has what that strong tag stands for (If-None-Match; RFC 9110, 13.1.2). */
bool request_has_tag(const struct request *rq, struct str tag);

/* The client's address as text, for throttles only: it is not logged or stored. */
struct str request_address(const struct request *rq);

#endif
