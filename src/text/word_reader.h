#ifndef TEXT_WORD_READER_H
#define TEXT_WORD_READER_H

/* A text as the words that an index knows it by; what is sought is read the same way.
 *
 * Case, accents and width are folded: "Café", "CAFÉ" and "ｃａｆｅ" are "cafe". A word is a
 * row of letters and digits; "'s" at its end is left out, and "U.S." is "us". Han, kana
 * and Hangul are read in pairs that overlap, so any two characters in a row are found;
 * the last character of a row stands alone too. Scripts without spaces between words
 * (Thai, Khmer, ...) are cut by ICU's dictionaries. Arabic loses vowel signs and
 * tatweel, and the forms of alef, yeh and teh marbuta are one letter each. */

#include "base/limits.h"
#include "base/str.h"

struct read_word {
    struct str word; /* at most LIMIT_SEARCH_WORD_BYTES, until the next one is read */
    size_t start;    /* where it stands in the text */
    size_t end;
    bool is_pair; /* of characters; the next one begins with its second */
    bool is_last; /* the last character of a row of pairs, once more and alone */
};

struct word_reader {
    struct str text;
    size_t at;
    bool is_in_row; /* the character at `at` was the second of a pair */
    size_t cut_end; /* of the stretch that ICU cuts; 0: none */
    void *cutter;   /* ICU's, opened when first needed */
    char room[LIMIT_SEARCH_WORD_BYTES + 16];
};

/* The text is borrowed. Pair with word_reader_done. */
void word_reader_init(struct word_reader *reader, struct str text);
void word_reader_done(struct word_reader *reader);

/* False at the end. */
bool word_reader_next(struct word_reader *reader, struct read_word *ret_word);

/* Written with a space between words; false for Han, kana and Hangul. */
bool word_is_spelt(struct str word);

/* A letter or digit of a script with spaces between words, so that it goes on a word. */
bool word_code_is_letter(uint32_t code);

#endif
