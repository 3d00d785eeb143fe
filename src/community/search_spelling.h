#ifndef COMMUNITY_SEARCH_SPELLING_H
#define COMMUNITY_SEARCH_SPELLING_H

/* The words that the articles are written with, and in how many each was met: to forgive
 * what is misspelt, and to complete what is being typed. */

#include "community/search_inverter.h"
#include "community/search_words.h"

struct known_word {
    struct str word;
    int64_t n; /* articles that had it when they came; about as many have it */
};

/* Words of articles that come at once, and of one; inside the write that adds them. */
MUST_CHECK enum outcome spelling_learn(struct db *db, const struct inverted *words, size_t n_words);
MUST_CHECK enum outcome spelling_learn_article(struct db *db, struct search_words words);

/* In how many articles the word is, about; 0 for one that is not known. */
MUST_CHECK enum outcome spelling_count(struct db *db, struct str word, int64_t *ret_n);

/* Known words that one slip or a usual other transliteration turns into this one, the
 * most frequent first, at most LIMIT_SEARCH_SIMILAR. They live in the arena. */
MUST_CHECK enum outcome spelling_similar(struct arena *arena,
                                         struct db *db,
                                         struct str word,
                                         struct known_word **ret_words,
                                         size_t *ret_n);

/* Known words that begin so, the most frequent first, at most LIMIT_SEARCH_SUGGESTIONS;
 * none for fewer than two letters. */
MUST_CHECK enum outcome spelling_complete(struct arena *arena,
                                          struct db *db,
                                          struct str beginning,
                                          struct known_word **ret_words,
                                          size_t *ret_n);

#endif
