#include "web/pages/front.h"

#include "views/front.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/site.h"

static struct str tab_title(const struct request *rq, enum front_tab tab)
{
    switch (tab) {
    case FRONT_DISCUSSED:
        return tr(rq->language, "Most discussed");
    case FRONT_FOLLOWING:
        return tr(rq->language, "Blogs that you follow");
    case FRONT_NEWEST:
        break;
    }
    return STR("");
}

static enum outcome show(struct request *rq,
                         struct response *rs,
                         enum front_tab tab,
                         const struct article_page *articles)
{
    struct front_page v = {
        .page = layout_page(rq, tab_title(rq, tab)),
        .tab = tab,
        .tagline = rq->site->settings.tagline,
        .stories =
            story_list_show(rq, articles, tab == FRONT_DISCUSSED ? STORY_RANKED : STORY_BY_DAY),
    };
    v.page.description = v.tagline;
    v.page.is_wide = true;
    v.page.place = tab == FRONT_FOLLOWING ? PAGE_FOLLOWING : PAGE_FRONT;
    struct view_context cx = context_make(rq, rs);
    view_front_page(response_page(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_front(struct request *rq, struct response *rs)
{
    struct article_from from;
    struct article_page articles;
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = article_list_newest(rq->arena, rq->db, from, &articles);
    return outcome == OK ? show(rq, rs, FRONT_NEWEST, &articles) : outcome;
}

enum outcome page_discussed(struct request *rq, struct response *rs)
{
    struct article_page articles;
    enum outcome outcome = article_list_discussed(rq->arena, rq->db, &articles);
    return outcome == OK ? show(rq, rs, FRONT_DISCUSSED, &articles) : outcome;
}

enum outcome page_following(struct request *rq, struct response *rs)
{
    struct article_from from;
    struct article_page articles;
    enum outcome outcome = story_from(rq, &from);
    if (outcome == OK)
        outcome = article_list_followed(rq->arena, rq->db, rq->viewer.member, from, &articles);
    return outcome == OK ? show(rq, rs, FRONT_FOLLOWING, &articles) : outcome;
}
