/* Dates as written: the text becomes numbers, words and signs; the day is found among
 * them (dates_day.h), the time behind it, else before it, and the zone behind that. */
#include "text/dates_day.h"
#include "text/dates_table.h"
#include "text/dates_tokens.h"
#include "text/month_names.h"

/* --- the time -------------------------------------------------------------- */

struct time_of_day {
    int hour;
    int minute;
    int second;
};

/* -1 for the first half of the day, 1 for the second, 0 for neither. `*i` moves past it. */
static int take_half(const struct date_token *t, size_t *i)
{
    static const struct str first[] = {STR_INIT("am"), STR_INIT("pg"), STR_INIT("pagi")};
    static const struct str second[] = {STR_INIT("pm"),    STR_INIT("ptg"), STR_INIT("petang"),
                                        STR_INIT("malam"), STR_INIT("tgh"), STR_INIT("sore"),
                                        STR_INIT("siang")};
    const struct date_token *at = t + *i;
    if (DATE_TOKEN_IS_ANY(at, first) || DATE_TOKEN_IS_ANY(at, second)) {
        *i += 1;
        return DATE_TOKEN_IS_ANY(at, first) ? -1 : 1;
    }
    bool is_dotted = (date_token_is_word(at, STR("a")) || date_token_is_word(at, STR("p"))) &&
                     date_token_is_sign(at + 1, '.') && date_token_is_word(at + 2, STR("m"));
    if (!is_dotted)
        return 0;
    *i += date_token_is_sign(at + 3, '.') ? 4 : 3;
    return date_token_is_word(at, STR("a")) ? -1 : 1;
}

/* 上午, 下午 and the Korean words stand before the time. */
static int take_half_before(const struct date_token *t, size_t *i)
{
    static const struct str seconds[] = {STR_INIT("午"), STR_INIT("전"), STR_INIT("후")};
    static const struct str afternoon[] = {STR_INIT("下"), STR_INIT("晚")};
    bool is_pair = date_token_is_word(t + *i, STR("上")) || date_token_is_word(t + *i, STR("오")) ||
                   DATE_TOKEN_IS_ANY(t + *i, afternoon);
    if (!is_pair ||
        !(DATE_TOKEN_IS_ANY(t + *i + 1, seconds) || date_token_is_word(t + *i + 1, STR("上"))))
        return 0;
    bool is_second =
        DATE_TOKEN_IS_ANY(t + *i, afternoon) || date_token_is_word(t + *i + 1, STR("후"));
    *i += 2;
    return is_second ? 1 : -1;
}

static bool is_hour_word(const struct date_token *t)
{
    static const struct str words[] = {STR_INIT("時"), STR_INIT("时"), STR_INIT("点"),
                                       STR_INIT("點"), STR_INIT("시"), STR_INIT("h")};
    return DATE_TOKEN_IS_ANY(t, words);
}

/* Seconds and their fraction, which is passed over. */
static size_t take_seconds(const struct date_token *t, size_t i, struct time_of_day *time)
{
    static const struct str minutes[] = {STR_INIT("分"), STR_INIT("분")};
    bool is_parted = date_token_is_sign(t + i, ':') || DATE_TOKEN_IS_ANY(t + i, minutes);
    if (!is_parted)
        return i;
    if (!date_token_is_number(t + i + 1, 2, 2))
        return DATE_TOKEN_IS_ANY(t + i, minutes) ? i + 1 : i;
    time->second = t[i + 1].value;
    i += 2;
    if ((date_token_is_sign(t + i, '.') || date_token_is_sign(t + i, ',')) &&
        t[i + 1].kind == TOKEN_NUMBER && !t[i + 1].is_spaced)
        i += 2;
    return i;
}

/* A time at `t`: 17:44, 17:44:05.3, 5.44 pm, 17h44, 5 p.m., 17时44分; 17.44 when a word
 * before or behind it says that it is one. Returns the tokens that it takes, 0 when
 * there is none. */
