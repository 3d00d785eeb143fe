#include "text/dates_parse.c"

#include "../unit.h"

/* In Kuala Lumpur, as UTC: "T" and "Z" tell whether a time and a zone were there. */
struct written {
    const char *text;
    const char *utc;
    const char *has;
};

static void reads_dates_as_people_write_them(void **state)
{
    (void)state;
    static const struct written cases[] = {
        {"2024-10-21", "2024-10-20T16:00:00Z", ""},
        {"2024-10-21T17:44", "2024-10-21T09:44:00Z", "T"},
        {"2024-10-21T17:44:05.123Z", "2024-10-21T17:44:05Z", "TZ"},
        {"2024-10-21T17:44:05+08:00", "2024-10-21T09:44:05Z", "TZ"},
        {"20241021T174405Z", "2024-10-21T17:44:05Z", "TZ"},
        {"Mon, 21 Oct 2024 09:44:00 GMT", "2024-10-21T09:44:00Z", "TZ"},
        {"Mon, 21 Oct 2024 05:44:00 -0400", "2024-10-21T09:44:00Z", "TZ"},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z", "TZ"},
        {"Sun Nov  6 08:49:37 1994", "1994-11-06T00:49:37Z", "T"},
        {"Publish date: Mon, 21 Oct 2024, 05:44 PM", "2024-10-21T09:44:00Z", "T"},
        {"Published on Oct. 21, 2024 5:44 p.m. EDT", "2024-10-21T21:44:00Z", "TZ"},
        {"October 21st, 2024 at 12:05 am", "2024-10-20T16:05:00Z", "T"},
        {"5:44 PM, 21 October 2024", "2024-10-21T09:44:00Z", "T"},
        {"21/10/2024 17:44", "2024-10-21T09:44:00Z", "T"},
        {"10/21/2024", "2024-10-20T16:00:00Z", ""},
        {"2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z", "TZ"},
        {"Isnin, 21 Okt 2024", "2024-10-20T16:00:00Z", ""},
        {"21 Ogos 2024, 5.44 petang", "2024-08-21T09:44:00Z", "T"},
        {"Selasa, 22 Oktober 2024 09.15 WIB", "2024-10-22T02:15:00Z", "TZ"},
        {"21. März 2024, 17.44 Uhr", "2024-03-21T09:44:00Z", "T"},
        {"le 21 août 2024 à 17h44", "2024-08-21T09:44:00Z", "T"},
        {"1er février 2024", "2024-01-31T16:00:00Z", ""},
        {"21 de octubre de 2024", "2024-10-20T16:00:00Z", ""},
        {"lunedì 21 ottobre 2024 alle 17:44", "2024-10-21T09:44:00Z", "T"},
        {"21 de março de 2024", "2024-03-20T16:00:00Z", ""},
        {"maandag 21 maart 2024", "2024-03-20T16:00:00Z", ""},
        {"2024年10月21日 17:44", "2024-10-21T09:44:00Z", "T"},
        {"2024年10月21日 星期一 下午5时44分", "2024-10-21T09:44:00Z", "T"},
        {"2004년 05월 28일  01:31:15", "2004-05-27T17:31:15Z", "T"},
        {"Mon, 21 Oct 2024 17:44 GMT+8", "2024-10-21T09:44:00Z", "TZ"},
        {"2024 October 21", "2024-10-20T16:00:00Z", ""},
        {"21 Oct '24 noon", "2024-10-20T16:00:00Z", ""},
        {"den 21 oktober 2024 kl. 17.44", "2024-10-21T09:44:00Z", "T"},
        {"Måndag 21 maj 2024", "2024-05-20T16:00:00Z", ""},
        {"21. lokakuuta 2024 klo 17.44", "2024-10-21T09:44:00Z", "T"},
        {"21 października 2024, 17:44", "2024-10-21T09:44:00Z", "T"},
        {"21. října 2024", "2024-10-20T16:00:00Z", ""},
        {"2024. október 21.", "2024-10-20T16:00:00Z", ""},
        {"21 octombrie 2024", "2024-10-20T16:00:00Z", ""},
        {"21 Октября 2024 г., 17:44", "2024-10-21T09:44:00Z", "T"},
        {"21 октября 2024 в 17:44 МСК", "2024-10-21T14:44:00Z", "TZ"},
        {"21 Οκτωβρίου 2024", "2024-10-20T16:00:00Z", ""},
        {"21 Ağustos 2024 Pazartesi 17:44", "2024-08-21T09:44:00Z", "T"},
        {"21 ŞUBAT 2024", "2024-02-20T16:00:00Z", ""},
        {"21 أكتوبر 2024", "2024-10-20T16:00:00Z", ""},
        {"٢١ أكتوبر ٢٠٢٤", "2024-10-20T16:00:00Z", ""},
        {"21 تشرين الأول 2024", "2024-10-20T16:00:00Z", ""},
        {"21 تشرين الثاني/نوفمبر 2024", "2024-11-20T16:00:00Z", ""},
        {"ngày 21 tháng 10 năm 2024", "2024-10-20T16:00:00Z", ""},
        {"21 ตุลาคม 2567", "2024-10-20T16:00:00Z", ""},
        {"21 अक्टूबर 2024", "2024-10-20T16:00:00Z", ""},
        {"21 באוקטובר 2024", "2024-10-20T16:00:00Z", ""},
        {"２０２４年１０月２１日", "2024-10-20T16:00:00Z", ""},
        {"令和6年10月21日", "2024-10-20T16:00:00Z", ""},
        {"令和元年５月１日", "2019-04-30T16:00:00Z", ""},
        {"民國113年10月21日", "2024-10-20T16:00:00Z", ""},
        {"二〇二四年十月二十一日", "2024-10-20T16:00:00Z", ""},
        {"2024년 10월 21일 오후 5:44", "2024-10-21T09:44:00Z", "T"},
        {"2024. 10. 21. 17:44", "2024-10-21T09:44:00Z", "T"},
        {"2024年10月21日（月） 17時44分", "2024-10-21T09:44:00Z", "T"},
        {"2024.10.21(월) 17:44", "2024-10-21T09:44:00Z", "T"},
        {"21.10.2024 - 17:44 Uhr", "2024-10-21T09:44:00Z", "T"},
        {"0001-01-02T00:00:00Z", "0001-01-02T00:00:00Z", "TZ"},
        {"9999-12-31T23:59:59Z", "9999-12-31T00:00:00Z", "TZ"}, /* printing stops there */
    };
    SCRATCH_ARENA(arena, 4 << 20);
    const struct dates *dates = NULL;
    assert_int_equal(dates_open(&arena, STR("en"), STR("Asia/Kuala_Lumpur"), &dates), OK);
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct date_parsed parsed = {0};
        if (dates_parse(dates, str_from_c(cases[i].text), &parsed) != OK)
            fail_msg("not read: %s", cases[i].text);
        print_message("%s\n", cases[i].text);
        assert_str(dates_print_iso(&arena, parsed.utc), cases[i].utc);
        assert_int_equal(parsed.has_time, strchr(cases[i].has, 'T') != NULL);
        assert_int_equal(parsed.has_zone, strchr(cases[i].has, 'Z') != NULL);
    }
}

