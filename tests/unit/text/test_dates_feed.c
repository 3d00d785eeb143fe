#include "text/dates_feed.h"

#include "../unit.h"

static void reads(const char *text, const char *iso, bool has_time, bool has_zone)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct date_parsed parsed;
    if (dates_parse_feed(str_from_c(text), &parsed) != OK)
        fail_msg("not read: %s", text);
    assert_str(dates_print_iso(&arena, parsed.utc), iso);
    assert_int_equal(parsed.has_time, has_time);
    assert_int_equal(parsed.has_zone, has_zone);
}

static void refuses(const char *text)
{
    struct date_parsed parsed;
    if (dates_parse_feed(str_from_c(text), &parsed) != INVALID)
        fail_msg("read: %s", text);
}

static void reads_mail_dates(void **state)
{
    (void)state;
    reads("Fri, 02 Feb 2024 09:08:07 GMT", "2024-02-02T09:08:07Z", true, true);
    reads("2 Feb 2024 09:08 +0800", "2024-02-02T01:08:00Z", true, true);
    reads("Fri, 2 February 2024 09:08:07 -01:30", "2024-02-02T10:38:07Z", true, true);
    reads("Fri,02 Feb 24 09:08:07 EST", "2024-02-02T14:08:07Z", true, true);
    reads("Friday, 02-Feb-24 09:08:07 GMT", "2024-02-02T09:08:07Z", true, true);
    reads("Fri, 02 Feb 2024 09:08:07 +0100 (CET)", "2024-02-02T08:08:07Z", true, true);
    reads("02 Feb 2024 09:08:07 GMT+0200", "2024-02-02T07:08:07Z", true, true);
    reads("Fri, 02 Feb 2024 09:08:07 Etc/UTC", "2024-02-02T09:08:07Z", true, true);
    reads("Fri, 02 Feb 2024 09:08:07 Nowhere", "2024-02-02T09:08:07Z", true, false);
    reads("02 Feb 2024", "2024-02-02T00:00:00Z", false, false);
    reads("Fri Feb  2 09:08:07 2024", "2024-02-02T09:08:07Z", true, false);
    reads("February 2, 2024 9:08 PM", "2024-02-02T21:08:00Z", true, false);
    reads("Jum, 02 Feb 2024 09:08:07 MYT", "2024-02-02T01:08:07Z", true, true);
}

static void reads_iso_dates(void **state)
{
    (void)state;
    reads("2024-02-02T09:08:07Z", "2024-02-02T09:08:07Z", true, true);
    reads("2024-02-02T09:08:07.654+08:00", "2024-02-02T01:08:07Z", true, true);
    reads("2024-02-02 09:08:07 -00:20", "2024-02-02T09:28:07Z", true, true);
    reads("20240202T090807Z", "2024-02-02T09:08:07Z", true, true);
    reads("2024-02-02T24:00:00Z", "2024-02-03T00:00:00Z", true, true);
    reads("2024-02-02T23:59:60Z", "2024-02-02T23:59:59Z", true, true);
    reads("2024-02-02", "2024-02-02T00:00:00Z", false, false);
    reads("2024-02", "2024-02-01T00:00:00Z", false, false);
    reads("2024", "2024-01-01T00:00:00Z", false, false);
    reads("2024-033", "2024-02-02T00:00:00Z", false, false);
    reads("2024033", "2024-02-02T00:00:00Z", false, false);
    reads("24033", "2024-02-02T00:00:00Z", false, false);
    reads("24-02-02", "2024-02-02T00:00:00Z", false, false);
    reads("-2402", "2024-02-01T00:00:00Z", false, false);
    reads("0002-01-01T00:00:00Z", "0002-01-01T00:00:00Z", true, true);
    reads("9998-12-31T23:59:59Z", "9998-12-31T23:59:59Z", true, true);
}

static void reads_what_blog_programs_write(void **state)
{
    (void)state;
    reads("Fri, 2024/02/02 09:08:07 EDT", "2024-02-02T13:08:07Z", true, true);
    reads("2024년 02월 02일  09:08:07", "2024-02-02T00:08:07Z", true, false);
    reads("2024-02-02 오전 12:08:07", "2024-02-01T15:08:07Z", true, false);
    reads("2024-02-02 오후 1:08:07", "2024-02-02T04:08:07Z", true, false);
    reads("Παρ, 02 Φεβ 2024 09:08:07 EET", "2024-02-02T07:08:07Z", true, true);
    reads("2024-augusztus-02T9:08+02:00", "2024-08-02T07:08:00Z", true, true);
}

static void refuses_what_is_no_date(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        " ",
        "yesterday",
        "Published on 2 Feb 2024",
        "Fri, 02 Zzz 2024 09:08:07 GMT",
        "Fri, 02 Feb zz 09:08:07 GMT",
        "Fri, 32 Jan 2024 09:08:07 GMT",
        "Fri, 02 Feb 2024 09:08:07 +0z:00",
        "2024-02-30",
        "2024-13-01",
        "2024-02-02T25:00:00Z",
        "2024-02-02T24:00:01Z",
        "2024-02-02T09:60:00Z",
        "2024-02-02T09:08:61Z",
        "2024-02-02T09:xx:00Z",
        "2024-02-02T09:08:07Zand more",
        "2024-366x",
        "2023-366",
        "0000-01-01",
        "10000-01-01",
        "013",
        "-",
        "Fri,",
    };
    for (size_t i = 0; i < N_OF(texts); i++)
        refuses(texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_mail_dates),
        cmocka_unit_test(reads_iso_dates),
        cmocka_unit_test(reads_what_blog_programs_write),
        cmocka_unit_test(refuses_what_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
