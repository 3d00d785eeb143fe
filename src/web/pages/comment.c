#include "web/pages/comment.h"

#include "base/clock.h"
#include "community/once.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/article.h"
#include "web/pages/commenting.h"
#include "web/pages/discussion.h"
#include "web/pages/story.h"
#include "web/refusal.h"
#include "web/throttle.h"

enum outcome page_comment(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    struct thread_from from = {0};
    enum outcome outcome = comment_load(rq, rs, &comment, &article);
    if (outcome == OK)
        outcome = thread_from_comment(rq->db, article.id, comment.id, &from);
    if (outcome != OK)
        return outcome;
    struct str href = story_href(rq->arena, article.id, article.slug);
    struct str place = thread_from_print(rq->arena, from);
    response_redirect(rs, str_print(rq->arena, "%.*s%s%.*s#c-%lld", STR_ARG(href),
                                    place.len > 0 ? "?comments=" : "", STR_ARG(place),
                                    (long long)comment.id.n));
    return OK;
}

/* The form's own number and what was typed: the same text in the same form is
 * one comment, another text another one, even when a script keeps the form. */
static struct str once_key(struct request *rq, struct str body)
{
    enum { NONCE_MOST = 40 };
    struct str nonce = form_text(rq, "once");
    if (nonce.len == 0 || nonce.len > NONCE_MOST)
        return STR("");
    return str_print(rq->arena, "%.*s-%016llx", STR_ARG(nonce), (unsigned long long)str_hash(body));
}

/* Where the first sending of the same form led, 0 when this is the first. */
static enum outcome find_sent(struct request *rq, struct str key, struct comment_id *ret_sent)
{
    struct str number = {"", 0};
    enum outcome outcome =
        key.len > 0 ? once_find(rq->arena, rq->db, rq->viewer.member, key, &number) : NOT_FOUND;
    ret_sent->n = 0;
    if (outcome == OK)
        return str_to_number(number, INT64_MAX, &ret_sent->n) == OK ? OK : FAULT;
    return outcome == NOT_FOUND ? OK : outcome;
}

static bool may_go_on(struct request *rq, int64_t *ret_wait_seconds)
{
    struct str who = str_print(rq->arena, "%lld", (long long)rq->viewer.member.n);
    return throttle_take(rq->app->throttle, THROTTLE_COMMENT, who, clock_monotonic_ms(),
                         ret_wait_seconds);
}

static enum outcome write_comment(struct request *rq,
                                  const struct comment_new *comment,
                                  struct str key,
                                  struct comment_id *ret_id,
                                  struct problem *ret_problem)
{
    enum outcome outcome = comment_add(rq->arena, rq->db, comment, ret_id, ret_problem);
    if (outcome != OK || key.len == 0)
        return outcome;
    struct str number = str_print(rq->arena, "%lld", (long long)ret_id->n);
    return once_keep(rq->db, rq->viewer.member, key, number, rq->now);
}

/* The new comment alone for a script, else the way to where it stands. */
static enum outcome show_new(struct request *rq, struct response *rs, struct comment_id id)
{
    if (!request_wants_fragment(rq)) {
        response_redirect(rs, comment_href(rq->arena, id));
        return OK;
    }
    struct thread_row row;
    enum outcome outcome = thread_find_row(rq->arena, rq->db, id, &row);
    if (outcome != OK)
        return outcome;
    struct comment_shown v = comment_show(rq, &row);
    struct view_context cx = context_make(rq, rs);
    view_comment(response_fragment(rs, 201), &cx, &v);
    return OK;
}

/* Adds what the form says below the article or the parent. INVALID with the
 * problem; OK with a filled response otherwise. */
static enum outcome add(struct request *rq,
                        struct response *rs,
                        struct article_id article,
                        struct comment_id parent,
                        struct problem *ret_problem)
{
    struct comment_new comment = {
        .article = article,
        .parent = parent,
        .member = rq->viewer.member,
        .markdown = form_text(rq, "body"),
        .now = rq->now,
    };
    enum outcome outcome = comment_read_body(rq, &comment.markdown, &comment.html, ret_problem);
    if (outcome != OK)
        return outcome;
    struct str key = once_key(rq, comment.markdown);
    struct comment_id id;
    int64_t wait_seconds;
    outcome = find_sent(rq, key, &id);
    if (outcome == OK && id.n == 0) {
        if (!may_go_on(rq, &wait_seconds))
            return refuse_too_many(rq, rs, wait_seconds);
        outcome = write_comment(rq, &comment, key, &id, ret_problem);
    }
    return outcome == OK ? show_new(rq, rs, id) : outcome;
}

enum outcome page_comment_add(struct request *rq, struct response *rs)
{
    struct article_id article;
    struct problem problem = {0};
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &article.n);
    if (outcome == OK)
        outcome = add(rq, rs, article, (struct comment_id){0}, &problem);
    if (outcome != INVALID)
        return outcome;
    struct comment_form form = comment_form_new(rq, article);
    comment_form_tell(rq, &form, &problem);
    enum outcome shown = article_page_show(rq, rs, article, 422, &form);
    return shown == OK ? INVALID : shown;
}

static void show_reply_form(struct request *rq,
                            struct response *rs,
                            const struct comment *comment,
                            const struct article *article,
                            const struct problem *problem)
{
    struct comment_page v = {
        .heading = tr_fill(rq->arena, tr(rq->language, "Reply to {name}"),
                           HOLES({STR("name"), comment->member_name})),
        .back = comment_href(rq->arena, comment->id),
        .comment = comment_quote(rq, comment),
        .form = comment_form_reply(rq, comment->id),
    };
    if (problem != NULL)
        comment_form_tell(rq, &v.form, problem);
    comment_form_show(rq, rs, problem != NULL ? 422 : 200, &v, article);
}

enum outcome page_comment_reply_form(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    enum outcome outcome = comment_load(rq, rs, &comment, &article);
    if (outcome != OK)
        return outcome;
    if (comment.is_deleted)
        return refuse_gone(rq, rs);
    show_reply_form(rq, rs, &comment, &article, NULL);
    return OK;
}

enum outcome page_comment_reply(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    struct problem problem = {0};
    enum outcome outcome = comment_load(rq, rs, &comment, &article);
    if (outcome != OK)
        return outcome;
    outcome = add(rq, rs, comment.article, comment.id, &problem);
    if (outcome == INVALID)
        show_reply_form(rq, rs, &comment, &article, &problem);
    return outcome;
}
