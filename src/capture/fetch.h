#ifndef CAPTURE_FETCH_H
#define CAPTURE_FETCH_H

/* The one door to the network: a page by HTTP, within limits, from addresses
 * that anyone may reach. The address is checked when it is connected to, on
 * every redirect, so that no name can lead us to our own neighbours. */

#include "capture/capture.h"

struct fetch_request {
    struct str url;
    struct str site_url;            /* told to the publisher; may be empty */
    struct str_list allow;          /* see struct capture_request */
    bool wants_picture;             /* else a page */
    void (*on_reading)(void *data); /* the page begins to come; may be NULL */
    void *data;
};

struct fetch_answer {
    struct str url;          /* after redirects */
    struct str content_type; /* as sent, or empty */
    struct str bytes;        /* after decompression */
};

/* Answers why not, or `trouble` CAPTURE_NO_TROUBLE with `*ret_answer` written. */
struct capture_reason fetch_page(struct arena *arena,
                                 const struct fetch_request *request,
                                 struct fetch_answer *ret_answer);

#endif
