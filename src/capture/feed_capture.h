#ifndef CAPTURE_FEED_CAPTURE_H
#define CAPTURE_FEED_CAPTURE_H

/* Bytes that are said to be a feed, or a list of feeds, read in the sandboxed child. */

#include "capture/capture.h"
#include "capture/feed.h"

struct feed_capture {
    struct str found; /* the bytes are a page, which names this feed; else empty */
    /* Brought within limits: texts without control characters, addresses http(s) or
     * empty. `whole`, enclosures and what nobody here asks for are left out. HTML is
     * as it came: html_clean before use. A list of feeds is a feed whose items are
     * feeds: `url` the feed's address, `source_url` that of its pages,
     * `source_name` its folder. */
    struct feed feed;
};

/* Runs the child on `request->bytes`, kind CAPTURE_FEED or CAPTURE_OPML, at most
 * LIMIT_FEED_SECONDS. Outcomes as those of capture_run. */
MUST_CHECK enum outcome feed_capture_run(struct arena *arena,
                                         const struct capture_request *request,
                                         const int *stop_fd,
                                         struct feed_capture *ret_captured,
                                         struct capture_reason *ret_why);

/* For the child: the same without the checks. */
struct capture_reason feed_understand(struct arena *arena,
                                      const struct capture_request *request,
                                      struct feed_capture *ret_captured);

#endif
