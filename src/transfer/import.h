#ifndef TRANSFER_IMPORT_H
#define TRANSFER_IMPORT_H

/* A file of articles into a blog (docs/import.md). Committed every second or so together
 * with how far the file was read, so that an import that was killed goes on where it
 * stood, and with what each record is known by, so that none comes twice. */

#include "base/ids.h"
#include "community/problem.h"
#include "db/db.h"
#include "text/dates.h"
#include "transfer/pieces.h"

struct import_counts {
    int64_t n_taken;
    int64_t n_comments;
    int64_t n_known;    /* the blog had them */
    int64_t n_left_out; /* no articles: pages of a menu, drafts */
    int64_t n_bad;
};

/* What became of a record that was not taken: `why` in words, or else the problem. */
struct import_trouble {
    int64_t line;
    struct str why;
    struct problem problem;
    bool is_comment; /* of a record that was taken */
};

struct import_request {
    struct db *db;         /* for writing; nobody else uses it meanwhile */
    struct pieces *pieces; /* fresh from pieces_open */
    struct blog_id blog;
    struct member_id sharer;
    const struct dates *dates; /* in the site's zone */
    int64_t now;
    struct str old_host; /* of the old site, whose addresses are kept; empty: none */
    bool is_strict;      /* the first bad record ends it */
    size_t n_workers;
    void *context;
    void (*on_trouble)(void *context, const struct import_trouble *trouble);
    /* After each commit. */
    void (*on_progress)(void *context, int64_t done_bytes, const struct import_counts *counts);
};

/* INVALID: a bad record, and it is strict; what stood before it is kept. UNAVAILABLE (the
 * disk is full, or another program holds the store) and FAULT, with words: what was
 * committed is kept, and the same import goes on from there. */
MUST_CHECK enum outcome import_run(struct arena *arena,
                                   const struct import_request *request,
                                   struct import_counts *ret_counts,
                                   struct str *ret_why);

/* The feeds of a list (PIECES_OPML): the blog subscribes to them and gets drafts. Counted as
 * taken, known and bad. Outcomes as import_run; and INVALID: this is no such list. */
MUST_CHECK enum outcome import_feeds(struct arena *arena,
                                     const struct import_request *request,
                                     struct import_counts *ret_counts,
                                     struct str *ret_why);

#endif
