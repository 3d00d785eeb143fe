#ifndef JOBS_FEED_TAKE_H
#define JOBS_FEED_TAKE_H

/* For feed_job.c alone: what is new in a feed becomes articles, and that the feed
 * was looked at is kept, all in one write. */

#include "jobs/feed_item.h"
#include "jobs/feed_job.h"

struct feed_taking {
    const struct feed_job *job;
    const struct feed *feed;
    /* What is stored about the check, see subscription_succeed. NULL: it was none. */
    const struct subscription *checked;
    const struct subscription_hub *hub; /* NULL: stays as it is */
};

/* At most LIMIT_ITEMS_AT_ONCE of the newest are taken; what is older than those is
 * passed over for good. */
MUST_CHECK enum outcome feed_take(struct arena *arena, const struct feed_taking *taking);

#endif
