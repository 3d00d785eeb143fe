#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

/* One row of the table of addresses (web/routes.c): what answers, who may,
 * where it runs. The dispatcher enforces each row, so that no handler can
 * forget to. */

#include "web/request.h"
#include "web/response.h"

/* Loads, decides, shows. Any outcome but OK undoes what it wrote and becomes
 * an error page (web/refusal.h), unless the handler had filled the response
 * itself: then its page is sent, e.g. a form with what is wrong, status 422. */
typedef enum outcome page_handler(struct request *rq, struct response *rs);

enum run_place {
    /* On the server's thread, without store and viewer: bytes from the binary. */
    RUN_STATIC,
    /* On the server's thread, rq->db a frozen view. Reads only, and nothing slow. */
    RUN_LOOP,
    /* The same, for what strangers see: kept, and shown to members with its holes
     * filled (web/shared_page.h). */
    RUN_KEPT,
    /* On the writer's thread, inside a savepoint; answered after the commit. It
     * may run once more, so it keeps nothing between runs. Nothing slow. */
    RUN_WRITER,
    /* On a small pool of threads: argon2, a capture. rq->db reads; it writes by
     * db_writer_run. */
    RUN_POOL,
};

enum route_method {
    ROUTE_GET, /* and HEAD */
    ROUTE_POST,
    /* A POST that any site's page may send, without cookie and token, up to all of
     * body_bytes. It must change nothing. */
    ROUTE_OPEN_POST,
    /* A POST of another program: its body comes to the handler as it is, in rq->body,
     * without form or token; who sent it is for the handler to find out. */
    ROUTE_CALL,
};

struct route {
    enum route_method method;
    struct str pattern; /* "/b/{slug}/{year}": a {part} catches one segment, never empty;
                           the last, as {part...}, all that follows, for its method only */
    page_handler *handler;
    enum role who; /* ROLE_STRANGER: anyone; the others with those above them */
    enum run_place run;
    size_t
        body_bytes; /* a POST's largest body; strangers get LIMIT_REQUEST_COMMENT_BYTES at most */
};

/* The first row that fits a decoded path; what its pattern caught goes into
 * ret_parts. NOT_FOUND: no such address. DENIED: it is there, but not for this
 * method; `*ret_row` then is the row of the other one. */
MUST_CHECK enum outcome route_find(const struct route *table,
                                   size_t n,
                                   enum route_method method,
                                   struct str path,
                                   struct str ret_parts[REQUEST_PARTS],
                                   const struct route **ret_row);

#endif
