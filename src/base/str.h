#ifndef BASE_STR_H
#define BASE_STR_H

/* Text as pointer and length: borrowed, not terminated, immutable, passed by
 * value. May hold any byte; who needs UTF-8 asks base/utf8.h. */

#include "base/arena.h"
#include "base/outcome.h"

#include <stdint.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len;
};

struct str_list {
    const struct str *items;
    size_t n;
};

/* A literal as str: STR in code, STR_INIT in static tables. */
#define STR(literal) ((struct str){"" literal "", sizeof(literal) - 1})
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        "" literal "", sizeof(literal) - 1                                                         \
    }

/* For printf-like helpers: "%.*s", STR_ARG(s). `s` is a variable: it stands here more than once. */
#define STR_ARG(s) ((int)((s).len > 65535 ? 65535 : (s).len)), ((s).len ? (s).ptr : "")

/* Borrows a terminated string; NULL gives the empty one. */
static inline struct str str_from_c(const char *c)
{
    return (struct str){c ? c : "", c ? strlen(c) : 0};
}

static inline bool str_is_empty(struct str s)
{
    return s.len == 0;
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The first n bytes, or all of them when there are fewer. */
static inline struct str str_first(struct str s, size_t n)
{
    return (struct str){s.ptr, n < s.len ? n : s.len};
}

/* What follows the first n bytes. */
static inline struct str str_skip(struct str s, size_t n)
{
    if (n > s.len)
        n = s.len;
    return (struct str){n ? s.ptr + n : s.ptr, s.len - n}; /* an empty str may be NULL */
}

bool str_starts_with(struct str s, struct str prefix);
bool str_ends_with(struct str s, struct str suffix);

/* These two fold ASCII letters only. */
bool str_eq_folded(struct str a, struct str b);
bool str_starts_with_folded(struct str s, struct str prefix);

/* Bytewise order: negative, zero or positive. */
int str_compare(struct str a, struct str b);

/* Where the needle first stands. */
bool str_find(struct str s, struct str needle, size_t *ret_at);
bool str_find_char(struct str s, char c, size_t *ret_at);
bool str_contains(struct str s, struct str needle);

bool str_is_ascii(struct str s);

/* True when `word` is one of the separated words; folds ASCII letters only. */
bool str_has_word_folded(struct str words, char separator, struct str word);

/* Splits at the first separator: `*ret_before` gets what stands before it and
 * `*s` keeps what follows. Without a separator everything goes before and
 * `*s` ends empty. False only when `*s` was empty, so it drives a loop. */
bool str_cut(struct str *s, char separator, struct str *ret_before);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* Takes decimal digits off the front of `*s`. INVALID without a digit or past `max`. */
MUST_CHECK enum outcome str_take_number(struct str *s, int64_t max, int64_t *ret_number);

/* The whole of `s` as a number between 0 and max. INVALID otherwise. */
MUST_CHECK enum outcome str_to_number(struct str s, int64_t max, int64_t *ret_number);

/* A terminated copy for a C interface. INVALID when `s` holds a NUL. */
MUST_CHECK enum outcome str_c(struct arena *arena, struct str s, const char **ret_c);

/* A fresh copy in the arena, terminated behind its end for the debugger's sake. */
struct str str_copy(struct arena *arena, struct str s);

/* Both, one after the other. */
struct str str_join(struct arena *arena, struct str a, struct str b);

/* printf into the arena; no limit but the arena's, so only for bounded arguments. */
struct str str_print(struct arena *arena, const char *format, ...) PRINTF(2, 3);

/* ASCII lower case. */
struct str str_lower(struct arena *arena, struct str s);

/* FNV-1a, 64 bits: for tables, never for secrets. */
uint64_t str_hash(struct str s);

/* The same for long texts, many times faster; the values differ between kinds of machines. */
uint64_t str_fingerprint(struct str s);

/* ASCII classes that do not ask the locale. */
static inline bool char_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool char_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

#endif
