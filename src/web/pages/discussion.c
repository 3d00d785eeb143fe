#include "web/pages/discussion.h"

#include "base/limits.h"
#include "base/random.h"
#include "community/rights.h"
#include "web/pages/layout.h"
#include "web/site.h"

enum {
    ONCE_BYTES = 12,
    LAST_INDENTED_DEPTH = 2, /* deeper replies stay below each other */
};

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

static struct str comment_time(const struct request *rq, int64_t utc)
{
    const struct dates *dates = rq->site->dates[rq->language];
    bool is_today = day_compare(dates_day_of(dates, utc), dates_day_of(dates, rq->now)) == 0;
    return dates_print(rq->arena, dates, utc, is_today ? DATE_TIME : DATE_SHORT);
}

struct comment_shown comment_show(const struct request *rq, const struct thread_row *row)
{
    return (struct comment_shown){
        .id = row->id.n,
        .name = row->member_name,
        .handle = row->member_handle,
        .time = comment_time(rq, row->created),
        .iso = dates_print_iso(rq->arena, row->created),
        .html = row->html,
        .answered_name = row->depth > LAST_INDENTED_DEPTH ? row->parent_name : STR(""),
        .answered = row->parent.n,
        .like =
            {
                .comment = row->id.n,
                .n_likes = row->n_likes,
                .is_member = request_is_signed_in(rq),
                .is_liked = row->is_liked,
            },
        .is_flat = row->depth >= LAST_INDENTED_DEPTH,
        .is_edited = row->edited != 0,
        .is_deleted = row->is_deleted,
        .may_edit = rights_may_edit_comment(rq->viewer, row->member),
        .may_delete = rights_may_delete_comment(rq->viewer, row->member),
    };
}

static bool is_on_page(const struct thread_page *page, struct comment_id id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->rows[i].id.n == id.n)
            return true;
    return false;
}

/* The rows as a tree. Every comment's replies lie side by side in one array,
 * which is filled level by level: first those that answer nothing on this page. */
static struct comment_shown_list grow(const struct request *rq, const struct thread_page *page)
{
    struct comment_shown *shown = arena_array(rq->arena, struct comment_shown, page->n);
    size_t n = 0;
    for (size_t i = 0; i < page->n; i++) {
        const struct thread_row *row = &page->rows[i];
        if (is_on_page(page, row->parent))
            continue;
        shown[n] = comment_show(rq, row);
        shown[n++].answered_name = row->parent_name;
    }
    struct comment_shown_list top = {shown, n};
    for (size_t at = 0; at < n; at++) {
        shown[at].replies.items = &shown[n];
        for (size_t i = 0; i < page->n; i++) {
            if (page->rows[i].parent.n != shown[at].id)
                continue;
            shown[n++] = comment_show(rq, &page->rows[i]);
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
    return str_print(rq->arena,
                     "%.*s?order=%.*s&comments=%.*s#discussion",
                     STR_ARG(path),
                     STR_ARG(orders[order]),
                     STR_ARG(place));
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
                             struct discussion *ret_discussion)
{
    struct thread_request request = {.article = article->id, .viewer = rq->viewer.member};
    struct thread_page page;
    enum outcome outcome = read_order(rq, &request.order);
    if (outcome == OK)
        outcome = read_from(rq, &request.from);
    if (outcome == OK)
        outcome = thread_load(rq->arena, rq->db, &request, &page);
    if (outcome != OK)
        return outcome;

    struct discussion shown = {
        .path = article_href,
        .order = shown_order(request.order),
        .n_shown = (int64_t)page.n_shown,
        .n_total = article->n_comments,
        .comments = grow(rq, &page),
    };
    if (page.has_previous)
        shown.previous = page_href(rq, article_href, request.order, thread_page_previous(&page));
    if (page.has_next)
        shown.next = page_href(rq, article_href, request.order, thread_page_next(&page));
    if (request_is_signed_in(rq))
        shown.form = comment_form_new(rq, article->id);
    else
        shown.sign_in = layout_sign_in(rq, str_join(rq->arena, article_href, STR("#discussion")));
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
        .once = random_token(rq->arena, ONCE_BYTES),
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
        .once = random_token(rq->arena, ONCE_BYTES),
        .max_length = LIMIT_COMMENT_CHARACTERS,
        .cancel = str_print(rq->arena, "/c/%lld", id),
    };
}
