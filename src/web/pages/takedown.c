#include "web/pages/takedown.h"

#include "base/limits.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/article_form.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/pages/moderation.h"
#include "web/pages/story.h"
#include "web/refusal.h"
#include "web/site.h"

static bool may_see_whole(const struct request *rq, const struct article *article)
{
    return rights_may_edit_article(rq->viewer, article->sharer, article->blog_owner);
}

/* Who blocks is the site itself; who demanded it stands on the page. */
static enum outcome
show_withheld(struct request *rq, struct response *rs, const struct article *article)
{
    struct moderation_entry entry;
    enum outcome outcome = moderation_last(rq->arena, rq->db, article->id, &entry);
    if (outcome != OK)
        return outcome;
    struct withheld_page page = {
        .page = layout_form_page(rq, tr(rq->language, "This article was taken down")),
        .row = moderation_row_show(rq, &entry, false),
        .may_see = may_see_whole(rq, article),
        .may_restore = rights_may_moderate(rq->viewer),
    };
    struct view_context cx = context_make(rq, rs);
    view_withheld_page(response_page(rs, 451), &cx, &page);
    response_add_header(
        rs, STR("Link"),
        str_print(rs->arena, "<%.*s>; rel=\"blocked-by\"", STR_ARG(layout_address(rq, STR("/")))));
    return NOT_FOUND;
}

enum outcome
takedown_refuse_hidden(struct request *rq, struct response *rs, const struct article *article)
{
    switch (article->state) {
    case ARTICLE_DELETED:
        return refuse_gone(rq, rs);
    case ARTICLE_TAKEN_DOWN:
        return show_withheld(rq, rs, article);
    case ARTICLE_DRAFT:
    case ARTICLE_SCHEDULED:
    case ARTICLE_PUBLISHED:
        break;
    }
    return OK;
}

static enum outcome find(struct request *rq, struct article *ret_article)
{
    struct article_id id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    return outcome == OK ? article_find(rq->arena, rq->db, id, ret_article) : outcome;
}

static void fill_fields(struct request *rq, struct takedown_page *page)
{
    enum language language = rq->language;
    page->claimant =
        field_line("claimant", tr(language, "Who asks for it"), form_text(rq, "claimant"));
    page->claimant.hint = tr(language, "Everybody can read this, as the name of the publisher.");
    page->reason = field_area("reason", tr(language, "Why"), form_text(rq, "reason"), 3);
    page->reason.is_required = true;
    page->reason.hint = tr(language, "Everybody can read this.");
    page->private_note = field_area("note", tr(language, "Private note"), form_text(rq, "note"), 3);
    page->private_note.hint =
        tr(language, "Only moderators see it, such as where the letter is kept.");
}

static enum outcome
make_page(struct request *rq, const struct article *article, struct takedown_page *ret_page)
{
    bool is_takedown = article->state != ARTICLE_TAKEN_DOWN;
    enum language language = rq->language;
    *ret_page = (struct takedown_page){
        .page = layout_form_page(rq, is_takedown ? tr(language, "Take this article down?")
                                                 : tr(language, "Show this article again?")),
        .id = article->id.n,
        .title = article->fields.title,
        .lang = article->fields.lang,
        .href = story_href(rq->arena, article->id, article->slug),
        .is_takedown = is_takedown,
    };
    fill_fields(rq, ret_page);
    if (is_takedown)
        return OK;
    struct moderation_entry entry;
    enum outcome outcome = moderation_last(rq->arena, rq->db, article->id, &entry);
    if (outcome != OK)
        return outcome;
    ret_page->row = moderation_row_show(rq, &entry, true);
    ret_page->note = entry.note;
    return OK;
}

static enum outcome show(struct request *rq,
                         struct response *rs,
                         const struct article *article,
                         const struct problem *problem)
{
    struct takedown_page page;
    enum outcome outcome = make_page(rq, article, &page);
    if (outcome != OK)
        return outcome;
    const struct field_place places[] = {
        {FIELD_CLAIMANT, "claimant", &page.claimant.error},
        {FIELD_REASON, "reason", &page.reason.error},
        {FIELD_NOTE, "note", &page.private_note.error},
    };
    if (problem != NULL)
        page.errors = fields_tell(rq, problem, places, N_OF(places));
    struct view_context cx = context_make(rq, rs);
    view_takedown_page(response_page(rs, problem == NULL ? 200 : 422), &cx, &page);
    return OK;
}

enum outcome page_takedown(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = find(rq, &article);
    if (outcome != OK)
        return outcome;
    if (article.state == ARTICLE_DELETED)
        return refuse_gone(rq, rs);
    bool is_fit = article.state == ARTICLE_PUBLISHED || article.state == ARTICLE_TAKEN_DOWN;
    return is_fit ? show(rq, rs, &article, NULL) : NOT_FOUND;
}

/* Does it and leads to the log; shows the form again when something in it is wrong. */
static enum outcome
act(struct request *rq, struct response *rs, const struct article *article, bool is_takedown)
{
    const struct moderation_new action = {
        .article = article->id,
        .moderator = rq->viewer.member,
        .claimant = is_takedown ? form_text(rq, "claimant") : STR(""),
        .reason = form_text(rq, "reason"),
        .note = form_text(rq, "note"),
        .now = rq->now,
    };
    const struct dates *dates = rq->site->dates[rq->language];
    int64_t day = day_number(dates_day_of(dates, article->shared));
    struct problem problem = {0};
    enum outcome outcome = is_takedown ? moderation_take_down(rq->db, &action, &problem)
                                       : moderation_restore(rq->db, &action, day, &problem);
    if (outcome == OK)
        response_redirect(rs, STR("/moderation"));
    if (outcome != INVALID)
        return outcome;
    enum outcome shown = show(rq, rs, article, &problem);
    return shown == OK ? INVALID : shown;
}

enum outcome page_takedown_send(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = find(rq, &article);
    return outcome == OK ? act(rq, rs, &article, true) : outcome;
}

enum outcome page_restore_send(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = find(rq, &article);
    return outcome == OK ? act(rq, rs, &article, false) : outcome;
}

enum outcome page_whole(struct request *rq, struct response *rs)
{
    struct article article;
    enum outcome outcome = find(rq, &article);
    if (outcome != OK)
        return outcome;
    if (!may_see_whole(rq, &article))
        return DENIED;
    if (article.state == ARTICLE_DELETED)
        return refuse_gone(rq, rs);
    struct whole_page page = {
        .page = layout_form_page(rq, article.fields.title),
        .href = story_href(rq->arena, article.id, article.slug),
        .preview = article_preview(rq, article.id, &article.fields),
    };
    struct view_context cx = context_make(rq, rs);
    view_whole_page(response_page(rs, 200), &cx, &page);
    rs->cache = CACHE_NEVER;
    return OK;
}
