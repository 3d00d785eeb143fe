/* Two families: those that start with the year in digits, and those with the month
 * in letters. Both end in a time and a zone, which may be missing. */
#include "text/dates_feed.h"

#include "text/month_names.h"

enum { MAX_DATE_BYTES = 100, MAX_WORD_BYTES = 32, KOREA_MINUTES = 9 * 60 };

/* What has been found so far. */
struct stamp {
    int year;
    int month;
    int day;
    int seconds;        /* since midnight; 86400 for 24:00 */
    int offset_minutes; /* east of UTC */
    bool has_time;
    bool has_zone;
};

/* --- words ----------------------------------------------------------------- */

/* Month names that month_of_word does not know: Greek and Hungarian. */
static const struct {
    struct str word;
    int month;
} month_words[] = {
    {STR_INIT("Ιαν"), 1},      {STR_INIT("Φεβ"), 2},       {STR_INIT("Μάρ"), 3},
    {STR_INIT("Μαρ"), 3},      {STR_INIT("Μάώ"), 3},       {STR_INIT("Μαώ"), 3},
    {STR_INIT("Απρ"), 4},      {STR_INIT("Μάι"), 5},       {STR_INIT("Μαϊ"), 5},
    {STR_INIT("Μαι"), 5},      {STR_INIT("Μαΐ"), 5},       {STR_INIT("Ιούν"), 6},
    {STR_INIT("Ιουν"), 6},     {STR_INIT("Ιον"), 6},       {STR_INIT("Ιούλ"), 7},
    {STR_INIT("Ιουλ"), 7},     {STR_INIT("Ιολ"), 7},       {STR_INIT("Αύγ"), 8},
    {STR_INIT("Αυγ"), 8},      {STR_INIT("Σεπ"), 9},       {STR_INIT("Οκτ"), 10},
    {STR_INIT("Νοέ"), 11},     {STR_INIT("Νοε"), 11},      {STR_INIT("Δεκ"), 12},
    {STR_INIT("január"), 1},   {STR_INIT("február"), 2},   {STR_INIT("februári"), 2},
    {STR_INIT("március"), 3},  {STR_INIT("máricus"), 3},   {STR_INIT("április"), 4},
    {STR_INIT("május"), 5},    {STR_INIT("máujus"), 5},    {STR_INIT("június"), 6},
    {STR_INIT("július"), 7},   {STR_INIT("augusztus"), 8}, {STR_INIT("szeptember"), 9},
    {STR_INIT("október"), 10}, {STR_INIT("november"), 11}, {STR_INIT("december"), 12},
};

/* RFC 822's zones that zone_of_word leaves out. */
static const struct {
    struct str word;
    int minutes;
} zone_words[] = {
    {STR_INIT("at"), -240}, {STR_INIT("a"), -60}, {STR_INIT("m"), -720},
    {STR_INIT("n"), 60},    {STR_INIT("y"), 720},
};

/* ASCII lower case in the caller's memory; what is longer is no word of ours. */
static struct str lower_word(struct str word, char memory[MAX_WORD_BYTES])
{
    while (word.len > 0 && word.ptr[word.len - 1] == '.')
        word.len--;
    if (word.len > MAX_WORD_BYTES)
        return (struct str){0};
    for (size_t i = 0; i < word.len; i++)
        memory[i] = char_lower(word.ptr[i]);
    return (struct str){memory, word.len};
}

static int month_of(struct str word)
{
    char memory[MAX_WORD_BYTES];
    struct str lower = lower_word(word, memory);
    int month = lower.len > 0 ? month_of_word(lower) : 0;
    for (size_t i = 0; i < N_OF(month_words) && month == 0; i++) {
        if (str_eq(lower, month_words[i].word) || str_starts_with(word, month_words[i].word))
            month = month_words[i].month;
    }
    return month;
}

/* A zone's name; one that nobody knows leaves the time in UTC. */
static void set_named_zone(struct str word, struct stamp *stamp)
{
    char memory[MAX_WORD_BYTES];
    struct str lower = lower_word(word, memory);
    if (str_starts_with(lower, STR("etc/")))
        lower = str_skip(lower, 4);
    stamp->has_zone = zone_of_word(lower, &stamp->offset_minutes);
    for (size_t i = 0; i < N_OF(zone_words) && !stamp->has_zone; i++) {
        stamp->has_zone = str_eq(lower, zone_words[i].word);
        if (stamp->has_zone)
            stamp->offset_minutes = zone_words[i].minutes;
    }
}

/* --- time and zone --------------------------------------------------------- */

