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
