#include "web/pages/on_this_day.h"

#include "community/calendar.h"
#include "views/archive.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/blog.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/site.h"

/* Any leap year: a day of the year is a day of that one. */
enum { LEAP_YEAR = 2000, DAYS_OF_LEAP_YEAR = 366, LAST_YEAR = 9999 };

struct str on_this_day_href(struct arena *arena, struct str blog_slug, struct day day)
{
    return str_print(arena, "/b/%.*s/on-this-day/%02d/%02d", STR_ARG(blog_slug), day.month,
                     day.day);
}

enum outcome page_on_this_day_now(struct request *rq, struct response *rs)
{
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome != OK)
        return outcome;
    struct day today = dates_day_of(rq->site->dates[rq->language], rq->now);
    response_redirect(rs, on_this_day_href(rs->arena, blog.slug, today));
    return OK;
}

/* NOT_FOUND: no year has such a day. */
static enum outcome read_day(const struct request *rq, struct day *ret_day)
{
    int64_t month;
    int64_t day;
    if (str_to_number(rq->parts[1], 12, &month) != OK ||
        str_to_number(rq->parts[2], 31, &day) != OK)
        return NOT_FOUND;
    *ret_day = (struct day){LEAP_YEAR, (int)month, (int)day};
    return day_is_valid(*ret_day) ? OK : NOT_FOUND;
}

/* 0: from the newest year on. */
static enum outcome read_before(const struct request *rq, int *ret_year)
{
    struct str text = request_query(rq, "before");
    int64_t year = 0;
    if (text.len > 0 && str_to_number(text, LAST_YEAR, &year) != OK)
        return NOT_FOUND;
    *ret_year = (int)year;
    return OK;
}

static enum outcome load_year(const struct request *rq,
                              const struct blog *blog,
                              const struct calendar_day *counted,
                              struct archive_anniversary *ret_year)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct day day = day_of_number(counted->day);
    struct article_page articles;
    enum outcome outcome =
        article_list_top_of_span(rq->arena, rq->db, blog->id, dates_day_start(dates, day),
                                 dates_day_start(dates, day_add(day, 1)), &articles);
    if (outcome != OK)
        return outcome;
    struct story_days shown = story_list_show(rq, &articles, STORY_OF_ONE_DAY).days;
    *ret_year = (struct archive_anniversary){
        .day = {.href = story_day_href(rq->arena, blog->slug, day),
                .label = str_print(rq->arena, "%d", day.year)},
        .n_articles = counted->n,
        .stories = shown.n > 0 ? shown.items[0].stories : (struct story_list){0},
    };
    return OK;
}

static enum outcome load_years(const struct request *rq,
                               const struct blog *blog,
                               struct day day,
                               int before,
                               struct on_this_day_page *v)
{
    struct calendar_years found;
    enum outcome outcome =
        calendar_through_years(rq->arena, rq->db, blog->id, day.month, day.day, before, &found);
    if (outcome != OK)
        return outcome;
    struct archive_anniversary *years = arena_array(rq->arena, struct archive_anniversary, found.n);
    for (size_t i = 0; outcome == OK && i < found.n; i++)
        outcome = load_year(rq, blog, &found.days[i], &years[i]);
    struct str here = on_this_day_href(rq->arena, blog->slug, day);
    v->years = (struct archive_anniversaries){years, found.n};
    if (before != 0)
        v->pager.newer = here;
    if (found.upto != 0)
        v->pager.older = str_print(rq->arena, "%.*s?before=%d", STR_ARG(here), found.upto);
    return outcome;
}

/* 31 December stands before 1 January. */
static struct archive_link
show_beside(const struct request *rq, const struct blog *blog, struct day day, int n_days)
{
    int64_t first = day_number((struct day){LEAP_YEAR, 1, 1});
    int64_t place = day_number(day) - first + n_days + DAYS_OF_LEAP_YEAR;
    struct day beside = day_of_number(first + place % DAYS_OF_LEAP_YEAR);
    return (struct archive_link){
        .href = on_this_day_href(rq->arena, blog->slug, beside),
        .label = dates_print_day(rq->arena, rq->site->dates[rq->language], beside, DATE_OF_YEAR),
    };
}

enum outcome page_on_this_day(struct request *rq, struct response *rs)
{
    struct day day;
    int before;
    struct blog blog;
    struct on_this_day_page v = {0};
    enum outcome outcome = read_day(rq, &day);
    if (outcome == OK)
        outcome = read_before(rq, &before);
    if (outcome == OK)
        outcome = blog_head_load(rq, &blog, &v.head);
    if (outcome == OK)
        outcome = load_years(rq, &blog, day, before, &v);
    if (outcome != OK)
        return outcome;
    v.heading = dates_print_day(rq->arena, rq->site->dates[rq->language], day, DATE_OF_YEAR);
    v.page = layout_page(rq, tr_fill(rq->arena, tr(rq->language, "{day} in {blog}"),
                                     HOLES({STR("day"), v.heading}, {STR("blog"), blog.title})));
    v.page.is_wide = true;
    v.before = show_beside(rq, &blog, day, -1);
    v.after = show_beside(rq, &blog, day, 1);
    struct view_context cx = context_make(rq, rs);
    view_on_this_day_page(response_page(rs, 200), &cx, &v);
    return OK;
}
