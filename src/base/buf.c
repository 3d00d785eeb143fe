#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

enum { FIRST_ROOM_BYTES = 256 };

void buf_init(struct buf *buf, struct arena *arena, size_t max_bytes)
{
    *buf = (struct buf){.arena = arena, .max_bytes = max_bytes};
}

static bool refuse(struct buf *buf)
{
    buf->is_over = true;
    return false;
}

bool buf_reserve(struct buf *buf, size_t n)
{
    if (buf->is_over || n > buf->max_bytes - buf->len)
        return refuse(buf);
    size_t needed = buf->len + n;
    if (needed <= buf->room_bytes)
        return true;
    if (arena_is_over(buf->arena))
        return refuse(buf);
    size_t room = buf->room_bytes ? buf->room_bytes : FIRST_ROOM_BYTES;
    while (room < needed)
        room *= 2;
    if (room > buf->max_bytes)
        room = buf->max_bytes;
    if (buf->ptr != NULL && arena_extend(buf->arena, buf->ptr, buf->room_bytes, room)) {
        buf->room_bytes = room;
        return true;
    }
    char *ptr = arena_alloc_raw(buf->arena, room);
    if (buf->len > 0)
        memcpy(ptr, buf->ptr, buf->len);
    buf->ptr = ptr;
    buf->room_bytes = room;
    return true;
}

void buf_add_slow(struct buf *buf, struct str s)
{
    if (!buf_reserve(buf, s.len))
        return;
    if (s.len > 0)
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

void buf_print(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    CHECK(n >= 0);
    /* vsnprintf writes a NUL behind the text: one byte more than is kept. */
    if (buf_reserve(buf, (size_t)n + 1)) {
        (void)vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

static size_t count_digits(uint64_t number)
{
    size_t n = 1;
    for (; number >= 10; number /= 10)
        n++;
    return n;
}

void buf_add_padded(struct buf *buf, uint64_t number, size_t least_digits)
{
    size_t n = count_digits(number);
    n = n < least_digits ? least_digits : n;
    if (!buf_has_room(buf, n) && !buf_reserve(buf, n))
        return;
    buf->len += n;
    for (char *at = buf->ptr + buf->len; n > 0; n--, number /= 10)
        *--at = (char)('0' + number % 10);
}

void buf_add_unsigned(struct buf *buf, uint64_t number)
{
    buf_add_padded(buf, number, 1);
}

void buf_add_number(struct buf *buf, int64_t number)
{
    if (number < 0)
        BUF_ADD(buf, "-");
    buf_add_unsigned(buf, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

enum outcome buf_finish(struct buf *buf, struct str *ret_text)
{
    if (buf->is_over)
        return TOO_LARGE;
    *ret_text = buf_text(buf);
    return OK;
}
