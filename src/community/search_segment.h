#ifndef COMMUNITY_SEARCH_SEGMENT_H
#define COMMUNITY_SEARCH_SEGMENT_H

/* The index as it lies in the store: segments, each with all words of a stretch of
 * documents. A segment is written once; now and then some small ones become a large
 * one, which leaves out what is dead. */

#include "community/search_documents.h"
#include "community/search_inverter.h"

struct segment {
    int64_t id;
    int64_t first;      /* number of its first document */
    size_t n_documents; /* as far as its numbers reach, dead ones included */
    int64_t n_bytes;
    bool has_sum; /* else it was written before there were any */
    int64_t sum;  /* of its bytes */
};

/* Writes a segment of what was inverted; document 0 there has the number `first`. */
MUST_CHECK enum outcome segment_write(struct db *db,
                                      enum search_kind kind,
                                      int64_t first,
                                      size_t n_documents,
                                      const struct inverted *words,
                                      size_t n_words);

/* Joins the newest segments into one when there are many of a size. */
MUST_CHECK enum outcome segment_merge(struct db *db, enum search_kind kind);

/* All of a kind, the newest documents first. */
MUST_CHECK enum outcome segment_list(struct arena *arena,
                                     struct db *db,
                                     enum search_kind kind,
                                     struct segment **ret_segments,
                                     size_t *ret_n);

/* Reads all of it: whether its bytes are those that were written, and make words in order with
 * postings of its documents. */
MUST_CHECK enum outcome
segment_prove(struct db *db, const struct segment *segment, bool *ret_is_sound);

/* One word of a segment; the list lives in the arena. NOT_FOUND. */
MUST_CHECK enum outcome segment_find(struct arena *arena,
                                     struct db *db,
                                     int64_t segment,
                                     struct str word,
                                     uint32_t *ret_n_documents,
                                     struct str *ret_list);

/* Words of a segment in order, from the first that is `from` or follows it. Pair with
 * segment_walk_done. */
struct segment_walk {
    struct db_stmt *stmt;
    struct block_reader block; /* the present word, its list */
};

MUST_CHECK enum outcome
segment_walk_begin(struct db *db, int64_t segment, struct str from, struct segment_walk *walk);

/* NOT_FOUND: there are no more. */
MUST_CHECK enum outcome segment_walk_next(struct segment_walk *walk);

void segment_walk_done(struct segment_walk *walk);

#endif
