#ifndef WEB_THROTTLE_H
#define WEB_THROTTLE_H

/* How often somebody may: token buckets in memory, a bounded number of them.
 * When the table is full the longest unused makes room. */

#include "base/str.h"

struct throttle;

enum throttled {
    THROTTLE_SIGN_IN_NAME,
    THROTTLE_SIGN_IN_ADDRESS,
    THROTTLE_REGISTER,
    THROTTLE_COMMENT,
    THROTTLE_SHARE,
    THROTTLE_PARK,
    THROTTLE_HUB,
};

/* Lives in the arena; one for the whole site, safe for all threads. */
struct throttle *throttle_new(struct arena *arena);
void throttle_done(struct throttle *throttle);

/* Takes one. True: go on. False: too often; `*ret_wait_seconds` says when to come back. */
bool throttle_take(struct throttle *throttle,
                   enum throttled what,
                   struct str who,
                   int64_t now_ms,
                   int64_t *ret_wait_seconds);

/* Gives one back, after a sign-in that succeeded: only failures count, and a
 * success does not wipe out those before it. */
void throttle_give_back(struct throttle *throttle, enum throttled what, struct str who);

#endif
