#include "text/words.c"

#include "../unit.h"

#include "base/buf.h"

static void counts_words_in_all_scripts(void **state)
{
    (void)state;
    assert_int_equal(words_count(STR("")), 0);
    assert_int_equal(words_count(STR("... --- !")), 0);
    assert_int_equal(words_count(STR("One, two: don't 3.5!")), 4);
    assert_int_equal(words_count(STR("Perdana Menteri berkata")), 3);
    assert_int_equal(words_count(STR("我们今天去北京")), 4);
}

static void reckons_reading_time(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct buf text;
    buf_init(&text, &arena, 1 << 16);
    assert_int_equal(words_reading_minutes(STR("")), 1);
    for (int i = 0; i < 690; i++)
        BUF_ADD(&text, "word ");
    assert_int_equal(words_reading_minutes(buf_text(&text)), 3);
    buf_init(&text, &arena, 1 << 16);
    for (int i = 0; i < 500; i++)
        BUF_ADD(&text, "今天");
    assert_int_equal(words_reading_minutes(buf_text(&text)), 2);
}

static void finds_whole_words(void **state)
{
    (void)state;
    assert_true(words_contain(STR("rain over the hills"), STR("rain")));
    assert_true(words_contain(STR("no rain"), STR("rain")));
    assert_true(words_contain(STR("trains, rain"), STR("rain")));
    assert_true(words_contain(STR("c++ and c"), STR("c++")));
    assert_true(words_contain(STR("the night market"), STR("night market")));
    assert_true(words_contain(STR("今天下雨了"), STR("下雨")));
    assert_true(words_contain(STR("about ai这个"), STR("ai")));
    assert_false(words_contain(STR("trains"), STR("rain")));
    assert_false(words_contain(STR("rains"), STR("rain")));
    assert_false(words_contain(STR("éra"), STR("ra")));
    assert_false(words_contain(STR("rain"), STR("")));
    assert_false(words_contain(STR(""), STR("rain")));
}

static void finds_where_the_first_words_end(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 12);
    struct str text = STR("One, two: don't 3.5!");
    assert_int_equal(words_end(text, 0), 0);
    assert_int_equal(words_end(text, 1), 3);
    assert_int_equal(words_end(text, 3), 15);
    assert_int_equal(words_end(text, 4), text.len);
    assert_int_equal(words_end(STR("... !"), 1), 5);
    assert_str(words_first(&arena, text, 2), "One, two…");
    assert_str(words_first(&arena, text, 4), "One, two: don't 3.5!");
    assert_str(words_first(&arena, text, 0), "");
    assert_str(words_first(&arena, STR("我们今天去北京"), 2), "我们今天…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_words_in_all_scripts),
        cmocka_unit_test(reckons_reading_time),
        cmocka_unit_test(finds_whole_words),
        cmocka_unit_test(finds_where_the_first_words_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
