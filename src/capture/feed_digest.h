#ifndef CAPTURE_FEED_DIGEST_H
#define CAPTURE_FEED_DIGEST_H

/* From all that a feed says to what a reader of it needs. */

#include "capture/feed_build.h"

/* All of struct feed but encoding and fault. Lives in the arena, borrows from the tree. */
struct feed feed_digest(struct arena *arena, const struct feed_build *build);

#endif
