#include "web/pages/like.h"

#include "../unit.h"

static struct arena arena;

static void says_who_likes_it_and_counts_the_others(void **state)
{
    static const struct str names[] = {STR_INIT("Aminah"), STR_INIT("Lim Wei"), STR_INIT("Jo")};
    static const struct {
        size_t n_names;
        int64_t n;
        const char *words;
    } cases[] = {
        {0, 0, ""},
        {1, 1, "Liked by Aminah"},
        {2, 2, "Liked by Aminah and Lim Wei"},
        {3, 3, "Liked by Aminah, Lim Wei and 1 other"},
        {3, 5, "Liked by Aminah, Lim Wei and 3 others"},
        {3, 1202, "Liked by Aminah, Lim Wei and 1,200 others"},
        {0, 2, "Liked by 2 members"},
    };
    (void)state;
    struct request rq = {.arena = &arena, .language = LANGUAGE_EN};
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct str_list list = {names, cases[i].n_names};
        assert_str(like_words(&rq, list, cases[i].n), cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_who_likes_it_and_counts_the_others),
    };
    arena_init(&arena, 1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
