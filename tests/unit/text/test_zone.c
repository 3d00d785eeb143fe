#include "text/zone.c"

#include "../unit.h"

/* ICU's own answer for a time. */
static int32_t icu_offset(const UChar *name, int64_t utc)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(name, -1, "en", UCAL_GREGORIAN, &status);
    struct zone_change change = change_at(calendar, (double)utc * 1000, &status);
    ucal_close(calendar);
    assert_true(U_SUCCESS(status));
    return change.offset;
}

static void agrees_with_icu_at_all_times(void **state)
{
    (void)state;
    static const char *const names[] = {"America/New_York", "Asia/Kuala_Lumpur",
                                        "Australia/Sydney"};
    static const UChar *const wide[] = {u"America/New_York", u"Asia/Kuala_Lumpur",
                                        u"Australia/Sydney"};
    for (size_t i = 0; i < 3; i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct zone zone;
        assert_int_equal(zone_open(&arena, str_from_c(names[i]), &zone), OK);
        for (int64_t utc = -5000000000; utc < 60000000000; utc += 98765431)
            assert_int_equal(zone_offset(&zone, utc), icu_offset(wide[i], utc));
    }
}

static void finds_the_time_behind_a_clock(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct zone zone;
    assert_int_equal(zone_open(&arena, STR("America/New_York"), &zone), OK);
    assert_int_equal(zone_to_utc(&zone, 1729503840), 1729503840 + 4 * 3600);
    /* 2024-03-10 02:30 did not exist, 2024-11-03 01:30 came twice. */
    assert_int_equal(zone_to_utc(&zone, 1710037800), 1710037800 + 5 * 3600);
    assert_int_equal(zone_to_utc(&zone, 1730597400), 1730597400 + 4 * 3600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_icu_at_all_times),
        cmocka_unit_test(finds_the_time_behind_a_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
