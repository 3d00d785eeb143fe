#ifndef CAPTURE_FETCH_HOP_H
#define CAPTURE_FETCH_HOP_H

/* One request of a fetch and its response. Hops that follow each other on one
 * handle share its connections. For fetch.c alone. */

#include "capture/fetch.h"

#include "base/buf.h"
#include "text/url.h"

struct fetch_hop {
    struct arena *arena;
    const struct fetch_request *request;
    void *curl;          /* the handle */
    int64_t deadline_ms; /* of the whole fetch, on the monotonic clock */
    struct url url;      /* of this hop */
    struct buf sent;
    struct buf head;           /* of the last response; interim ones are dropped */
    struct buf body;           /* the caller states its maximum */
    struct buf refusal;        /* of a response whose status is not 200 */
    struct capture_reason why; /* found in a callback, which can only say "stop" to curl */
    int64_t time;              /* when the head was whole */
    bool is_reading;
};

/* Makes the handle; false, logged, when there is none. Pair with fetch_hop_close. */
bool fetch_hop_open(struct fetch_hop *hop);
void fetch_hop_close(struct fetch_hop *hop);

/* Whether the address may be asked at all, before a name is resolved; then it is `url`. */
struct capture_reason fetch_hop_aim(struct fetch_hop *hop, struct str text);

/* Sends the request and takes the response; an empty `*ret_next` when it was no redirect. */
struct capture_reason fetch_hop_run(struct fetch_hop *hop, struct str *ret_next);

/* The status of the last run; 0 when there was none. */
int64_t fetch_hop_status(const struct fetch_hop *hop);

/* The record of the last run. */
struct capture_exchange fetch_hop_exchange(struct fetch_hop *hop);

#endif
