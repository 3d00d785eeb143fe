/* The rules of subscriptions that need no store: words, rhythm, patience. */
#include "community/subscription_check.h"

#include "base/limits.h"
#include "text/name.h"
#include "text/url.h"
#include "text/words.h"

#include <stdlib.h>

enum {
    SILENCE_SHARE = 10, /* of the time that a feed has been silent */
    HUB_SECONDS = 6 * 60 * 60,
    N_GAPS = 20,
};

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

enum outcome subscription_check_rules(struct subscription_rules *rules, struct problem *ret_problem)
{
    enum outcome good =
        problem_check_line(&rules->wanted, FIELD_WANTED, 0, LIMIT_FILTER_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_line(&rules->unwanted, FIELD_UNWANTED, 0, LIMIT_FILTER_CHARACTERS,
                                  ret_problem);
    if (good == OK)
        good = problem_check_line(&rules->folder, FIELD_FOLDER, 0, LIMIT_FOLDER_CHARACTERS,
                                  ret_problem);
    if (good == OK && (rules->a_day < 0 || rules->a_day > LIMIT_ITEMS_A_DAY)) {
        *ret_problem = (struct problem){FIELD_A_DAY, WRONG_TOO_MANY, LIMIT_ITEMS_A_DAY};
        good = INVALID;
    }
    return good;
}

enum outcome subscription_address(struct arena *arena, struct str typed, struct str *ret_url)
{
    struct url url;
    typed = str_trim(typed);
    if (typed.len > 0 && !str_contains(typed, STR("://")))
        typed = str_join(arena, STR("https://"), typed);
    if (url_parse(arena, typed, &url) != OK || !url_is_web(&url) || url.user.len > 0)
        return INVALID;
    url.has_fragment = false;
    *ret_url = url_print(arena, &url);
    return OK;
}

static bool has_one_of(struct arena *arena, struct str folded, struct str words)
{
    struct str word;
    while (str_cut(&words, ',', &word)) {
        if (words_contain(folded, name_fold(arena, str_trim(word))))
            return true;
    }
    return false;
}

bool subscription_wants(struct arena *arena,
                        const struct subscription_rules *rules,
                        struct str text)
{
    if (rules->wanted.len == 0 && rules->unwanted.len == 0)
        return true;
    struct str folded = name_fold(arena, text);
    if (rules->wanted.len > 0 && !has_one_of(arena, folded, rules->wanted))
        return false;
    return !has_one_of(arena, folded, rules->unwanted);
}

int64_t subscription_interval(const struct subscription *subscription, int64_t now, int64_t spread)
{
    const int64_t least = LIMIT_CHECK_SECONDS_MIN;
    const int64_t most = LIMIT_CHECK_SECONDS_MAX;
    int64_t seconds = subscription->rhythm > 0 ? subscription->rhythm / 2 : 4 * least;
    if (subscription->newest > 0)
        seconds = larger(seconds, (now - subscription->newest) / SILENCE_SHARE);
    seconds = clamp(larger(seconds, subscription->hint), least, most);
    if (subscription->hub.lease_ends > now)
        seconds = larger(seconds, HUB_SECONDS);
    return clamp(seconds + seconds * (spread - 512) / 5120, least, most);
}

int64_t subscription_back_off(int64_t n_failures, int64_t retry_after)
{
    int64_t seconds = LIMIT_CHECK_SECONDS_MIN;
    for (int64_t i = 1; i < n_failures && seconds < LIMIT_CHECK_SECONDS_MAX; i++)
        seconds *= 2;
    if (seconds > LIMIT_CHECK_SECONDS_MAX)
        seconds = LIMIT_CHECK_SECONDS_MAX;
    return larger(seconds, clamp(retry_after, 0, LIMIT_RETRY_AFTER_SECONDS));
}

static int newest_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

int64_t subscription_rhythm(int64_t *times, size_t n)
{
    int64_t gaps[N_GAPS];
    size_t n_gaps = 0;
    if (n == 0)
        return 0;
    qsort(times, n, sizeof *times, newest_first);
    for (size_t i = 0; i + 1 < n && n_gaps < N_GAPS; i++)
        gaps[n_gaps++] = times[i] - times[i + 1];
    if (n_gaps == 0)
        return 0;
    qsort(gaps, n_gaps, sizeof *gaps, newest_first);
    return gaps[n_gaps / 2];
}
