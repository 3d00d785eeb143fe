#ifndef TEXT_MONTH_NAMES_H
#define TEXT_MONTH_NAMES_H

/* The words that dates are written with, in the languages that dates_parse reads. */

#include "base/str.h"

/* 1 to 12 for a month's name or abbreviation in lower case, 0 for any other word. */
int month_of_word(struct str word);

/* A weekday's name or abbreviation: it may stand anywhere around a date. */
bool is_weekday_word(struct str word);

/* A zone's abbreviation ("gmt", "myt"); false for any other word. */
bool zone_of_word(struct str word, int *ret_offset_minutes);

#endif
