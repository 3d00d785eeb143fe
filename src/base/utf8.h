#ifndef BASE_UTF8_H
#define BASE_UTF8_H

/* UTF-8 (RFC 3629): the only encoding inside the program. */

#include "base/str.h"

/* One past the largest code point; what utf8_next gives for a bad byte. */
#define UTF8_BAD 0x110000u

/* For utf8_next alone: a code point that does not begin with an ASCII byte. */
uint32_t utf8_next_long(struct str *s);

/* Takes one code point off the front of `*s`, which must not be empty. A byte
 * that starts no valid sequence is taken alone and gives UTF8_BAD. */
static inline uint32_t utf8_next(struct str *s)
{
    unsigned char first = (unsigned char)s->ptr[0];
    if (first >= 0x80)
        return utf8_next_long(s);
    s->ptr++;
    s->len--;
    return first;
}

/* True for well-formed UTF-8 without surrogates or overlong forms. */
bool utf8_is_valid(struct str s);

/* `s` itself when it is valid, else a copy with U+FFFD for each bad byte. */
struct str utf8_repair(struct arena *arena, struct str s);

/* How many code points; bad bytes count one each. */
size_t utf8_count(struct str s);

/* The longest prefix of at most n code points. */
struct str utf8_first(struct str s, size_t n);

/* Writes one code point (not a surrogate) as 1 to 4 bytes; returns how many. */
size_t utf8_encode(uint32_t code, char ret_bytes[4]);

#endif