static size_t take_time(const struct date_token *t, bool may_dot, struct time_of_day *ret_time)
{
    static const struct str clocks[] = {STR_INIT("uhr"), STR_INIT("wib"), STR_INIT("wita"),
                                        STR_INIT("wit")};
    struct time_of_day time = {0};
    size_t i = 0;
    int half = take_half_before(t, &i);
    if (!date_token_is_number(t + i, 1, 2))
        return 0;
    time.hour = t[i++].value;
    bool is_dotted = date_token_is_sign(t + i, '.');
    bool has_minutes = false;
    if ((date_token_is_sign(t + i, ':') || is_dotted || is_hour_word(t + i)) &&
        date_token_is_number(t + i + 1, 2, 2)) {
        has_minutes = true;
        time.minute = t[i + 1].value;
        i = take_seconds(t, i + 2, &time);
    } else if (is_hour_word(t + i)) {
        has_minutes = true;
        i++;
    }
    int after = take_half(t, &i);
    half = half ? half : after;
    bool is_clock = may_dot || DATE_TOKEN_IS_ANY(t + i, clocks);
    if ((!has_minutes && !half && !is_clock) || (is_dotted && !half && !is_clock))
        return 0;
    if (half && (time.hour < 1 || time.hour > 12) && time.hour < 13)
        return 0;
    if (half && time.hour <= 12)
        time.hour = time.hour % 12 + (half > 0 ? 12 : 0);
    if (time.hour > 24 || time.minute > 59 || time.second > 60)
        return 0;
    *ret_time = time;
    return i;
}

/* 174405 or 1744, behind the T of ISO's basic form. */
static size_t take_compact_time(const struct date_token *t, struct time_of_day *ret_time)
{
    if (t->n_digits != 4 && t->n_digits != 6)
        return 0;
    int seconds = t->n_digits == 6 ? t->value : t->value * 100;
    struct time_of_day time = {seconds / 10000, seconds / 100 % 100, seconds % 100};
    if (time.hour > 24 || time.minute > 59 || time.second > 60)
        return 0;
    *ret_time = time;
    return 1;
}

/* What stands before an hour. */
static bool is_hour_label(const struct date_token *t)
{
    static const struct str words[] = {
        STR_INIT("at"),  STR_INIT("um"), STR_INIT("à"),    STR_INIT("às"),   STR_INIT("pukul"),
        STR_INIT("jam"), STR_INIT("kl"), STR_INIT("klo"),  STR_INIT("las"),  STR_INIT("alle"),
        STR_INIT("ore"), STR_INIT("om"), STR_INIT("godz"), STR_INIT("saat"), STR_INIT("lúc"),
        STR_INIT("ora"), STR_INIT("ob"), STR_INIT("o"),    STR_INIT("в"),    STR_INIT("о"),
    };
    return DATE_TOKEN_IS_ANY(t, words);
}

/* What may stand between a date and its time. */
static bool is_between(const struct date_token *t)
{
    static const struct str words[] = {
        STR_INIT("t"),  STR_INIT("a"),  STR_INIT("on"), STR_INIT("il"), STR_INIT("г"),
        STR_INIT("р"),  STR_INIT("r"),  STR_INIT("星"), STR_INIT("期"), STR_INIT("周"),
        STR_INIT("週"), STR_INIT("一"), STR_INIT("二"), STR_INIT("三"), STR_INIT("四"),
        STR_INIT("五"), STR_INIT("六"), STR_INIT("日"), STR_INIT("月"), STR_INIT("火"),
        STR_INIT("水"), STR_INIT("木"), STR_INIT("金"), STR_INIT("土"), STR_INIT("曜"),
        STR_INIT("월"), STR_INIT("화"), STR_INIT("수"), STR_INIT("목"), STR_INIT("금"),
        STR_INIT("토"), STR_INIT("일"), STR_INIT("요"),
    };
    if (t->kind == TOKEN_SIGN)
        return t->value < 0x80 && strchr(",-|@()./", t->value) != NULL;
    return DATE_TOKEN_IS_ANY(t, words) || is_hour_label(t) ||
           (t->kind == TOKEN_WORD && is_weekday_word(t->word));
}

/* --- the zone -------------------------------------------------------------- */

