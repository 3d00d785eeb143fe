#include "text/normal.h"

#include "../unit.h"

static void composes_letters_and_marks(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(text_normal(&arena, STR("u\xCC\x88"
                                       "berzeugen, cafe\xCC\x81")),
               "\xC3\xBC"
               "berzeugen, caf\xC3\xA9");
}

static void leaves_the_rest_where_it_is(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    static const struct str texts[] = {
        STR_INIT(""),
        STR_INIT("plain"),
        STR_INIT("\xC3\xBC\xCD\xB0"),
        STR_INIT("x\xCC"),
    };
    for (size_t i = 0; i < N_OF(texts); i++)
        assert_ptr_equal(text_normal(&arena, texts[i]).ptr, texts[i].ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composes_letters_and_marks),
        cmocka_unit_test(leaves_the_rest_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
