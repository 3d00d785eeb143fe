#include "base/utf8.h"

#include "base/buf.h"

/* Length of the sequence that a lead byte announces and its least code point. */
static size_t sequence_of(unsigned char lead, uint32_t *ret_code, uint32_t *ret_least)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *ret_code = lead & 0x1Fu;
        *ret_least = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *ret_code = lead & 0x0Fu;
        *ret_least = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *ret_code = lead & 0x07u;
        *ret_least = 0x10000;
        return 4;
    }
    return 0;
}

uint32_t utf8_next_long(struct str *s)
{
    const unsigned char *p = (const unsigned char *)s->ptr;
    uint32_t code = 0;
    uint32_t least = 0;
    size_t n = sequence_of(p[0], &code, &least);
    bool is_good = n > 0 && n <= s->len;
    for (size_t i = 1; is_good && i < n; i++) {
        is_good = (p[i] & 0xC0) == 0x80;
        code = code << 6 | (p[i] & 0x3Fu);
    }
    if (!is_good || code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        *s = str_skip(*s, 1);
        return UTF8_BAD;
    }
    *s = str_skip(*s, n);
    return code;
}

/* Most of most texts: eight bytes at a time. */
static struct str skip_ascii(struct str s)
{
    size_t n = 0;
    uint64_t bytes = 0;
    for (; n + sizeof(bytes) <= s.len; n += sizeof(bytes)) {
        memcpy(&bytes, s.ptr + n, sizeof(bytes));
        if (bytes & 0x8080808080808080u)
            break;
    }
    return str_skip(s, n);
}

bool utf8_is_valid(struct str s)
{
    while ((s = skip_ascii(s)).len > 0) {
        for (size_t i = 0; i < 8 && s.len > 0; i++) {
            if (utf8_next(&s) == UTF8_BAD)
                return false;
        }
    }
    return true;
}

struct str utf8_repair(struct arena *arena, struct str s)
{
    if (utf8_is_valid(s))
        return s;
    struct buf out;
    buf_init(&out, arena, s.len * 3);
    while (s.len > 0) {
        struct str before = s;
        if (utf8_next(&s) == UTF8_BAD)
            BUF_ADD(&out, "\xEF\xBF\xBD");
        else
            buf_add(&out, str_first(before, before.len - s.len));
    }
    return buf_text(&out);
}

size_t utf8_count(struct str s)
{
    size_t n = 0;
    for (; s.len > 0; n++)
        utf8_next(&s);
    return n;
}

struct str utf8_first(struct str s, size_t n)
{
    struct str rest = s;
    while (rest.len > 0 && n-- > 0)
        utf8_next(&rest);
    return str_first(s, s.len - rest.len);
}

size_t utf8_encode(uint32_t code, char ret_bytes[4])
{
    if (code < 0x80) {
        ret_bytes[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        ret_bytes[0] = (char)(0xC0 | code >> 6);
        ret_bytes[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    CHECK(code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF));
    if (code < 0x10000) {
        ret_bytes[0] = (char)(0xE0 | code >> 12);
        ret_bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
        ret_bytes[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    ret_bytes[0] = (char)(0xF0 | code >> 18);
    ret_bytes[1] = (char)(0x80 | (code >> 12 & 0x3F));
    ret_bytes[2] = (char)(0x80 | (code >> 6 & 0x3F));
    ret_bytes[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}