/* Exactly as many digits as allowed, off the front. */
static bool take_digits(struct str *text, size_t least, size_t most, int *ret_number)
{
    size_t n = 0;
    int number = 0;
    while (n < text->len && n <= most && char_is_digit(text->ptr[n]))
        number = number * 10 + (text->ptr[n++] - '0');
    if (n < least || n > most)
        return false;
    *text = str_skip(*text, n);
    *ret_number = number;
    return true;
}

static bool take_char(struct str *text, char c)
{
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = str_skip(*text, 1);
    return true;
}

/* 10:14, 10:14:55, 10:14:55.538, 101455; a leap second counts as the one before. */
static bool take_time(struct str *text, struct stamp *stamp)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    int fraction = 0;
    if (take_digits(text, 6, 6, &second)) {
        hour = second / 10000;
        minute = second / 100 % 100;
        second %= 100;
    } else if (!take_digits(text, 1, 2, &hour) || !take_char(text, ':') ||
               !take_digits(text, 1, 2, &minute) ||
               (take_char(text, ':') && !take_digits(text, 1, 2, &second))) {
        return false;
    }
    if ((take_char(text, '.') || take_char(text, ',')) && !take_digits(text, 1, 9, &fraction))
        return false;
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
        return false;
    stamp->seconds = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
    stamp->has_time = true;
    return true;
}

/* +01, +0100, +01:00 */
static bool set_offset(struct str text, struct stamp *stamp)
{
    bool is_west = take_char(&text, '-');
    int hours = 0;
    int minutes = 0;
    if (!is_west && !take_char(&text, '+'))
        return false;
    bool is_good = take_digits(&text, 4, 4, &hours);
    if (is_good) {
        minutes = hours % 100;
        hours /= 100;
    } else {
        is_good = take_digits(&text, 1, 2, &hours) &&
                  (!take_char(&text, ':') || take_digits(&text, 2, 2, &minutes));
    }
    if (!is_good || text.len > 0 || hours > 24 || minutes > 59)
        return false;
    stamp->offset_minutes = (hours * 60 + minutes) * (is_west ? -1 : 1);
    stamp->has_zone = true;
    return true;
}

/* "pm" behind or before the time moves it into the second half of the day. */
static bool apply_half(struct str word, struct stamp *stamp)
{
    bool is_pm = str_eq_folded(word, STR("pm")) || str_eq(word, STR("오후"));
    bool is_am = str_eq_folded(word, STR("am")) || str_eq(word, STR("오전"));
    if (!is_am && !is_pm)
        return false;
    if (is_pm && stamp->seconds < 12 * 3600)
        stamp->seconds += 12 * 3600;
    if (is_am && stamp->seconds >= 12 * 3600 && stamp->seconds < 13 * 3600)
        stamp->seconds -= 12 * 3600;
    return true;
}

/* All that follows the time. */
static bool read_zone(struct str text, struct stamp *stamp)
{
    text = str_trim(text);
    if (text.len == 0)
        return true;
    if (text.ptr[0] == '+' || text.ptr[0] == '-')
        return set_offset(text, stamp);
    if (str_eq_folded(text, STR("Z"))) {
        stamp->has_zone = true;
        return true;
    }
    if (apply_half(str_first(text, 2), stamp))
        return read_zone(str_skip(text, 2), stamp);
    if (!char_is_alpha(text.ptr[0]))
        return false;
    set_named_zone(text, stamp);
    return stamp->has_zone;
}

static bool read_time_and_zone(struct str text, struct stamp *stamp)
{
    static const struct str halves[] = {STR_INIT("오전"), STR_INIT("오후")};
    struct str half = {0};
    for (size_t i = 0; i < N_OF(halves); i++) {
        if (str_starts_with(text, halves[i])) {
            half = halves[i];
            text = str_trim(str_skip(text, half.len));
            stamp->offset_minutes = KOREA_MINUTES;
        }
    }
    if (!take_time(&text, stamp))
        return false;
    apply_half(half, stamp);
    return read_zone(text, stamp);
}

/* --- the year first -------------------------------------------------------- */

static int full_year(int year)
{
    return year + (year < 70 ? 2000 : 1900);
}

static bool set_day_of_year(int year, int day_of_year, struct stamp *stamp)
{
    if (day_of_year < 1 || !day_is_valid((struct day){year, 1, 1}))
        return false;
    struct day day = day_of_number(day_number((struct day){year, 1, 1}) + day_of_year - 1);
    stamp->year = year;
    stamp->month = day.month;
    stamp->day = day.day;
    return day.year == year;
}

