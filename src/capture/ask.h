#ifndef CAPTURE_ASK_H
#define CAPTURE_ASK_H

/* Starts a child for one request and hears what it says. */

#include "capture/capture.h"

/* The answer behind the steps, unread, in the arena; or why there is none: it
 * could not be started, was late (clock_monotonic_ms), died or said too much. `watch` may be NULL.
 */
enum capture_trouble ask_child(struct arena *arena,
                               const struct capture_request *request,
                               const struct capture_watch *watch,
                               int64_t deadline_ms,
                               struct str *ret_bytes);

/* Whether a trouble is for good, passing, or ours. */
MUST_CHECK enum outcome capture_outcome(enum capture_trouble trouble);

#endif
