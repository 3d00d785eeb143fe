#ifndef COMMUNITY_SUBSCRIPTION_H
#define COMMUNITY_SUBSCRIPTION_H

/* Feeds that a blog is fed from: which, under which rules, and how they fare.
 * When they are looked at next and what becomes of their items stands in
 * subscription_check.h. */

#include "base/ids.h"
#include "community/problem.h"
#include "db/db.h"

enum subscription_mode { SUBSCRIPTION_DRAFTS, SUBSCRIPTION_AT_ONCE };

enum subscription_state {
    SUBSCRIPTION_ACTIVE,
    SUBSCRIPTION_PAUSED, /* by its member */
    SUBSCRIPTION_ENDED,  /* its publisher says that it is gone (410) */
};

/* What its member decides. */
struct subscription_rules {
    enum subscription_mode mode;
    struct str wanted;   /* words with commas: one of them must stand in an item; empty: any item */
    struct str unwanted; /* none of them may */
    int64_t a_day;       /* at most so many a day; 0: all */
    struct str folder;   /* where it stands in the list: "Science/Birds"; empty: at the top */
};

/* A hub that tells of news by itself (W3C WebSub); the hub is empty when there is none. */
struct subscription_hub {
    struct str hub;     /* its address */
    struct str topic;   /* what the feed calls itself there */
    struct str secret;  /* that signs what it sends */
    int64_t lease_ends; /* 0: it has not agreed yet */
    int64_t asked;      /* when it was asked last; 0: never */
};

struct subscription {
    struct subscription_id id;
    struct blog_id blog;
    struct member_id member; /* shares the articles */
    enum subscription_state state;
    struct str url;
    struct str title; /* as the feed says; empty until it was read */
    struct str site;  /* the address of its pages; may be empty */
    struct subscription_rules rules;
    int64_t n_taken; /* items that became articles, or will */
    int64_t created;
    int64_t checked; /* 0: never yet */
    int64_t next_check;
    int64_t n_failures; /* since the last check that worked */
    struct str error;   /* of the last check, by who checks; empty: it worked */
    struct str etag;
    struct str last_modified;
    int64_t digest;      /* of its bytes when last read; 0: unknown */
    int64_t newest;      /* time of its newest item; 0: unknown */
    int64_t rhythm;      /* seconds between two items; 0: unknown */
    int64_t hint;        /* seconds between two checks that its publisher asks for; 0: none */
    struct str callback; /* unguessable: the last part of the address that a hub calls */
    struct subscription_hub hub;
};

struct subscription_new {
    struct blog_id blog;
    struct member_id member;
    struct str url; /* checked: http(s) */
    struct str title;
    struct subscription_rules rules; /* checked */
    int64_t now;
};

/* Trims and checks. INVALID with the problem. */
MUST_CHECK enum outcome subscription_check_rules(struct subscription_rules *rules,
                                                 struct problem *ret_problem);

/* As people type it: without a scheme it is https. INVALID: it cannot be fetched. */
MUST_CHECK enum outcome
subscription_address(struct arena *arena, struct str typed, struct str *ret_url);

/* It will be looked at at once. CONFLICT with the problem: the blog has it already;
 * INVALID with the problem: the member has too many. */
MUST_CHECK enum outcome subscription_make(struct arena *arena,
                                          struct db *db,
                                          const struct subscription_new *subscription,
                                          struct subscription_id *ret_id,
                                          struct problem *ret_problem);

/* NOT_FOUND. */
MUST_CHECK enum outcome subscription_find(struct arena *arena,
                                          struct db *db,
                                          struct subscription_id id,
                                          struct subscription *ret_subscription);
MUST_CHECK enum outcome subscription_find_callback(struct arena *arena,
                                                   struct db *db,
                                                   struct str callback,
                                                   struct subscription *ret_subscription);

/* Of one blog by their folders, in each in the order in which they were added, from the one
 * behind `after`; at most `max`. */
MUST_CHECK enum outcome subscription_list(struct arena *arena,
                                          struct db *db,
                                          struct blog_id blog,
                                          struct subscription_id after,
                                          size_t max,
                                          const struct subscription **ret_subscriptions,
                                          size_t *ret_n);

/* New rules for what comes from now on. NOT_FOUND. */
MUST_CHECK enum outcome
subscription_edit(struct db *db, struct subscription_id id, const struct subscription_rules *rules);

/* Pauses it. NOT_FOUND. */
MUST_CHECK enum outcome subscription_pause(struct db *db, struct subscription_id id);

/* Looks at it at once, also when it was paused or had ended. NOT_FOUND. */
MUST_CHECK enum outcome subscription_wake(struct db *db, struct subscription_id id, int64_t now);

/* Forgets it and which of its items were seen; its articles stay. NOT_FOUND. */
MUST_CHECK enum outcome subscription_remove(struct db *db, struct subscription_id id);

#endif
