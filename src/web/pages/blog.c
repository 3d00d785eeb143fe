#include "web/pages/blog.h"

#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/follow.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/site.h"

enum outcome
blog_head_load(const struct request *rq, struct blog *ret_blog, struct blog_head *ret_head)
{
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome != OK)
        return outcome;
    *ret_blog = blog;
    *ret_head = (struct blog_head){
        .slug = blog.slug,
        .title = blog.title,
        .description = blog.description,
        .lang = blog.lang,
        .owner_name = blog.owner_name,
        .owner_handle = blog.owner_handle,
        .n_followers = blog.n_followers,
        .n_articles = blog.n_articles,
        .follow = {blog.id.n, blog.slug, blog.n_followers},
    };
    return OK;
}

/* Of the newest article shown, which stands for the latest. */
static struct str calendar_href(const struct request *rq, const struct article_page *articles)
{
    if (articles->n == 0)
        return STR("");
    struct day day = dates_day_of(rq->site->dates[rq->language], articles->rows[0].shared);
    return str_print(rq->arena, "/b/%.*s/%04d/%02d", STR_ARG(rq->parts[0]), day.year, day.month);
}

enum outcome page_blog(struct request *rq, struct response *rs)
{
    struct article_from from;
    struct article_page articles;
    struct blog blog;
    struct blog_page v = {0};
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = blog_head_load(rq, &blog, &v.head);
    if (outcome == OK)
        outcome = article_list_of_blog(rq->arena, rq->db, blog.id, from, &articles);
    if (outcome != OK)
        return outcome;

    v.page = layout_page(rq, blog.title);
    v.page.description = blog.description;
    v.page.is_wide = true;
    v.calendar = calendar_href(rq, &articles);
    v.stories = story_list_show(rq, &articles, STORY_BY_DAY_OF_BLOG);
    v.owner = blog.owner.n;
    struct view_context cx = context_make(rq, rs);
    view_blog_page(response_page(rs, 200), &cx, &v);
    return OK;
}
