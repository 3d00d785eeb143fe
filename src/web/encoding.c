#include "web/encoding.h"

#include <brotli/encode.h>
#include <zlib.h>

/* For pages made anew after each comment: of the ten levels the last that is quick. */
enum { BROTLI_LEVEL = 4, GZIP_LEVEL = 5, GZIP_WINDOW = 15 + 16 };

/* "gzip;q=0" and "q=0.0" mean: not that one. */
static bool is_refused(struct str parameters)
{
    size_t at = 0;
    if (!str_find(parameters, STR("q="), &at))
        return false;
    struct str weight = str_trim(str_skip(parameters, at + 2));
    for (size_t i = 0; i < weight.len; i++)
        if (weight.ptr[i] != '0' && weight.ptr[i] != '.')
            return false;
    return true;
}

enum encoding encoding_choose(struct str accept)
{
    enum encoding best = ENCODING_NONE;
    struct str rest = accept;
    struct str one;
    while (str_cut(&rest, ',', &one)) {
        struct str name;
        str_cut(&one, ';', &name);
        name = str_trim(name);
        if (is_refused(one))
            continue;
        if (str_eq_folded(name, STR("br")))
            best = ENCODING_BROTLI;
        else if (best == ENCODING_NONE &&
                 (str_eq_folded(name, STR("gzip")) || str_eq_folded(name, STR("x-gzip"))))
            best = ENCODING_GZIP;
    }
    return best;
}

struct str encoding_name(enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_GZIP:
        return STR("gzip");
    case ENCODING_BROTLI:
        return STR("br");
    case ENCODING_NONE:
        break;
    }
    return STR("");
}

static struct str in_brotli(struct arena *arena, struct str bytes)
{
    size_t n = BrotliEncoderMaxCompressedSize(bytes.len);
    uint8_t *to = arena_alloc_raw(arena, n);
    CHECK(BrotliEncoderCompress(BROTLI_LEVEL, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.len,
                                (const uint8_t *)bytes.ptr, &n, to) == BROTLI_TRUE);
    return (struct str){(const char *)to, n};
}

static struct str in_gzip(struct arena *arena, struct str bytes)
{
    z_stream stream = {0};
    CHECK(deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, MAX_MEM_LEVEL,
                       Z_DEFAULT_STRATEGY) == Z_OK);
    size_t n = deflateBound(&stream, bytes.len);
    Bytef *to = arena_alloc_raw(arena, n);
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes.ptr;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = to;
    stream.avail_out = (uInt)n;
    CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    n = stream.total_out;
    CHECK(deflateEnd(&stream) == Z_OK);
    return (struct str){(const char *)to, n};
}

struct str encoding_apply(struct arena *arena, enum encoding encoding, struct str bytes)
{
    switch (encoding) {
    case ENCODING_BROTLI:
        return in_brotli(arena, bytes);
    case ENCODING_GZIP:
        return in_gzip(arena, bytes);
    case ENCODING_NONE:
        break;
    }
    return bytes;
}
