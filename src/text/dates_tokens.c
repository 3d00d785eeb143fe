#include "text/dates_tokens.h"

#include "base/utf8.h"

#include <unicode/uchar.h>

static bool is_ideograph(uint32_t code)
{
    return (code >= 0x3040 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3);
}

static uint32_t lower(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 0x20 : code;
    return (uint32_t)u_tolower((UChar32)code);
}

/* Letters and the marks on them, below the signs of U+2000; ideographs above. */
static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return code >= 'a' && code <= 'z';
    return (code >= 0xC0 && code < 0x2000 && !u_ispunct((UChar32)code)) || is_ideograph(code);
}

/* Signs by what they mean: all dashes are one, wide ones are narrow. */
static int sign_of(uint32_t code)
{
    if (code == 0x2212 || code == 0x2013)
        return '-';
    if (code == 0x060C)
        return ',';
    return code > 0xFF00 && code < 0xFF5F ? (int)(code - 0xFEE0) : (int)code;
}

/* The value of a digit of any script, -1 for what is none. */
static int digit_of(uint32_t code)
{
    if (code < 0x80)
        return code >= '0' && code <= '9' ? (int)code - '0' : -1;
    return u_charDigitValue((UChar32)code);
}

static void add_number(struct date_token *token, struct str *text)
{
    token->kind = TOKEN_NUMBER;
    while (text->len > 0) {
        struct str rest = *text;
        int digit = digit_of(utf8_next(&rest));
        if (digit < 0)
            return;
        if (token->n_digits < 9)
            token->value = token->value * 10 + digit;
        token->n_digits++;
        *text = rest;
    }
}

/* The value of an ideograph that counts, ten for the one that means ten; -1 for others. */
static int han_digit(uint32_t code)
{
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (int i = 0; i <= 10; i++) {
        if (code == digits[i])
            return i;
    }
    return code == 0x96F6 ? 0 : -1; /* 零 */
}

static bool counts_days(uint32_t code)
{
    return code == 0x5E74 || code == 0x6708 || code == 0x65E5 || code == 0x53F7; /* 年月日号 */
}

/* 二〇二四年, 二十一日: ideographs that count years, months or days. False for others. */
static bool add_han_number(struct date_token *token, struct str *text)
{
    struct str rest = *text;
    int value = 0;
    int last = 0; /* the digit that a ten behind it counts */
    size_t n = 0;
    while (rest.len > 0) {
        struct str before = rest;
        uint32_t code = utf8_next(&rest);
        int digit = han_digit(code);
        if (digit < 0) {
            if (n == 0 || n > 4 || !counts_days(code))
                return false;
            *token =
                (struct date_token){TOKEN_NUMBER, token->is_spaced, value, n == 4 ? 4 : 2, {0}};
            *text = before;
            return true;
        }
        bool is_ten = digit == 10;
        value = is_ten                                   ? (n == 0 ? 10 : value - last + last * 10)
                : n > 0 && value % 10 == 0 && last == 10 ? value + digit
                                                         : value * 10 + digit;
        last = digit;
        n++;
        if (n > 4)
            return false;
    }
    return false;
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
        if (digit_of(code) >= 0) {
            add_number(token, &text);
        } else if (han_digit(code) >= 0 && add_han_number(token, &text)) {
            tokens->n++;
            continue;
        } else if (is_letter(code)) {
            add_word(tokens, token, &text);
        } else {
            token->kind = TOKEN_SIGN;
            token->value = sign_of(code);
            text = rest;
        }
        tokens->n++;
    }
}

bool date_token_is_sign(const struct date_token *token, char sign)
{
    return token->kind == TOKEN_SIGN && token->value == sign;
}

bool date_token_is_word(const struct date_token *token, struct str word)
{
    return token->kind == TOKEN_WORD && str_eq(token->word, word);
}

bool date_token_is_any(const struct date_token *token, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (date_token_is_word(token, words[i]))
            return true;
    }
    return false;
}

bool date_token_is_number(const struct date_token *token, size_t min_digits, size_t max_digits)
{
    return token->kind == TOKEN_NUMBER && token->n_digits >= min_digits &&
           token->n_digits <= max_digits;
}
