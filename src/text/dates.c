/* What ICU knows of a locale's dates, taken once: patterns become lists of fields
 * and literals, names become str. From then on printing is copying. */
#include "text/dates.h"

#include "text/dates.h"

#include "base/cleanup.h"
#include "text/dates_table.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum { MAX_PATTERN = 128, MAX_LOCALE_BYTES = 64 };

static void close_format(UDateFormat **format)
{
    if (*format != NULL)
        udat_close(*format);
}

static void close_generator(UDateTimePatternGenerator **generator)
{
    if (*generator != NULL)
        udatpg_close(*generator);
}

static void close_number(UNumberFormat **format)
{
    if (*format != NULL)
        unum_close(*format);
}

static void close_calendar(UCalendar **calendar)
{
    if (*calendar != NULL)
        ucal_close(*calendar);
}

/* As UTF-8. The narrow no-break space, which ICU puts before "PM" in some releases
 * and not in others, is a space to us. */
static struct str narrow(struct arena *arena, const UChar *wide, int32_t n)
{
    UChar spaced[MAX_PATTERN];
    char out[MAX_PATTERN * 3];
    int32_t n_out = 0;
    UErrorCode status = U_ZERO_ERROR;
    for (int32_t i = 0; i < n && i < MAX_PATTERN; i++)
        spaced[i] = wide[i] == 0x202F ? ' ' : wide[i];
    u_strToUTF8(out, (int32_t)sizeof(out), &n_out, spaced, n, &status);
    return U_SUCCESS(status) ? str_copy(arena, (struct str){out, (size_t)n_out}) : STR("");
}

/* English as the site has always written it; ICU has the order of the United States. */
static const UChar *english_pattern(enum date_style style)
{
    static const UChar *const patterns[N_DATE_STYLES] = {
        [DATE_FULL] = u"EEE, d MMM y, hh:mm a",
        [DATE_HEADING] = u"EEEE, d MMMM y",
        [DATE_LONG] = u"d MMMM y",
        [DATE_SHORT] = u"d MMM y",
        [DATE_MONTH] = u"MMMM y",
        [DATE_OF_YEAR] = u"d MMMM",
        [DATE_TIME] = u"h:mm a",
    };
    return patterns[style];
}

static const UChar *skeleton(enum date_style style)
{
    static const UChar *const skeletons[N_DATE_STYLES] = {
        [DATE_FULL] = u"yyyyMMMEEEdjmm",
        [DATE_HEADING] = u"yyyyMMMMEEEEd",
        [DATE_LONG] = u"yyyyMMMMd",
        [DATE_SHORT] = u"yyyyMMMd",
        [DATE_MONTH] = u"yyyyMMMM",
        [DATE_OF_YEAR] = u"MMMMd",
        [DATE_TIME] = u"jmm",
    };
    return skeletons[style];
}

static void add_piece(struct pattern *pattern, struct piece piece)
{
    CHECK(pattern->n < MAX_PIECES);
    pattern->pieces[pattern->n++] = piece;
}

/* Letters are fields, what is quoted and all else is text (UTS 35). */
static void compile(struct arena *arena, const UChar *text, struct pattern *ret_pattern)
{
    struct pattern pattern = {0};
    bool is_quoted = false;
    for (int32_t i = 0; text[i] != 0;) {
        int32_t start = i;
        UChar c = text[i];
        if (c == '\'') {
            is_quoted = !is_quoted;
            i++;
        } else if (!is_quoted && c < 0x80 && char_is_alpha((char)c)) {
            while (text[i] == c)
                i++;
            add_piece(&pattern, (struct piece){.field = (char)c, .width = i - start});
        } else {
            while (text[i] != 0 && text[i] != '\'' &&
                   (is_quoted || text[i] >= 0x80 || !char_is_alpha((char)text[i])))
                i++;
            add_piece(&pattern, (struct piece){.text = narrow(arena, text + start, i - start)});
        }
    }
    *ret_pattern = pattern;
}

static bool take_patterns(struct arena *arena, const char *locale, struct dates *dates)
{
    UErrorCode status = U_ZERO_ERROR;
    char language[ULOC_LANG_CAPACITY];
    uloc_getLanguage(locale, language, ULOC_LANG_CAPACITY, &status);
    bool is_english = str_eq(str_from_c(language), STR("en"));
    CLEANUP(close_generator)
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    for (enum date_style style = 0; style < N_DATE_STYLES && U_SUCCESS(status); style++) {
        UChar pattern[MAX_PATTERN];
        udatpg_getBestPattern(generator, skeleton(style), -1, pattern, MAX_PATTERN, &status);
        if (U_SUCCESS(status))
            compile(arena, is_english ? english_pattern(style) : pattern, &dates->patterns[style]);
    }
    return U_SUCCESS(status);
}

