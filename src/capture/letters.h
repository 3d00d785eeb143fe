#ifndef CAPTURE_LETTERS_H
#define CAPTURE_LETTERS_H

/* What the reading rules ask of text in any script: how wide, how many words,
 * does it end like a sentence. One ideograph counts as two characters, since
 * that is what it takes to say as much. */

#include "base/str.h"

bool letter_is_space(uint32_t code);     /* with NBSP, ideographic and zero-width spaces */
bool letter_is_dash(uint32_t code);      /* hyphen, dashes, and doubled ones' halves */
bool letter_is_ideograph(uint32_t code); /* Han, kana, Hangul: scripts without case */

/* Without white space of any script at both ends. */
struct str letters_trim(struct str s);

/* The last code point, or 0. */
uint32_t letters_last(struct str s);

/* The first code point, or 0. */
uint32_t letters_first(struct str s);

/* Columns that the text takes: ideographs count two. */
size_t letters_width(struct str s);

/* Runs between white space; every two ideographs count as one word. */
size_t letters_words(struct str s);

/* True when the text ends as a sentence does, closing quotes and brackets aside. */
bool letters_ends_sentence(struct str s);

/* True when at least one letter has case and none is lower case. */
bool letters_is_upper(struct str s);

/* True when the first letter is a capital or has no case. */
bool letters_is_capitalised(struct str s);

/* Takes one word (up to white space) off the front of `*s`; false at the end. */
bool letters_take_word(struct str *s, struct str *ret_word);

/* White space runs folded to one space, ends trimmed. */
struct str letters_fold_space(struct arena *arena, struct str s);

/* Takes `prefix` (ASCII letters folded) off the front. */
bool letters_take_prefix(struct str *s, struct str prefix);

/* Takes the first of the prefixes that stands at the front, and the space behind it. */
bool letters_take_any(struct str *s, const struct str *prefixes, size_t n);

#endif
