#include "web/pages/commenting.h"

#include "base/limits.h"
#include "text/markdown.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/discussion.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/pages/takedown.h"

struct str comment_href(struct arena *arena, struct comment_id id)
{
    return str_print(arena, "/c/%lld", (long long)id.n);
}

enum outcome comment_load(struct request *rq,
                          struct response *rs,
                          struct comment *ret_comment,
                          struct article *ret_article)
{
    struct comment_id id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = comment_find(rq->arena, rq->db, id, ret_comment);
    if (outcome == OK)
        outcome = article_find(rq->arena, rq->db, ret_comment->article, ret_article);
    if (outcome == OK)
        outcome = takedown_refuse_hidden(rq, rs, ret_article);
    if (outcome == OK && ret_article->state != ARTICLE_PUBLISHED)
        outcome = NOT_FOUND;
    return outcome;
}

enum outcome comment_read_body(const struct request *rq,
                               struct str *body,
                               struct safe_html *ret_html,
                               struct problem *ret_problem)
{
    enum outcome outcome = comment_check(body, ret_problem);
    if (outcome == OK)
        outcome = markdown_to_html(rq->arena, *body, ret_html);
    if (outcome == TOO_LARGE) {
        *ret_problem = (struct problem){FIELD_COMMENT, WRONG_TOO_LONG, LIMIT_COMMENT_CHARACTERS};
        return INVALID;
    }
    /* Nothing but markup that we do not take: it is shown as it was typed. */
    if (outcome == OK && ret_html->text.len == 0)
        *ret_html = html_from_text(rq->arena, *body);
    return outcome;
}

struct comment_shown comment_quote(const struct request *rq, const struct comment *comment)
{
    struct thread_row row = {
        .id = comment->id,
        .member_name = comment->member_name,
        .member_handle = comment->member_handle,
        .html = comment->html,
        .created = comment->created,
    };
    return comment_show(rq, &row);
}

void comment_form_tell(const struct request *rq,
                       struct comment_form *form,
                       const struct problem *problem)
{
    form->body = form_text(rq, "body");
    form->error = problem_words(rq->arena, rq->language, problem);
}

void comment_form_show(struct request *rq,
                       struct response *rs,
                       int status,
                       struct comment_page *v,
                       const struct article *article)
{
    struct view_context cx = context_make(rq, rs);
    if (request_wants_fragment(rq)) {
        view_comment_form(response_fragment(rs, status), &cx, &v->form);
        return;
    }
    v->page = layout_form_page(rq, v->heading);
    v->page.is_narrow = true;
    v->article_title = article->fields.title;
    v->article_lang = article->fields.lang;
    view_comment_page(response_page(rs, status), &cx, v);
}
