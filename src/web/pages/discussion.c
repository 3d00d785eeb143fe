#include "web/pages/discussion.h"

#include "base/limits.h"
#include "web/site.h"

enum { LAST_INDENTED_DEPTH = 2 }; /* deeper replies stay below each other */

static enum outcome read_order(const struct request *rq, enum thread_order *ret_order)
{
    struct str text = request_query(rq, "order");
    if (text.len == 0 || str_eq(text, STR("oldest")))
        *ret_order = THREAD_OLDEST;
    else if (str_eq(text, STR("newest")))
        *ret_order = THREAD_NEWEST;
    else if (str_eq(text, STR("liked")))
        *ret_order = THREAD_LIKED;
    else
        return NOT_FOUND;
    return OK;
}

static enum outcome read_from(const struct request *rq, struct thread_from *ret_from)
{
    struct str text = request_query(rq, "comments");
    if (text.len == 0) {
        *ret_from = (struct thread_from){0};
        return OK;
    }
    return thread_from_parse(text, ret_from) == OK ? OK : NOT_FOUND;
}

/* The second at which today began, asked for once a page. */
static int64_t today_start(const struct request *rq)
{
    const struct dates *dates = rq->site->dates[rq->language];
    return dates_day_start(dates, dates_day_of(dates, rq->now));
}

/* What is the same for every comment of a page. */
struct around {
    struct article_id article;
    int64_t n_revisions; /* of its source: who answered an earlier one says so */
    int64_t today;       /* when it began */
};

static struct comment_shown
show_row(const struct request *rq, const struct thread_row *row, const struct around *around)
{
    enum date_style style = row->created >= around->today ? DATE_TIME : DATE_SHORT;
    bool is_present = row->source_revision >= around->n_revisions;
    return (struct comment_shown){
        .id = row->id.n,
        .author = row->member.n,
        .name = row->member_name,
        .handle = row->member_handle,
        .time = dates_print(rq->arena, rq->site->dates[rq->language], row->created, style),
        .iso = dates_print_iso(rq->arena, row->created),
        .html = row->html,
        .answered_name = row->depth > LAST_INDENTED_DEPTH ? row->parent_name : STR(""),
        .answered = row->parent.n,
        .like = {row->id.n, row->n_likes},
        .answered_version = is_present ? 0 : row->source_revision,
        .article = around->article.n,
        .is_flat = row->depth >= LAST_INDENTED_DEPTH,
        .is_edited = row->edited != 0,
        .is_deleted = row->is_deleted,
    };
}

struct comment_shown comment_show(const struct request *rq, const struct thread_row *row)
{
    const struct around around = {.today = today_start(rq)};
    return show_row(rq, row, &around);
}

/* Where on the page each row's parent stands; page->n for those that answer
 * nothing on it. A parent stands before its replies, mostly just before. */
static size_t *find_parents(struct arena *arena, const struct thread_page *page)
{
    size_t *parents = arena_array(arena, size_t, page->n);
    for (size_t i = 0; i < page->n; i++) {
        size_t at = page->rows[i].parent.n == 0 ? 0 : i;
        while (at > 0 && page->rows[at - 1].id.n != page->rows[i].parent.n)
            at--;
        parents[i] = at > 0 ? at - 1 : page->n;
    }
    return parents;
}

/* The rows as a tree. Every comment's replies lie side by side in one array,
 * which is filled level by level: first those that answer nothing on this page.
 * The rows of one root follow each other, so replies are sought there only. */
static struct comment_shown_list
grow(const struct request *rq, const struct thread_page *page, const struct around *around)
{
    const size_t *parents = find_parents(rq->arena, page);
    struct comment_shown *shown = arena_array(rq->arena, struct comment_shown, page->n);
    size_t *rows = arena_array(rq->arena, size_t, page->n); /* which row each one shows */
    size_t n = 0;
    for (size_t i = 0; i < page->n; i++) {
        if (parents[i] != page->n)
            continue;
        rows[n] = i;
        shown[n] = show_row(rq, &page->rows[i], around);
        shown[n++].answered_name = page->rows[i].parent_name;
    }
    struct comment_shown_list top = {shown, n};
    for (size_t at = 0; at < n; at++) {
        shown[at].replies.items = &shown[n];
        struct comment_id root = page->rows[rows[at]].root;
        for (size_t i = rows[at] + 1; i < page->n && page->rows[i].root.n == root.n; i++) {
            if (parents[i] != rows[at])
                continue;
            rows[n] = i;
            shown[n++] = show_row(rq, &page->rows[i], around);
            shown[at].replies.n++;
        }
    }
    return top;
}

static struct str
page_href(const struct request *rq, struct str path, enum thread_order order, struct thread_from at)
{
    static const struct str orders[] = {
        [THREAD_OLDEST] = STR_INIT("oldest"),
        [THREAD_NEWEST] = STR_INIT("newest"),
        [THREAD_LIKED] = STR_INIT("liked"),
    };
    struct str place = thread_from_print(rq->arena, at);
    return str_print(rq->arena, "%.*s?order=%.*s&comments=%.*s#discussion", STR_ARG(path),
                     STR_ARG(orders[order]), STR_ARG(place));
}

static enum discussion_order shown_order(enum thread_order order)
{
    switch (order) {
    case THREAD_NEWEST:
        return DISCUSSION_NEWEST;
    case THREAD_LIKED:
        return DISCUSSION_LIKED;
    case THREAD_OLDEST:
        break;
    }
    return DISCUSSION_OLDEST;
}

enum outcome discussion_load(const struct request *rq,
                             const struct article *article,
                             struct str article_href,
                             int64_t n_revisions,
                             struct discussion *ret_discussion)
{
    struct thread_request request = {.article = article->id};
    struct thread_page page;
    enum outcome outcome = read_order(rq, &request.order);
    if (outcome == OK)
        outcome = read_from(rq, &request.from);
    if (outcome == OK)
        outcome = thread_load(rq->arena, rq->db, &request, &page);
    if (outcome != OK)
        return outcome;

    const struct around around = {article->id, n_revisions, today_start(rq)};
    struct discussion shown = {
        .path = article_href,
        .order = shown_order(request.order),
        .n_shown = (int64_t)page.n_shown,
        .n_total = article->n_comments,
        .comments = grow(rq, &page, &around),
        .form = comment_form_new(rq, article->id),
    };
    if (page.has_previous)
        shown.previous = page_href(rq, article_href, request.order, thread_page_previous(&page));
    if (page.has_next)
        shown.next = page_href(rq, article_href, request.order, thread_page_next(&page));
    *ret_discussion = shown;
    return OK;
}

struct comment_form comment_form_new(const struct request *rq, struct article_id article)
{
    return (struct comment_form){
        .action = str_print(rq->arena, "/a/%lld/comments", (long long)article.n),
        .id = STR("comment"),
        .draft = str_print(rq->arena, "a%lld", (long long)article.n),
        .add = STR("thread"),
        .max_length = LIMIT_COMMENT_CHARACTERS,
    };
}

struct comment_form comment_form_reply(const struct request *rq, struct comment_id parent)
{
    long long id = (long long)parent.n;
    return (struct comment_form){
        .action = str_print(rq->arena, "/c/%lld/reply", id),
        .id = str_print(rq->arena, "reply-%lld", id),
        .draft = str_print(rq->arena, "c%lld", id),
        .add = str_print(rq->arena, "replies-%lld", id),
        .max_length = LIMIT_COMMENT_CHARACTERS,
        .cancel = str_print(rq->arena, "/c/%lld", id),
    };
}
