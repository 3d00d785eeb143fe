/* ICU tells the changes one by one. After the last year of the table the rules
 * repeat with the calendar: every 400 years. */
#include "text/zone.h"

#include "base/cleanup.h"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { MAX_NAME_BYTES = 64, MAX_CHANGES = 4096 };

static const int64_t FROM = -5364662400;        /* 1800-01-01 */
static const int64_t UNTIL = 16725225600;       /* 2500-01-01 */
static const int64_t PERIOD = 146097LL * 86400; /* 400 years */

static void close_calendar(UCalendar **calendar)
{
    if (*calendar != NULL)
        ucal_close(*calendar);
}

static bool widen_name(struct str name, UChar ret_wide[MAX_NAME_BYTES + 1])
{
    if (name.len == 0 || name.len > MAX_NAME_BYTES)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        if ((unsigned char)name.ptr[i] <= ' ' || (unsigned char)name.ptr[i] >= 0x7F)
            return false;
        ret_wide[i] = (UChar)name.ptr[i];
    }
    ret_wide[name.len] = 0;
    return true;
}

bool zone_is_known(struct str name)
{
    UChar wide[MAX_NAME_BYTES + 1];
    UChar canonical[MAX_NAME_BYTES * 2];
    UErrorCode status = U_ZERO_ERROR;
    UBool is_system = false;
    if (!widen_name(name, wide) || str_eq(name, STR("Etc/Unknown")))
        return false;
    ucal_getCanonicalTimeZoneID(wide, -1, canonical, MAX_NAME_BYTES * 2, &is_system, &status);
    return U_SUCCESS(status) && is_system;
}

static struct zone_change change_at(UCalendar *calendar, double ms, UErrorCode *status)
{
    ucal_setMillis(calendar, ms, status);
    int32_t offset_ms =
        ucal_get(calendar, UCAL_ZONE_OFFSET, status) + ucal_get(calendar, UCAL_DST_OFFSET, status);
    return (struct zone_change){.utc = (int64_t)(ms / 1000), .offset = offset_ms / 1000};
}

enum outcome zone_open(struct arena *arena, struct str name, struct zone *ret_zone)
{
    UChar wide[MAX_NAME_BYTES + 1];
    UErrorCode status = U_ZERO_ERROR;
    if (!zone_is_known(name) || !widen_name(name, wide))
        return INVALID;
    CLEANUP(close_calendar)
    UCalendar *calendar = ucal_open(wide, -1, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return INVALID;
    SCRATCH_ARENA(scratch, MAX_CHANGES * sizeof(struct zone_change));
    struct zone_change *changes = arena_array(&scratch, struct zone_change, MAX_CHANGES);
    double ms = (double)FROM * 1000;
    size_t n = 0;
    changes[n++] = change_at(calendar, ms, &status);
    while (n < MAX_CHANGES &&
           ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &ms, &status) &&
           ms < (double)UNTIL * 1000)
        changes[n++] = change_at(calendar, ms, &status);
    if (U_FAILURE(status))
        return INVALID;
    struct zone_change *kept = arena_array(arena, struct zone_change, n);
    memcpy(kept, changes, n * sizeof(kept[0]));
    *ret_zone = (struct zone){kept, n};
    return OK;
}

int32_t zone_offset(const struct zone *zone, int64_t utc)
{
    if (utc >= UNTIL)
        utc -= ((utc - UNTIL) / PERIOD + 1) * PERIOD;
    size_t low = 0;
    size_t high = zone->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].utc <= utc)
            low = middle;
        else
            high = middle;
    }
    return zone->changes[low].offset;
}

int64_t zone_to_utc(const struct zone *zone, int64_t local)
{
    int64_t before = local - zone_offset(zone, local - 86400);
    int64_t after = local - zone_offset(zone, local + 86400);
    int64_t first = before < after ? before : after;
    int64_t second = before < after ? after : before;
    if (first + zone_offset(zone, first) == local)
        return first;
    return second + zone_offset(zone, second) == local ? second : before;
}
