#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

/* How much there is to read, and its beginning. */

#include "base/str.h"

/* Words by Unicode's rules (UAX 29); Han, kana and Thai by ICU's dictionaries. */
size_t words_count(struct str text);

/* Where the first n_words end; the whole length when the text has no more than these. */
size_t words_end(struct str text, size_t n_words);

/* That beginning, with an ellipsis in the arena where something was left out. */
struct str words_first(struct arena *arena, struct str text, size_t n_words);

/* Whole minutes at 230 words a minute (500 characters where Han and kana prevail); at least
 * 1. `n_words` is what words_count said of the text. */
int words_reading_minutes(struct str text, size_t n_words);

/* Whether the word, or several in this order, stand in the text as whole words; in
 * scripts that put no spaces between words (Han, kana, Thai, ...) anywhere. Both
 * are folded (text/name.h). An empty word stands in no text. */
bool words_contain(struct str text, struct str word);

#endif