/* A run of digits without signs (ISO 8601's basic forms); "-" before it leaves out the century. */
static bool set_basic(struct str digits, bool has_century, struct stamp *stamp)
{
    int number = 0;
    size_t n = digits.len;
    if (!take_digits(&digits, 2, 8, &number) || digits.len > 0)
        return false;
    *stamp = (struct stamp){.month = 1, .day = 1};
    if (!has_century) {
        stamp->year = full_year(n == 4 ? number / 100 : number);
        stamp->month = n == 4 ? number % 100 : 1;
        return n == 4 || n == 2;
    }
    if (n == 4) {
        stamp->year = number;
        return true;
    }
    if (n == 5 || n == 7)
        return set_day_of_year(n == 5 ? full_year(number / 1000) : number / 1000, number % 1000,
                               stamp);
    stamp->year = n == 8 ? number / 10000 : full_year(number / 10000);
    stamp->month = number / 100 % 100;
    stamp->day = number % 100;
    return n == 8 || n == 6;
}

/* The parts of a date between signs; a year of two digits where it is not Korean. */
static bool set_parts(struct str year, struct str month, struct str day, struct stamp *stamp)
{
    bool is_short = year.len == 2;
    bool is_day_of_year = day.len == 0 && month.len == 3;
    *stamp = (struct stamp){.day = 1};
    if (!take_digits(&year, 2, 4, &stamp->year) || year.len > 0)
        return false;
    if (is_short)
        stamp->year = full_year(stamp->year);
    if (!take_digits(&month, 1, 3, &stamp->month))
        stamp->month = month_of(month);
    else if (month.len > 0)
        return false;
    if (is_day_of_year)
        return set_day_of_year(stamp->year, stamp->month, stamp);
    return day.len == 0 || (take_digits(&day, 1, 2, &stamp->day) && day.len == 0);
}

/* 2003-12-31, 2003/12/31, 2003-12, 03-12-31, 2003-335, 20031231, 03335, -0312 */
static bool read_day(struct str text, struct stamp *stamp)
{
    struct str year = {0};
    struct str month = {0};
    char sign = '-';
    bool has_century = !take_char(&text, '-');
    size_t at = 0;
    if (!str_find_char(text, sign, &at))
        sign = '/';
    if (!str_find_char(text, sign, &at))
        return set_basic(text, has_century, stamp);
    (void)str_cut(&text, sign, &year);
    (void)str_cut(&text, sign, &month);
    if (!has_century && (year.len != 2 || text.len > 0))
        return false;
    return set_parts(year, month, text, stamp);
}

/* "2004년 05월 28일 01:31:15" as "2004-05-28 01:31:15"; false when it is not of that form. */
static bool read_korean(struct str text, struct stamp *stamp)
{
    static const struct str units[] = {STR_INIT("년"), STR_INIT("월"), STR_INIT("일")};
    struct str parts[N_OF(units)] = {0};
    for (size_t i = 0; i < N_OF(units); i++) {
        size_t at = 0;
        if (!str_find(text, units[i], &at))
            return false;
        parts[i] = str_trim(str_first(text, at));
        text = str_skip(text, at + units[i].len);
    }
    if (parts[0].len != 4 || !set_parts(parts[0], parts[1], parts[2], stamp))
        return false;
    stamp->offset_minutes = KOREA_MINUTES;
    text = str_trim(text);
    return text.len == 0 || read_time_and_zone(text, stamp);
}

/* A day, then perhaps "T" or white space and a time. */
static bool read_year_first(struct str text, struct stamp *stamp)
{
    size_t n = 0;
    while (n < text.len && !char_is_space(text.ptr[n]) && text.ptr[n] != 'T' && text.ptr[n] != 't')
        n++;
    /* "szeptember", "augusztus": a T inside the month's name parts nothing */
    while (n > 0 && n < text.len && !char_is_space(text.ptr[n]) &&
           !char_is_digit(text.ptr[n - 1])) {
        n++;
        while (n < text.len && !char_is_space(text.ptr[n]) && char_lower(text.ptr[n]) != 't')
            n++;
    }
    if (!read_day(str_first(text, n), stamp))
        return false;
    text = str_trim(str_skip(text, n));
    if (text.len > 0 && char_lower(text.ptr[0]) == 't')
        text = str_skip(text, 1);
    return text.len == 0 || read_time_and_zone(text, stamp);
}

/* --- the month in letters -------------------------------------------------- */

