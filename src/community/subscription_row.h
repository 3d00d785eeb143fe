#ifndef COMMUNITY_SUBSCRIPTION_ROW_H
#define COMMUNITY_SUBSCRIPTION_ROW_H

/* For the files of subscriptions alone: one row as a struct. */

#include "community/subscription.h"

#define SUBSCRIPTION_COLUMNS                                                                       \
    "id, blog, member, state, next_check, url, etag, last_modified, digest, title, site, mode,"    \
    " wanted, unwanted, a_day, n_taken, created, checked, newest, rhythm, hint, n_failures, "      \
    "error,"                                                                                       \
    " callback, hub, topic, secret, lease_ends, asked, folder"

/* Lives in the arena. */
struct subscription subscription_read_row(struct arena *arena, struct db_stmt *stmt);

#endif
