/* A date is kept as written, and as what it means. */
#include "capture/feed_build.h"

#include "text/dates_feed.h"

/* Nine numbers as the C library's struct tm has them, but with full year and month from 1. */
static void set_parsed(struct arena *arena, struct feed_value *list, int64_t utc)
{
    int64_t seconds = ((utc % 86400) + 86400) % 86400;
    struct day day = day_of_number((utc - seconds) / 86400);
    int64_t year_start = day_number((struct day){day.year, 1, 1});
    const int64_t numbers[9] = {
        day.year,
        day.month,
        day.day,
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        day_weekday(day),
        day_number(day) - year_start + 1,
        0,
    };
    *list = (struct feed_value){.kind = FEED_LIST};
    for (size_t i = 0; i < 9; i++)
        *feed_value_add(arena, list, 9) =
            (struct feed_value){.kind = FEED_NUMBER, .number = numbers[i]};
}

void feed_date_set(struct feed_build *build,
                   struct feed_value *object,
                   struct str key,
                   struct str text)
{
    struct arena *arena = build->arena;
    struct date_parsed parsed;
    struct feed_value *list = feed_value_at(arena, object, str_join(arena, key, STR("_parsed")));
    feed_value_set_text(arena, object, key, text);
    *list = (struct feed_value){0};
    feed_value_remove(object, str_join(arena, key, STR("_utc")));
    if (dates_parse_feed(text, &parsed) != OK)
        return;
    set_parsed(arena, list, parsed.utc);
    feed_value_set_text(arena, object, str_join(arena, key, STR("_utc")),
                        parsed.has_time ? dates_print_iso(arena, parsed.utc)
                                        : str_first(dates_print_iso(arena, parsed.utc), 10));
}
