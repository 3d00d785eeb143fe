/* Dates as written: the text becomes numbers, words and signs, then each place is
 * tried with the few forms that dates have; the first that holds wins. The time
 * is looked for behind the date, then before it. */
#include "text/dates_table.h"
#include "text/dates_tokens.h"
#include "text/month_names.h"

static bool is_sign(const struct date_token *token, char sign)
{
    return token->kind == TOKEN_SIGN && token->value == sign;
}

static bool is_word(const struct date_token *token, struct str word)
{
    return token->kind == TOKEN_WORD && str_eq(token->word, word);
}

static bool is_any_word(const struct date_token *token, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_word(token, words[i]))
            return true;
    }
    return false;
}

#define IS_ANY(token, words) is_any_word((token), (words), sizeof(words) / sizeof((words)[0]))

static bool is_number(const struct date_token *token, size_t min_digits, size_t max_digits)
{
    return token->kind == TOKEN_NUMBER && token->n_digits >= min_digits &&
           token->n_digits <= max_digits;
}

/* --- the day --------------------------------------------------------------- */

static int full_year(const struct date_token *token)
{
    if (token->n_digits > 2)
        return token->value;
    return token->value + (token->value < 70 ? 2000 : 1900);
}

/* Each form returns how many tokens it takes, 0 when it does not stand at `t`. */
static size_t take(struct day day, size_t n, struct day *ret_day)
{
    if (!day_is_valid(day))
        return 0;
    *ret_day = day;
    return n;
}

/* 2024-10-21, 2024/10/21, 2024.10.21 */
static size_t year_first(const struct date_token *t, struct day *ret_day)
{
    bool is_parted = is_sign(t + 1, '-') || is_sign(t + 1, '/') || is_sign(t + 1, '.');
    if (!is_number(t, 4, 4) || !is_parted || !is_number(t + 2, 1, 2) ||
        !is_sign(t + 3, (char)t[1].value) || !is_number(t + 4, 1, 2))
        return 0;
    return take((struct day){t[0].value, t[2].value, t[4].value}, 5, ret_day);
}

/* 20241021 */
static size_t compact(const struct date_token *t, struct day *ret_day)
{
    if (!is_number(t, 8, 8) || t->value < 19000101 || t->value > 29991231)
        return 0;
    return take((struct day){t->value / 10000, t->value / 100 % 100, t->value % 100}, 1, ret_day);
}

/* 21/10/2024, 21.10.2024, 21-10-24; the month first only when it must be. */
static size_t day_first(const struct date_token *t, struct day *ret_day)
{
    bool is_parted = is_sign(t + 1, '-') || is_sign(t + 1, '/') || is_sign(t + 1, '.');
    if (!is_number(t, 1, 2) || !is_parted || !is_number(t + 2, 1, 2) ||
        !is_sign(t + 3, (char)t[1].value) || (!is_number(t + 4, 4, 4) && !is_number(t + 4, 2, 2)))
        return 0;
    int year = full_year(t + 4);
    size_t taken = take((struct day){year, t[2].value, t[0].value}, 5, ret_day);
    return taken ? taken : take((struct day){year, t[0].value, t[2].value}, 5, ret_day);
}

/* 2024年10月21日, also in Korean */
static size_t ideographic(const struct date_token *t, struct day *ret_day)
{
    static const struct str years[] = {STR_INIT("年"), STR_INIT("년")};
    static const struct str months[] = {STR_INIT("月"), STR_INIT("월")};
    if (!is_number(t, 4, 4) || !IS_ANY(t + 1, years) || !is_number(t + 2, 1, 2) ||
        !IS_ANY(t + 3, months) || !is_number(t + 4, 1, 2))
        return 0;
    static const struct str days[] = {STR_INIT("日"), STR_INIT("号"), STR_INIT("號"),
                                      STR_INIT("일")};
    size_t n = IS_ANY(t + 5, days) ? 6 : 5;
    return take((struct day){t[0].value, t[2].value, t[4].value}, n, ret_day);
}

/* Skips what may stand between the parts of a written date. */
static size_t skip_joints(const struct date_token *t, size_t i)
{
    static const struct str joints[] = {STR_INIT("of"), STR_INIT("de"), STR_INIT("del"),
                                        STR_INIT("st"), STR_INIT("nd"), STR_INIT("rd"),
                                        STR_INIT("th"), STR_INIT("er"), STR_INIT("hb")};
    while (is_sign(t + i, '.') || is_sign(t + i, ',') || is_sign(t + i, '-') ||
           is_sign(t + i, '/') || IS_ANY(t + i, joints) ||
           (t[i].kind == TOKEN_SIGN && (t[i].value == 0xBA || t[i].value == '\'')))
        i++;
    return i;
}

static int month_at(const struct date_token *t)
{
    return t->kind == TOKEN_WORD ? month_of_word(t->word) : 0;
}

