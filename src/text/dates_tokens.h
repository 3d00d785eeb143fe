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

/* What a token is. The last token is followed by a TOKEN_END for each look ahead. */
bool date_token_is_sign(const struct date_token *token, char sign);
bool date_token_is_word(const struct date_token *token, struct str word);
bool date_token_is_any(const struct date_token *token, const struct str *words, size_t n);
bool date_token_is_number(const struct date_token *token, size_t min_digits, size_t max_digits);

#define DATE_TOKEN_IS_ANY(token, words) date_token_is_any((token), (words), N_OF(words))

#endif
