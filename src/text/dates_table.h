#ifndef TEXT_DATES_TABLE_H
#define TEXT_DATES_TABLE_H

/* What dates_open takes from ICU and the printing reads. */

#include "text/dates.h"
#include "text/zone.h"

enum { MAX_PIECES = 24, SECONDS_OF_DAY = 86400 };

/* One field of a pattern ("MMM" is M, 3), or text between fields (field 0). */
struct piece {
    char field;
    int width;
    struct str text;
};

struct pattern {
    struct piece pieces[MAX_PIECES];
    size_t n;
};

struct dates {
    struct zone zone;
    struct pattern patterns[N_DATE_STYLES];
    struct str months[12];
    struct str short_months[12];
    struct str lone_months[12]; /* as they stand without a day */
    struct str lone_short_months[12];
    struct str weekdays[7]; /* from Monday, as all here */
    struct str short_weekdays[7];
    struct str lone_weekdays[7];
    struct str lone_short_weekdays[7];
    struct str day_halves[2]; /* AM, PM */
    struct str group;         /* between thousands */
    int first_group_digits;   /* digits that a number has before it is grouped */
    int first_weekday;
};

#endif
