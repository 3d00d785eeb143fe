#include "capture/content_coding.h"

#include "../unit.h"

#include "base/limits.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

enum { MAX_BYTES = 1 << 20, RAW = -15, ZLIB = 15, GZIP = 15 + 16 };

static struct str deflated(struct arena *arena, struct str text, int window_bits)
{
    z_stream stream = {0};
    size_t room = text.len + 1000;
    char *bytes = arena_alloc(arena, room);
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    stream.next_in = (z_const Bytef *)(uintptr_t)text.ptr;
    stream.avail_in = (uInt)text.len;
    stream.next_out = (Bytef *)bytes;
    stream.avail_out = (uInt)room;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(deflateEnd(&stream), Z_OK);
    return (struct str){bytes, room - stream.avail_out};
}

static struct str gzipped(struct arena *arena, struct str text)
{
    return deflated(arena, text, GZIP);
}

static struct str zlibbed(struct arena *arena, struct str text)
{
    return deflated(arena, text, ZLIB);
}

static struct str bare(struct arena *arena, struct str text)
{
    return deflated(arena, text, RAW);
}

static struct str brotlied(struct arena *arena, struct str text)
{
    size_t n = text.len + 1000;
    uint8_t *bytes = arena_alloc(arena, n);
    assert_true(BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.len,
                                      (const uint8_t *)text.ptr, &n, bytes));
    return (struct str){(const char *)bytes, n};
}

static struct str zstded(struct arena *arena, struct str text)
{
    size_t room = text.len + 1000;
    char *bytes = arena_alloc(arena, room);
    size_t n = ZSTD_compress(bytes, room, text.ptr, text.len, 3);
    assert_false(ZSTD_isError(n));
    return (struct str){bytes, n};
}

static const struct {
    const char *coding;
    struct str (*lay_on)(struct arena *arena, struct str text);
} codings[] = {
    {"gzip", gzipped}, {"X-GZIP", gzipped}, {"deflate", zlibbed},
    {"deflate", bare}, {"br", brotlied},    {"zstd", zstded},
};

#define N_CODINGS (N_OF(codings))

static enum outcome undo(struct arena *arena, struct str bytes, const char *names, struct str *ret)
{
    return content_coding_undo(arena, bytes, str_from_c(names), MAX_BYTES, ret);
}

static struct str zeros(struct arena *arena, size_t n)
{
    return (struct str){arena_alloc(arena, n), n};
}

static void undoes_every_coding(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CODINGS; i++) {
        SCRATCH_ARENA(arena, 1 << 24);
        struct str text = {0};
        struct str bytes = codings[i].lay_on(&arena, STR("hello from a zip, hello"));
        assert_int_equal(undo(&arena, bytes, codings[i].coding, &text), OK);
        assert_str(text, "hello from a zip, hello");
        bytes = codings[i].lay_on(&arena, STR(""));
        assert_int_equal(undo(&arena, bytes, codings[i].coding, &text), OK);
        assert_int_equal(text.len, 0);
    }
}

static void passes_what_has_none(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = {0};
    assert_int_equal(undo(&arena, STR("as it is"), "", &text), OK);
    assert_str(text, "as it is");
    assert_int_equal(undo(&arena, STR("as it is"), "identity, ", &text), OK);
    assert_str(text, "as it is");
}

/* Nothing is let grow past the limit, however small it came. */
static void stops_at_the_limit(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CODINGS; i++) {
        SCRATCH_ARENA(arena, 1 << 26);
        struct str text = {0};
        struct str bytes = codings[i].lay_on(&arena, zeros(&arena, MAX_BYTES));
        assert_int_equal(undo(&arena, bytes, codings[i].coding, &text), OK);
        assert_int_equal(text.len, MAX_BYTES);
        bytes = codings[i].lay_on(&arena, zeros(&arena, MAX_BYTES + 1));
        assert_int_equal(undo(&arena, bytes, codings[i].coding, &text), TOO_LARGE);
        bytes = codings[i].lay_on(&arena, zeros(&arena, MAX_BYTES * 16));
        assert_int_equal(undo(&arena, bytes, codings[i].coding, &text), TOO_LARGE);
    }
    SCRATCH_ARENA(arena, 1 << 24);
    struct str text = {0};
    assert_int_equal(undo(&arena, zeros(&arena, MAX_BYTES + 1), "", &text), TOO_LARGE);
}

static void refuses_what_is_cut_short_or_something_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CODINGS; i++) {
        SCRATCH_ARENA(arena, 1 << 24);
        struct str text = {0};
        struct str whole = codings[i].lay_on(&arena, STR("hello from a zip"));
        for (size_t n = 0; n < whole.len; n++)
            assert_int_equal(undo(&arena, str_first(whole, n), codings[i].coding, &text), INVALID);
        assert_int_equal(undo(&arena, STR("this is no zip"), codings[i].coding, &text), INVALID);
    }
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = {0};
    assert_int_equal(undo(&arena, STR("x"), "compress", &text), INVALID);
}

static void takes_two_layers_and_no_third(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 24);
    struct str text = {0};
    struct str bytes = brotlied(&arena, gzipped(&arena, STR("twice")));
    assert_int_equal(LIMIT_FETCH_CODINGS, 2);
    assert_int_equal(undo(&arena, bytes, "gzip, br", &text), OK);
    assert_str(text, "twice");
    assert_int_equal(undo(&arena, zstded(&arena, bytes), "gzip, br, zstd", &text), INVALID);
}

static void reads_members_of_gzip_one_after_the_other(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 24);
    struct str text = {0};
    struct str two = str_join(&arena, gzipped(&arena, STR("one ")), gzipped(&arena, STR("two")));
    assert_int_equal(undo(&arena, str_join(&arena, two, STR("\0\0noise")), "gzip", &text), OK);
    assert_str(text, "one two");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undoes_every_coding),
        cmocka_unit_test(passes_what_has_none),
        cmocka_unit_test(stops_at_the_limit),
        cmocka_unit_test(refuses_what_is_cut_short_or_something_else),
        cmocka_unit_test(takes_two_layers_and_no_third),
        cmocka_unit_test(reads_members_of_gzip_one_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
