#ifndef COMMUNITY_SEARCH_POSTINGS_H
#define COMMUNITY_SEARCH_POSTINGS_H

/* The bytes of the index. A posting says that a word stands in a document, with what
 * weight; a list has the postings of a word in order of documents; a block has words in
 * order with their lists. Bytes alone: no store, no files. */

#include "base/buf.h"
#include "base/limits.h"
#include "base/str.h"

/* The longest word of the index: one of a text, or one of ours (search_term.h). */
enum { SEARCH_TERM_BYTES = LIMIT_SEARCH_WORD_BYTES };

/* Documents are counted from 0 within their segment; of each list the weight and the
 * distance from the document before stand in one number, seven bits a byte. */
struct posting {
    uint32_t document;
    unsigned weight; /* below SEARCH_WEIGHTS */
};

struct postings {
    const unsigned char *next;
    const unsigned char *end;
    uint32_t document; /* the last one read or written, plus 1; begin with 0 */
};

static inline struct postings postings_of(struct str list)
{
    const unsigned char *ptr = (const unsigned char *)list.ptr;
    return (struct postings){ptr, list.len > 0 ? ptr + list.len : ptr, 0};
}

/* False at the end, and where a damaged list breaks off. */
static inline bool postings_next(struct postings *postings, struct posting *ret_posting)
{
    uint64_t number = 0;
    unsigned shift = 0;
    if (postings->next < postings->end && *postings->next < 0x80) { /* as in long lists */
        unsigned char byte = *postings->next++;
        postings->document += byte >> 3;
        *ret_posting = (struct posting){postings->document++, byte & 7};
        return true;
    }
    for (; postings->next < postings->end && shift < 42; shift += 7) {
        unsigned char byte = *postings->next++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            postings->document += (uint32_t)(number >> 3);
            *ret_posting = (struct posting){postings->document++, number & 7};
            return true;
        }
    }
    return false;
}

enum { POSTING_MAX_BYTES = 6 };

/* Writes one posting behind `*next_document`, which is moved; returns how many bytes. */
size_t posting_write(unsigned char *out, uint32_t *next_document, struct posting posting);

/* A block under construction. */
struct block_writer {
    struct buf data;
    char last[SEARCH_TERM_BYTES];
    size_t last_len;
};

void block_writer_init(struct block_writer *writer, struct arena *arena);

/* Words come in bytewise order. */
void block_write(struct block_writer *writer,
                 struct str word,
                 uint32_t n_documents,
                 struct str list);

/* A block read from its beginning. */
struct block_reader {
    struct str rest;
    char room[SEARCH_TERM_BYTES];
    struct str word; /* in `room`, until the next is read */
    uint32_t n_documents;
    struct str list;
};

void block_reader_init(struct block_reader *reader, struct str data);

/* The next word; false at the end, and where a damaged block breaks off. */
bool block_reader_next(struct block_reader *reader);

/* One word of a block; its list is borrowed from the block. False: it has it not. */
bool block_find(struct str data, struct str word, uint32_t *ret_n_documents, struct str *ret_list);

#endif
