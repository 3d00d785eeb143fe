#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

enum { PRINT_USUAL_BYTES = 256 }; /* what is shorter is printed once, what is longer twice */

bool str_starts_with(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq(str_first(s, prefix.len), prefix);
}

bool str_ends_with(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_eq(str_skip(s, s.len - suffix.len), suffix);
}

bool str_eq_folded(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (char_lower(a.ptr[i]) != char_lower(b.ptr[i]))
            return false;
    }
    return true;
}

bool str_starts_with_folded(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq_folded(str_first(s, prefix.len), prefix);
}

int str_compare(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_find(struct str s, struct str needle, size_t *ret_at)
{
    if (needle.len == 0) {
        *ret_at = 0;
        return true;
    }
    const char *at = s.len ? memmem(s.ptr, s.len, needle.ptr, needle.len) : NULL;
    if (at == NULL)
        return false;
    *ret_at = (size_t)(at - s.ptr);
    return true;
}

bool str_find_char(struct str s, char c, size_t *ret_at)
{
    const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;
    if (at == NULL)
        return false;
    *ret_at = (size_t)(at - s.ptr);
    return true;
}

bool str_contains(struct str s, struct str needle)
{
    size_t at = 0;
    return str_find(s, needle, &at);
}

bool str_is_ascii(struct str s)
{
    size_t i = 0;
    while (i < s.len && (unsigned char)s.ptr[i] < 0x80)
        i++;
    return i == s.len;
}

bool str_has_word_folded(struct str words, char separator, struct str word)
{
    struct str each;
    while (str_cut(&words, separator, &each)) {
        if (str_eq_folded(each, word))
            return true;
    }
    return false;
}

bool str_cut(struct str *s, char separator, struct str *ret_before)
{
    if (s->len == 0)
        return false;
    size_t at = 0;
    if (!str_find_char(*s, separator, &at)) {
        *ret_before = *s;
        *s = str_skip(*s, s->len);
        return true;
    }
    *ret_before = str_first(*s, at);
    *s = str_skip(*s, at + 1);
    return true;
}

struct str str_trim(struct str s)
{
    while (s.len > 0 && char_is_space(s.ptr[0]))
        s = str_skip(s, 1);
    while (s.len > 0 && char_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

enum outcome str_take_number(struct str *s, int64_t max, int64_t *ret_number)
{
    int64_t number = 0;
    size_t n = 0;
    while (n < s->len && char_is_digit(s->ptr[n])) {
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, s->ptr[n] - '0', &number) || number > max)
            return INVALID;
        n++;
    }
    if (n == 0)
        return INVALID;
    *s = str_skip(*s, n);
    *ret_number = number;
    return OK;
}

enum outcome str_to_number(struct str s, int64_t max, int64_t *ret_number)
{
    int64_t number = 0;
    if (str_take_number(&s, max, &number) != OK || s.len != 0)
        return INVALID;
    *ret_number = number;
    return OK;
}

enum outcome str_c(struct arena *arena, struct str s, const char **ret_c)
{
    if (s.len > 0 && memchr(s.ptr, '\0', s.len) != NULL)
        return INVALID;
    *ret_c = str_copy(arena, s).ptr;
    return OK;
}

struct str str_copy(struct arena *arena, struct str s)
{
    return str_join(arena, s, (struct str){"", 0});
}

struct str str_join(struct arena *arena, struct str a, struct str b)
{
    size_t len = 0;
    CHECK(!__builtin_add_overflow(a.len, b.len, &len) && len < SIZE_MAX);
    char *ptr = arena_alloc_raw(arena, len + 1);
    if (a.len > 0)
        memcpy(ptr, a.ptr, a.len);
    if (b.len > 0)
        memcpy(ptr + a.len, b.ptr, b.len);
    ptr[len] = '\0';
    return (struct str){ptr, len};
}

struct str str_print(struct arena *arena, const char *format, ...)
{
    char usual[PRINT_USUAL_BYTES];
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(usual, sizeof(usual), format, args);
    va_end(args);
    CHECK(n >= 0);
    size_t len = (size_t)n;
    char *ptr = arena_alloc_raw(arena, len + 1);
    if (len < sizeof(usual))
        memcpy(ptr, usual, len + 1);
    else
        (void)vsnprintf(ptr, len + 1, format, again);
    va_end(again);
    return (struct str){ptr, len};
}

struct str str_lower(struct arena *arena, struct str s)
{
    char *ptr = arena_alloc_raw(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        ptr[i] = char_lower(s.ptr[i]);
    ptr[s.len] = '\0';
    return (struct str){ptr, s.len};
}

uint64_t str_hash(struct str s)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 1099511628211u;
    return hash;
}

/* Both halves of the product, so that no bit of either factor is lost. */
static uint64_t mixed(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t str_fingerprint(struct str s)
{
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    const uint64_t other = 0xD6E8FEB86659FD93u;
    uint64_t hash = mixed(s.len ^ odd, other);
    size_t at = 0;
    for (uint64_t words[2]; at + sizeof(words) <= s.len; at += sizeof(words)) {
        memcpy(words, s.ptr + at, sizeof(words));
        hash = mixed(hash ^ words[0] ^ odd, words[1] ^ other) + hash;
    }
    return mixed(hash ^ str_hash(str_skip(s, at)), other);
}
