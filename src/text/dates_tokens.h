#ifndef TEXT_DATES_TOKENS_H
#define TEXT_DATES_TOKENS_H

/* The text of a date as numbers, words and signs. */

#include "base/str.h"

enum { MAX_TOKENS = 96, MAX_TEXT_BYTES = 600 };

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN };

struct date_token {
    enum token_kind kind;
    bool is_spaced; /* white space stands before it */
    int value;      /* of a number; a sign's character */
    size_t n_digits;
    struct str word; /* lower case */
};

struct date_tokens {
    struct date_token items[MAX_TOKENS + 8]; /* a TOKEN_END for each look ahead */
    size_t n;
    char words[MAX_TEXT_BYTES * 2];
    size_t n_word_bytes;
};

/* The tokens of the text's first bytes; `tokens` must be zeroed. Words lie in it. */
void date_tokens_split(struct str text, struct date_tokens *tokens);

#endif
