#include "text/words.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>

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
