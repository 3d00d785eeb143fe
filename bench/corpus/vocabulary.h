#ifndef CORPUS_VOCABULARY_H
#define CORPUS_VOCABULARY_H

/* The words of a language, by how common they are, and which follow which. */

#include "chance.h"

#include "base/buf.h"

#define VOCABULARY_FOLLOWERS 4

struct vocabulary {
    struct str *words;
    uint32_t *followers; /* VOCABULARY_FOLLOWERS for each word */
    uint32_t n;
    struct zipf zipf;
};

/* Adds a new word to the buffer; the words so far may serve as stems. */
typedef void
vocabulary_maker(struct buf *buf, struct chance *chance, const struct vocabulary *known);

/* n words, none twice: the common ones as given, then made ones. */
void vocabulary_init(struct vocabulary *vocabulary,
                     struct arena *arena,
                     struct chance chance,
                     struct str common,
                     vocabulary_maker *make,
                     uint32_t n);

/* A word by its frequency; one that is often met after `word`. */
uint32_t vocabulary_draw(const struct vocabulary *vocabulary, struct chance *chance);
uint32_t
vocabulary_follow(const struct vocabulary *vocabulary, struct chance *chance, uint32_t word);

/* Whether it is one of the n words, large letters or small. */
bool word_is_among(const struct str *words, size_t n, struct str word);

#endif
