#ifndef COMMUNITY_OLD_ADDRESS_H
#define COMMUNITY_OLD_ADDRESS_H

/* Where articles stood on the site that they were imported from: whoever comes by an old
 * link is led to the article. */

#include "base/ids.h"
#include "db/db.h"

/* The form in which a path is kept and sought: `path` with its escapes resolved and without
 * a slash at its end, then its query (as sent, without '?'; mostly empty). Lives in the arena
 * or borrows. */
struct str old_address_path(struct arena *arena, struct str path, struct str query);

/* The first article that stood there stays. */
MUST_CHECK enum outcome old_address_add(struct db *db, struct str path, struct article_id article);

/* The article that stood there, in whatever state. NOT_FOUND. */
MUST_CHECK enum outcome
old_address_find(struct db *db, struct str path, struct article_id *ret_article);

#endif
