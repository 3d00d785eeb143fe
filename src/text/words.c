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

/* What a character does to words (UAX 29), for those of which Western text mostly consists. */
enum glyph { LETTER, DIGIT, JOINS, JOINS_DIGITS, PARTS, UNUSUAL };

static enum glyph ascii_glyph(char c)
{
    if (char_is_alpha(c))
        return LETTER;
    if (char_is_digit(c))
        return DIGIT;
    if (c == '\'' || c == '.')
        return JOINS;
    if (c == ',' || c == ';')
        return JOINS_DIGITS;
    return c == '_' || c == '@' ? UNUSUAL : PARTS;
}

/* Beyond ASCII: letters of Latin and Cyrillic, quotes, dashes, the ellipsis, the bullet, marks
 * of money and of law. */
static enum glyph wide_glyph(uint32_t code)
{
    if ((code >= 0xC0 && code <= 0x17F) || (code >= 0x400 && code <= 0x481))
        return code == 0xD7 || code == 0xF7 ? PARTS : LETTER;
    if (code == 0x2018 || code == 0x2019)
        return JOINS;
    bool parts = (code >= 0xA0 && code <= 0xA9) || code == 0xAB || code == 0xAE || code == 0xB0 ||
                 code == 0xBB || code == 0x2022 || code == 0x20AC || code == 0x2013 ||
                 code == 0x2014 || code == 0x201C || code == 0x201D || code == 0x2026;
    return parts ? PARTS : UNUSUAL;
}

static enum glyph next_glyph(struct str *rest)
{
    if (rest->len == 0)
        return PARTS;
    char c = rest->ptr[0];
    if ((unsigned char)c >= 0x80)
        return wide_glyph(utf8_next(rest));
    *rest = str_skip(*rest, 1);
    return ascii_glyph(c);
}

static bool is_joined(enum glyph before, enum glyph between, enum glyph after)
{
    return before == after && (between == JOINS || (between == JOINS_DIGITS && before == DIGIT));
}

struct counted {
    size_t n;    /* words, at most as many as were asked for */
    size_t end;  /* of the last of them */
    bool is_all; /* there are no more */
};

static bool is_of_words(enum glyph glyph)
{
    return glyph == LETTER || glyph == DIGIT;
}

/* Moves to the end of a word that began with `last`. False: what follows is unusual. */
static bool pass_word(struct str *rest, enum glyph last)
{
    for (;;) {
        size_t n = 0;
        while (n < rest->len && char_is_alpha(rest->ptr[n]))
            n++;
        if (n > 0)
            last = LETTER;
        *rest = str_skip(*rest, n);
        struct str ahead = *rest;
        enum glyph next = next_glyph(&ahead);
        if (!is_of_words(next)) {
            enum glyph after = next_glyph(&ahead);
            if (next == UNUSUAL || after == UNUSUAL)
                return false;
            if (!is_joined(last, next, after))
                return true;
            next = after;
        }
        last = next;
        *rest = ahead;
    }
}

/* ICU's answer for a fraction of its cost. False: an unusual character came first. */
static bool count_usual(struct str text, size_t max, struct counted *ret_counted)
{
    struct counted counted = {.is_all = true};
    struct str rest = text;
    while (rest.len > 0) {
        enum glyph glyph = next_glyph(&rest);
        if (glyph == UNUSUAL)
            return false;
        if (!is_of_words(glyph))
            continue;
        if (counted.n == max) {
            counted.is_all = false;
            break;
        }
        if (!pass_word(&rest, glyph))
            return false;
        counted.end = text.len - rest.len;
        counted.n++;
    }
    *ret_counted = counted;
    return true;
}

static struct counted count_line(struct str line, size_t max)
{
    struct counted counted = {.n = 0};
    struct walk walk;
    size_t at = 0;
    if (count_usual(line, max, &counted))
        return counted;
    begin(&walk, line);
    bool has_more = next_word(&walk, &at);
    while (has_more && counted.n < max) {
        counted.end = at;
        counted.n++;
        has_more = next_word(&walk, &at);
    }
    end(&walk);
    counted.is_all = !has_more;
    return counted;
}

/* Line by line, since no word goes over the end of one: what is unusual in a line costs that
 * line alone. */
static struct counted count(struct str text, size_t max)
{
    struct counted all = {.is_all = true};
    struct str rest = text;
    struct str line = {0};
    while (all.is_all && str_cut(&rest, '\n', &line)) {
        struct counted counted = count_line(line, max - all.n);
        if (counted.n > 0)
            all.end = (size_t)(line.ptr - text.ptr) + counted.end;
        all.n += counted.n;
        all.is_all = counted.is_all;
    }
    return all;
}

size_t words_count(struct str text)
{
    return count(text, SIZE_MAX).n;
}

size_t words_end(struct str text, size_t n_words)
{
    struct counted counted = count(text, n_words);
    return counted.is_all ? text.len : counted.end;
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

int words_reading_minutes(struct str text, size_t n_words)
{
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
