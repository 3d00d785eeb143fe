#ifndef COMMUNITY_SOURCE_H
#define COMMUNITY_SOURCE_H

/* Publishers. "AFP", "afp" and " AFP " are one source: found by a folded name. */

#include "base/ids.h"
#include "db/db.h"

struct source {
    struct source_id id;
    struct str slug;
    struct str name;
    struct str domain;  /* host of the first article with an address; may be empty */
    int64_t n_articles; /* published */
};

/* Finds the source of that checked name or makes it; no name gives id 0. */
MUST_CHECK enum outcome source_ensure(
    struct arena *arena, struct db *db, struct str name, struct str url, struct source_id *ret_id);

/* One article more (1) or less (-1) of this source; id 0 is none. */
MUST_CHECK enum outcome source_count(struct db *db, struct source_id id, int64_t n);

MUST_CHECK enum outcome
source_find(struct arena *arena, struct db *db, struct str slug, struct source *ret_source);

#endif
