/* The day of a written date: each place of the text is tried with the few forms that
 * days have; the first that holds wins. */
#include "text/dates_day.h"

#include "base/utf8.h"
#include "text/month_names.h"

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
    bool is_parted = date_token_is_sign(t + 1, '-') || date_token_is_sign(t + 1, '/') ||
                     date_token_is_sign(t + 1, '.');
    if (!date_token_is_number(t, 4, 4) || !is_parted || !date_token_is_number(t + 2, 1, 2) ||
        !date_token_is_sign(t + 3, (char)t[1].value) || !date_token_is_number(t + 4, 1, 2))
        return 0;
    return take((struct day){t[0].value, t[2].value, t[4].value}, 5, ret_day);
}

/* 20241021 */
static size_t compact(const struct date_token *t, struct day *ret_day)
{
    if (!date_token_is_number(t, 8, 8) || t->value < 19000101 || t->value > 29991231)
        return 0;
    return take((struct day){t->value / 10000, t->value / 100 % 100, t->value % 100}, 1, ret_day);
}

/* 21/10/2024, 21.10.2024, 21-10-24; the month first only when it must be. */
static size_t day_first(const struct date_token *t, struct day *ret_day)
{
    bool is_parted = date_token_is_sign(t + 1, '-') || date_token_is_sign(t + 1, '/') ||
                     date_token_is_sign(t + 1, '.');
    if (!date_token_is_number(t, 1, 2) || !is_parted || !date_token_is_number(t + 2, 1, 2) ||
        !date_token_is_sign(t + 3, (char)t[1].value) ||
        (!date_token_is_number(t + 4, 4, 4) && !date_token_is_number(t + 4, 2, 2)))
        return 0;
    int year = full_year(t + 4);
    size_t taken = take((struct day){year, t[2].value, t[0].value}, 5, ret_day);
    return taken ? taken : take((struct day){year, t[0].value, t[2].value}, 5, ret_day);
}

/* 令和6年, 民國113年: the year in which an era began less one; 0 tokens without one. */
static size_t take_era(const struct date_token *t, int *ret_before)
{
    static const struct {
        struct str first;
        struct str second;
        int before;
    } eras[] = {
        {STR_INIT("令"), STR_INIT("和"), 2018}, {STR_INIT("平"), STR_INIT("成"), 1988},
        {STR_INIT("昭"), STR_INIT("和"), 1925}, {STR_INIT("民"), STR_INIT("國"), 1911},
        {STR_INIT("民"), STR_INIT("国"), 1911},
    };
    for (size_t i = 0; i < N_OF(eras); i++) {
        if (!date_token_is_word(t, eras[i].first) || !date_token_is_word(t + 1, eras[i].second))
            continue;
        *ret_before = eras[i].before;
        return 2;
    }
    return 0;
}

/* 2024年10月21日, also in Korean, and by eras */
static size_t ideographic(const struct date_token *t, struct day *ret_day)
{
    static const struct str years[] = {STR_INIT("年"), STR_INIT("년")};
    static const struct str months[] = {STR_INIT("月"), STR_INIT("월")};
    static const struct str days[] = {STR_INIT("日"), STR_INIT("号"), STR_INIT("號"),
                                      STR_INIT("일")};
    int before = 0;
    size_t era = take_era(t, &before);
    bool is_first = era > 0 && date_token_is_word(t + era, STR("元")); /* the era's first year */
    t += era;
    if (!is_first && !date_token_is_number(t, era ? 1 : 4, era ? 3 : 4))
        return 0;
    int year = before + (is_first ? 1 : t[0].value);
    if (!DATE_TOKEN_IS_ANY(t + 1, years) || !date_token_is_number(t + 2, 1, 2) ||
        !DATE_TOKEN_IS_ANY(t + 3, months) || !date_token_is_number(t + 4, 1, 2))
        return 0;
    size_t n = DATE_TOKEN_IS_ANY(t + 5, days) ? 6 : 5;
    return take((struct day){year, t[2].value, t[4].value}, era + n, ret_day);
}

/* Skips what may stand between the parts of a written date. */
static size_t skip_joints(const struct date_token *t, size_t i)
{
    static const struct str joints[] = {STR_INIT("of"), STR_INIT("de"), STR_INIT("del"),
                                        STR_INIT("st"), STR_INIT("nd"), STR_INIT("rd"),
                                        STR_INIT("th"), STR_INIT("er"), STR_INIT("hb")};
    while (date_token_is_sign(t + i, '.') || date_token_is_sign(t + i, ',') ||
           date_token_is_sign(t + i, '-') || date_token_is_sign(t + i, '/') ||
           DATE_TOKEN_IS_ANY(t + i, joints) ||
           (t[i].kind == TOKEN_SIGN && (t[i].value == 0xBA || t[i].value == '\'')))
        i++;
    return i;
}

