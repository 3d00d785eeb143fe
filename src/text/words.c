#include "text/words.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

enum { WORDS_A_MINUTE = 230, CHARACTERS_A_MINUTE = 500 };

size_t words_count(struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    (void)utext_openUTF8(&utext, text.len ? text.ptr : "", (int64_t)text.len, &status);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    ubrk_setUText(words, &utext, &status);
    CHECK(U_SUCCESS(status)); /* ICU's own data is part of its package */
    size_t n = 0;
    for (int32_t at = ubrk_first(words); at != UBRK_DONE; at = ubrk_next(words))
        n += ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT;
    ubrk_close(words);
    (void)utext_close(&utext);
    return n;
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
