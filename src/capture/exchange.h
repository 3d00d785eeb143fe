#ifndef CAPTURE_EXCHANGE_H
#define CAPTURE_EXCHANGE_H

/* One request and its response as they went over the wire: what a snapshot and
 * its proof are made of. */

#include "base/str.h"

struct capture_exchange {
    struct str url;          /* what was asked for, after redirects; empty: nothing was fetched */
    struct str address;      /* of the server: "203.0.113.7" */
    struct str protocol;     /* "http/1.0", "http/1.1" or "h2" */
    struct str request_head; /* as sent, with the empty line; HTTP/2's written in HTTP/1.1's form */
    struct str response_head; /* as received, likewise */
    struct str body;          /* before its content coding was undone, without transfer coding */
    int64_t time;             /* UTC seconds when the response's head was there */
    int64_t status;
};

#endif
