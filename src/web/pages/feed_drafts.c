/* Drafts that came from feeds: many chosen at once, published or dropped. */
#include "web/pages/feeds.h"

#include "base/limits.h"
#include "community/article.h"
#include "community/subscription_check.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/feed_form.h"
#include "web/pages/layout.h"
#include "web/site.h"

static struct form_notice find_notice(struct request *rq)
{
    struct form_notice notice =
        fields_notice(rq, "published", tr(rq->language, "What you chose is published."));
    return notice.text.len > 0
               ? notice
               : fields_notice(rq, "dropped", tr(rq->language, "What you chose is dropped."));
}

static enum outcome
load_drafts(struct request *rq, const struct blog *blog, struct feed_drafts_page *page)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct article_id before = {0};
    const struct subscription_draft *drafts;
    size_t n = 0;
    struct str sent = request_query(rq, "before");
    if (sent.len > 0 && str_to_number(sent, INT64_MAX, &before.n) != OK)
        return NOT_FOUND;
    enum outcome outcome = subscription_list_drafts(rq->arena, rq->db, blog->id, before,
                                                    LIMIT_LIST_ITEMS + 1, &drafts, &n);
    if (outcome != OK)
        return outcome;
    size_t n_shown = n > LIMIT_LIST_ITEMS ? LIMIT_LIST_ITEMS : n;
    struct feed_draft *rows = arena_array(rq->arena, struct feed_draft, n_shown);
    for (size_t i = 0; i < n_shown; i++)
        rows[i] = (struct feed_draft){
            .id = drafts[i].id.n,
            .title = drafts[i].title,
            .excerpt = drafts[i].excerpt,
            .lang = drafts[i].lang,
            .feed = drafts[i].feed,
            .time = dates_print(rq->arena, dates, drafts[i].created, DATE_FULL),
            .iso = dates_print_iso(rq->arena, drafts[i].created),
        };
    page->drafts = (struct feed_draft_list){rows, n_shown};
    page->next = n > LIMIT_LIST_ITEMS ? rows[n_shown - 1].id : 0;
    return OK;
}

static enum outcome load(struct request *rq, const struct blog *blog, struct feed_drafts_page *page)
{
    *page = (struct feed_drafts_page){
        .page = layout_form_page(rq, tr(rq->language, "Drafts to choose from")),
        .head = feed_head(blog),
        .notice = find_notice(rq),
    };
    page->head.is_drafts = true;
    return load_drafts(rq, blog, page);
}

static void
show(struct request *rq, struct response *rs, int status, const struct feed_drafts_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_feed_drafts_page(response_page(rs, status), &cx, page);
}

enum outcome page_feed_drafts(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct feed_drafts_page page;
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome == OK)
        outcome = load(rq, &blog, &page);
    if (outcome == OK)
        show(rq, rs, 200, &page);
    return outcome;
}

struct choice {
    struct request *rq;
    struct blog_id blog;
    bool is_publishing;
    int64_t day;
};

/* A draft of this blog; one that is something else by now, here or elsewhere, is left alone. */
static enum outcome act_on(const struct choice *choice, struct str number)
{
    struct request *rq = choice->rq;
    struct article_id id;
    struct article article;
    if (str_to_number(number, INT64_MAX, &id.n) != OK)
        return INVALID;
    enum outcome outcome = article_find(rq->arena, rq->db, id, &article);
    if (outcome != OK)
        return outcome == NOT_FOUND ? OK : outcome;
    if (article.state != ARTICLE_DRAFT || article.blog.n != choice->blog.n)
        return OK;
    return choice->is_publishing ? article_publish(rq->db, id, rq->now, choice->day)
                                 : article_delete(rq->db, id, rq->now);
}

/* From the last to the first, so that the newest is shared last and stands on top. */
static enum outcome act_on_all(const struct choice *choice, size_t *ret_n)
{
    const struct form *form = &choice->rq->form;
    size_t n = 0;
    for (size_t i = form->n; i-- > 0;) {
        if (!str_eq(form->items[i].name, STR("article")))
            continue;
        enum outcome outcome = act_on(choice, form->items[i].value);
        if (outcome != OK)
            return outcome;
        n++;
    }
    *ret_n = n;
    return OK;
}

static enum outcome ask_for_choice(struct request *rq, struct response *rs, const struct blog *blog)
{
    struct feed_drafts_page page;
    enum outcome outcome = load(rq, blog, &page);
    if (outcome != OK)
        return outcome;
    page.errors = fields_say(rq, "", NULL, tr(rq->language, "Choose at least one of the drafts."));
    show(rq, rs, 422, &page);
    return INVALID;
}

enum outcome page_feed_drafts_send(struct request *rq, struct response *rs)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct blog blog;
    size_t n = 0;
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome != OK)
        return outcome;
    const struct choice choice = {
        .rq = rq,
        .blog = blog.id,
        .is_publishing = str_eq(form_text(rq, "do"), STR("publish")),
        .day = day_number(dates_day_of(dates, rq->now)),
    };
    outcome = act_on_all(&choice, &n);
    if (outcome != OK)
        return outcome;
    if (n == 0)
        return ask_for_choice(rq, rs, &blog);
    response_redirect(
        rs, feed_path(rq->arena, &blog,
                      choice.is_publishing ? "/drafts?said=published" : "/drafts?said=dropped"));
    return OK;
}
