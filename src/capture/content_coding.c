#include "capture/content_coding.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/limits.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

enum { PIECE_BYTES = 8192 };

/* RFC 9659: 8 MB are the most that a decoder of the web must remember. */
enum { ZSTD_WINDOW_BITS = 23 };

static void inflate_close(z_stream **stream)
{
    (void)inflateEnd(*stream);
}

/* Inflates one stream off the front of `*bytes`; window_bits as of inflateInit2. */
static enum outcome inflate_one(struct buf *out, struct str *bytes, int window_bits)
{
    unsigned char piece[PIECE_BYTES];
    z_stream stream = {.next_in = (z_const Bytef *)(uintptr_t)bytes->ptr,
                       .avail_in = (uInt)bytes->len};
    CLEANUP(inflate_close) z_stream *open_stream = &stream;
    int rc = inflateInit2(&stream, window_bits);
    while (rc == Z_OK && !out->is_over) {
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        rc = inflate(open_stream, Z_NO_FLUSH);
        buf_add(out, (struct str){(const char *)piece, sizeof piece - stream.avail_out});
    }
    if (out->is_over)
        return TOO_LARGE;
    *bytes = str_skip(*bytes, bytes->len - stream.avail_in);
    return rc == Z_STREAM_END ? OK : INVALID;
}

/* One member after the other (RFC 1952, 2.2); zeros or noise behind the last do no harm. */
static enum outcome undo_gzip(struct buf *out, struct str bytes)
{
    enum outcome outcome = inflate_one(out, &bytes, 15 + 16);
    while (outcome == OK && str_starts_with(bytes, STR("\x1F\x8B")))
        outcome = inflate_one(out, &bytes, 15 + 16);
    return outcome;
}

/* "deflate" is zlib's format; some servers send the bare one. */
static enum outcome undo_deflate(struct buf *out, struct str bytes)
{
    struct str rest = bytes;
    enum outcome outcome = inflate_one(out, &rest, 15);
    return outcome == INVALID && out->len == 0 ? inflate_one(out, &bytes, -15) : outcome;
}

static void brotli_close(BrotliDecoderState **state)
{
    BrotliDecoderDestroyInstance(*state);
}

static enum outcome undo_brotli(struct buf *out, struct str bytes)
{
    CLEANUP(brotli_close)
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    const uint8_t *next_in = (const uint8_t *)bytes.ptr;
    size_t n_in = bytes.len;
    if (!state)
        return INVALID;
    while (rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !out->is_over) {
        uint8_t piece[PIECE_BYTES];
        uint8_t *next_out = piece;
        size_t n_out = sizeof piece;
        rc = BrotliDecoderDecompressStream(state, &n_in, &next_in, &n_out, &next_out, NULL);
        buf_add(out, (struct str){(const char *)piece, sizeof piece - n_out});
    }
    if (out->is_over)
        return TOO_LARGE;
    return rc == BROTLI_DECODER_RESULT_SUCCESS ? OK : INVALID;
}

static void zstd_close(ZSTD_DStream **stream)
{
    (void)ZSTD_freeDStream(*stream);
}

static enum outcome undo_zstd(struct buf *out, struct str bytes)
{
    CLEANUP(zstd_close) ZSTD_DStream *stream = ZSTD_createDStream();
    ZSTD_inBuffer in = {bytes.ptr, bytes.len, 0};
    size_t rc = 1; /* 0 at the end of a frame */
    bool is_stuck = false;
    if (!stream ||
        ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, ZSTD_WINDOW_BITS)))
        return INVALID;
    while ((rc != 0 || in.pos < in.size) && !ZSTD_isError(rc) && !is_stuck && !out->is_over) {
        unsigned char piece[PIECE_BYTES];
        ZSTD_outBuffer to = {piece, sizeof piece, 0};
        size_t was = in.pos;
        rc = ZSTD_decompressStream(stream, &to, &in);
        buf_add(out, (struct str){(const char *)piece, to.pos});
        is_stuck = in.pos == was && to.pos == 0;
    }
    if (out->is_over)
        return TOO_LARGE;
    return rc == 0 ? OK : INVALID;
}

static const struct {
    struct str name;
    enum outcome (*undo)(struct buf *out, struct str bytes);
} codings_known[] = {
    {STR_INIT("gzip"), undo_gzip},       {STR_INIT("x-gzip"), undo_gzip},
    {STR_INIT("br"), undo_brotli},       {STR_INIT("zstd"), undo_zstd},
    {STR_INIT("deflate"), undo_deflate},
};

static enum outcome undo_one(struct buf *out, struct str bytes, struct str coding)
{
    for (size_t i = 0; i < N_OF(codings_known); i++) {
        if (str_eq_folded(coding, codings_known[i].name))
            return codings_known[i].undo(out, bytes);
    }
    return INVALID;
}

/* Takes the last name off the list. */
static struct str take_last(struct str *codings)
{
    size_t comma = codings->len;
    while (comma > 0 && codings->ptr[comma - 1] != ',')
        comma--;
    struct str last = str_trim(str_skip(*codings, comma));
    *codings = str_first(*codings, comma > 0 ? comma - 1 : 0);
    return last;
}

enum outcome content_coding_undo(struct arena *arena,
                                 struct str bytes,
                                 struct str codings,
                                 size_t max_bytes,
                                 struct str *ret_bytes)
{
    int n_codings = 0;
    while (codings.len > 0) {
        struct buf out;
        struct str coding = take_last(&codings);
        if (coding.len == 0 || str_eq_folded(coding, STR("identity")))
            continue;
        if (n_codings++ == LIMIT_FETCH_CODINGS)
            return INVALID;
        buf_init(&out, arena, max_bytes);
        enum outcome outcome = undo_one(&out, bytes, coding);
        if (outcome != OK)
            return outcome;
        bytes = buf_text(&out);
    }
    if (bytes.len > max_bytes)
        return TOO_LARGE;
    *ret_bytes = bytes;
    return OK;
}
