#include "base/utf8.c"

#include "../unit.h"

static void takes_well_formed_text(void **state)
{
    (void)state;
    assert_true(utf8_is_valid(STR("")));
    assert_true(utf8_is_valid(STR("plain")));
    assert_true(utf8_is_valid(STR("\xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80 \xEF\xBF\xBF")));
    assert_true(utf8_is_valid(STR("\xF4\x8F\xBF\xBF")));
}

static void refuses_what_rfc_3629_forbids(void **state)
{
    (void)state;
    static const struct str bad[] = {
        STR_INIT("\x80"),
        STR_INIT("\xC3"),
        STR_INIT("\xC0\xAF"),
        STR_INIT("\xC1\xBF"),
        STR_INIT("\xE0\x80\xAF"),
        STR_INIT("\xED\xA0\x80"),
        STR_INIT("\xE4\xB8"),
        STR_INIT("\xFF"),
        STR_INIT("\xF4\x90\x80\x80"),
        STR_INIT("\xF8\x88\x80\x80\x80"),
    };
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_false(utf8_is_valid(bad[i]));
}

static void repairs_each_bad_byte_with_one_mark(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1000);
    assert_str(utf8_repair(&arena, STR("a\xFF\xE4\xB8"
                                       "b")),
               "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
               "b");
    struct str fine = STR("fine");
    assert_ptr_equal(utf8_repair(&arena, fine).ptr, fine.ptr);
}

static void counts_and_cuts_by_code_points(void **state)
{
    (void)state;
    struct str text = STR("a\xE4\xB8\xAD\xF0\x9F\x98\x80z");
    assert_int_equal(utf8_count(text), 4);
    assert_str(utf8_first(text, 2), "a\xE4\xB8\xAD");
    assert_str(utf8_first(text, 9), "a\xE4\xB8\xAD\xF0\x9F\x98\x80z");
    assert_str(utf8_first(text, 0), "");
}

static void writes_what_it_reads(void **state)
{
    (void)state;
    for (uint32_t code = 1; code < 0x110000; code += 61) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char bytes[4];
        struct str text = {bytes, utf8_encode(code, bytes)};
        assert_int_equal(utf8_next(&text), code);
        assert_int_equal(text.len, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_well_formed_text),
        cmocka_unit_test(refuses_what_rfc_3629_forbids),
        cmocka_unit_test(repairs_each_bad_byte_with_one_mark),
        cmocka_unit_test(counts_and_cuts_by_code_points),
        cmocka_unit_test(writes_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
