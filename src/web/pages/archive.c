#include "web/pages/archive.h"

#include "community/calendar.h"
#include "views/archive.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/blog.h"
#include "web/pages/calendar.h"
#include "web/pages/layout.h"
#include "web/pages/on_this_day.h"
#include "web/pages/story.h"
#include "web/site.h"

/* More years than any archive has; a wrong date must not fill a page with links. */
enum { YEARS_SHOWN = 200 };

/* What a page of the archive stands on. */
struct archive {
    struct blog blog;
    struct blog_head head;
    const struct dates *dates;
    struct day day; /* month and day are 1 where the address has none */
};

/* The `n` parts behind the blog's: year, month, day. NOT_FOUND: no such day. */
static enum outcome load(const struct request *rq, size_t n, struct archive *ret_archive)
{
    int64_t parts[] = {1, 1, 1};
    for (size_t i = 0; i < n; i++) /* "03" and "3" alike */
        if (rq->parts[i + 1].len > 4 || str_to_number(rq->parts[i + 1], 9999, &parts[i]) != OK)
            return NOT_FOUND;
    struct day day = {(int)parts[0], (int)parts[1], (int)parts[2]};
    if (!day_is_valid(day))
        return NOT_FOUND;
    ret_archive->day = day;
    ret_archive->dates = rq->site->dates[rq->language];
    return blog_head_load(rq, &ret_archive->blog, &ret_archive->head);
}

/* The articles of the days from `first` up to but without `end`. */
static enum outcome load_span(struct request *rq,
                              const struct archive *archive,
                              struct day first,
                              struct day end,
                              struct article_page *ret_articles)
{
    struct article_from from;
    enum outcome outcome = story_from(rq, &from);
    if (outcome != OK)
        return outcome;
    return article_list_of_span(rq->arena, rq->db, archive->blog.id,
                                dates_day_start(archive->dates, first),
                                dates_day_start(archive->dates, end), from, ret_articles);
}

static struct page
archive_frame(const struct request *rq, const struct archive *archive, struct str heading)
{
    struct str title = tr_fill(rq->arena, tr(rq->language, "{day} in {blog}"),
                               HOLES({STR("day"), heading}, {STR("blog"), archive->blog.title}));
    struct page page = layout_page(rq, title);
    page.is_wide = true;
    return page;
}

static struct archive_links
show_years(const struct request *rq, const struct archive *archive, int first, int last)
{
    if (last - first >= YEARS_SHOWN)
        first = last - YEARS_SHOWN + 1;
    size_t n = (size_t)(last - first + 1);
    struct archive_link *links = arena_array(rq->arena, struct archive_link, n);
    for (size_t i = 0; i < n; i++) {
        int year = last - (int)i;
        links[i] = (struct archive_link){
            .href = str_print(rq->arena, "/b/%.*s/%04d", STR_ARG(archive->blog.slug), year),
            .label = str_print(rq->arena, "%d", year),
            .is_current = year == archive->day.year,
        };
    }
    return (struct archive_links){links, n};
}

static enum outcome
load_years(struct request *rq, const struct archive *archive, struct archive_links *ret_years)
{
    int64_t first;
    int64_t last;
    enum outcome outcome = calendar_span(rq->db, archive->blog.id, &first, &last);
    if (outcome == NOT_FOUND) {
        *ret_years = (struct archive_links){0};
        return OK;
    }
    if (outcome == OK)
        *ret_years = show_years(rq, archive, day_of_number(first).year, day_of_number(last).year);
    return outcome;
}

enum outcome page_archive_year(struct request *rq, struct response *rs)
{
    struct archive archive;
    struct archive_year_page v = {0};
    enum outcome outcome = load(rq, 1, &archive);
    if (outcome == OK)
        outcome = load_years(rq, &archive, &v.years);
    if (outcome == OK)
        outcome = calendar_show_year(rq, &archive.blog, archive.day.year, &v.months, &v.n_articles);
    if (outcome != OK)
        return outcome;
    v.page = archive_frame(rq, &archive, str_print(rq->arena, "%d", archive.day.year));
    v.head = archive.head;
    v.year = archive.day.year;
    struct view_context cx = context_make(rq, rs);
    view_archive_year_page(response_page(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_archive_month(struct request *rq, struct response *rs)
{
    struct archive archive;
    struct article_page articles;
    struct archive_month_page v = {0};
    enum outcome outcome = load(rq, 2, &archive);
    if (outcome != OK)
        return outcome;
    struct day first = archive.day;
    struct day end = day_add(first, day_month_length(first.year, first.month));
    outcome = load_span(rq, &archive, first, end, &articles);
    if (outcome == OK)
        outcome = calendar_show_month(rq, &archive.blog, first, &v);
    if (outcome != OK)
        return outcome;
    v.page = archive_frame(rq, &archive, v.heading);
    v.head = archive.head;
    v.stories = story_list_show(rq, &articles, STORY_BY_DAY_OF_BLOG);
    struct view_context cx = context_make(rq, rs);
    view_archive_month_page(response_page(rs, 200), &cx, &v);
    return OK;
}

/* A day that has something in it, or a link that leads nowhere. */
static struct archive_link
show_day(const struct request *rq, const struct archive *archive, int64_t number)
{
    if (number == INT64_MIN)
        return (struct archive_link){0};
    struct day day = day_of_number(number);
    return (struct archive_link){
        .href = story_day_href(rq->arena, archive->blog.slug, day),
        .label = dates_print_day(rq->arena, archive->dates, day, DATE_SHORT),
    };
}

static enum outcome
load_beside(struct request *rq, const struct archive *archive, struct archive_day_page *v)
{
    int64_t number = day_number(archive->day);
    int64_t before;
    int64_t after;
    enum outcome outcome = calendar_beside(rq->db, archive->blog.id, number, &before, &after);
    if (outcome == OK)
        outcome = calendar_sum(rq->db, archive->blog.id, number, number + 1, &v->n_articles);
    if (outcome != OK)
        return outcome;
    v->before = show_day(rq, archive, before);
    v->after = show_day(rq, archive, after);
    return OK;
}

enum outcome page_archive_day(struct request *rq, struct response *rs)
{
    struct archive archive;
    struct article_page articles;
    struct archive_day_page v = {0};
    enum outcome outcome = load(rq, 3, &archive);
    if (outcome == OK)
        outcome = load_span(rq, &archive, archive.day, day_add(archive.day, 1), &articles);
    if (outcome == OK)
        outcome = load_beside(rq, &archive, &v);
    if (outcome != OK)
        return outcome;
    v.heading = dates_print_day(rq->arena, archive.dates, archive.day, DATE_HEADING);
    v.page = archive_frame(rq, &archive, v.heading);
    v.head = archive.head;
    v.month = (struct archive_link){
        .href = calendar_month_href(rq->arena, archive.blog.slug, archive.day),
        .label = dates_print_day(rq->arena, archive.dates, archive.day, DATE_MONTH),
    };
    v.through_years = on_this_day_href(rq->arena, archive.blog.slug, archive.day);
    v.stories = story_list_show(rq, &articles, STORY_OF_ONE_DAY);
    struct view_context cx = context_make(rq, rs);
    view_archive_day_page(response_page(rs, 200), &cx, &v);
    return OK;
}
