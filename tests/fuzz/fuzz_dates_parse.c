/* What is read as a date is a day of the calendar, and the time that comes out
 * prints to an ISO form that reads as the same time. */
#include "text/dates.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text = {(const char *)bytes, n_bytes};
    struct date_parsed parsed;
    struct date_parsed again;
    if (dates_parse(NULL, text, &parsed) != OK)
        return 0;
    CHECK(day_is_valid(parsed.day));
    if (parsed.day.year < 2 || parsed.day.year > 9998)
        return 0; /* printing stops at the ends of the calendar */
    CHECK(dates_parse(NULL, dates_print_iso(&arena, parsed.utc), &again) == OK);
    CHECK(again.utc == parsed.utc && again.has_time && again.has_zone);
    return 0;
}
