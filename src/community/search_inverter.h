#ifndef COMMUNITY_SEARCH_INVERTER_H
#define COMMUNITY_SEARCH_INVERTER_H

/* From documents with their words to words with their documents, in memory. */

#include "community/search_postings.h"
#include "community/search_words.h"

struct inverter {
    struct arena arena;
    struct inverter_slot *slots; /* open addressing, at most half full */
    size_t n_slots;              /* 0 or a power of two */
    size_t n_words;
    size_t n_bytes; /* that its lists and words take when they are written */
};

/* Takes no memory yet. Pair with inverter_done, after which it may be used again. */
void inverter_init(struct inverter *inverter);
void inverter_done(struct inverter *inverter);

/* All words of a document. Documents come in order; a word that comes again in one is not
 * counted again. */
void inverter_add(struct inverter *inverter, uint32_t document, struct search_words words);

/* The words in order, each with its list; in the inverter until it is done. */
struct inverted {
    struct str word;
    uint64_t beginning; /* of the word, as a number that sorts like it */
    uint32_t n_documents;
    struct str list;
};
struct inverted *inverter_sort(struct inverter *inverter, size_t *ret_n);

#endif