/* The next word; commas and white space part them, and dashes do in "24-Nov-2023". */
static struct str take_word(struct str *text, bool is_dated)
{
    size_t n = 0;
    while (text->len > 0 && (char_is_space(text->ptr[0]) || text->ptr[0] == ',' ||
                             (is_dated && text->ptr[0] == '-')))
        *text = str_skip(*text, 1);
    while (n < text->len && !char_is_space(text->ptr[n]) && text->ptr[n] != ',' &&
           !(is_dated && text->ptr[n] == '-'))
        n++;
    struct str word = str_first(*text, n);
    *text = str_skip(*text, n);
    return word;
}

static bool set_number(struct str word, struct stamp *stamp)
{
    int number = 0;
    size_t n_digits = word.len;
    if (!take_digits(&word, 1, 4, &number) || word.len > 0)
        return false;
    if (n_digits <= 2 && stamp->day == 0) {
        stamp->day = number;
        return number > 0;
    }
    if (stamp->year != 0)
        return false;
    stamp->year = n_digits == 2 ? full_year(number) : n_digits == 3 ? number + 1900 : number;
    return true;
}

/* One word of "Thu, 01 Jan 2004 19:48:21 GMT" or "Sun Jan  4 16:29:06 2004". */
static bool read_word(struct str word, struct stamp *stamp)
{
    size_t at = 0;
    if (word.ptr[0] == '+' || word.ptr[0] == '-')
        return stamp->has_time && set_offset(word, stamp);
    if (word.ptr[0] == '(')
        return stamp->has_time; /* a comment: "+0100 (CET)" */
    if (char_is_digit(word.ptr[0]) && str_find_char(word, ':', &at))
        return !stamp->has_time && take_time(&word, stamp) && read_zone(word, stamp);
    if (char_is_digit(word.ptr[0]))
        return set_number(word, stamp);
    if (stamp->month == 0) {
        stamp->month = month_of(word);
        return stamp->month != 0;
    }
    if (!stamp->has_time)
        return false;
    if (word.len > 4 && str_starts_with(word, STR("GMT")))
        return set_offset(str_skip(word, 3), stamp);
    if (!apply_half(word, stamp))
        set_named_zone(word, stamp);
    return true;
}

static bool read_worded(struct str text, struct stamp *stamp)
{
    *stamp = (struct stamp){0};
    while (text.len > 0) {
        struct str word = take_word(&text, !stamp->has_time);
        if (word.len > 0 && !read_word(word, stamp))
            return false;
    }
    return stamp->year != 0 && stamp->month != 0 && stamp->day != 0;
}

/* ---------------------------------------------------------------------------- */

/* A weekday's name in any language, with its comma, says nothing that the date does not. */
static struct str without_weekday(struct str text)
{
    struct str rest = text;
    struct str word = take_word(&rest, false);
    bool is_word = word.len > 0 && !char_is_digit(word.ptr[0]) && word.ptr[0] != '-';
    bool has_comma = rest.len > 0 && rest.ptr[0] == ',';
    rest = str_trim(rest);
    if (!is_word || (!has_comma && month_of(word) != 0 && !is_weekday_word(word)))
        return text;
    return has_comma ? str_trim(str_skip(rest, 1)) : rest;
}

/* Four digits and a sign, or nothing but digits and signs up to a time. */
static bool is_year_first(struct str text)
{
    size_t n = 0;
    while (n < text.len && char_is_digit(text.ptr[n]))
        n++;
    if (n == text.len || n >= 4 || (n == 0 && text.ptr[0] == '-'))
        return true;
    return n == 2 && text.len > 4 && text.ptr[2] == '-' && char_is_digit(text.ptr[3]);
}

enum outcome dates_parse_feed(struct str text, struct date_parsed *ret_parsed)
{
    struct stamp stamp = {0};
    text = str_trim(text);
    if (text.len == 0 || text.len > MAX_DATE_BYTES)
        return INVALID;
    text = without_weekday(text);
    if (text.len == 0)
        return INVALID;
    bool is_read = is_year_first(text) ? read_korean(text, &stamp) || read_year_first(text, &stamp)
                                       : read_worded(text, &stamp);
    struct day day = {stamp.year, stamp.month, stamp.day};
    if (!is_read || !day_is_valid(day))
        return INVALID;
    *ret_parsed = (struct date_parsed){
        .utc = day_number(day) * 86400 + stamp.seconds - stamp.offset_minutes * 60,
        .day = day,
        .has_time = stamp.has_time,
        .has_zone = stamp.has_zone,
    };
    return OK;
}