/* `n` names from ICU's index `first` on. */
static void take_names(struct arena *arena,
                       const UDateFormat *format,
                       UDateFormatSymbolType type,
                       int32_t first,
                       struct str ret_names[],
                       int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        UChar name[MAX_PATTERN];
        UErrorCode status = U_ZERO_ERROR;
        int32_t len = udat_getSymbols(format, type, first + i, name, MAX_PATTERN, &status);
        ret_names[i] = U_SUCCESS(status) ? narrow(arena, name, len) : STR("");
    }
}

/* ICU counts weekdays from 1, Sunday. */
static void take_weekdays(struct arena *arena,
                          const UDateFormat *format,
                          UDateFormatSymbolType type,
                          struct str ret_names[7])
{
    take_names(arena, format, type, UCAL_MONDAY, ret_names, 6);
    take_names(arena, format, type, UCAL_SUNDAY, ret_names + 6, 1);
}

static bool take_symbols(struct arena *arena, const char *locale, struct dates *dates)
{
    UErrorCode status = U_ZERO_ERROR;
    CLEANUP(close_format)
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1, u"y", -1, &status);
    if (U_FAILURE(status))
        return false;
    take_names(arena, format, UDAT_MONTHS, 0, dates->months, 12);
    take_names(arena, format, UDAT_SHORT_MONTHS, 0, dates->short_months, 12);
    take_names(arena, format, UDAT_STANDALONE_MONTHS, 0, dates->lone_months, 12);
    take_names(arena, format, UDAT_STANDALONE_SHORT_MONTHS, 0, dates->lone_short_months, 12);
    take_weekdays(arena, format, UDAT_WEEKDAYS, dates->weekdays);
    take_weekdays(arena, format, UDAT_SHORT_WEEKDAYS, dates->short_weekdays);
    take_weekdays(arena, format, UDAT_STANDALONE_WEEKDAYS, dates->lone_weekdays);
    take_weekdays(arena, format, UDAT_STANDALONE_SHORT_WEEKDAYS, dates->lone_short_weekdays);
    take_names(arena, format, UDAT_AM_PMS, 0, dates->day_halves, 2);
    return true;
}

static bool take_numbers(struct arena *arena, const char *locale, struct dates *dates)
{
    UErrorCode status = U_ZERO_ERROR;
    CLEANUP(close_number)
    UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    if (U_FAILURE(status))
        return false;
    UChar group[16];
    int32_t n = unum_getSymbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL, group, 16, &status);
    int32_t at_least = unum_getAttribute(format, UNUM_MINIMUM_GROUPING_DIGITS);
    dates->group = narrow(arena, group, n);
    dates->first_group_digits = 3 + (at_least > 1 ? at_least : 1);
    return U_SUCCESS(status);
}

static bool take_week(const char *locale, struct dates *dates)
{
    UErrorCode status = U_ZERO_ERROR;
    CLEANUP(close_calendar)
    UCalendar *calendar = ucal_open(u"UTC", -1, locale, UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return false;
    int32_t first = ucal_getAttribute(calendar, UCAL_FIRST_DAY_OF_WEEK);
    dates->first_weekday = (first - UCAL_MONDAY + 7) % 7;
    return true;
}

enum outcome
dates_open(struct arena *arena, struct str locale, struct str zone, const struct dates **ret_dates)
{
    const char *plain = NULL;
    const char *gregorian = NULL;
    if (locale.len == 0 || locale.len > MAX_LOCALE_BYTES || str_c(arena, locale, &plain) != OK ||
        uloc_getISO3Language(plain)[0] == '\0')
        return INVALID;
    struct str calendar = str_join(arena, locale, STR("@calendar=gregorian"));
    if (str_c(arena, calendar, &gregorian) != OK)
        return INVALID;
    struct dates *dates = arena_new(arena, struct dates);
    enum outcome opened = zone_open(arena, zone, &dates->zone);
    if (opened != OK)
        return opened;
    if (!take_patterns(arena, gregorian, dates) || !take_symbols(arena, gregorian, dates) ||
        !take_numbers(arena, plain, dates) || !take_week(plain, dates))
        return INVALID;
    *ret_dates = dates;
    return OK;
}

bool dates_zone_is_known(struct str zone)
{
    return zone_is_known(zone);
}
