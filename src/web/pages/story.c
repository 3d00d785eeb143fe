#include "web/pages/story.h"

#include "text/url.h"
#include "web/site.h"

enum outcome story_from(const struct request *rq, struct article_from *ret_from)
{
    struct str text = request_query(rq, "from");
    if (text.len == 0) {
        *ret_from = (struct article_from){0};
        return OK;
    }
    return article_from_parse(text, ret_from) == OK ? OK : NOT_FOUND;
}

struct str story_href(struct arena *arena, struct article_id id, struct str slug)
{
    return str_print(arena, "/a/%lld/%.*s", (long long)id.n, STR_ARG(slug));
}

struct str story_day_href(struct arena *arena, struct str blog_slug, struct day day)
{
    return str_print(arena, "/b/%.*s/%04d/%02d/%02d", STR_ARG(blog_slug), day.year, day.month,
                     day.day);
}

static struct story
show_row(const struct request *rq, const struct article_row *row, enum story_grouping grouping)
{
    bool is_one_blog = grouping == STORY_BY_DAY_OF_BLOG || grouping == STORY_OF_ONE_DAY;
    enum date_style style = grouping == STORY_RANKED ? DATE_SHORT : DATE_TIME;
    struct policy policy = policy_of(&row->policy, &rq->site->settings.policy);
    return (struct story){
        .href = story_href(rq->arena, row->id, row->slug),
        .title = row->title,
        .excerpt = policy_line(rq->arena, &policy, row->standfirst, row->excerpt),
        .lang = row->lang,
        .source_slug = row->source_slug,
        .source_name = row->source_name,
        .blog_slug = row->blog_slug,
        .blog_title = is_one_blog ? STR("") : row->blog_title,
        .time = dates_print(rq->arena, rq->site->dates[rq->language], row->shared, style),
        .iso = dates_print_iso(rq->arena, row->shared),
        .n_likes = row->n_likes,
        .n_comments = row->n_comments,
    };
}

static struct story_day begin_day(const struct request *rq,
                                  const struct article_row *row,
                                  struct day day,
                                  enum story_grouping grouping)
{
    struct story_day shown = {0};
    if (grouping == STORY_BY_DAY || grouping == STORY_BY_DAY_OF_BLOG)
        shown.heading =
            dates_print_day(rq->arena, rq->site->dates[rq->language], day, DATE_HEADING);
    if (grouping == STORY_BY_DAY_OF_BLOG)
        shown.href = story_day_href(rq->arena, row->blog_slug, day);
    return shown;
}

static struct story_days
show_days(const struct request *rq, const struct article_page *page, enum story_grouping grouping)
{
    bool has_days = grouping == STORY_BY_DAY || grouping == STORY_BY_DAY_OF_BLOG;
    struct story *stories = arena_array(rq->arena, struct story, page->n);
    struct story_day *days = arena_array(rq->arena, struct story_day, page->n);
    size_t n_days = 0;
    struct day last = {0};
    for (size_t i = 0; i < page->n; i++) {
        const struct article_row *row = &page->rows[i];
        struct day day = dates_day_of(rq->site->dates[rq->language], row->shared);
        if (i == 0 || (has_days && day_compare(day, last) != 0)) {
            days[n_days] = begin_day(rq, row, day, grouping);
            days[n_days++].stories.items = &stories[i];
        }
        last = day;
        stories[i] = show_row(rq, row, grouping);
        days[n_days - 1].stories.n++;
    }
    return (struct story_days){days, n_days};
}

static struct str page_href(const struct request *rq, struct article_from from)
{
    struct str path = url_encode_path(rq->arena, rq->path);
    struct str place = article_from_print(rq->arena, from);
    return str_print(rq->arena, "%.*s?from=%.*s", STR_ARG(path), STR_ARG(place));
}

struct stories story_list_show(const struct request *rq,
                               const struct article_page *page,
                               enum story_grouping grouping)
{
    struct stories shown = {.days = show_days(rq, page, grouping)};
    if (page->has_newer)
        shown.pager.newer = page_href(rq, article_page_newer(page));
    if (page->has_older)
        shown.pager.older = page_href(rq, article_page_older(page));
    return shown;
}
