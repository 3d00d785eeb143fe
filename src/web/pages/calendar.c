#include "web/pages/calendar.h"

#include "community/calendar.h"
#include "web/pages/story.h"
#include "web/site.h"

enum { DAYS_OF_WEEK = 7, MONTHS_OF_YEAR = 12 };

struct str calendar_month_href(struct arena *arena, struct str blog_slug, struct day day)
{
    return str_print(arena, "/b/%.*s/%04d/%02d", STR_ARG(blog_slug), day.year, day.month);
}

enum outcome calendar_show_year(const struct request *rq,
                                const struct blog *blog,
                                int year,
                                struct archive_months *ret_months,
                                int64_t *ret_n_articles)
{
    int64_t first = day_number((struct day){year, 1, 1});
    int64_t last = day_number((struct day){year, 12, 31});
    const struct calendar_day *days;
    size_t n_days;
    enum outcome outcome =
        calendar_days(rq->arena, rq->db, blog->id, first, last + 1, &days, &n_days);
    if (outcome != OK)
        return outcome;

    struct archive_month *months = arena_array(rq->arena, struct archive_month, MONTHS_OF_YEAR);
    int64_t total = 0;
    for (size_t i = 0; i < n_days; i++) {
        months[day_of_number(days[i].day).month - 1].n += days[i].n;
        total += days[i].n;
    }
    for (int i = 0; i < MONTHS_OF_YEAR; i++) {
        months[i].name = dates_month_name(rq->site->dates[rq->language], i + 1);
        if (months[i].n > 0)
            months[i].href =
                calendar_month_href(rq->arena, blog->slug, (struct day){year, i + 1, 1});
    }
    *ret_months = (struct archive_months){months, MONTHS_OF_YEAR};
    *ret_n_articles = total;
    return OK;
}

static struct calendar_weekdays show_weekdays(const struct request *rq, int first_weekday)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct calendar_weekday *names = arena_array(rq->arena, struct calendar_weekday, DAYS_OF_WEEK);
    for (int i = 0; i < DAYS_OF_WEEK; i++) {
        int weekday = (first_weekday + i) % DAYS_OF_WEEK;
        names[i].name = dates_weekday_name(dates, weekday);
        names[i].short_name = dates_weekday_short_name(dates, weekday);
    }
    return (struct calendar_weekdays){names, DAYS_OF_WEEK};
}

/* Whole weeks, the month's first day under its weekday; still without counts. */
static struct calendar_weeks
lay_out(const struct request *rq, struct day first, int n_before, struct calendar_cell **ret_cells)
{
    const struct dates *dates = rq->site->dates[rq->language];
    int64_t today = day_number(dates_day_of(dates, rq->now));
    int n_days = day_month_length(first.year, first.month);
    size_t n_weeks = (size_t)((n_before + n_days + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK);
    struct calendar_cell *cells =
        arena_array(rq->arena, struct calendar_cell, n_weeks * DAYS_OF_WEEK);
    struct calendar_week *weeks = arena_array(rq->arena, struct calendar_week, n_weeks);
    for (size_t i = 0; i < n_weeks; i++)
        weeks[i] = (struct calendar_week){&cells[i * DAYS_OF_WEEK], DAYS_OF_WEEK};
    for (int i = 0; i < n_days; i++) {
        cells[n_before + i].day = i + 1;
        cells[n_before + i].is_today = day_number(first) + i == today;
    }
    *ret_cells = &cells[n_before];
    return (struct calendar_weeks){weeks, n_weeks};
}

static enum outcome load_counts(const struct request *rq,
                                const struct blog *blog,
                                struct day first,
                                struct calendar_cell *cells)
{
    int64_t start = day_number(first);
    int64_t end = start + day_month_length(first.year, first.month);
    const struct calendar_day *days;
    size_t n;
    enum outcome outcome = calendar_days(rq->arena, rq->db, blog->id, start, end, &days, &n);
    if (outcome != OK)
        return outcome;
    for (size_t i = 0; i < n; i++) {
        struct day day = day_of_number(days[i].day);
        struct calendar_cell *cell = &cells[days[i].day - start];
        cell->n = days[i].n;
        cell->href = story_day_href(rq->arena, blog->slug, day);
        cell->label = dates_print_day(rq->arena, rq->site->dates[rq->language], day, DATE_HEADING);
    }
    return OK;
}

static struct archive_link
show_month(const struct request *rq, const struct blog *blog, int64_t number)
{
    if (number == INT64_MIN)
        return (struct archive_link){0};
    struct day day = day_of_number(number);
    return (struct archive_link){
        .href = calendar_month_href(rq->arena, blog->slug, day),
        .label = dates_print_day(rq->arena, rq->site->dates[rq->language], day, DATE_MONTH),
    };
}

/* The nearest months with something in them. */
static enum outcome load_beside(const struct request *rq,
                                const struct blog *blog,
                                struct day first,
                                struct archive_month_page *ret_page)
{
    int64_t start = day_number(first);
    int64_t last = start + day_month_length(first.year, first.month) - 1;
    int64_t before;
    int64_t after = 0;
    int64_t within;
    enum outcome outcome = calendar_beside(rq->db, blog->id, start, &before, &within);
    if (outcome == OK)
        outcome = calendar_beside(rq->db, blog->id, last, &within, &after);
    if (outcome != OK)
        return outcome;
    ret_page->before = show_month(rq, blog, before);
    ret_page->after = show_month(rq, blog, after);
    return OK;
}

enum outcome calendar_show_month(const struct request *rq,
                                 const struct blog *blog,
                                 struct day first,
                                 struct archive_month_page *ret_page)
{
    const struct dates *dates = rq->site->dates[rq->language];
    int first_weekday = dates_first_weekday(dates);
    int n_before = (day_weekday(first) - first_weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
    struct calendar_cell *cells;
    ret_page->heading = dates_print_day(rq->arena, dates, first, DATE_MONTH);
    ret_page->year = (struct archive_link){
        .href = str_print(rq->arena, "/b/%.*s/%04d", STR_ARG(blog->slug), first.year),
        .label = str_print(rq->arena, "%d", first.year),
    };
    ret_page->weekdays = show_weekdays(rq, first_weekday);
    ret_page->weeks = lay_out(rq, first, n_before, &cells);
    enum outcome outcome = load_counts(rq, blog, first, cells);
    return outcome == OK ? load_beside(rq, blog, first, ret_page) : outcome;
}
