#ifndef COMMUNITY_SNAPSHOT_H
#define COMMUNITY_SNAPSHOT_H

/* What was received when a link was captured: an archive file (WARC 1.1), kept
 * compressed among the objects, and the SHA-256 of that file as it was before
 * compression, so that whoever downloads it can check it. Rows and objects
 * never change. */

#include "base/ids.h"
#include "db/db.h"
#include "db/objects.h"

struct snapshot {
    struct snapshot_id id; /* 0: none */
    struct article_id article;
    int64_t captured;     /* when the answer had come */
    struct str asked;     /* the address that was given */
    struct str url;       /* the one that answered, after redirects */
    struct str canonical; /* what the page calls its own address; may be empty */
    struct str server;    /* network address */
    int64_t status;       /* of HTTP */
    struct str etag;      /* for the next time of asking; may be empty */
    struct str last_modified;
    struct str robots; /* what the source said about reuse; may be empty */
    struct str tdm;
    struct str hash;   /* SHA-256 of the archive file */
    int64_t n_bytes;   /* of the archive file */
    struct str object; /* its compressed bytes */
};

/* What was captured when a link was shared, before anybody corrected it. */
struct article_captured {
    struct snapshot snapshot;
    struct str title;
    struct str text; /* paragraphs parted by blank lines */
};

/* Compresses the archive file and keeps it; fills `hash`, `n_bytes` and `object`.
 * Never inside a write, before the row. Outcomes as objects_put. */
MUST_CHECK enum outcome snapshot_keep(struct arena *arena,
                                      const struct objects *objects,
                                      struct str warc,
                                      struct snapshot *ret_snapshot);

/* The row; `id` of the argument is not looked at. */
MUST_CHECK enum outcome snapshot_add(struct db *db,
                                     struct article_id article,
                                     const struct snapshot *snapshot,
                                     struct snapshot_id *ret_id);

/* The first one of an article is what was shared, the last one what was found
 * there when its source was last seen to differ. NOT_FOUND. */
MUST_CHECK enum outcome snapshot_first(struct arena *arena,
                                       struct db *db,
                                       struct article_id article,
                                       struct snapshot *ret_snapshot);
MUST_CHECK enum outcome snapshot_last(struct arena *arena,
                                      struct db *db,
                                      struct article_id article,
                                      struct snapshot *ret_snapshot);

/* NOT_FOUND: the article has no such one. */
MUST_CHECK enum outcome snapshot_find(struct arena *arena,
                                      struct db *db,
                                      struct article_id article,
                                      struct snapshot_id id,
                                      struct snapshot *ret_snapshot);

/* The archive file. NOT_FOUND: its object is missing; FAULT: it is not what the
 * hash says (logged). */
MUST_CHECK enum outcome snapshot_read(struct arena *arena,
                                      const struct objects *objects,
                                      const struct snapshot *snapshot,
                                      struct str *ret_warc);

/* Forgets an article's; their objects are swept (object.h). */
MUST_CHECK enum outcome snapshot_delete(struct db *db, struct article_id article);

/* Every object that a row names, with what the archive file in it must hash to,
 * until `see` answers something other than OK: for check, backup and their like. */
struct snapshot_visit {
    enum outcome (*see)(void *data, const struct snapshot *snapshot);
    void *data;
};
MUST_CHECK enum outcome snapshot_walk(struct db *db, const struct snapshot_visit *visit);

#endif
