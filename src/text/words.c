#include "text/words.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

enum { WORDS_A_MINUTE = 230, CHARACTERS_A_MINUTE = 500 };

/* ICU's walk over the boundaries of a text in place. */
struct walk {
    UText text;
    UBreakIterator *words;
};

static void begin(struct walk *walk, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    walk->text = (UText)UTEXT_INITIALIZER;
    (void)utext_openUTF8(&walk->text, text.len ? text.ptr : "", (int64_t)text.len, &status);
    walk->words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    ubrk_setUText(walk->words, &walk->text, &status);
    CHECK(U_SUCCESS(status)); /* ICU's own data is part of its package */
}

static void end(struct walk *walk)
{
    ubrk_close(walk->words);
    (void)utext_close(&walk->text);
}

/* Where the next word ends; false when there is none. */
static bool next_word(struct walk *walk, size_t *ret_end)
{
    int32_t at;
    while ((at = ubrk_next(walk->words)) != UBRK_DONE) {
        *ret_end = (size_t)at;
        if (ubrk_getRuleStatus(walk->words) >= UBRK_WORD_NONE_LIMIT)
            return true;
    }
    return false;
}

size_t words_count(struct str text)
{
    struct walk walk;
    size_t n = 0;
    size_t at;
    begin(&walk, text);
    while (next_word(&walk, &at))
        n++;
    end(&walk);
    return n;
}

/* Never less than words_count, for a thousandth of its cost: no boundary lies
 * within a run of ASCII letters and digits (UAX 29). */
static size_t count_roughly(struct str text)
{
    size_t n = 0;
    bool is_inside = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_plain = char_is_alpha(c) || char_is_digit(c) || c == '_';
        n += (is_plain && !is_inside) || (unsigned char)c >= 0xC0;
        is_inside = is_plain;
    }
    return n;
}

size_t words_end(struct str text, size_t n_words)
{
    if (count_roughly(text) <= n_words)
        return text.len;
    struct walk walk;
    size_t n = 0;
    size_t last = 0;
    size_t at = 0;
    begin(&walk, text);
    bool has_more = next_word(&walk, &at);
    while (has_more && n < n_words) {
        last = at;
        n++;
        has_more = next_word(&walk, &at);
    }
    end(&walk);
    return has_more ? last : text.len;
}

struct str words_first(struct arena *arena, struct str text, size_t n_words)
{
    size_t n = words_end(text, n_words);
    return n == text.len || n == 0 ? str_first(text, n)
                                   : str_join(arena, str_first(text, n), STR("\xE2\x80\xA6"));
}

/* Han and kana, which are read by the character. */
static size_t count_ideographs(struct str text)
{
    size_t n = 0;
    while (text.len > 0) {
        uint32_t code = utf8_next(&text);
        n += (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
             (code >= 0x20000 && code < UTF8_BAD);
    }
    return n;
}

int words_reading_minutes(struct str text)
{
    size_t n_words = words_count(text);
    size_t n_ideographs = count_ideographs(text);
    size_t minutes = n_ideographs > n_words / 2
                         ? (n_ideographs + CHARACTERS_A_MINUTE - 1) / CHARACTERS_A_MINUTE
                         : (n_words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
    return minutes < 1 ? 1 : (int)minutes;
}

/* A letter or digit that makes one word with such a neighbour. */
static bool is_joining(uint32_t code)
{
    UChar32 c = (UChar32)code;
    if (code >= UTF8_BAD || !u_isalnum(c))
        return false;
    switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_COMPLEX_CONTEXT:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
        return false;
    default:
        return true;
    }
}

static bool opens_joining(struct str text)
{
    return text.len > 0 && is_joining(utf8_next(&text));
}

static bool ends_joining(struct str text)
{
    size_t at = text.len;
    while (at > 0 && text.len - at < 4 && ((unsigned char)text.ptr[at - 1] & 0xC0) == 0x80)
        at--;
    return at > 0 && opens_joining(str_skip(text, at - 1));
}

bool words_contain(struct str text, struct str word)
{
    size_t from = 0;
    size_t at = 0;
    while (word.len > 0 && str_find(str_skip(text, from), word, &at)) {
        struct str before = str_first(text, from + at);
        struct str after = str_skip(text, from + at + word.len);
        bool is_cut = (ends_joining(before) && opens_joining(word)) ||
                      (ends_joining(word) && opens_joining(after));
        if (!is_cut)
            return true;
        from += at + 1;
    }
    return false;
}
