/* Printing from the tables: no call to ICU, no allocation but the result. */
#include "base/buf.h"
#include "text/dates_table.h"

enum { MAX_PRINTED_BYTES = 400 };

/* A time taken apart in the zone. */
struct moment {
    struct day day;
    int weekday;
    int hour;
    int minute;
    int second;
};

static int64_t floor_days(int64_t seconds)
{
    return (seconds - (seconds < 0 ? SECONDS_OF_DAY - 1 : 0)) / SECONDS_OF_DAY;
}

static const int64_t MIN_UTC = -62135510400; /* 0001-01-02, so that no zone leaves year 1 */
static const int64_t MAX_UTC = 253402214400; /* 9999-12-31 */

static int64_t clamped(int64_t utc)
{
    return utc < MIN_UTC ? MIN_UTC : utc > MAX_UTC ? MAX_UTC : utc;
}

static struct moment moment_of(int64_t local)
{
    int64_t days = floor_days(local);
    int second = (int)(local - days * SECONDS_OF_DAY);
    return (struct moment){
        .day = day_of_number(days),
        .weekday = (int)((days % 7 + 7 + 3) % 7), /* 1970-01-01 was a Thursday */
        .hour = second / 3600,
        .minute = second / 60 % 60,
        .second = second % 60,
    };
}

static struct moment local_moment(const struct dates *dates, int64_t utc)
{
    utc = clamped(utc);
    return moment_of(utc + zone_offset(&dates->zone, utc));
}

struct day dates_day_of(const struct dates *dates, int64_t utc)
{
    return local_moment(dates, utc).day;
}

int64_t dates_day_start(const struct dates *dates, struct day day)
{
    return zone_to_utc(&dates->zone, day_number(day) * SECONDS_OF_DAY);
}

static void add_digits(struct buf *out, int number, int width)
{
    buf_add_padded(out, (uint64_t)number, (size_t)width);
}

static void
add_month(struct buf *out, const struct dates *dates, int month, int width, bool is_lone)
{
    const struct str *names = is_lone ? dates->lone_months : dates->months;
    const struct str *short_names = is_lone ? dates->lone_short_months : dates->short_months;
    if (width >= 3)
        buf_add(out, width == 3 ? short_names[month - 1] : names[month - 1]);
    else
        add_digits(out, month, width);
}

static void
add_weekday(struct buf *out, const struct dates *dates, int weekday, int width, bool is_lone)
{
    const struct str *names = is_lone ? dates->lone_weekdays : dates->weekdays;
    const struct str *short_names = is_lone ? dates->lone_short_weekdays : dates->short_weekdays;
    buf_add(out, width == 4 ? names[weekday] : short_names[weekday]);
}

static void
add_field(struct buf *out, const struct dates *dates, const struct moment *at, struct piece piece)
{
    switch (piece.field) {
    case '\0':
        buf_add(out, piece.text);
        break;
    case 'y':
        add_digits(out, at->day.year, piece.width);
        break;
    case 'M':
    case 'L':
        add_month(out, dates, at->day.month, piece.width, piece.field == 'L');
        break;
    case 'd':
        add_digits(out, at->day.day, piece.width);
        break;
    case 'E':
    case 'c':
        add_weekday(out, dates, at->weekday, piece.width, piece.field == 'c');
        break;
    case 'H':
        add_digits(out, at->hour, piece.width);
        break;
    case 'h':
        add_digits(out, (at->hour + 11) % 12 + 1, piece.width);
        break;
    case 'm':
        add_digits(out, at->minute, piece.width);
        break;
    case 'a':
    case 'b':
    case 'B':
        buf_add(out, dates->day_halves[at->hour >= 12]);
        break;
    default:
        break; /* our skeletons ask for no other */
    }
}

static struct str print(struct arena *arena,
                        const struct dates *dates,
                        const struct moment *at,
                        enum date_style style)
{
    const struct pattern *pattern = &dates->patterns[style];
    struct buf out;
    buf_init(&out, arena, MAX_PRINTED_BYTES);
    for (size_t i = 0; i < pattern->n; i++)
        add_field(&out, dates, at, pattern->pieces[i]);
    return buf_text(&out);
}

struct str
dates_print(struct arena *arena, const struct dates *dates, int64_t utc, enum date_style style)
{
    struct moment at = local_moment(dates, utc);
    return print(arena, dates, &at, style);
}

struct str dates_print_day(struct arena *arena,
                           const struct dates *dates,
                           struct day day,
                           enum date_style style)
{
    struct moment at = moment_of(day_number(day) * SECONDS_OF_DAY);
    return print(arena, dates, &at, style);
}

/* Over the last digit goes the last of the number, and so on to the left. */
static void put_digits(char *at, size_t width, int number)
{
    for (size_t i = width; i > 0; i--, number /= 10)
        at[i - 1] = (char)('0' + number % 10);
}

struct str dates_print_iso(struct arena *arena, int64_t utc)
{
    static const struct str shape = STR_INIT("yyyy-mm-ddThh:mm:ssZ");
    struct moment at = moment_of(clamped(utc));
    char *text = arena_alloc_raw(arena, shape.len);
    memcpy(text, shape.ptr, shape.len);
    put_digits(text, 4, at.day.year);
    put_digits(text + 5, 2, at.day.month);
    put_digits(text + 8, 2, at.day.day);
    put_digits(text + 11, 2, at.hour);
    put_digits(text + 14, 2, at.minute);
    put_digits(text + 17, 2, at.second);
    return (struct str){text, shape.len};
}

struct str dates_print_http(struct arena *arena, int64_t utc)
{
    static const char weekdays[] = "MonTueWedThuFriSatSun";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct moment at = moment_of(clamped(utc));
    return str_print(arena, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
                     weekdays + (size_t)at.weekday * 3, at.day.day,
                     months + (size_t)(at.day.month - 1) * 3, at.day.year, at.hour, at.minute,
                     at.second);
}

struct str dates_print_number(struct arena *arena, const struct dates *dates, int64_t number)
{
    struct buf digits;
    struct buf out;
    buf_init(&digits, arena, MAX_PRINTED_BYTES);
    buf_init(&out, arena, MAX_PRINTED_BYTES);
    buf_add_number(&digits, number);
    struct str rest = buf_text(&digits);
    if (number < 0) {
        BUF_ADD(&out, "-");
        rest = str_skip(rest, 1);
    }
    if (rest.len < (size_t)dates->first_group_digits) {
        buf_add(&out, rest);
        return buf_text(&out);
    }
    for (size_t i = 0; i < rest.len; i++) {
        if (i > 0 && (rest.len - i) % 3 == 0)
            buf_add(&out, dates->group);
        buf_add_char(&out, rest.ptr[i]);
    }
    return buf_text(&out);
}

struct str dates_month_name(const struct dates *dates, int month)
{
    CHECK(month >= 1 && month <= 12);
    return dates->lone_months[month - 1];
}

struct str dates_weekday_name(const struct dates *dates, int weekday)
{
    CHECK(weekday >= 0 && weekday < 7);
    return dates->lone_weekdays[weekday];
}

struct str dates_weekday_short_name(const struct dates *dates, int weekday)
{
    CHECK(weekday >= 0 && weekday < 7);
    return dates->lone_short_weekdays[weekday];
}

int dates_first_weekday(const struct dates *dates)
{
    return dates->first_weekday;
}
