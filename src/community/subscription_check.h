#ifndef COMMUNITY_SUBSCRIPTION_CHECK_H
#define COMMUNITY_SUBSCRIPTION_CHECK_H

/* When a feed is looked at, how it went, and what became of each of its items.
 * An item that was seen is never shared again, however it changes; an address
 * that its blog has shared is not shared a second time. */

#include "community/subscription.h"

/* Those to look at now, longest due first, at most `max`. */
struct subscription_due {
    struct subscription_id id;
    struct str url;
};
MUST_CHECK enum outcome subscription_list_due(struct arena *arena,
                                              struct db *db,
                                              int64_t now,
                                              size_t max,
                                              const struct subscription_due **ret_due,
                                              size_t *ret_n);

/* When the next one is due; NOT_FOUND when none will be. */
MUST_CHECK enum outcome subscription_next_time(struct db *db, int64_t *ret_time);

/* A check that worked. `subscription` has what is new in it: title, site, url
 * (moved for good), etag, last_modified, digest, newest, rhythm, hint. Sets
 * `next_check`. A new url that the blog has already is left alone. */
MUST_CHECK enum outcome
subscription_succeed(struct db *db, const struct subscription *subscription, int64_t now);

/* Another address than was given is looked at instead, at once; but later each time
 * while none of them is a feed, since pages may name each other in a circle.
 * CONFLICT: it is no other, or the blog has it already. */
MUST_CHECK enum outcome subscription_move(struct db *db,
                                          const struct subscription *subscription,
                                          struct str url,
                                          int64_t now);

/* A check that did not. `error` is for who shows it. With `is_over` it ends; else
 * it is tried again, each time twice as much later, `retry_after` seconds at least. */
struct subscription_failure {
    struct str error;
    int64_t retry_after; /* 0: it did not say */
    bool is_over;
};
MUST_CHECK enum outcome subscription_fail(struct db *db,
                                          const struct subscription *subscription,
                                          const struct subscription_failure *failure,
                                          int64_t now);

/* Stores the hub's part. */
MUST_CHECK enum outcome
subscription_set_hub(struct db *db, struct subscription_id id, const struct subscription_hub *hub);

/* Seconds until the next check: half the feed's own rhythm, rarer the longer it
 * has been silent, as its publisher asks, within the limits; `spread` in 0..1023
 * moves it by up to a tenth either way, so that feeds added together part. */
int64_t subscription_interval(const struct subscription *subscription, int64_t now, int64_t spread);

/* The same after failures: doubled with each. */
int64_t subscription_back_off(int64_t n_failures, int64_t retry_after);

/* The rhythm of a feed: the middle one of the gaps between its newest times, at most
 * 20 of them. `times` is sorted by it, newest first. 0 with fewer than two. */
int64_t subscription_rhythm(int64_t *times, size_t n);

/* What became of an item. */
enum subscription_fate {
    FATE_WAITING,  /* its page is being captured */
    FATE_TAKEN,    /* it is an article */
    FATE_FILTERED, /* by the words */
    FATE_OVER,     /* the day's number was reached */
    FATE_DOUBLE,   /* the blog has its address already */
    FATE_FAILED,   /* it could not be made an article of */
};

/* Whether the words of the rules let it pass. `text` is all that the feed says of it. */
bool subscription_wants(struct arena *arena,
                        const struct subscription_rules *rules,
                        struct str text);

/* When it was seen last. NOT_FOUND: never. */
MUST_CHECK enum outcome
subscription_item_find(struct db *db, struct subscription_id id, struct str key, int64_t *ret_seen);

/* It still stands in its feed: to be said when it was seen longer ago than this,
 * so that an item's row is not written at each check. */
#define SUBSCRIPTION_SEEN_SECONDS (30 * 24 * 60 * 60)
MUST_CHECK enum outcome
subscription_item_touch(struct db *db, struct subscription_id id, struct str key, int64_t now);

/* Whether the blog has an article of that address, in whatever state. */
MUST_CHECK enum outcome
subscription_has_address(struct db *db, struct blog_id blog, struct str url, bool *ret_has);

/* Counts one more on `day`. CONFLICT: the number of the rules is reached; nothing was counted. */
MUST_CHECK enum outcome subscription_count(struct db *db, struct subscription_id id, int64_t day);

/* Keeps an item with its fate; a known one gets the new fate. `article` 0: none. */
MUST_CHECK enum outcome subscription_item_keep(struct db *db,
                                               struct subscription_id id,
                                               struct str key,
                                               enum subscription_fate fate,
                                               struct article_id article,
                                               int64_t now);

/* Its page could not be captured; one that is no longer known is left alone. */
MUST_CHECK enum outcome
subscription_item_fail(struct db *db, struct subscription_id id, struct str key);

/* Forgets items that have not stood in their feed for half a year. */
MUST_CHECK enum outcome
subscription_item_sweep(struct db *db, struct subscription_id id, int64_t now);

/* Drafts of a blog that came from feeds, newest first, from the one behind `before`
 * (0: the newest); at most `max`. */
struct subscription_draft {
    struct article_id id;
    struct str title;
    struct str excerpt;
    struct str lang;
    struct str url;
    struct str feed; /* its title */
    int64_t created;
};
MUST_CHECK enum outcome subscription_list_drafts(struct arena *arena,
                                                 struct db *db,
                                                 struct blog_id blog,
                                                 struct article_id before,
                                                 size_t max,
                                                 const struct subscription_draft **ret_drafts,
                                                 size_t *ret_n);

#endif