/* A year that ends a written date: four digits, or two when nothing reads on as a time. */
static bool is_year(const struct date_token *t)
{
    return is_number(t, 4, 4) ||
           (is_number(t, 2, 2) && !is_sign(t + 1, ':') && !is_sign(t + 1, '.'));
}

/* 21 October 2024, 1st of May 2020, 06-Nov-94 */
static size_t day_month_year(const struct date_token *t, struct day *ret_day)
{
    if (!is_number(t, 1, 2))
        return 0;
    size_t i = skip_joints(t, 1);
    int month = month_at(t + i);
    if (month == 0)
        return 0;
    i = skip_joints(t, i + 1);
    if (!is_year(t + i))
        return 0;
    return take((struct day){full_year(t + i), month, t[0].value}, i + 1, ret_day);
}

/* October 21, 2024; "Nov 6 08:49:37 1994" has its time inside. */
static size_t month_day_year(const struct date_token *t, struct day *ret_day)
{
    int month = month_at(t);
    if (month == 0)
        return 0;
    size_t i = skip_joints(t, 1);
    if (!is_number(t + i, 1, 2))
        return 0;
    int day = t[i].value;
    size_t year = skip_joints(t, i + 1);
    if (is_number(t + year, 1, 2) && is_sign(t + year + 1, ':') && is_sign(t + year + 3, ':')) {
        year += 5;
        if (t[year].kind == TOKEN_WORD)
            year++;
        return is_number(t + year, 4, 4)
                   ? take((struct day){t[year].value, month, day}, i + 1, ret_day)
                   : 0;
    }
    if (!is_number(t + year, 4, 4))
        return 0;
    return take((struct day){t[year].value, month, day}, year + 1, ret_day);
}

/* 2024 October 21, 2024-Oct-21 */
static size_t year_month_day(const struct date_token *t, struct day *ret_day)
{
    if (!is_number(t, 4, 4))
        return 0;
    size_t i = skip_joints(t, 1);
    int month = month_at(t + i);
    size_t day = skip_joints(t, i + 1);
    if (month == 0 || !is_number(t + day, 1, 2))
        return 0;
    return take((struct day){t[0].value, month, t[day].value}, day + 1, ret_day);
}

static bool
find_day(const struct date_tokens *tokens, struct day *ret_day, size_t *ret_at, size_t *ret_n)
{
    typedef size_t form(const struct date_token *, struct day *);
    static form *const forms[] = {year_first,     ideographic, day_month_year, month_day_year,
                                  year_month_day, day_first,   compact};
    for (size_t i = 0; i < tokens->n; i++) {
        for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
            size_t n = forms[f](&tokens->items[i], ret_day);
            if (n == 0)
                continue;
            *ret_at = i;
            *ret_n = n;
            return true;
        }
    }
    return false;
}

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
    if (IS_ANY(at, first) || IS_ANY(at, second)) {
        *i += 1;
        return IS_ANY(at, first) ? -1 : 1;
    }
    bool is_dotted = (is_word(at, STR("a")) || is_word(at, STR("p"))) && is_sign(at + 1, '.') &&
                     is_word(at + 2, STR("m"));
    if (!is_dotted)
        return 0;
    *i += is_sign(at + 3, '.') ? 4 : 3;
    return is_word(at, STR("a")) ? -1 : 1;
}

/* 上午, 下午 and the Korean words stand before the time. */
static int take_half_before(const struct date_token *t, size_t *i)
{
    static const struct str seconds[] = {STR_INIT("午"), STR_INIT("전"), STR_INIT("후")};
    static const struct str afternoon[] = {STR_INIT("下"), STR_INIT("晚")};
    bool is_pair =
        is_word(t + *i, STR("上")) || is_word(t + *i, STR("오")) || IS_ANY(t + *i, afternoon);
    if (!is_pair || !(IS_ANY(t + *i + 1, seconds) || is_word(t + *i + 1, STR("上"))))
        return 0;
    bool is_second = IS_ANY(t + *i, afternoon) || is_word(t + *i + 1, STR("후"));
    *i += 2;
    return is_second ? 1 : -1;
}

static bool is_hour_word(const struct date_token *t)
{
    static const struct str words[] = {STR_INIT("時"), STR_INIT("时"), STR_INIT("点"),
                                       STR_INIT("點"), STR_INIT("시"), STR_INIT("h")};
    return IS_ANY(t, words);
}

/* Seconds and their fraction, which is passed over. */
static size_t take_seconds(const struct date_token *t, size_t i, struct time_of_day *time)
{
    static const struct str minutes[] = {STR_INIT("分"), STR_INIT("분")};
    bool is_parted = is_sign(t + i, ':') || IS_ANY(t + i, minutes);
    if (!is_parted)
        return i;
    if (!is_number(t + i + 1, 2, 2))
        return IS_ANY(t + i, minutes) ? i + 1 : i;
    time->second = t[i + 1].value;
    i += 2;
    if ((is_sign(t + i, '.') || is_sign(t + i, ',')) && t[i + 1].kind == TOKEN_NUMBER &&
        !t[i + 1].is_spaced)
        i += 2;
    return i;
}

