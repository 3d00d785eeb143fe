#include "text/dates_print.c"

#include "../unit.h"

#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

enum { SEED = 1729503840 }; /* 2024-10-21 17:44 in Kuala Lumpur */

static const struct dates *opened(struct arena *arena, const char *locale, const char *zone)
{
    const struct dates *dates = NULL;
    assert_int_equal(dates_open(arena, str_from_c(locale), str_from_c(zone), &dates), OK);
    return dates;
}

static void writes_english_as_the_site_always_did(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct dates *dates = opened(&arena, "en", "Asia/Kuala_Lumpur");
    assert_str(dates_print(&arena, dates, SEED, DATE_FULL), "Mon, 21 Oct 2024, 05:44 PM");
    assert_str(dates_print(&arena, dates, SEED, DATE_HEADING), "Monday, 21 October 2024");
    assert_str(dates_print(&arena, dates, SEED, DATE_LONG), "21 October 2024");
    assert_str(dates_print(&arena, dates, SEED, DATE_SHORT), "21 Oct 2024");
    assert_str(dates_print(&arena, dates, SEED, DATE_MONTH), "October 2024");
    assert_str(dates_print(&arena, dates, SEED, DATE_OF_YEAR), "21 October");
    assert_str(dates_print(&arena, dates, SEED, DATE_TIME), "5:44 PM");
    assert_str(dates_print_day(&arena, dates, (struct day){2024, 10, 1}, DATE_HEADING),
               "Tuesday, 1 October 2024");
    assert_str(dates_print_number(&arena, dates, 490607), "490,607");
    assert_str(dates_print_number(&arena, dates, -1234567), "-1,234,567");
    assert_str(dates_print_number(&arena, dates, 999), "999");
}

static void writes_malay_and_chinese(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct dates *malay = opened(&arena, "ms", "Asia/Kuala_Lumpur");
    assert_str(dates_print(&arena, malay, SEED, DATE_FULL), "Isn, 21 Okt 2024, 5:44 PTG");
    assert_str(dates_print(&arena, malay, SEED, DATE_HEADING), "Isnin, 21 Oktober 2024");
    const struct dates *chinese = opened(&arena, "zh-Hans", "Asia/Kuala_Lumpur");
    assert_str(dates_print(&arena, chinese, SEED, DATE_FULL), "2024年10月21日周一 17:44");
    assert_str(dates_print(&arena, chinese, SEED, DATE_MONTH), "2024年10月");
    assert_str(dates_print(&arena, chinese, SEED, DATE_OF_YEAR), "10月21日");
    assert_str(dates_print(&arena, malay, SEED, DATE_OF_YEAR), "21 Oktober");
    assert_str(dates_month_name(malay, 3), "Mac");
    assert_str(dates_weekday_name(malay, 6), "Ahad");
    assert_int_equal(dates_first_weekday(malay), 0);
}

static void writes_for_machines(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(dates_print_iso(&arena, SEED), "2024-10-21T09:44:00Z");
    assert_str(dates_print_iso(&arena, 0), "1970-01-01T00:00:00Z");
    assert_str(dates_print_iso(&arena, -1), "1969-12-31T23:59:59Z");
    assert_str(dates_print_iso(&arena, INT64_MIN), "0001-01-02T00:00:00Z");
    assert_str(dates_print_http(&arena, 784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

static void icu_writes(const char *locale, int64_t utc, const UChar *skeleton, char *ret_text)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar pattern[128];
    UChar text[256];
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    udatpg_getBestPattern(generator, skeleton, -1, pattern, 128, &status);
    udatpg_close(generator);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"America/New_York", -1,
                                    pattern, -1, &status);
    int32_t n = udat_format(format, (double)utc * 1000, text, 256, NULL, &status);
    udat_close(format);
    for (int32_t i = 0; i < n; i++)
        text[i] = text[i] == 0x202F ? ' ' : text[i];
    u_strToUTF8(ret_text, 512, NULL, text, n, &status);
    assert_true(U_SUCCESS(status));
}

static void agrees_with_icu_in_other_locales(void **state)
{
    (void)state;
    static const char *const locales[] = {"ms", "zh-Hans", "zh-Hant", "de", "fr", "id", "ja", "es"};
    for (size_t i = 0; i < N_OF(locales); i++) {
        SCRATCH_ARENA(arena, 4 << 20);
        const struct dates *dates = opened(&arena, locales[i], "America/New_York");
        for (int64_t utc = -200000000; utc < 4000000000; utc += 241234567) {
            char expected[512];
            icu_writes(locales[i], utc, u"yyyyMMMEEEdjmm", expected);
            assert_str(dates_print(&arena, dates, utc, DATE_FULL), expected);
            icu_writes(locales[i], utc, u"yyyyMMMMEEEEd", expected);
            assert_str(dates_print(&arena, dates, utc, DATE_HEADING), expected);
        }
    }
}

static void days_begin_at_the_zones_midnight(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct dates *malaysia = opened(&arena, "en", "Asia/Kuala_Lumpur");
    struct day day = dates_day_of(malaysia, SEED);
    assert_int_equal(day_compare(day, (struct day){2024, 10, 21}), 0);
    int64_t start = dates_day_start(malaysia, day);
    assert_int_equal(start, 1729440000);
    assert_int_equal(dates_day_of(malaysia, start - 1).day, 20);
    const struct dates *brazil = opened(&arena, "en", "America/Sao_Paulo");
    struct day jump = {2018, 11, 4}; /* clocks went from midnight to one */
    assert_int_equal(dates_day_start(brazil, jump), 1541300400);
    assert_int_equal(dates_day_of(brazil, 1541300400).day, 4);
    assert_int_equal(dates_day_of(brazil, 1541300399).day, 3);
}

static void counts_days_as_the_calendar_does(void **state)
{
    (void)state;
    assert_int_equal(day_month_length(2024, 2), 29);
    assert_int_equal(day_month_length(1900, 2), 28);
    assert_int_equal(day_weekday((struct day){2024, 10, 21}), 0);
    assert_int_equal(day_weekday((struct day){1969, 12, 28}), 6);
    assert_int_equal(day_compare(day_add((struct day){2024, 2, 28}, 2), (struct day){2024, 3, 1}),
                     0);
    assert_int_equal(day_compare(day_add((struct day){2024, 1, 1}, -1), (struct day){2023, 12, 31}),
                     0);
    assert_false(day_is_valid((struct day){2023, 2, 29}));
    assert_false(day_is_valid((struct day){0, 1, 1}));
    assert_false(day_is_valid((struct day){2024, 13, 1}));
}

static void refuses_unknown_locales_and_zones(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct dates *dates = NULL;
    assert_int_equal(dates_open(&arena, STR("qq"), STR("UTC"), &dates), INVALID);
    assert_int_equal(dates_open(&arena, STR(""), STR("UTC"), &dates), INVALID);
    assert_int_equal(dates_open(&arena, STR("en"), STR("Mars/Olympus"), &dates), INVALID);
    assert_false(dates_zone_is_known(STR("")));
    assert_false(dates_zone_is_known(STR("Asia/Kuala_Lumpur\n")));
    assert_true(dates_zone_is_known(STR("Asia/Kuala_Lumpur")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_english_as_the_site_always_did),
        cmocka_unit_test(writes_malay_and_chinese),
        cmocka_unit_test(writes_for_machines),
        cmocka_unit_test(agrees_with_icu_in_other_locales),
        cmocka_unit_test(days_begin_at_the_zones_midnight),
        cmocka_unit_test(counts_days_as_the_calendar_does),
        cmocka_unit_test(refuses_unknown_locales_and_zones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
