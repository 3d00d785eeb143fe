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
