#include "base/packed.h"

#include <zstd.h>

enum { LEVEL = 12 }; /* pages shrink to a fifth; higher levels win little more */

struct str packed(struct arena *arena, struct str bytes)
{
    size_t room = ZSTD_compressBound(bytes.len);
    char *out = arena_alloc_raw(arena, room);
    size_t n = ZSTD_compress(out, room, bytes.ptr, bytes.len, LEVEL);
    CHECK(!ZSTD_isError(n)); /* the room suffices, and out of memory aborts here as everywhere */
    return (struct str){out, n};
}

enum outcome
unpacked(struct arena *arena, struct str bytes, size_t max_bytes, struct str *ret_bytes)
{
    unsigned long long told = ZSTD_getFrameContentSize(bytes.ptr, bytes.len);
    if (told == ZSTD_CONTENTSIZE_ERROR || told == ZSTD_CONTENTSIZE_UNKNOWN)
        return INVALID;
    if (told > max_bytes)
        return TOO_LARGE;
    char *out = arena_alloc_raw(arena, (size_t)told + 1);
    size_t n = ZSTD_decompress(out, (size_t)told, bytes.ptr, bytes.len);
    if (ZSTD_isError(n) || n != told)
        return INVALID;
    *ret_bytes = (struct str){out, n};
    return OK;
}
