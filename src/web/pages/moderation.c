#include "web/pages/moderation.h"

#include "base/limits.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/site.h"

struct moderation_row moderation_row_show(const struct request *rq,
                                          const struct moderation_entry *entry,
                                          bool names_hidden)
{
    const struct dates *dates = rq->site->dates[rq->language];
    bool is_named = names_hidden || entry->state == ARTICLE_PUBLISHED;
    bool is_hidden = entry->state != ARTICLE_PUBLISHED;
    return (struct moderation_row){
        .id = entry->id,
        .is_takedown = entry->action == MODERATION_TAKEDOWN,
        .when = dates_print(rq->arena, dates, entry->created, DATE_FULL),
        .iso = dates_print_iso(rq->arena, entry->created),
        .moderator_name = entry->moderator_name,
        .moderator_handle = entry->moderator_handle,
        .article = entry->article.n,
        .href = is_hidden ? str_print(rq->arena, "/a/%lld", (long long)entry->article.n)
                          : story_href(rq->arena, entry->article, entry->slug),
        .title = is_named ? entry->title : STR(""),
        .lang = entry->lang,
        .blog_slug = entry->blog_slug,
        .blog_title = entry->blog_title,
        .sharer_name = entry->sharer_name,
        .claimant = entry->claimant,
        .reason = entry->reason,
    };
}

static struct moderation_rows show_rows(const struct request *rq,
                                        const struct moderation_entry *entries,
                                        size_t n,
                                        bool names_hidden)
{
    struct moderation_row *rows = arena_array(rq->arena, struct moderation_row, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = moderation_row_show(rq, &entries[i], names_hidden);
    return (struct moderation_rows){rows, n};
}

static enum outcome load(struct request *rq, struct moderation_page *page)
{
    struct str before = request_query(rq, "before");
    int64_t key = 0;
    const struct moderation_entry *entries;
    size_t n;
    if (before.len > 0 && str_to_number(before, INT64_MAX, &key) != OK)
        return NOT_FOUND;
    /* One more than is shown tells whether there is a next page. */
    enum outcome outcome =
        moderation_list(rq->arena, rq->db, key, LIMIT_MODERATION_ITEMS + 1, &entries, &n);
    if (outcome != OK)
        return outcome;
    if (n > LIMIT_MODERATION_ITEMS) {
        n = LIMIT_MODERATION_ITEMS;
        page->next = entries[n - 1].id;
    }
    page->rows = show_rows(rq, entries, n, false);
    return OK;
}

enum outcome page_moderation(struct request *rq, struct response *rs)
{
    struct moderation_page page = {.page = layout_page(rq, tr(rq->language, "Moderation log"))};
    enum outcome outcome = load(rq, &page);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_moderation_page(response_page(rs, 200), &cx, &page);
    }
    return outcome;
}

enum outcome moderation_told_load(const struct request *rq, struct moderation_told *ret_told)
{
    const struct moderation_entry *entries;
    size_t n;
    *ret_told = (struct moderation_told){{NULL, 0}};
    if (!request_is_signed_in(rq))
        return OK;
    enum outcome outcome = moderation_told(rq->arena, rq->db, rq->viewer.member, &entries, &n);
    if (outcome == OK)
        ret_told->rows = show_rows(rq, entries, n, true);
    return outcome;
}

/* A notice that was put away in another window is put away. */
enum outcome page_moderation_dismiss(struct request *rq, struct response *rs)
{
    int64_t id;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id);
    if (outcome == OK)
        outcome = moderation_dismiss(rq->db, id, rq->viewer.member);
    if (outcome != OK && outcome != NOT_FOUND)
        return outcome;
    response_redirect(rs, form_text(rq, "then"));
    return OK;
}
