#ifndef COMMUNITY_SOURCE_REVISION_H
#define COMMUNITY_SOURCE_REVISION_H

/* The versions of its text that a source was seen to show: number 1 is what was
 * captured when the article was shared, each later one a change that mattered
 * (text/change.h). What the sharer corrected here is not in them (revision.h). */

#include "base/ids.h"
#include "db/db.h"

struct source_revision {
    int64_t number; /* 1, 2, ... without gaps */
    int64_t seen;
    struct snapshot_id snapshot;
    struct str title;
    struct str text; /* paragraphs parted by blank lines; empty in a list */
};

/* The next number of the article. */
MUST_CHECK enum outcome source_revision_add(struct db *db,
                                            struct article_id article,
                                            const struct source_revision *revision);

/* NOT_FOUND: it was not captured from a link, or has no such number. */
MUST_CHECK enum outcome source_revision_find(struct arena *arena,
                                             struct db *db,
                                             struct article_id article,
                                             int64_t number,
                                             struct source_revision *ret_revision);
MUST_CHECK enum outcome source_revision_last(struct arena *arena,
                                             struct db *db,
                                             struct article_id article,
                                             struct source_revision *ret_revision);

/* Without their texts, oldest first; at most LIMIT_SOURCE_REVISIONS of them are kept. */
MUST_CHECK enum outcome source_revision_list(struct arena *arena,
                                             struct db *db,
                                             struct article_id article,
                                             const struct source_revision **ret_revisions,
                                             size_t *ret_n);

MUST_CHECK enum outcome source_revision_delete(struct db *db, struct article_id article);

#endif
