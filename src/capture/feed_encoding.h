#ifndef CAPTURE_FEED_ENCODING_H
#define CAPTURE_FEED_ENCODING_H

/* A feed's bytes to UTF-8 (RFC 7303): mark, what the transport said, the shape of the
 * first bytes, the XML declaration, UTF-8. Where the bytes belie all that, they are
 * guessed at. */

#include "base/str.h"

struct feed_text {
    struct str text;     /* valid UTF-8 without byte order mark */
    struct str encoding; /* "utf-8" */
    struct str fault;    /* what was said and is not so, in words; empty otherwise */
};

/* Lives in the arena or borrows from `bytes`. */
struct feed_text feed_encoding_read(struct arena *arena, struct str bytes, struct str content_type);

#endif
