#ifndef COMMUNITY_PROVENANCE_H
#define COMMUNITY_PROVENANCE_H

/* What an article's page says of its capture and of its source since, in one query. */

#include "base/ids.h"
#include "db/db.h"

struct provenance {
    int64_t captured; /* 0: it was not captured from a link, and nothing below is known */
    struct snapshot_id snapshot;
    struct str hash;
    int64_t n_revisions; /* of the source's text; 1: unchanged */
    int64_t changed;     /* when the last of them was seen */
    int64_t checked;     /* when the source was last asked; 0: never since */
    int64_t gone;        /* since when it is no longer there; 0: it is */
    bool is_watched;
};

MUST_CHECK enum outcome provenance_load(struct arena *arena,
                                        struct db *db,
                                        struct article_id article,
                                        struct provenance *ret_provenance);

#endif
