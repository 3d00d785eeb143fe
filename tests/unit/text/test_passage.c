#include "text/passage.c"

#include "../unit.h"

#include "base/buf.h"

static struct str shown(struct arena *arena, const struct passage *passage)
{
    struct buf out;
    buf_init(&out, arena, 1 << 16);
    for (size_t i = 0; i < passage->n; i++) {
        buf_add(&out, passage->pieces[i].is_marked ? STR("[") : STR(""));
        buf_add(&out, passage->pieces[i].text);
        buf_add(&out, passage->pieces[i].is_marked ? STR("]") : STR(""));
    }
    return buf_text(&out);
}

static bool has(const char *text, const char *a, const char *b, const char *c)
{
    const struct str words[] = {str_from_c(a), str_from_c(b), str_from_c(c)};
    return passage_has_phrase(str_from_c(text), words, c != NULL ? 3 : 2);
}

static void finds_words_that_stand_in_a_row(void **state)
{
    (void)state;
    assert_true(has("The Night Boat is late", "night", "boat", NULL));
    assert_false(has("The boat, night", "night", "boat", NULL));
    assert_true(has("a a a b", "a", "a", "b"));
    assert_true(has("ab a ab ab c", "ab", "ab", "c"));
    assert_true(has("今天北京市有雨", "北京", "京市", NULL));
    assert_false(has("北京大学 京市", "北京", "京市", NULL));
    assert_false(has("", "a", "b", NULL));
}

static void shows_where_most_words_stand(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = STR("A boat came. Then came nothing for a long while, and one after another "
                          "they went to sleep in the town.\n\nThe night boat came late.");
    const struct passage_word words[] = {{STR("night"), false}, {STR("boat"), false}};
    struct passage passage = passage_find(&arena, text, words, 2, 100);
    assert_true(passage.is_found);
    assert_str(
        shown(&arena, &passage),
        "…and one after another they went to sleep in the town. The [night] [boat] came late.");
}

static void begins_at_the_beginning_where_no_word_stands(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct passage_word words[] = {{STR("quokka"), false}};
    struct passage passage = passage_find(&arena, STR("One two three four"), words, 1, 80);
    assert_false(passage.is_found);
    assert_str(shown(&arena, &passage), "One two three four");
    passage = passage_find(&arena, STR(""), words, 1, 80);
    assert_int_equal(passage.n, 0);
}

static void marks_pairs_that_overlap_as_one(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct passage_word words[] = {{STR("北京"), false}, {STR("京市"), false}};
    struct passage passage = passage_find(&arena, STR("在北京市区"), words, 2, 200);
    assert_str(shown(&arena, &passage), "在[北京][市]区");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words_that_stand_in_a_row),
        cmocka_unit_test(shows_where_most_words_stand),
        cmocka_unit_test(begins_at_the_beginning_where_no_word_stands),
        cmocka_unit_test(marks_pairs_that_overlap_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
