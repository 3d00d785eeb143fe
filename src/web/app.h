#ifndef WEB_APP_H
#define WEB_APP_H

/* What one running site consists of: built by `serve`, handed down, never
 * changed while requests run. What changes inside is behind its own lock. */

#include "base/str.h"

struct db_changes;
struct db_pool;
struct db_writer;
struct jobs;
struct page_cache;
struct parking;
struct objects;
struct route;
struct site_cache;
struct slow;
struct throttle;
struct visitors;

struct app {
    struct db_pool *pool;
    struct db_writer *writer;
    const struct objects *objects; /* snapshots and pictures, beside the store */
    struct jobs *jobs;             /* to be woken when there is something to do */
    struct slow *slow;             /* the threads of RUN_POOL */
    struct throttle *throttle;
    struct parking *parking; /* pages that browsers have sent */
    struct site_cache *site;
    struct db_changes *changes; /* what the writer has changed */
    struct page_cache *pages;
    struct visitors *visitors;
    const struct route *routes;
    size_t n_routes;
    struct str url; /* of the site, without a slash at its end; empty: not told */
    bool is_https;
    bool is_behind_proxy; /* the last X-Forwarded-For address is the client's */
};

#endif
