#include "text/dates_tokens.h"

#include "base/utf8.h"

static bool is_ideograph(uint32_t code)
{
    return (code >= 0x3040 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3);
}

/* Lower case for ASCII and the accented letters of Latin-1. */
static uint32_t lower(uint32_t code)
{
    bool is_upper = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    return is_upper ? code + 0x20 : code;
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 0xC0 && code < 0x2000) || is_ideograph(code);
}

static void add_number(struct date_token *token, struct str *text)
{
    token->kind = TOKEN_NUMBER;
    while (text->len > 0 && char_is_digit(text->ptr[0])) {
        if (token->n_digits < 9)
            token->value = token->value * 10 + (text->ptr[0] - '0');
        token->n_digits++;
        *text = str_skip(*text, 1);
    }
}

/* A run of letters; an ideograph is a word by itself. */
static void add_word(struct date_tokens *tokens, struct date_token *token, struct str *text)
{
    const char *start = tokens->words + tokens->n_word_bytes;
    size_t n = 0;
    while (text->len > 0) {
        struct str before = *text;
        uint32_t code = lower(utf8_next(text));
        if (!is_letter(code) || (n > 0 && is_ideograph(code))) {
            *text = before;
            break;
        }
        n += utf8_encode(code, tokens->words + tokens->n_word_bytes + n);
        if (is_ideograph(code))
            break;
    }
    tokens->n_word_bytes += n;
    token->kind = TOKEN_WORD;
    token->word = (struct str){start, n};
}

void date_tokens_split(struct str text, struct date_tokens *tokens)
{
    bool is_spaced = true;
    text = str_first(text, MAX_TEXT_BYTES);
    while (text.len > 0 && tokens->n < MAX_TOKENS) {
        struct date_token *token = &tokens->items[tokens->n];
        struct str rest = text;
        uint32_t code = lower(utf8_next(&rest));
        token->is_spaced = is_spaced;
        is_spaced = false;
        if (code <= ' ' || code == 0xA0 || code == 0x202F || code == 0x3000 || code == UTF8_BAD) {
            is_spaced = true;
            text = rest;
            continue;
        }
        if (code >= '0' && code <= '9') {
            add_number(token, &text);
        } else if (is_letter(code)) {
            add_word(tokens, token, &text);
        } else {
            token->kind = TOKEN_SIGN;
            token->value = code == 0x2212 || code == 0x2013 ? '-'
                           : code == 0xFF1A                 ? ':'
                                                            : (int)code;
            text = rest;
        }
        tokens->n++;
    }
}