/* A time at `t`: 17:44, 17:44:05.3, 5.44 pm, 17h44, 5 p.m., 17时44分. Returns the
 * tokens that it takes, 0 when there is none. */
static size_t take_time(const struct date_token *t, struct time_of_day *ret_time)
{
    struct time_of_day time = {0};
    size_t i = 0;
    int half = take_half_before(t, &i);
    if (!is_number(t + i, 1, 2))
        return 0;
    time.hour = t[i++].value;
    bool is_dotted = is_sign(t + i, '.');
    bool has_minutes = false;
    if ((is_sign(t + i, ':') || is_dotted || is_hour_word(t + i)) && is_number(t + i + 1, 2, 2)) {
        has_minutes = true;
        time.minute = t[i + 1].value;
        i = take_seconds(t, i + 2, &time);
    } else if (is_hour_word(t + i)) {
        has_minutes = true;
        i++;
    }
    int after = take_half(t, &i);
    half = half ? half : after;
    bool is_clock = is_word(t + i, STR("uhr")) || is_word(t + i, STR("wib"));
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

/* What may stand between a date and its time. */
static bool is_between(const struct date_token *t)
{
    static const struct str words[] = {
        STR_INIT("t"),     STR_INIT("at"),  STR_INIT("um"), STR_INIT("à"),  STR_INIT("às"),
        STR_INIT("pukul"), STR_INIT("jam"), STR_INIT("kl"), STR_INIT("a"),  STR_INIT("las"),
        STR_INIT("alle"),  STR_INIT("ore"), STR_INIT("om"), STR_INIT("on"), STR_INIT("il"),
        STR_INIT("星"),    STR_INIT("期"),  STR_INIT("周"), STR_INIT("一"), STR_INIT("二"),
        STR_INIT("三"),    STR_INIT("四"),  STR_INIT("五"), STR_INIT("六"), STR_INIT("日"),
    };
    if (t->kind == TOKEN_SIGN)
        return t->value < 0x80 && strchr(",-|@()./", t->value) != NULL;
    return IS_ANY(t, words) || (t->kind == TOKEN_WORD && is_weekday_word(t->word));
}

/* --- the zone -------------------------------------------------------------- */

/* +08:00, -0500, +8: minutes east; 0 tokens when it is none. */
static size_t take_offset(const struct date_token *t, int *ret_minutes)
{
    bool is_west = is_sign(t, '-');
    if ((!is_west && !is_sign(t, '+')) || !is_number(t + 1, 1, 4) || t[1].n_digits == 3)
        return 0;
    int minutes = t[1].n_digits == 4 ? t[1].value / 100 * 60 + t[1].value % 100 : t[1].value * 60;
    size_t n = 2;
    if (t[1].n_digits <= 2 && is_sign(t + 2, ':') && is_number(t + 3, 2, 2)) {
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
    while (is_sign(t + i, '(') || is_sign(t + i, ',') || is_word(t + i, STR("uhr")) ||
           is_word(t + i, STR("etc")) || is_sign(t + i, '/'))
        i++;
    if (t[i].kind == TOKEN_WORD && zone_of_word(t[i].word, ret_minutes)) {
        if (take_offset(t + i + 1, &more) > 0)
            *ret_minutes += more; /* GMT+8 */
        return true;
    }
    return take_offset(t + i, ret_minutes) > 0;
}

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
    while (i < tokens->n && is_between(&tokens->items[i]))
        i++;
    size_t n = take_time(&tokens->items[i], &found->time);
    if (n == 0 && i > 0 && is_word(&tokens->items[i - 1], STR("t")))
        n = take_compact_time(&tokens->items[i], &found->time);
    for (size_t before = 0; n == 0 && before < date_at; before++) {
        i = before;
        n = take_time(&tokens->items[i], &found->time);
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
    return !found->has_time && is_word(t, STR("t")) && !t->is_spaced && t[1].kind == TOKEN_NUMBER;
}

enum outcome dates_parse(const struct dates *dates, struct str text, struct date_parsed *ret_parsed)
{
    struct date_tokens tokens = {0};
    struct found found = {0};
    struct day day = {0};
    size_t at = 0;
    size_t n = 0;
    date_tokens_split(text, &tokens);
    if (!find_day(&tokens, &day, &at, &n))
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
    *ret_parsed = (struct date_parsed){
        .utc = utc,
        .day = day,
        .has_time = found.has_time,
        .has_zone = found.has_zone,
    };
    return OK;
}
