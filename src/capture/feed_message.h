#ifndef CAPTURE_FEED_MESSAGE_H
#define CAPTURE_FEED_MESSAGE_H

/* A feed on its way from the child to the parent, in records. */

#include "capture/feed_capture.h"

struct buf;

/* Appends the whole answer. Items that do not fit any more are left out. */
void feed_message_add(struct buf *buf, const struct feed_capture *captured);

/* Reads it; texts borrow from `bytes`, lists live in the arena. `ret_why->trouble`
 * is CAPTURE_NO_TROUBLE when `*ret_captured` was written. INVALID for anything
 * that is not exactly one answer. */
MUST_CHECK enum outcome feed_message_read(struct arena *arena,
                                          struct str bytes,
                                          struct feed_capture *ret_captured,
                                          struct capture_reason *ret_why);

#endif
