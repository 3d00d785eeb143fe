#include "views/messages.c"

#include "../unit.h"

static void finds_the_translation_of_a_literal(void **state)
{
    (void)state;
    assert_str(tr(LANGUAGE_EN, "Come in."), "Come in.");
    assert_str(tr(LANGUAGE_MS, "Come in."), "Sila masuk.");
}

static void shows_english_where_a_catalogue_has_nothing_sure(void **state)
{
    (void)state;
    assert_str(tr(LANGUAGE_ZH_HANS, "Come in."), "Come in.");
    assert_str(tr(LANGUAGE_MS, "Nobody wrote this."), "Nobody wrote this.");
    assert_str(tr(LANGUAGE_MS, "Go away."), "Go away."); /* fuzzy */
}

static void chooses_the_plural_form_of_the_language(void **state)
{
    (void)state;
    assert_str(tr_n(LANGUAGE_EN, 1, "{n} day", "{n} days"), "{n} day");
    assert_str(tr_n(LANGUAGE_EN, 0, "{n} day", "{n} days"), "{n} days");
    assert_str(tr_n(LANGUAGE_EN, INT64_MIN, "{n} day", "{n} days"), "{n} days");
    assert_str(tr_n(LANGUAGE_MS, 1, "{n} day", "{n} days"), "{n} hari");
    assert_str(tr_n(LANGUAGE_ZH_HANS, 2, "{n} day", "{n} days"), "{n} days");
}

static void takes_marked_literals_from_tables(void **state)
{
    static const struct str greeting = MESSAGE("Come in.");

    (void)state;
    assert_str(tr_str(LANGUAGE_MS, greeting), "Sila masuk.");
}

static void fills_holes_as_often_as_they_stand(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    assert_str(tr_fill(&arena, STR("{a}{b}{a}, {c} and {"),
                       HOLES({STR("a"), STR("long text")}, {STR("b"), STR("")})),
               "long textlong text, {c} and {");
    assert_str(tr_fill(&arena, STR(""), HOLES({STR("a"), STR("x")})), "");
    assert_str(tr_fill(&arena, STR("{n} {n}"), HOLES({STR("n"), STR("{n}")})), "{n} {n}");
}

static void groups_the_digits_of_numbers(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    assert_str(tr_number(&arena, LANGUAGE_EN, 0), "0");
    assert_str(tr_number(&arena, LANGUAGE_MS, 490607), "490,607");
    assert_str(tr_number(&arena, LANGUAGE_EN, -100), "-100");
    assert_str(tr_number(&arena, LANGUAGE_EN, INT64_MIN), "-9,223,372,036,854,775,808");
}

static enum language accept(const char *header)
{
    return language_from_accept(str_from_c(header), LANGUAGE_EN);
}

static void picks_the_language_that_a_browser_likes_best(void **state)
{
    (void)state;
    assert_int_equal(accept("ms"), LANGUAGE_MS);
    assert_int_equal(accept("ms-MY,en;q=0.5"), LANGUAGE_MS);
    assert_int_equal(accept("en;q=0.5, zh-CN;q=0.8"), LANGUAGE_ZH_HANS);
    assert_int_equal(accept("fr, de;q=0.9, ZH-hans-SG;q=0.1"), LANGUAGE_ZH_HANS);
    assert_int_equal(accept("en, ms"), LANGUAGE_EN);
    assert_int_equal(accept("ms; q=0.7 , en ; q=0.65"), LANGUAGE_MS);
}

static void passes_over_what_is_no_header(void **state)
{
    (void)state;
    assert_int_equal(accept(""), LANGUAGE_EN);
    assert_int_equal(accept("fr"), LANGUAGE_EN);
    assert_int_equal(accept("*"), LANGUAGE_EN);
    assert_int_equal(accept("ms;q=0"), LANGUAGE_EN);
    assert_int_equal(accept("ms;q=x,;;,=,-,q=1"), LANGUAGE_EN);
    assert_int_equal(accept("ms;q=0.x"), LANGUAGE_EN);
    assert_int_equal(accept("msx"), LANGUAGE_EN);
    assert_int_equal(language_from_accept(STR("fr"), LANGUAGE_MS), LANGUAGE_MS);
}

static void knows_its_languages_by_their_tags(void **state)
{
    enum language language;

    (void)state;
    for (int i = 0; i < N_LANGUAGES; i++) {
        assert_int_equal(language_find(language_tag((enum language)i), &language), OK);
        assert_int_equal(language, i);
        assert_true(language_name(language).len > 0);
    }
    assert_int_equal(language_find(STR("tlh"), &language), NOT_FOUND);
    assert_int_equal(language_find(STR(""), &language), NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_translation_of_a_literal),
        cmocka_unit_test(shows_english_where_a_catalogue_has_nothing_sure),
        cmocka_unit_test(chooses_the_plural_form_of_the_language),
        cmocka_unit_test(takes_marked_literals_from_tables),
        cmocka_unit_test(fills_holes_as_often_as_they_stand),
        cmocka_unit_test(groups_the_digits_of_numbers),
        cmocka_unit_test(picks_the_language_that_a_browser_likes_best),
        cmocka_unit_test(passes_over_what_is_no_header),
        cmocka_unit_test(knows_its_languages_by_their_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
