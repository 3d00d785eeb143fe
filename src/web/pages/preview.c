#include "web/pages/edit.h"

#include "text/markdown.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/article_form.h"

/* What is typed as readers will see it, for app.js. What cannot be understood
 * yet is left out: saving says why. */
static enum outcome preview_article(struct request *rq, struct response *rs)
{
    struct article_values values = article_values_sent(rq);
    struct article_fields fields;
    struct problem problem;
    enum outcome outcome = article_values_read(rq, &values, &fields, &problem);
    if (outcome != OK && outcome != INVALID)
        return outcome;
    struct article_id article = {0};
    ignore_outcome(form_number(rq, "article", INT64_MAX, &article.n)); /* 0 does as well */
    struct edit_preview preview = article_preview(rq, article, &fields);
    struct view_context cx = context_make(rq, rs);
    view_edit_preview(response_fragment(rs, 200), &cx, &preview);
    return OK;
}

static enum outcome preview_comment(struct request *rq, struct response *rs)
{
    struct comment_preview preview;
    enum outcome outcome = markdown_to_html(rq->arena, form_text(rq, "body"), &preview.html);
    if (outcome != OK)
        return outcome;
    struct view_context cx = context_make(rq, rs);
    view_comment_preview(response_fragment(rs, 200), &cx, &preview);
    return OK;
}

enum outcome page_preview(struct request *rq, struct response *rs)
{
    bool is_comment = str_eq(form_text(rq, "kind"), STR("comment"));
    return is_comment ? preview_comment(rq, rs) : preview_article(rq, rs);
}
