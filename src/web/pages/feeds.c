#include "web/pages/feeds.h"

#include "db/writer.h"
#include "jobs/jobs.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/feed_form.h"
#include "web/pages/feeds_show.h"
#include "web/pages/layout.h"

enum { PAGE_FEEDS = 50, REFRESH_SECONDS = 3 };

static struct form_notice find_notice(struct request *rq)
{
    const struct {
        const char *said;
        struct str words;
    } notices[] = {
        {"added", tr(rq->language, "The feed is added. It is being looked at.")},
        {"imported", tr(rq->language, "The feeds are added. They are being looked at.")},
        {"saved", tr(rq->language, "Your changes are saved.")},
        {"checking", tr(rq->language, "It is being looked at.")},
        {"paused", tr(rq->language, "Nothing comes from it until you resume it.")},
        {"removed", tr(rq->language, "The feed is removed.")},
    };
    for (size_t i = 0; i < N_OF(notices); i++) {
        struct form_notice notice = fields_notice(rq, notices[i].said, notices[i].words);
        if (notice.text.len > 0)
            return notice;
    }
    return (struct form_notice){0};
}

/* Feeds of one folder stand together. */
static struct feed_folders
make_folders(struct request *rq, const struct subscription *list, size_t n)
{
    struct feed_row *rows = arena_array(rq->arena, struct feed_row, n);
    struct feed_folder *folders = arena_array(rq->arena, struct feed_folder, n);
    size_t n_folders = 0;
    for (size_t i = 0; i < n; i++) {
        struct str name = list[i].rules.folder;
        rows[i] = feed_row(rq, &list[i]);
        if (i == 0 || !str_eq(name, folders[n_folders - 1].name))
            folders[n_folders++] = (struct feed_folder){name, {&rows[i], 0}};
        folders[n_folders - 1].feeds.n++;
    }
    return (struct feed_folders){folders, n_folders};
}

static enum outcome load_rows(struct request *rq, const struct blog *blog, struct feeds_page *page)
{
    struct subscription_id after = {0};
    const struct subscription *list;
    size_t n = 0;
    struct str sent = request_query(rq, "after");
    if (sent.len > 0 && str_to_number(sent, INT64_MAX, &after.n) != OK)
        return NOT_FOUND;
    enum outcome outcome =
        subscription_list(rq->arena, rq->db, blog->id, after, PAGE_FEEDS + 1, &list, &n);
    if (outcome != OK)
        return outcome;
    size_t n_shown = n > PAGE_FEEDS ? PAGE_FEEDS : n;
    page->folders = make_folders(rq, list, n_shown);
    page->next = n > PAGE_FEEDS ? list[n_shown - 1].id.n : 0;
    return OK;
}

enum outcome feeds_load(struct request *rq,
                        const struct blog *blog,
                        struct str url,
                        const struct feed_values *values,
                        struct feeds_page *ret_page)
{
    struct feeds_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Feeds")),
        .head = feed_head(blog),
        .notice = find_notice(rq),
        .url = field_line("url", tr(rq->language, "Address of a feed or of its site"), url),
        .rules = feed_rules_fields(rq, values),
    };
    enum outcome outcome = load_rows(rq, blog, &page);
    if (outcome == OK)
        *ret_page = page;
    return outcome;
}

void feeds_show(struct request *rq, struct response *rs, int status, const struct feeds_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_feeds_page(response_page(rs, status), &cx, page);
}

/* One that was just asked for is seen to arrive without a click. */
static bool is_waiting(const struct request *rq, const struct feeds_page *page)
{
    if (request_query(rq, "said").len == 0)
        return false;
    for (size_t i = 0; i < page->folders.n; i++) {
        const struct feed_rows *feeds = &page->folders.items[i].feeds;
        for (size_t j = 0; j < feeds->n; j++) {
            if (feeds->items[j].checked.len == 0 && !feeds->items[j].is_paused)
                return true;
        }
    }
    return false;
}

enum outcome page_feeds(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct feeds_page page;
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome == OK)
        outcome = feeds_load(rq, &blog, request_query(rq, "url"), &(struct feed_values){0}, &page);
    if (outcome != OK)
        return outcome;
    feeds_show(rq, rs, 200, &page);
    if (is_waiting(rq, &page))
        response_add_header(rs, STR("Refresh"), str_print(rs->arena, "%d", REFRESH_SECONDS));
    return OK;
}

/* One change of the store, after which the workers look what there is to do. */
struct change {
    struct arena *arena;
    struct subscription_new fresh;
    struct subscription_id id;
    struct problem problem;
    int64_t now;
};

static enum outcome run_and_wake(struct request *rq, db_write *write, struct change *change)
{
    enum outcome outcome = db_writer_run(rq->app->writer, write, change);
    if (outcome == OK)
        jobs_wake(rq->app->jobs);
    return outcome;
}

