#ifndef TEXT_PASSAGE_H
#define TEXT_PASSAGE_H

/* Where in a text sought words stand: whether they stand one behind the other, and the
 * passage that shows most of them. */

#include "base/str.h"

struct passage_word {
    struct str word;   /* folded (text/word_reader.h) */
    bool is_beginning; /* of any word */
};

/* Whether the words stand in the text one behind the other. */
bool passage_has_phrase(struct str text, const struct str *words, size_t n_words);

/* A piece of a passage. */
struct passage_piece {
    struct str text;
    bool is_marked; /* one of the sought words */
};

struct passage {
    const struct passage_piece *pieces;
    size_t n;
    bool is_found; /* a sought word stands in it */
};

/* About n_bytes of the text, on one line, where most of the words stand, beginning and
 * ending between words, with an ellipsis where text was left out; the beginning of the
 * text when none does. The pieces live in the arena. */
struct passage passage_find(struct arena *arena,
                            struct str text,
                            const struct passage_word *words,
                            size_t n_words,
                            size_t n_bytes);

#endif
