#include "web/pages/follow.h"

#include "community/follow.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"

struct follow_button
follow_button_show(const struct request *rq, struct str slug, int64_t n_followers, bool is_followed)
{
    struct follow_button button = {
        .slug = slug,
        .n_followers = n_followers,
        .is_followed = is_followed,
    };
    if (!request_is_signed_in(rq))
        button.sign_in = layout_sign_in(rq, str_join(rq->arena, STR("/b/"), slug));
    return button;
}

enum outcome follow_button_load(const struct request *rq,
                                const struct blog *blog,
                                struct follow_button *ret_button)
{
    bool is_followed = false;
    if (request_is_signed_in(rq)) {
        enum outcome outcome = follow_exists(rq->db, rq->viewer.member, blog->id, &is_followed);
        if (outcome != OK)
            return outcome;
    }
    *ret_button = follow_button_show(rq, blog->slug, blog->n_followers, is_followed);
    return OK;
}

/* The blog's count has changed: it is read again. */
static enum outcome show(struct request *rq, struct response *rs, bool is_followed)
{
    struct str path = str_join(rq->arena, STR("/b/"), rq->parts[0]);
    if (!request_wants_fragment(rq)) {
        response_redirect(rs, path);
        return OK;
    }
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome != OK)
        return outcome;
    struct follow_button v = follow_button_show(rq, blog.slug, blog.n_followers, is_followed);
    struct view_context cx = context_make(rq, rs);
    view_follow_button(response_fragment(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_follow(struct request *rq, struct response *rs)
{
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome == OK)
        outcome = follow_add(rq->db, rq->viewer.member, blog.id, rq->now);
    return outcome == OK ? show(rq, rs, true) : outcome;
}

enum outcome page_unfollow(struct request *rq, struct response *rs)
{
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome == OK)
        outcome = follow_remove(rq->db, rq->viewer.member, blog.id);
    return outcome == OK ? show(rq, rs, false) : outcome;
}
