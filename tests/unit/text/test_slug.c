#include "text/slug.c"

#include "../unit.h"

static void makes_readable_slugs_from_any_script(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"N.Korea sending troops to Ukraine a 'significant escalation': NATO chief",
         "n-korea-sending-troops-to-ukraine-a-significant-escalation-nato-chief"},
        {"Café Ünïcode — naïve", "cafe-unicode-naive"},
        {"北京时间", "bei-jing-shi-jian"},
        {"Москва слезам", "moskva-slezam"},
        {"  --a__b--  ", "a-b"},
        {"Don’t stop", "dont-stop"},
        {"!!!", ""},
        {"", ""},
    };
    SCRATCH_ARENA(arena, 4 << 20);
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_str(slug_from_title(&arena, str_from_c(cases[i][0])), cases[i][1]);
    assert_str(slug_from_name(&arena, STR("Tan KW")), "tan-kw");
}

static void cuts_between_words(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 4 << 20);
    struct buf title;
    buf_init(&title, &arena, 1 << 16);
    for (int i = 0; i < 500; i++)
        BUF_ADD(&title, "seven77 ");
    struct str slug = slug_from_title(&arena, buf_text(&title));
    assert_int_equal(slug.len, LIMIT_SLUG_BYTES - 1); /* ten words and nine hyphens */
    assert_true(slug_is_valid(slug));
    char letters[LIMIT_SLUG_BYTES + 20];
    memset(letters, 'x', sizeof(letters));
    assert_int_equal(slug_from_title(&arena, (struct str){letters, sizeof(letters)}).len,
                     LIMIT_SLUG_BYTES);
    assert_int_equal(slug_from_name(&arena, (struct str){letters, sizeof(letters)}).len,
                     LIMIT_HANDLE_BYTES);
}

static void judges_slugs(void **state)
{
    (void)state;
    assert_true(slug_is_valid(STR("a-b-2")));
    static const char *const bad[] = {"", "-", "-a", "a-", "a--b", "A", "a b", "ä", "a/b", "a."};
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_false(slug_is_valid(str_from_c(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_readable_slugs_from_any_script),
        cmocka_unit_test(cuts_between_words),
        cmocka_unit_test(judges_slugs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
