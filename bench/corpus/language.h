#ifndef CORPUS_LANGUAGE_H
#define CORPUS_LANGUAGE_H

/* The four languages of the corpus: their words, their names, how they are set. */

#include "vocabulary.h"

enum language_code { ENGLISH, MALAY, CHINESE, ARABIC };
#define N_LANGUAGES 4

struct language {
    struct str code; /* BCP 47 */
    struct str space, comma, stop, quote, unquote, said;
    uint32_t n_function_words; /* the commonest, which titles seldom consist of */
    struct vocabulary words;
    struct vocabulary given_names;
    struct vocabulary names; /* of families and places */
};

/* All four, from a seed. */
void languages_init(struct language languages[N_LANGUAGES], struct arena *arena, uint64_t seed);

/* One of them: English mostly. */
const struct language *language_draw(const struct language languages[N_LANGUAGES],
                                     struct chance *chance);

/* The first letter large, for the beginning of sentences. */
void language_add_capital(struct buf *buf, struct str word);

#endif
