#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

/* One request and its answer on their way through the house, without a socket:
 * the server feeds it and sends what comes out. Rights, form tokens, limits
 * and the place where a handler runs are enforced here, from the route's row. */

#include "web/app.h"
#include "web/request.h"
#include "web/response.h"

struct exchange;

/* Called once, on any thread, when an answer that was not ready at once is. */
typedef void exchange_ready(void *context);

/* The exchange lives in an arena of its own until exchange_free. `target` is
 * the path and query as sent; it is copied. */
struct exchange *exchange_new(const struct app *app, struct str target);

/* Accepts NULL. */
void exchange_free(struct exchange *exchange);

/* To be filled by the server before exchange_begin: method, headers, peer.
 * What they point to must last as long as the exchange. */
struct request *exchange_request(struct exchange *exchange);

/* What the headers say about the size of things. */
struct exchange_framing {
    int64_t body_bytes; /* 0: no body */
    size_t header_bytes;
    bool has_no_length; /* a body comes, in chunks: how long, nobody knows */
    bool is_ambiguous;  /* more than one length was given */
};

/* All headers are there. False: the body is such that it must not even be
 * read; the answer is ready, and the connection has to be closed behind it. */
bool exchange_begin(struct exchange *exchange, const struct exchange_framing *framing);

/* A piece of the body. What the limit does not allow is dropped. */
void exchange_add_body(struct exchange *exchange, struct str piece);

/* The whole request is there. True: the answer is ready. False: it must be made
 * on another thread, by exchange_hand_over. */
bool exchange_run(struct exchange *exchange);

/* Hands it to the thread of its route; `ready` is called when the answer is
 * there, which may be before this returns. */
void exchange_hand_over(struct exchange *exchange, exchange_ready *ready, void *context);

/* Answers "unavailable" instead, when the server is about to stop. */
void exchange_turn_away(struct exchange *exchange);

/* The answer, finished. */
const struct response *exchange_response(struct exchange *exchange);

#endif
