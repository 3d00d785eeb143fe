#ifndef BASE_BUF_H
#define BASE_BUF_H

/* Text under construction in an arena. Its maximum is stated at birth; going
 * past it sticks, so a chain of additions needs one check, in buf_finish. */

#include "base/str.h"

struct buf {
    struct arena *arena;
    char *ptr;
    size_t len;
    size_t room_bytes;
    size_t max_bytes;
    bool is_over; /* something did not fit; what came after it was dropped */
};

void buf_init(struct buf *buf, struct arena *arena, size_t max_bytes);

/* Makes room for n more bytes at once, where the size is known beforehand.
 * False, and is_over set, when that would pass the maximum or the arena is over. */
bool buf_reserve(struct buf *buf, size_t n);

void buf_add_slow(struct buf *buf, struct str s);
void buf_print(struct buf *buf, const char *format, ...) PRINTF(2, 3);

/* A number in decimal. */
void buf_add_number(struct buf *buf, int64_t number);
void buf_add_unsigned(struct buf *buf, uint64_t number);

/* The same with zeros before it, up to that many digits. */
void buf_add_padded(struct buf *buf, uint64_t number, size_t least_digits);

/* The text so far; TOO_LARGE when it did not fit. Lives in the arena. */
MUST_CHECK enum outcome buf_finish(struct buf *buf, struct str *ret_text);

/* The text so far, valid until the next addition. */
static inline struct str buf_text(const struct buf *buf)
{
    return (struct str){buf->ptr, buf->len};
}

/* Whether n more bytes fit without buf_reserve. */
static inline bool buf_has_room(const struct buf *buf, size_t n)
{
    return n <= buf->room_bytes - buf->len && !buf->is_over;
}

static inline void buf_add(struct buf *buf, struct str s)
{
    if (!buf_has_room(buf, s.len)) {
        buf_add_slow(buf, s);
        return;
    }
    if (s.len > 0)
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

static inline void buf_add_char(struct buf *buf, char c)
{
    buf_add(buf, (struct str){&c, 1});
}

/* buf_add of a literal. */
#define BUF_ADD(buf, literal) buf_add((buf), STR(literal))

#endif
