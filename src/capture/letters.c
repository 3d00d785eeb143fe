#include "capture/letters.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

bool letter_is_space(uint32_t code)
{
    if (code < 0x80)
        return char_is_space((char)code);
    return code == 0xA0 || code == 0x3000 || code == 0xFEFF || code == 0x202F || code == 0x85 ||
           (code >= 0x2000 && code <= 0x200B) || code == 0x2028 || code == 0x2029;
}

bool letter_is_dash(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0x0640 ||
           code == 0xFE58 || code == 0xFF0D;
}

bool letter_is_ideograph(uint32_t code)
{
    return (code >= 0x2E80 && code <= 0x2FDF) || (code >= 0x3040 && code <= 0x318F) ||
           (code >= 0x31C0 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7AF) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

/* The last code point and where it begins. */
static uint32_t last_of(struct str s, size_t *ret_at)
{
    size_t at = s.len;
    while (at > 0) {
        at--;
        if (((unsigned char)s.ptr[at] & 0xC0) != 0x80 || s.len - at == 4)
            break;
    }
    struct str tail = str_skip(s, at);
    *ret_at = at;
    return s.len ? utf8_next(&tail) : 0;
}

struct str letters_trim(struct str s)
{
    s = str_trim(s);
    while (s.len > 0) {
        struct str rest = s;
        if (!letter_is_space(utf8_next(&rest)))
            break;
        s = rest;
    }
    size_t at = 0;
    while (s.len > 0 && letter_is_space(last_of(s, &at)))
        s.len = at;
    return s;
}

uint32_t letters_last(struct str s)
{
    size_t at = 0;
    return last_of(s, &at);
}

uint32_t letters_first(struct str s)
{
    return s.len ? utf8_next(&s) : 0;
}

size_t letters_width(struct str s)
{
    size_t width = 0;
    while (s.len > 0)
        width += letter_is_ideograph(utf8_next(&s)) ? 2 : 1;
    return width;
}

size_t letters_words(struct str s)
{
    size_t words = 0;
    size_t ideographs = 0;
    bool is_inside = false;
    while (s.len > 0) {
        uint32_t code = utf8_next(&s);
        bool is_ideograph = letter_is_ideograph(code);
        ideographs += is_ideograph;
        bool is_word = !is_ideograph && u_isalnum((UChar32)code);
        words += is_word && !is_inside;
        is_inside = is_word || (is_inside && !is_ideograph && !letter_is_space(code));
    }
    return words + (ideographs + 1) / 2;
}

/* Quotes and brackets that may close behind a sentence's end. */
static bool is_closer(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == ']' || code == 0x2019 ||
           code == 0x201D || code == 0xBB || code == 0x300D || code == 0x300F || code == 0xFF09 ||
           code == 0x3011;
}

bool letters_ends_sentence(struct str s)
{
    size_t at = 0;
    s = letters_trim(s);
    uint32_t code = last_of(s, &at);
    while (s.len > 0 && is_closer(code)) {
        s.len = at;
        code = last_of(s, &at);
    }
    return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x3002 ||
           code == 0xFF01 || code == 0xFF1F || code == 0x061F || code == 0x06D4 || code == 0x0964 ||
           code == 0xFF0E;
}

bool letters_is_upper(struct str s)
{
    bool has_upper = false;
    while (s.len > 0) {
        UChar32 code = (UChar32)utf8_next(&s);
        if (u_isULowercase(code))
            return false;
        has_upper = has_upper || u_isUUppercase(code);
    }
    return has_upper;
}

bool letters_is_capitalised(struct str s)
{
    while (s.len > 0) {
        UChar32 code = (UChar32)utf8_next(&s);
        if (u_isalpha(code))
            return !u_isULowercase(code);
    }
    return false;
}

/* How many bytes at the front are white space, or are none. */
static size_t span_of(struct str s, bool is_space)
{
    struct str rest = s;
    while (rest.len > 0) {
        struct str before = rest;
        bool is_one = letter_is_space(utf8_next(&rest));
        if (is_one != is_space)
            return s.len - before.len;
    }
    return s.len;
}

bool letters_take_word(struct str *s, struct str *ret_word)
{
    *s = str_skip(*s, span_of(*s, true));
    *ret_word = str_first(*s, span_of(*s, false));
    *s = str_skip(*s, ret_word->len);
    return ret_word->len > 0;
}

struct str letters_fold_space(struct arena *arena, struct str s)
{
    struct buf buf;
    struct str word = {0};
    buf_init(&buf, arena, s.len);
    while (letters_take_word(&s, &word)) {
        if (buf.len > 0)
            BUF_ADD(&buf, " ");
        buf_add(&buf, word);
    }
    return buf_text(&buf);
}

bool letters_take_prefix(struct str *s, struct str prefix)
{
    if (!str_starts_with_folded(*s, prefix))
        return false;
    *s = str_skip(*s, prefix.len);
    return true;
}

bool letters_take_any(struct str *s, const struct str *prefixes, size_t n)
{
    char first = s->len > 0 ? char_lower(s->ptr[0]) : '\0';
    for (size_t i = 0; i < n; i++) {
        if (char_lower(prefixes[i].ptr[0]) == first && letters_take_prefix(s, prefixes[i])) {
            *s = letters_trim(*s);
            return true;
        }
    }
    return false;
}
