#include "web/pages/follow.h"

#include "community/blog.h"
#include "community/follow.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"

/* The blog's count has changed: it is read again. */
static enum outcome show(struct request *rq, struct response *rs)
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
    struct follow_button v = {blog.id.n, blog.slug, blog.n_followers};
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
    return outcome == OK ? show(rq, rs) : outcome;
}

enum outcome page_unfollow(struct request *rq, struct response *rs)
{
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    if (outcome == OK)
        outcome = follow_remove(rq->db, rq->viewer.member, blog.id);
    return outcome == OK ? show(rq, rs) : outcome;
}