/* تشرين and كانون are two months each: the word behind says which. */
static int levantine_month(const struct date_token *t)
{
    bool is_autumn = date_token_is_word(t, STR("تشرين"));
    if (!is_autumn && !date_token_is_word(t, STR("كانون")))
        return 0;
    if (date_token_is_word(t + 1, STR("الأول")))
        return is_autumn ? 10 : 12;
    return date_token_is_word(t + 1, STR("الثاني")) ? (is_autumn ? 11 : 1) : 0;
}

/* A month's name; the tokens that it takes, 0 for none. */
static size_t take_month(const struct date_token *t, int *ret_month)
{
    int month = t->kind == TOKEN_WORD ? month_of_word(t->word) : 0;
    size_t n = 1;
    if (month == 0 && t->kind == TOKEN_WORD) {
        month = levantine_month(t);
        n = 2;
    }
    *ret_month = month;
    return month > 0 ? n : 0;
}

/* The month in a word, perhaps said twice ("تشرين الثاني/نوفمبر"), and what joins it. */
static size_t skip_month(const struct date_token *t, size_t i, int *ret_month)
{
    int again = 0;
    size_t n = take_month(t + i, ret_month);
    if (n == 0)
        return i;
    i = skip_joints(t, i + n);
    n = take_month(t + i, &again);
    return n > 0 && again == *ret_month ? skip_joints(t, i + n) : i;
}

/* A year that ends a written date: four digits, or two when nothing reads on as a time. */
static bool is_year(const struct date_token *t)
{
    return date_token_is_number(t, 4, 4) ||
           (date_token_is_number(t, 2, 2) && !date_token_is_sign(t + 1, ':') &&
            !date_token_is_sign(t + 1, '.'));
}

enum { BUDDHIST_YEARS = 543 };

static bool is_thai(const struct date_token *t)
{
    struct str word = t->word;
    uint32_t code = word.len > 0 ? utf8_next(&word) : 0;
    return code >= 0x0E00 && code <= 0x0E7F;
}

/* 21 tháng 10 năm 2024 */
static size_t vietnamese(const struct date_token *t, struct day *ret_day)
{
    if (!date_token_is_number(t, 1, 2) || !date_token_is_word(t + 1, STR("tháng")) ||
        !date_token_is_number(t + 2, 1, 2))
        return 0;
    size_t i = date_token_is_word(t + 3, STR("năm")) || date_token_is_sign(t + 3, ',') ||
                       date_token_is_sign(t + 3, '/')
                   ? 4
                   : 3;
    if (!date_token_is_number(t + i, 4, 4))
        return 0;
    return take((struct day){t[i].value, t[2].value, t[0].value}, i + 1, ret_day);
}

/* 21 October 2024, 1st of May 2020, 06-Nov-94 */
static size_t day_month_year(const struct date_token *t, struct day *ret_day)
{
    if (!date_token_is_number(t, 1, 2))
        return 0;
    int month = 0;
    size_t at = skip_joints(t, 1);
    size_t i = skip_month(t, at, &month);
    if (month == 0 || !is_year(t + i))
        return 0;
    int year = full_year(t + i);
    if (is_thai(t + at) && year > 2400)
        year -= BUDDHIST_YEARS;
    return take((struct day){year, month, t[0].value}, i + 1, ret_day);
}

/* October 21, 2024; "Nov 6 08:49:37 1994" has its time inside. */
static size_t month_day_year(const struct date_token *t, struct day *ret_day)
{
    int month = 0;
    size_t i = skip_month(t, 0, &month);
    if (month == 0)
        return 0;
    if (!date_token_is_number(t + i, 1, 2))
        return 0;
    int day = t[i].value;
    size_t year = skip_joints(t, i + 1);
    if (date_token_is_number(t + year, 1, 2) && date_token_is_sign(t + year + 1, ':') &&
        date_token_is_sign(t + year + 3, ':')) {
        year += 5;
        if (t[year].kind == TOKEN_WORD)
            year++;
        return date_token_is_number(t + year, 4, 4)
                   ? take((struct day){t[year].value, month, day}, i + 1, ret_day)
                   : 0;
    }
    if (!date_token_is_number(t + year, 4, 4))
        return 0;
    return take((struct day){t[year].value, month, day}, year + 1, ret_day);
}

/* 2024 October 21, 2024-Oct-21 */
static size_t year_month_day(const struct date_token *t, struct day *ret_day)
{
    if (!date_token_is_number(t, 4, 4))
        return 0;
    int month = 0;
    size_t day = skip_month(t, skip_joints(t, 1), &month);
    if (month == 0 || !date_token_is_number(t + day, 1, 2))
        return 0;
    return take((struct day){t[0].value, month, t[day].value}, day + 1, ret_day);
}

bool dates_find_day(const struct date_tokens *tokens,
                    struct day *ret_day,
                    size_t *ret_at,
                    size_t *ret_n)
{
    typedef size_t form(const struct date_token *, struct day *);
    static form *const forms[] = {year_first,     ideographic, day_month_year, month_day_year,
                                  year_month_day, vietnamese,  day_first,      compact};
    for (size_t i = 0; i < tokens->n; i++) {
        for (size_t f = 0; f < N_OF(forms); f++) {
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
