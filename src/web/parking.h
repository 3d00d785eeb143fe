#ifndef WEB_PARKING_H
#define WEB_PARKING_H

/* Pages that browsers have sent here from elsewhere, until a member says what
 * becomes of them. Whoever sent one is not known: a page is found by an
 * unguessable key only, in memory, within limits of count, bytes and age
 * (LIMIT_PARKED_*); where they are met the oldest makes room. */

#include "base/str.h"

struct parking;

struct parked {
    struct str url; /* http(s), or empty */
    struct str title;
    struct str html;      /* the whole page as the browser shows it */
    struct str selection; /* HTML; empty: nothing was selected */
};

/* Lives in the arena; one for the whole site, safe for all threads. */
struct parking *parking_new(struct arena *arena);

/* Accepts NULL. */
void parking_done(struct parking *parking);

/* Keeps a copy; the key, in hexadecimal, lives in the arena. TOO_LARGE past
 * LIMIT_REQUEST_PARKED_BYTES. */
MUST_CHECK enum outcome parking_put(struct arena *arena,
                                    struct parking *parking,
                                    const struct parked *page,
                                    int64_t now_ms,
                                    struct str *ret_key);

/* A copy in the arena. NOT_FOUND: never here, used, too old, or pushed out. */
MUST_CHECK enum outcome parking_find(struct arena *arena,
                                     struct parking *parking,
                                     struct str key,
                                     int64_t now_ms,
                                     struct parked *ret_page);

/* It was used: the key leads nowhere from now on. */
void parking_remove(struct parking *parking, struct str key);

#endif
