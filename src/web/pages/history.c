#include "web/pages/history.h"

#include "community/revision.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/changes.h"
#include "web/pages/layout.h"
#include "web/pages/story.h"
#include "web/pages/takedown.h"
#include "web/site.h"

/* An article and what it was before. revisions[0] is what stood there before the
 * last edit; its editor made the present version. */
struct past {
    struct article article;
    const struct revision *revisions;
    size_t n;
};

static enum outcome load(struct request *rq, struct response *rs, struct past *ret_past)
{
    struct article_id id;
    struct article *article = &ret_past->article;
    enum outcome outcome = request_part_number(rq, 0, INT64_MAX, &id.n);
    if (outcome == OK)
        outcome = article_find(rq->arena, rq->db, id, article);
    if (outcome != OK)
        return outcome;
    if (!rights_may_edit_article(rq->viewer, article->sharer, article->blog_owner))
        return DENIED;
    outcome = takedown_refuse_hidden(rq, rs, article);
    if (outcome != OK)
        return outcome;
    return revision_list(rq->arena, rq->db, id, &ret_past->revisions, &ret_past->n);
}

/* Row 0 is the present version; row i stood until revisions[i - 1] was kept. */
static int64_t version_of(const struct past *past, size_t row)
{
    return row == 0 ? past->article.version : past->revisions[row - 1].version;
}

static struct history_row make_row(struct request *rq, const struct past *past, size_t row)
{
    bool is_first = row == past->n;
    struct history_row shown = {
        .version = (int64_t)(past->n - row) + 1,
        .is_first = is_first,
        .is_present = row == 0,
        .who = past->article.sharer_name,
    };
    int64_t time = past->article.created;
    if (!is_first) {
        shown.who = past->revisions[row].editor_name;
        time = past->revisions[row].replaced;
    }
    shown.time = dates_print(rq->arena, rq->site->dates[rq->language], time, DATE_FULL);
    shown.iso = dates_print_iso(rq->arena, time);
    return shown;
}

enum outcome page_history(struct request *rq, struct response *rs)
{
    struct past past;
    enum outcome outcome = load(rq, rs, &past);
    if (outcome != OK)
        return outcome;
    struct history_row *rows = arena_array(rq->arena, struct history_row, past.n + 1);
    for (size_t i = 0; i <= past.n; i++)
        rows[i] = make_row(rq, &past, i);
    struct history_page page = {
        .page = layout_form_page(rq, tr(rq->language, "History")),
        .id = past.article.id.n,
        .title = past.article.fields.title,
        .href = story_href(rq->arena, past.article.id, past.article.slug),
        .rows = {rows, past.n + 1},
    };
    struct view_context cx = context_make(rq, rs);
    view_history_page(response_page(rs, 200), &cx, &page);
    return OK;
}

static enum outcome load_fields(struct request *rq,
                                const struct past *past,
                                size_t row,
                                struct article_fields *ret_fields)
{
    struct revision revision;
    if (row == 0) {
        *ret_fields = past->article.fields;
        return OK;
    }
    return revision_find(rq->arena, rq->db, past->article.id, version_of(past, row), &revision,
                         ret_fields);
}

/* The row of the address' version, which has one before it. */
static enum outcome find_row(struct request *rq, const struct past *past, size_t *ret_row)
{
    int64_t version;
    enum outcome outcome = request_part_number(rq, 1, (int64_t)past->n + 1, &version);
    if (outcome != OK || version < 2)
        return NOT_FOUND;
    *ret_row = past->n + 1 - (size_t)version;
    return OK;
}

enum outcome page_revision(struct request *rq, struct response *rs)
{
    struct past past;
    struct article_fields before;
    struct article_fields after;
    size_t row = 0;
    enum outcome outcome = load(rq, rs, &past);
    if (outcome == OK)
        outcome = find_row(rq, &past, &row);
    if (outcome == OK)
        outcome = load_fields(rq, &past, row, &after);
    if (outcome == OK)
        outcome = load_fields(rq, &past, row + 1, &before);
    if (outcome != OK)
        return outcome;
    struct revision_page page = {
        .page = layout_form_page(rq, past.article.fields.title),
        .id = past.article.id.n,
        .title = past.article.fields.title,
        .row = make_row(rq, &past, row),
        .changes = changes_between(rq, &before, &after),
    };
    page.older = page.row.version > 2 ? page.row.version - 1 : 0;
    page.newer = row > 0 ? page.row.version + 1 : 0;
    struct view_context cx = context_make(rq, rs);
    view_revision_page(response_page(rs, 200), &cx, &page);
    return OK;
}
