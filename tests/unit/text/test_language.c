#include "text/language.c"

#include "../unit.h"

static void tells_languages_apart(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"en", "The minister said on Monday that the plan was not ready and would be changed."},
        {"ms", "Perdana Menteri berkata beliau akan membawa perkara itu kepada kabinet kerana "
               "ia penting untuk negara."},
        {"id", "Presiden mengatakan bahwa hal tersebut tidak bisa ditunda karena sudah terlambat."},
        {"de", "Der Minister sagte, dass der Plan nicht fertig ist und noch geändert wird."},
        {"fr", "Le ministre a dit que le plan est prêt mais il ne sera pas dans les rues."},
        {"es", "El ministro dijo que el plan no está listo y que se va a cambiar para los niños."},
        {"zh-Hans", "总理星期一说，这个计划还没有准备好，会进行修改。"},
        {"zh-Hant", "總理星期一說，這個計劃還沒有準備好，會進行修改。"},
        {"ja", "首相は月曜日、計画はまだ準備ができていないと述べた。"},
        {"ko", "총리는 월요일에 계획이 아직 준비되지 않았다고 말했다."},
        {"ar", "قال الوزير يوم الاثنين إن الخطة ليست جاهزة بعد"},
        {"fa", "وزیر روز دوشنبه گفت که این برنامه هنوز آماده نیست"},
        {"he", "השר אמר ביום שני שהתוכנית עדיין לא מוכנה"},
        {"ru", "Министр сказал в понедельник, что план не готов и он будет изменён."},
        {"ta", "திட்டம் இன்னும் தயாராகவில்லை என்று அமைச்சர் கூறினார்"},
        {"", "Xyzzy plugh 12345"},
        {"", ""},
        {"", "2024-10-21 17:44"},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_str(language_detect(str_from_c(cases[i][1])), cases[i][0]);
}

static void knows_the_direction_of_scripts(void **state)
{
    (void)state;
    assert_true(language_is_rtl(STR("ar")));
    assert_true(language_is_rtl(STR("he-IL")));
    assert_true(language_is_rtl(STR("az-Arab")));
    assert_false(language_is_rtl(STR("ku-Latn")));
    assert_false(language_is_rtl(STR("en")));
    assert_false(language_is_rtl(STR("")));
}

static void judges_tags(void **state)
{
    (void)state;
    static const char *const good[] = {"en",         "ms",  "zh-Hans",     "zh-Hans-CN",
                                       "de-AT-1996", "yue", "en-x-private"};
    static const char *const bad[] = {"",      "e",  "english",          "en-", "-en", "en--us",
                                      "en us", "e1", "en-toolongsubtag", "12"};
    for (size_t i = 0; i < N_OF(good); i++)
        assert_true(language_is_valid(str_from_c(good[i])));
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_false(language_is_valid(str_from_c(bad[i])));
}

static void writes_tags_in_their_usual_case(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    struct str tag;
    assert_int_equal(language_normalise(&arena, STR("ZH_hans_cn"), &tag), OK);
    assert_str(tag, "zh-Hans-CN");
    assert_int_equal(language_normalise(&arena, STR("EN-us"), &tag), OK);
    assert_str(tag, "en-US");
    assert_int_equal(language_normalise(&arena, STR("en us"), &tag), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_languages_apart),
        cmocka_unit_test(knows_the_direction_of_scripts),
        cmocka_unit_test(judges_tags),
        cmocka_unit_test(writes_tags_in_their_usual_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
