/* The calendar as numbers: years that start in March, so that a leap day comes last. */
#include "text/dates.h"

enum { DAYS_OF_ERA = 146097, YEARS_OF_ERA = 400, DAYS_BEFORE_1970 = 719468 };

int64_t day_number(struct day day)
{
    int64_t year = day.month <= 2 ? day.year - 1 : day.year;
    int64_t era = (year >= 0 ? year : year - (YEARS_OF_ERA - 1)) / YEARS_OF_ERA;
    int64_t year_of_era = year - era * YEARS_OF_ERA;
    int64_t month_from_march = (day.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + day.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_OF_ERA + day_of_era - DAYS_BEFORE_1970;
}

struct day day_of_number(int64_t number)
{
    int64_t shifted = number + DAYS_BEFORE_1970;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
    int64_t day_of_era = shifted - era * DAYS_OF_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int64_t year = year_of_era + era * YEARS_OF_ERA + (month <= 2);
    return (struct day){
        .year = (int)year,
        .month = (int)month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}

int day_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    CHECK(month >= 1 && month <= 12);
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && is_leap);
}

bool day_is_valid(struct day day)
{
    return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
           day.day <= day_month_length(day.year, day.month);
}

struct day day_add(struct day day, int n_days)
{
    return day_of_number(day_number(day) + n_days);
}

int day_weekday(struct day day)
{
    int64_t number = day_number(day);
    return (int)((number % 7 + 7 + 3) % 7); /* 1970-01-01 was a Thursday */
}

int day_compare(struct day a, struct day b)
{
    int64_t order = day_number(a) - day_number(b);
    return (order > 0) - (order < 0);
}
