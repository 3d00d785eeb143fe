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
    assert_int_equal(words_reading_minutes(STR(""), words_count(STR(""))), 1);
    for (int i = 0; i < 690; i++)
        BUF_ADD(&text, "word ");
    assert_int_equal(words_reading_minutes(buf_text(&text), words_count(buf_text(&text))), 3);
    buf_init(&text, &arena, 1 << 16);
    for (int i = 0; i < 500; i++)
        BUF_ADD(&text, "今天");
    assert_int_equal(words_reading_minutes(buf_text(&text), words_count(buf_text(&text))), 2);
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

/* What ICU alone says. */
static size_t count_by_icu(struct str text)
{
    struct walk walk;
    size_t n = 0;
    size_t at;
    begin(&walk, text);
    while (next_word(&walk, &at))
        n++;
    end(&walk);
    return n;
}

static void usual_text_is_counted_as_icu_counts_it(void **state)
{
    static const char *const parts[] = {"a", "B", "7",        "'", ".", ",", ";", " ", "-",  "(",
                                        "é", "Ö", "×",        "’", "‘", "“", "—", "…", "\n", "/",
                                        "$", "%", "\xC2\xA0", ":", "ł", "Ж", "«", "•", "€",  "°"};
    enum { N_PARTS = N_OF(parts), N_TEXTS = 20000, N_EACH = 12 };
    uint32_t seed = 1;
    (void)state;
    for (int i = 0; i < N_TEXTS; i++) {
        SCRATCH_ARENA(arena, 4096);
        struct buf text;
        struct counted counted = {.n = 0};
        buf_init(&text, &arena, 256);
        for (int j = 0; j < N_EACH; j++) {
            seed = seed * 1664525u + 1013904223u;
            buf_add(&text, str_from_c(parts[(seed >> 16) % N_PARTS]));
        }
        assert_true(count_usual(buf_text(&text), SIZE_MAX, &counted));
        if (counted.n != count_by_icu(buf_text(&text)))
            fail_msg("%.*s", STR_ARG(buf_text(&text)));
    }
}

static void what_is_unusual_in_one_line_changes_no_other(void **state)
{
    (void)state;
    struct str text = STR("Write to jane.doe@example.com, 3:15 pm\n\nTell me: 'who\n_a_ 我们 b'\n");
    assert_int_equal(words_count(text), count_by_icu(text));
    assert_int_equal(words_end(STR("one two\nthree"), 2), 7);
    assert_int_equal(words_end(STR("one two\n"), 2), 8);
    assert_int_equal(words_end(STR("a@b\nc@d e"), 2), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_words_in_all_scripts),
        cmocka_unit_test(reckons_reading_time),
        cmocka_unit_test(finds_whole_words),
        cmocka_unit_test(finds_where_the_first_words_end),
        cmocka_unit_test(usual_text_is_counted_as_icu_counts_it),
        cmocka_unit_test(what_is_unusual_in_one_line_changes_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
