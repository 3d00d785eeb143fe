#ifndef CAPTURE_FETCH_H
#define CAPTURE_FETCH_H

/* The one door to the network: pages, feeds, pictures and robots.txt by HTTP,
 * within limits, from addresses that anyone may reach. The address is checked
 * when it is connected to, on every redirect, so that no name can lead us to our
 * own neighbours. What comes is kept as it came: nothing of it is parsed here but
 * heads and robots.txt (content_coding.h undoes the compression). */

#include "capture/capture.h"

struct fetch_request {
    struct str url;
    struct str accept; /* what we would like, for the request's head */
    struct str_list
        types;        /* content types that are taken; empty: all. One that is not told passes */
    size_t max_bytes; /* of the body as it comes */
    struct str etag;  /* validators of an earlier answer; may be empty */
    struct str last_modified;
    int64_t n_redirects;   /* followed already on the way to `url` */
    bool is_plain;         /* asks for a body without content coding */
    bool is_automatic;     /* robots.txt decides, and /.well-known/tdmrep.json is asked for */
    struct str site_url;   /* told to the publisher; may be empty */
    struct str_list allow; /* see struct capture_request */
    void (*on_reading)(void *data); /* the body begins to come; may be NULL */
    void *data;
};

struct fetch_answer {
    struct capture_exchange exchange;
    struct str content_type;     /* as sent, or empty */
    struct str content_coding;   /* the same: "gzip" */
    struct str tdmrep;           /* the site's /.well-known/tdmrep.json, or empty */
    int64_t n_redirects;         /* followed in all */
    int64_t crawl_delay_seconds; /* of robots.txt; 0 when not told or not asked */
};

/* The product token of our User-Agent, which robots.txt names us by (RFC 9309). */
#define FETCH_AGENT "Passalong"

/* Answers why not, or `trouble` CAPTURE_NO_TROUBLE. `*ret_answer` is written in
 * either case: of a refusal it has the response with the beginning of its body, as
 * far as there was one. */
struct capture_reason fetch_get(struct arena *arena,
                                const struct fetch_request *request,
                                struct fetch_answer *ret_answer);

#endif