static void finds_no_date_where_there_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "x",
        "2024",
        "October 2024",
        "2024-10",
        "99/99/9999",
        "31 February 2024",
        "0 Oct 2024",
        "2023-02-29",
        "17:44",
        "0000-01-01",
        "10000-01-01",
        "9999-12-31T23:59:59-05:00", /* in the year 10000 */
        "0001-01-01T00:00:00+05:00", /* before the year 1 */
        "9999-12-31T24:00:00Z",
        "星期一 二月",
        "2013-01-28T09:xx:00Z",
        "2003-12-31T25:14:55Z",
        "Sun, 16 zzz 2012 11:47:32 GMT",
        "1234567890123",
        "March of the 500",
        "..../..../....",
    };
    for (size_t i = 0; i < N_OF(texts); i++) {
        struct date_parsed parsed = {.utc = 7};
        if (dates_parse(NULL, str_from_c(texts[i]), &parsed) != INVALID)
            fail_msg("was read: %s", texts[i]);
        assert_int_equal(parsed.utc, 7);
    }
}

static void reads_long_texts_only_so_far(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    char *text = arena_alloc(&arena, 1 << 20);
    struct date_parsed parsed;
    for (size_t i = 0; i < 1 << 20; i++)
        text[i] = "1/ \xE5.,-a"[i % 8];
    assert_int_equal(dates_parse(NULL, (struct str){text, 1 << 20}, &parsed), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_as_people_write_them),
        cmocka_unit_test(finds_no_date_where_there_is_none),
        cmocka_unit_test(reads_long_texts_only_so_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
