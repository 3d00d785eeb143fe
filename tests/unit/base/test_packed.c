#include "base/buf.h"
#include "base/packed.c"

#include "../unit.h"

static void gives_back_what_was_packed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = STR("words, and words, and words, and words, and words, and words");
    struct str back;
    assert_int_equal(unpacked(&arena, packed(&arena, text), text.len, &back), OK);
    assert_true(str_eq(back, text));
    assert_int_equal(unpacked(&arena, packed(&arena, text), text.len - 1, &back), TOO_LARGE);
    assert_int_equal(unpacked(&arena, packed(&arena, STR("")), 0, &back), OK);
    assert_int_equal(back.len, 0);
}

static void refuses_what_was_not(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str back;
    assert_int_equal(unpacked(&arena, STR("plain text"), 100, &back), INVALID);
    struct str half = packed(&arena, STR("words, and words, and words, and words, and words"));
    assert_int_equal(unpacked(&arena, str_first(half, half.len - 4), 100, &back), INVALID);
}

static const char *const words[] = {"troops", "bridge", "market", "minister", "river", "opened",
                                    "the",    "said",   "on",     "Monday",   "of",    "crossed"};
enum { N_SAMPLES = 500, SAMPLE_BYTES = 1024, N_WORDS = sizeof(words) / sizeof(words[0]) };

/* Sentences of the same few words, each in another order. */
static struct str sample(struct arena *arena, unsigned seed)
{
    struct buf text;
    buf_init(&text, arena, SAMPLE_BYTES);
    for (int i = 0; i < 60; i++) {
        seed = seed * 1103515245 + 12345;
        buf_add(&text, str_from_c(words[(seed >> 16) % N_WORDS]));
        BUF_ADD(&text, " ");
    }
    return buf_text(&text);
}

static struct str train(struct arena *arena)
{
    struct buf all;
    size_t sizes[N_SAMPLES];
    struct str dictionary = {0};
    buf_init(&all, arena, N_SAMPLES * SAMPLE_BYTES);
    for (unsigned i = 0; i < N_SAMPLES; i++) {
        struct str text = sample(arena, i);
        sizes[i] = text.len;
        buf_add(&all, text);
    }
    assert_int_equal(packed_train(arena, buf_text(&all), sizes, N_SAMPLES, &dictionary), OK);
    return dictionary;
}

static void a_dictionary_makes_short_texts_smaller(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct pack_dictionary *dictionary = pack_dictionary_new(train(&arena), PACK_READS_AND_WRITES);
    struct packer *packer = packer_new();
    struct str text = sample(&arena, 12345);
    struct str small = packer_pack(&arena, packer, dictionary, text);
    struct str back;
    assert_true(small.len < packed(&arena, text).len);
    assert_int_equal(packer_unpack(&arena, packer, dictionary, small, text.len, &back), OK);
    assert_true(str_eq(back, text));
    assert_int_equal(packer_unpack(&arena, packer, dictionary, small, text.len - 1, &back),
                     TOO_LARGE);
    struct str half = str_first(small, small.len / 2);
    assert_int_equal(packer_unpack(&arena, packer, dictionary, half, text.len, &back), INVALID);
    packer_free(packer);
    pack_dictionary_free(dictionary);
}

static void nothing_is_trained_from_too_little(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const size_t size = 3;
    struct str dictionary;
    assert_int_equal(packed_train(&arena, STR("abc"), &size, 1, &dictionary), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_was_packed),
        cmocka_unit_test(refuses_what_was_not),
        cmocka_unit_test(a_dictionary_makes_short_texts_smaller),
        cmocka_unit_test(nothing_is_trained_from_too_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
