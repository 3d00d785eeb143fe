#ifndef TEXT_DATES_H
#define TEXT_DATES_H

/* Dates and numbers as a locale writes them in a time zone, and dates as people
 * write them on pages. Times are UTC seconds since 1970, days are the zone's.
 *
 * A `struct dates` takes ICU's patterns, names and zone changes once, at
 * opening; it never changes afterwards, so all threads may share one, and
 * printing costs no call to ICU. */

#include "base/str.h"

struct dates;

struct day {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

enum date_style {
    DATE_FULL,    /* Mon, 21 Oct 2024, 05:44 PM */
    DATE_HEADING, /* Monday, 21 October 2024 */
    DATE_LONG,    /* 21 October 2024 */
    DATE_SHORT,   /* 21 Oct 2024 */
    DATE_MONTH,   /* October 2024 */
    DATE_OF_YEAR, /* 21 October */
    DATE_TIME,    /* 5:44 PM */
};
#define N_DATE_STYLES 7

/* For a locale ("en", "ms", "zh-Hans") and a zone ("Asia/Kuala_Lumpur"). The
 * result lives in the arena. INVALID when ICU knows one of them not. */
MUST_CHECK enum outcome
dates_open(struct arena *arena, struct str locale, struct str zone, const struct dates **ret_dates);

bool dates_zone_is_known(struct str zone);

/* A time, and a day, in the wanted style. */
struct str
dates_print(struct arena *arena, const struct dates *dates, int64_t utc, enum date_style style);
struct str dates_print_day(struct arena *arena,
                           const struct dates *dates,
                           struct day day,
                           enum date_style style);

/* "2024-10-21T09:44:00Z", for <time datetime> and feeds; no locale. */
struct str dates_print_iso(struct arena *arena, int64_t utc);

/* "Mon, 21 Oct 2024 09:44:00 GMT", for HTTP (RFC 9110) and RSS. */
struct str dates_print_http(struct arena *arena, int64_t utc);

/* 490,607 as the locale groups digits. */
struct str dates_print_number(struct arena *arena, const struct dates *dates, int64_t number);

/* Names as they stand alone, for calendars: month 1 to 12, weekday 0 (Monday) to 6. */
struct str dates_month_name(const struct dates *dates, int month);
struct str dates_weekday_name(const struct dates *dates, int weekday);
struct str dates_weekday_short_name(const struct dates *dates, int weekday);

/* The weekday that a week starts with in this locale. */
int dates_first_weekday(const struct dates *dates);

/* The calendar day on which a time falls, and the first second of a day, in the zone. */
struct day dates_day_of(const struct dates *dates, int64_t utc);
int64_t dates_day_start(const struct dates *dates, struct day day);

/* Calendar arithmetic (proleptic Gregorian), the same everywhere. */
bool day_is_valid(struct day day);
struct day day_add(struct day day, int n_days);
int day_weekday(struct day day); /* 0 is Monday */
int day_month_length(int year, int month);
int day_compare(struct day a, struct day b);

/* Days since 1970-01-01 and back, as calendars are stored (days_from_civil and its
 * inverse in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
int64_t day_number(struct day day);
struct day day_of_number(int64_t number);

struct date_parsed {
    int64_t utc;    /* midnight when there was no time */
    struct day day; /* as written */
    bool has_time;
    bool has_zone;
};

/* A date as pages, feeds and people write it: ISO 8601, RFC 822, HTTP, "Oct. 21, 2024
 * 5:44 p.m.", "21 October 2024", "21/10/2024 17:44", 2024年10月21日, 令和6年10月21日; months in
 * English, Malay, Indonesian and some thirty more languages (month_names.c), digits of any
 * script, Buddhist years behind a Thai month. Words before the date ("Published on") are
 * passed over. Without a zone it is in that of `dates`, or UTC when that is NULL. INVALID
 * when no day can be made out, or one outside of the years 1 to 9999 in UTC. */
MUST_CHECK enum outcome
dates_parse(const struct dates *dates, struct str text, struct date_parsed *ret_parsed);

#endif