/* +08:00, -0500, +8: minutes east; 0 tokens when it is none. */
static size_t take_offset(const struct date_token *t, int *ret_minutes)
{
    bool is_west = date_token_is_sign(t, '-');
    if ((!is_west && !date_token_is_sign(t, '+')) || !date_token_is_number(t + 1, 1, 4) ||
        t[1].n_digits == 3)
        return 0;
    int minutes = t[1].n_digits == 4 ? t[1].value / 100 * 60 + t[1].value % 100 : t[1].value * 60;
    size_t n = 2;
    if (t[1].n_digits <= 2 && date_token_is_sign(t + 2, ':') && date_token_is_number(t + 3, 2, 2)) {
        minutes += t[3].value;
        n = 4;
    }
    if (minutes > 18 * 60)
        return 0;
    *ret_minutes = is_west ? -minutes : minutes;
    return n;
}

static bool take_zone(const struct date_token *t, int *ret_minutes)
{
    size_t i = 0;
    int more = 0;
    while (date_token_is_sign(t + i, '(') || date_token_is_sign(t + i, ',') ||
           date_token_is_word(t + i, STR("uhr")) || date_token_is_word(t + i, STR("etc")) ||
           date_token_is_sign(t + i, '/'))
        i++;
    if (t[i].kind == TOKEN_WORD && zone_of_word(t[i].word, ret_minutes)) {
        if (take_offset(t + i + 1, &more) > 0)
            *ret_minutes += more; /* GMT+8 */
        return true;
    }
    return take_offset(t + i, ret_minutes) > 0;
}

/* The years 1 to 9999, as the rest of the program has them. */
static const int64_t FIRST_UTC = -62135596800;
static const int64_t LAST_UTC = 253402300799;

/* --- all of it ------------------------------------------------------------- */

struct found {
    struct time_of_day time;
    int offset_minutes;
    bool has_time;
    bool has_zone;
};

static void
find_time(const struct date_tokens *tokens, size_t date_at, size_t n_date, struct found *found)
{
    size_t i = date_at + n_date;
    bool may_dot = false;
    for (; i < tokens->n && is_between(&tokens->items[i]); i++)
        may_dot = may_dot || is_hour_label(&tokens->items[i]);
    size_t n = take_time(&tokens->items[i], may_dot, &found->time);
    if (n == 0 && i > 0 && date_token_is_word(&tokens->items[i - 1], STR("t")))
        n = take_compact_time(&tokens->items[i], &found->time);
    for (size_t before = 0; n == 0 && before < date_at; before++) {
        i = before;
        n = take_time(&tokens->items[i], false, &found->time);
    }
    if (n == 0)
        return;
    found->has_time = true;
    found->has_zone = take_zone(&tokens->items[i + n], &found->offset_minutes);
}

/* An ISO date whose time is not one is no date at all: "2013-01-28T09:xx". */
static bool
is_broken_iso(const struct date_tokens *tokens, size_t date_end, const struct found *found)
{
    const struct date_token *t = &tokens->items[date_end];
    return !found->has_time && date_token_is_word(t, STR("t")) && !t->is_spaced &&
           t[1].kind == TOKEN_NUMBER;
}

enum outcome dates_parse(const struct dates *dates, struct str text, struct date_parsed *ret_parsed)
{
    struct date_tokens tokens = {0};
    struct found found = {0};
    struct day day = {0};
    size_t at = 0;
    size_t n = 0;
    date_tokens_split(text, &tokens);
    if (!dates_find_day(&tokens, &day, &at, &n))
        return INVALID;
    find_time(&tokens, at, n, &found);
    if (is_broken_iso(&tokens, at + n, &found))
        return INVALID;
    int64_t local = day_number(day) * SECONDS_OF_DAY + (int64_t)found.time.hour * 3600 +
                    (int64_t)found.time.minute * 60 + found.time.second;
    int64_t utc = local;
    if (found.has_zone)
        utc = local - (int64_t)found.offset_minutes * 60;
    else if (dates != NULL)
        utc = zone_to_utc(&dates->zone, local);
    if (utc < FIRST_UTC || utc > LAST_UTC)
        return INVALID;
    *ret_parsed = (struct date_parsed){
        .utc = utc,
        .day = day,
        .has_time = found.has_time,
        .has_zone = found.has_zone,
    };
    return OK;
}
