/* Correcting and deleting a comment that stands. */

#include "web/pages/comment.h"

#include "base/limits.h"
#include "community/rights.h"
#include "text/diff.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/commenting.h"
#include "web/pages/discussion.h"
#include "web/pages/layout.h"
#include "web/refusal.h"

static struct comment_form edit_form(const struct request *rq, const struct comment *comment)
{
    long long id = (long long)comment->id.n;
    return (struct comment_form){
        .action = str_print(rq->arena, "/c/%lld/edit", id),
        .id = str_print(rq->arena, "edit-%lld", id),
        .swap = str_print(rq->arena, "own-%lld", id),
        .body = comment->markdown,
        .version = comment->version,
        .max_length = LIMIT_COMMENT_CHARACTERS,
        .cancel = comment_href(rq->arena, comment->id),
    };
}

static void show_edit_form(struct request *rq,
                           struct response *rs,
                           const struct comment *comment,
                           const struct article *article,
                           const struct problem *problem)
{
    struct comment_page v = {
        .heading = tr(rq->language, "Edit your comment"),
        .back = comment_href(rq->arena, comment->id),
        .form = edit_form(rq, comment),
    };
    if (problem != NULL)
        comment_form_tell(rq, &v.form, problem);
    comment_form_show(rq, rs, problem != NULL ? 422 : 200, &v, article);
}

/* The comment, when it is the viewer's own and still has a text. */
static enum outcome load_own(struct request *rq,
                             struct response *rs,
                             struct comment *ret_comment,
                             struct article *ret_article)
{
    enum outcome outcome = comment_load(rq, rs, ret_comment, ret_article);
    if (outcome != OK)
        return outcome;
    if (!rights_may_edit_comment(rq->viewer, ret_comment->member))
        return DENIED;
    return ret_comment->is_deleted ? refuse_gone(rq, rs) : OK;
}

enum outcome page_comment_edit_form(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    enum outcome outcome = load_own(rq, rs, &comment, &article);
    if (outcome == OK)
        show_edit_form(rq, rs, &comment, &article, NULL);
    return outcome;
}

/* Both texts, and the form with the version that stands now. */
static void show_conflict(struct request *rq, struct response *rs, const struct comment *comment)
{
    struct comment_form form = edit_form(rq, comment);
    form.body = form_text(rq, "body");
    struct comment_conflict_page v = {
        .page = layout_form_page(rq, tr(rq->language, "This comment has changed meanwhile")),
        .back = comment_href(rq->arena, comment->id),
        .changes = diff_words(rq->arena, comment->markdown, form.body),
        .theirs = comment->markdown,
        .form = form,
    };
    v.page.is_narrow = true;
    struct view_context cx = context_make(rq, rs);
    view_comment_conflict_page(response_page(rs, 409), &cx, &v);
}

/* The corrected comment alone for a script, else the way to where it stands. */
static enum outcome show_edited(struct request *rq, struct response *rs, struct comment_id id)
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
    view_comment_own(response_fragment(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_comment_edit(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    struct safe_html html;
    struct problem problem = {0};
    int64_t version;
    enum outcome outcome = load_own(rq, rs, &comment, &article);
    if (outcome != OK)
        return outcome;
    if (form_number(rq, "version", INT64_MAX, &version) != OK)
        return INVALID;

    struct str body = form_text(rq, "body");
    outcome = comment_read_body(rq, &body, &html, &problem);
    if (outcome == OK)
        outcome = comment_edit(rq->db, comment.id, version, body, html, rq->now, &problem);
    if (outcome == INVALID)
        show_edit_form(rq, rs, &comment, &article, &problem);
    else if (outcome == CONFLICT)
        show_conflict(rq, rs, &comment);
    return outcome == OK ? show_edited(rq, rs, comment.id) : outcome;
}

enum outcome page_comment_delete_form(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    enum outcome outcome = comment_load(rq, rs, &comment, &article);
    if (outcome != OK)
        return outcome;
    if (!rights_may_delete_comment(rq->viewer, comment.member))
        return DENIED;
    if (comment.is_deleted)
        return refuse_gone(rq, rs);
    struct comment_delete_page v = {
        .page = layout_form_page(rq, tr(rq->language, "Delete this comment?")),
        .comment = comment_quote(rq, &comment),
        .back = comment_href(rq->arena, comment.id),
    };
    v.page.is_narrow = true;
    struct view_context cx = context_make(rq, rs);
    view_comment_delete_page(response_page(rs, 200), &cx, &v);
    return OK;
}

enum outcome page_comment_delete(struct request *rq, struct response *rs)
{
    struct comment comment;
    struct article article;
    enum outcome outcome = comment_load(rq, rs, &comment, &article);
    if (outcome != OK)
        return outcome;
    if (!rights_may_delete_comment(rq->viewer, comment.member))
        return DENIED;
    if (comment.is_deleted)
        return refuse_gone(rq, rs);
    outcome = comment_delete(rq->db, comment.id);
    if (outcome == OK)
        response_redirect(rs, comment_href(rq->arena, comment.id));
    return outcome;
}