static enum outcome write_new(struct db *db, void *context)
{
    struct change *change = context;
    return subscription_make(change->arena, db, &change->fresh, &change->id, &change->problem);
}

static enum outcome make(struct request *rq,
                         const struct blog *blog,
                         const struct feed_values *values,
                         struct problem *ret_problem)
{
    struct change change = {
        .arena = rq->arena,
        .fresh = {.blog = blog->id, .member = rq->viewer.member, .title = STR(""), .now = rq->now},
    };
    if (subscription_address(rq->arena, form_text(rq, "url"), &change.fresh.url) != OK) {
        *ret_problem = (struct problem){FIELD_URL, WRONG_FORM, 0};
        return INVALID;
    }
    enum outcome outcome = feed_values_read(values, &change.fresh.rules, ret_problem);
    if (outcome != OK)
        return outcome;
    outcome = run_and_wake(rq, write_new, &change);
    *ret_problem = change.problem;
    return outcome;
}

enum outcome page_feeds_add(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct problem problem = {0};
    struct feed_values values = feed_values_sent(rq);
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome != OK)
        return outcome;
    outcome = make(rq, &blog, &values, &problem);
    if (outcome == OK)
        response_redirect(rs, feed_path(rq->arena, &blog, "?said=added"));
    if (outcome != INVALID && outcome != CONFLICT)
        return outcome;
    struct feeds_page page;
    enum outcome loaded = feeds_load(rq, &blog, form_text(rq, "url"), &values, &page);
    if (loaded != OK)
        return loaded;
    page.errors = feed_rules_tell(rq, &problem, &page.rules, &page.url);
    feeds_show(rq, rs, outcome == CONFLICT ? 409 : 422, &page);
    return outcome;
}

static void show_feed(struct request *rq,
                      struct response *rs,
                      int status,
                      struct feed_page *page,
                      const struct subscription *subscription)
{
    struct view_context cx = context_make(rq, rs);
    page->feed = feed_row(rq, subscription);
    page->site = subscription->site;
    page->page = layout_form_page(rq, page->feed.title);
    view_feed_page(response_page(rs, status), &cx, page);
}

enum outcome page_feed(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct subscription subscription;
    enum outcome outcome = feed_load(rq, &blog, &subscription);
    if (outcome != OK)
        return outcome;
    struct feed_values values = feed_values_of(rq->arena, &subscription.rules);
    struct feed_page page = {.head = feed_head(&blog), .rules = feed_rules_fields(rq, &values)};
    show_feed(rq, rs, 200, &page, &subscription);
    return OK;
}

enum outcome page_feed_send(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct subscription subscription;
    struct problem problem = {0};
    struct feed_values values = feed_values_sent(rq);
    enum outcome outcome = feed_load(rq, &blog, &subscription);
    if (outcome != OK)
        return outcome;
    outcome = feed_values_read(&values, &subscription.rules, &problem);
    if (outcome == OK)
        outcome = subscription_edit(rq->db, subscription.id, &subscription.rules);
    if (outcome == OK)
        response_redirect(rs, feed_path(rq->arena, &blog, "?said=saved"));
    if (outcome == INVALID) {
        struct feed_page page = {.head = feed_head(&blog), .rules = feed_rules_fields(rq, &values)};
        page.errors = feed_rules_tell(rq, &problem, &page.rules, NULL);
        show_feed(rq, rs, 422, &page, &subscription);
    }
    return outcome;
}

static enum outcome write_wake(struct db *db, void *context)
{
    const struct change *change = context;
    return subscription_wake(db, change->id, change->now);
}

enum outcome page_feed_check(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct subscription subscription;
    enum outcome outcome = feed_load(rq, &blog, &subscription);
    if (outcome != OK)
        return outcome;
    struct change change = {.id = subscription.id, .now = rq->now};
    outcome = run_and_wake(rq, write_wake, &change);
    if (outcome == OK)
        response_redirect(rs, feed_path(rq->arena, &blog, "?said=checking"));
    return outcome;
}

/* What the store does by itself to the subscription, then its page. */
static enum outcome change_and_show(struct request *rq,
                                    struct response *rs,
                                    enum outcome (*change)(struct db *, struct subscription_id),
                                    const char *said)
{
    struct blog blog;
    struct subscription subscription;
    enum outcome outcome = feed_load(rq, &blog, &subscription);
    if (outcome == OK)
        outcome = change(rq->db, subscription.id);
    if (outcome == OK)
        response_redirect(rs, feed_path(rq->arena, &blog, said));
    return outcome;
}

enum outcome page_feed_pause(struct request *rq, struct response *rs)
{
    return change_and_show(rq, rs, subscription_pause, "?said=paused");
}

enum outcome page_feed_remove(struct request *rq, struct response *rs)
{
    return change_and_show(rq, rs, subscription_remove, "?said=removed");
}
