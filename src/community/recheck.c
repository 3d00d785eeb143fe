#include "community/recheck.h"

enum { HOUR = 60 * 60, DAY = 24 * HOUR, WEEK = 7 * DAY, MAX_NUMBER = 10000 };

static int64_t unit_seconds(struct str unit)
{
    if (str_eq(unit, STR("h")))
        return HOUR;
    if (str_eq(unit, STR("d")))
        return DAY;
    return str_eq(unit, STR("w")) ? WEEK : 0;
}

static bool is_gap(char c)
{
    return char_is_space(c) || c == ',';
}

static enum outcome read_step(struct str *text, int64_t *ret_seconds)
{
    int64_t number = 0;
    if (str_take_number(text, MAX_NUMBER, &number) != OK)
        return INVALID;
    *ret_seconds = number * unit_seconds(str_first(*text, 1));
    *text = str_skip(*text, 1);
    bool is_whole = text->len == 0 || is_gap(text->ptr[0]);
    bool is_within = *ret_seconds >= HOUR && *ret_seconds <= (int64_t)LIMIT_RECHECK_DAYS * DAY;
    return is_whole && is_within ? OK : INVALID;
}

enum outcome recheck_parse(struct str text, struct recheck_plan *ret_plan)
{
    struct recheck_plan plan = {.n = 0};
    for (;;) {
        int64_t seconds = 0;
        while (text.len > 0 && is_gap(text.ptr[0]))
            text = str_skip(text, 1);
        if (text.len == 0)
            break;
        if (plan.n == LIMIT_RECHECKS || read_step(&text, &seconds) != OK)
            return INVALID;
        if (plan.n > 0 && seconds <= plan.seconds[plan.n - 1])
            return INVALID;
        plan.seconds[plan.n++] = seconds;
    }
    *ret_plan = plan;
    return OK;
}

enum outcome
recheck_next(const struct recheck_plan *plan, int64_t begun, int64_t now, int64_t *ret_time)
{
    for (size_t i = 0; i < plan->n; i++) {
        if (begun + plan->seconds[i] <= now)
            continue;
        *ret_time = begun + plan->seconds[i];
        return OK;
    }
    return NOT_FOUND;
}
