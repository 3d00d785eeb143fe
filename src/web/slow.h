#ifndef WEB_SLOW_H
#define WEB_SLOW_H

/* A few threads for what may take long (argon2, a capture), with a bounded
 * queue in front of them. */

#include "base/outcome.h"

#include <stddef.h>

struct slow;
struct arena;

typedef void slow_work(void *context);

MUST_CHECK enum outcome
slow_open(struct arena *arena, size_t n_threads, size_t n_queue, struct slow **ret_slow);

/* Finishes what waits, then stops. Accepts NULL. */
void slow_close(struct slow *slow);

/* Hands work over and returns at once. UNAVAILABLE: the queue is full. */
MUST_CHECK enum outcome slow_submit(struct slow *slow, slow_work *work, void *context);

#endif
