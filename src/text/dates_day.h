#ifndef TEXT_DATES_DAY_H
#define TEXT_DATES_DAY_H

/* The day of a written date, for dates_parse. */

#include "text/dates.h"
#include "text/dates_tokens.h"

/* The first day among the tokens: where it stands and how many of them it takes. */
bool dates_find_day(const struct date_tokens *tokens,
                    struct day *ret_day,
                    size_t *ret_at,
                    size_t *ret_n);

#endif
