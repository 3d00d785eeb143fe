#include "web/pages/listing.h"

#include "community/blog.h"
#include "community/source.h"
#include "views/listing.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/site.h"

static enum outcome show(struct request *rq,
                         struct response *rs,
                         struct listing_page *v,
                         const struct article_page *articles)
{
    v->page = layout_page(rq, v->name);
    v->page.is_wide = true;
    v->stories = story_list_show(rq, articles, STORY_BY_DAY);
    struct view_context cx = context_make(rq, rs);
    view_listing_page(response_page(rs, 200), &cx, v);
    return OK;
}

enum outcome page_source(struct request *rq, struct response *rs)
{
    struct article_from from;
    struct article_page articles;
    struct source source;
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = source_find(rq->arena, rq->db, rq->parts[0], &source);
    if (outcome == OK)
        outcome = article_list_of_source(rq->arena, rq->db, source.id, from, &articles);
    if (outcome != OK)
        return outcome;
    struct listing_page v = {
        .kind = LISTING_SOURCE,
        .slug = source.slug,
        .name = source.name,
        .domain = source.domain,
        .n_articles = source.n_articles,
    };
    return show(rq, rs, &v, &articles);
}

enum outcome page_tag(struct request *rq, struct response *rs)
{
    struct article_from from;
    struct article_page articles;
    struct tag tag;
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = tag_find(rq->arena, rq->db, rq->parts[0], &tag);
    if (outcome == OK)
        outcome = article_list_of_tag(rq->arena, rq->db, tag.id, from, &articles);
    if (outcome != OK)
        return outcome;
    struct listing_page v = {
        .kind = LISTING_TAG,
        .name = tag.name,
        .n_articles = tag.n_articles,
    };
    return show(rq, rs, &v, &articles);
}

static enum outcome load_blogs(struct request *rq, struct member_id owner, struct listing_page *v)
{
    const struct blog *blogs;
    size_t n;
    enum outcome outcome = blog_list_of(rq->arena, rq->db, owner, &blogs, &n);
    if (outcome != OK)
        return outcome;
    struct listing_blog *shown = arena_array(rq->arena, struct listing_blog, n);
    for (size_t i = 0; i < n; i++)
        shown[i] = (struct listing_blog){blogs[i].slug, blogs[i].title, blogs[i].n_articles};
    v->blogs = (struct listing_blogs){shown, n};
    return OK;
}

enum outcome page_member(struct request *rq, struct response *rs)
{
    struct article_from from;
    struct article_page articles;
    struct member member;
    struct listing_page v = {.kind = LISTING_MEMBER};
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = account_find_named(rq->arena, rq->db, rq->parts[0], &member);
    if (outcome == OK)
        outcome = article_list_of_member(rq->arena, rq->db, member.id, from, &articles);
    if (outcome == OK)
        outcome = load_blogs(rq, member.id, &v);
    if (outcome != OK)
        return outcome;
    v.member = member.id.n;
    v.name = member.name;
    v.since = dates_print(rq->arena, rq->site->dates[rq->language], member.created, DATE_LONG);
    return show(rq, rs, &v, &articles);
}
