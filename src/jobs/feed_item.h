#ifndef JOBS_FEED_ITEM_H
#define JOBS_FEED_ITEM_H

/* For the rooms of jobs alone: what is to be done with one item of a feed. */

#include "capture/feed_capture.h"
#include "community/article.h"
#include "community/subscription_check.h"
#include "jobs/item_job.h"

/* An item that was never seen before. */
struct feed_plan {
    struct str key;
    enum subscription_fate fate;    /* FATE_TAKEN: `checked` is there; FATE_WAITING: `job` is */
    struct article_checked checked; /* made of the text in the feed */
    struct item_job job;            /* its page is to be captured */
};

/* What an item is known by: its id, else its address, else what it says; a
 * long one by its hash. Lives in the arena or borrows. */
struct str feed_item_key(struct arena *arena, const struct feed_item *item);

/* Filters, tells full text from excerpts, makes an article of the former. Reads
 * the whole text: not inside a write. `fate` is FATE_TAKEN, FATE_WAITING,
 * FATE_FILTERED or FATE_FAILED. */
struct feed_plan feed_item_plan(struct arena *arena,
                                const struct subscription *subscription,
                                const struct feed *feed,
                                const struct feed_item *item);

#endif
