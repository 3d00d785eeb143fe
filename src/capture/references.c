#include "capture/references.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/html5/reference.h"

enum { MAX_REFERENCE_BYTES = 32 };

uint32_t references_find(struct str name)
{
    struct str text = {0};
    if (html_reference_find(name, &text) != OK)
        return 0;
    uint32_t code = utf8_next(&text);
    return text.len == 0 ? code : 0; /* a few stand for two */
}

static bool digit_value(char c, unsigned base, uint32_t *ret_value)
{
    if (char_is_digit(c))
        *ret_value = (uint32_t)(c - '0');
    else if (base == 16 && char_lower(c) >= 'a' && char_lower(c) <= 'f')
        *ret_value = (uint32_t)(char_lower(c) - 'a' + 10);
    else
        return false;
    return true;
}

/* `digits` stands behind "#"; 0 when it is no number of a character. */
static uint32_t read_number(struct str digits)
{
    unsigned base = 10;
    uint32_t code = 0;
    if (digits.len > 0 && char_lower(digits.ptr[0]) == 'x') {
        base = 16;
        digits = str_skip(digits, 1);
    }
    for (size_t i = 0; i < digits.len; i++) {
        uint32_t value = 0;
        if (!digit_value(digits.ptr[i], base, &value) || code > 0x10FFFF)
            return 0;
        code = code * base + value;
    }
    return code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)
               ? 0
               : html_reference_code(code);
}

bool references_take(struct str text, uint32_t *ret_code, size_t *ret_length)
{
    size_t end = 0;
    if (!str_find_char(str_first(text, MAX_REFERENCE_BYTES), ';', &end) || end < 2)
        return false;
    struct str name = {text.ptr + 1, end - 1};
    uint32_t code = name.ptr[0] == '#' ? read_number(str_skip(name, 1)) : references_find(name);
    if (code == 0)
        return false;
    *ret_code = code;
    *ret_length = end + 1;
    return true;
}

struct str references_decode(struct arena *arena, struct str text)
{
    size_t at = 0;
    if (!str_find_char(text, '&', &at))
        return text;
    struct buf buf;
    buf_init(&buf, arena, text.len + 1);
    while (str_find_char(text, '&', &at)) {
        uint32_t code = '&';
        size_t n = 1;
        char bytes[4];
        buf_add(&buf, str_first(text, at));
        text = str_skip(text, at);
        (void)references_take(text, &code, &n);
        buf_add(&buf, (struct str){bytes, utf8_encode(code, bytes)});
        text = str_skip(text, n);
    }
    buf_add(&buf, text);
    return buf_text(&buf);
}

/* U+0080 to U+009F are C2 80 to C2 9F in UTF-8. */
static bool find_c1(struct str text, size_t *ret_at)
{
    for (size_t at = 0; str_find_char(str_skip(text, *ret_at), '\xC2', &at);) {
        *ret_at += at;
        struct str rest = str_skip(text, *ret_at);
        if (rest.len > 1 && (unsigned char)rest.ptr[1] <= 0x9F)
            return true;
        *ret_at += 1;
    }
    return false;
}

struct str references_mend(struct arena *arena, struct str text)
{
    size_t at = 0;
    if (!find_c1(text, &at))
        return text;
    struct buf buf;
    buf_init(&buf, arena, text.len * 2 + 1);
    do {
        char bytes[4];
        uint32_t code = html_reference_code((unsigned char)text.ptr[at + 1]);
        buf_add(&buf, str_first(text, at));
        buf_add(&buf, (struct str){bytes, utf8_encode(code, bytes)});
        text = str_skip(text, at + 2);
        at = 0;
    } while (find_c1(text, &at));
    buf_add(&buf, text);
    return buf_text(&buf);
}
