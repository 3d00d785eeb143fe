#include "capture/http_hints.h"

#include "capture/http_head.h"

#include "base/clock.h"
#include "text/dates.h"

int64_t http_hints_max_age(struct arena *arena, struct str head)
{
    struct str rest = http_head_values(arena, head, STR("Cache-Control"));
    struct str part;
    while (str_cut(&rest, ',', &part)) {
        int64_t seconds = 0;
        part = str_trim(part);
        if (str_starts_with_folded(part, STR("max-age=")) &&
            str_to_number(str_skip(part, strlen("max-age=")), INT32_MAX, &seconds) == OK)
            return seconds;
    }
    return 0;
}

int64_t http_hints_retry_after(struct str head)
{
    int64_t seconds = 0;
    struct date_parsed date;
    struct str text = http_head_value(head, STR("Retry-After"));
    if (text.len == 0 || str_to_number(text, INT32_MAX, &seconds) == OK)
        return seconds;
    if (dates_parse(NULL, text, &date) != OK || date.utc <= clock_now())
        return 0;
    return date.utc - clock_now();
}
