#ifndef COMMUNITY_SEARCH_DOCUMENTS_H
#define COMMUNITY_SEARCH_DOCUMENTS_H

/* When each document of the index was written. Documents are numbered as they come; one
 * that was changed gets a new number, and the old one is dead from then on. */

#include "db/db.h"

enum search_kind {
    SEARCH_ARTICLES,
    SEARCH_COMMENTS,
};

/* One of them. */
struct search_document {
    int64_t id;   /* of the article or comment; 0: dead */
    int64_t time; /* when it was shared or written; held to 34,000 years around 1970 */
};

/* A row of the store: the documents from number `first` on, and what is known of them without
 * reading their times. */
enum { DOCUMENTS_CHUNK = 4096 };
struct documents_chunk {
    int64_t first;
    bool has_dead;    /* some may be dead; false: none is */
    int64_t earliest; /* none that lives is of a time before, */
    int64_t latest;   /* nor after this */
};

/* Documents that were looked up, from number `first` on. */
struct documents {
    int64_t first;
    size_t n;
    const unsigned char *times; /* packed */
};

/* Stores those from number `first` on, which is where they end so far. */
MUST_CHECK enum outcome documents_append(struct db *db,
                                         enum search_kind kind,
                                         int64_t first,
                                         const struct search_document *documents,
                                         size_t n);

MUST_CHECK enum outcome documents_kill(struct db *db, enum search_kind kind, int64_t number);

/* All chunks in order of their numbers. They live in the arena. */
MUST_CHECK enum outcome documents_chunks(struct arena *arena,
                                         struct db *db,
                                         enum search_kind kind,
                                         struct documents_chunk **ret_chunks,
                                         size_t *ret_n);

/* Those in [first, first + n). They live in the arena. */
MUST_CHECK enum outcome documents_load(struct arena *arena,
                                       struct db *db,
                                       enum search_kind kind,
                                       int64_t first,
                                       size_t n,
                                       struct documents *ret_documents);

/* The time of the i-th. False when it is dead. */
bool documents_time(const struct documents *documents, size_t i, int64_t *ret_time);

#endif
