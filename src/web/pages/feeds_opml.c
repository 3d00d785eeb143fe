/* Lists of feeds from and for other readers: what is in one is shown before
 * anything is added. */
#include "web/pages/feeds.h"

#include "base/limits.h"
#include "capture/feed_capture.h"
#include "capture/opml.h"
#include "db/writer.h"
#include "jobs/jobs.h"
#include "text/name.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/feed_form.h"
#include "web/pages/feed_trouble.h"
#include "web/pages/feeds_show.h"
#include "web/pages/layout.h"

enum { IMPORT_BYTES = 8 << 20, TEXT_ROWS = 12 };

/* All of a blog's feeds; a member cannot have more. */
static enum outcome load_all(struct request *rq,
                             struct blog_id blog,
                             const struct subscription **ret_list,
                             size_t *ret_n)
{
    return subscription_list(rq->arena, rq->db, blog, (struct subscription_id){0},
                             LIMIT_SUBSCRIPTIONS_OF_MEMBER, ret_list, ret_n);
}

static bool is_known(const struct subscription *list, size_t n, struct str url)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].url, url))
            return true;
    }
    return false;
}

/* An address on a line of its own, below the folder that it stands in: "# Science". */
static void add_line(struct buf *lines, struct str folder, struct str url, struct str *last_folder)
{
    if (!str_eq(folder, *last_folder)) {
        BUF_ADD(lines, "# ");
        buf_add(lines, folder);
        BUF_ADD(lines, "\n");
    }
    *last_folder = folder;
    buf_add(lines, url);
    BUF_ADD(lines, "\n");
}

/* Sorts what the list holds into new, known and broken; the new ones become lines. */
static enum outcome sort_feeds(struct request *rq,
                               const struct blog *blog,
                               const struct feed *list,
                               struct feeds_import_page *page)
{
    const struct subscription *known;
    size_t n_known = 0;
    struct str folder = {0};
    struct buf lines;
    enum outcome outcome = load_all(rq, blog->id, &known, &n_known);
    if (outcome != OK)
        return outcome;
    buf_init(&lines, rq->arena, IMPORT_BYTES);
    for (size_t i = 0; i < list->n_items; i++) {
        struct str url;
        if (subscription_address(rq->arena, list->items[i].url, &url) != OK) {
            page->n_broken++;
        } else if (is_known(known, n_known, url)) {
            page->n_known++;
        } else {
            page->n_new++;
            add_line(&lines, list->items[i].source_name, url, &folder);
        }
    }
    return buf_finish(&lines, &page->feeds.value);
}

static void make_import(struct request *rq,
                        const struct blog *blog,
                        struct str lines,
                        const struct feed_values *values,
                        struct feeds_import_page *ret_page)
{
    *ret_page = (struct feeds_import_page){
        .page = layout_form_page(rq, tr(rq->language, "What is in the list")),
        .head = feed_head(blog),
        .feeds = field_area(
            "feeds", tr(rq->language, "One address a line, below the folder that it stands in"),
            lines, TEXT_ROWS),
        .rules = feed_rules_fields(rq, values),
    };
    ret_page->feeds.hint = tr(rq->language, "Take out those that you do not want.");
}

static void show_import(struct request *rq,
                        struct response *rs,
                        int status,
                        const struct feeds_import_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_feeds_import_page(response_page(rs, status), &cx, page);
}

static enum outcome
refuse_file(struct request *rq, struct response *rs, const struct blog *blog, struct str words)
{
    struct feeds_page page;
    enum outcome outcome = feeds_load(rq, blog, STR(""), &(struct feed_values){0}, &page);
    if (outcome != OK)
        return outcome;
    page.errors = fields_say(rq, "file", &page.file_error, words);
    feeds_show(rq, rs, 422, &page);
    return INVALID;
}

static enum outcome read_list(struct request *rq,
                              struct response *rs,
                              const struct blog *blog,
                              const struct form_entry *file,
                              struct feed_capture *ret_list)
{
    const struct capture_request request = {.kind = CAPTURE_OPML, .bytes = file->value};
    struct capture_reason why = {0};
    enum outcome outcome = feed_capture_run(rq->arena, &request, NULL, ret_list, &why);
    if (outcome == OK)
        return OK;
    return refuse_file(rq, rs, blog, feed_trouble_words(rq->arena, rq->language, why));
}

enum outcome page_feeds_opml_send(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct feed_capture list;
    struct feeds_import_page page;
    const struct form_entry *file = form_file(rq, "file");
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome != OK)
        return outcome;
    if (file == NULL || file->value.len == 0)
        return refuse_file(rq, rs, &blog, tr(rq->language, "Choose the file with the list."));
    outcome = read_list(rq, rs, &blog, file, &list);
    if (outcome != OK)
        return outcome;
    make_import(rq, &blog, STR(""), &(struct feed_values){0}, &page);
    outcome = sort_feeds(rq, &blog, &list.feed, &page);
    if (outcome == OK)
        show_import(rq, rs, 200, &page);
    return outcome;
}

struct import {
    struct arena *arena;
    struct subscription_new fresh; /* but for the address */
    struct str lines;
    struct str wrong; /* the line that will not do */
    struct problem problem;
};

/* One line; a feed that the blog has already is no fault. */
static enum outcome
import_line(struct db *db, struct import *import, struct str folder, struct str line)
{
    struct subscription_new fresh = import->fresh;
    fresh.rules.folder = folder;
    struct subscription_id id;
    if (subscription_address(import->arena, line, &fresh.url) != OK) {
        import->problem = (struct problem){FIELD_URL, WRONG_FORM, 0};
        return INVALID;
    }
    enum outcome done = subscription_make(import->arena, db, &fresh, &id, &import->problem);
    return done == CONFLICT ? OK : done;
}

static enum outcome write_import(struct db *db, void *context)
{
    struct import *import = context;
    struct str rest = import->lines;
    struct str folder = import->fresh.rules.folder;
    struct str line;
    while (str_cut(&rest, '\n', &line)) {
        line = str_trim(line);
        bool is_folder = str_starts_with(line, STR("#"));
        if (is_folder)
            folder = name_tidy(import->arena, str_skip(line, 1), LIMIT_FOLDER_CHARACTERS);
        if (is_folder || line.len == 0)
            continue;
        enum outcome done = import_line(db, import, folder, line);
        if (done == INVALID)
            import->wrong = line;
        if (done != OK)
            return done;
    }
    return OK;
}

static enum outcome refuse_import(struct request *rq,
                                  struct response *rs,
                                  const struct blog *blog,
                                  const struct feed_values *values,
                                  const struct import *import)
{
    struct feeds_import_page page;
    make_import(rq, blog, import->lines, values, &page);
    if (import->problem.field == FIELD_URL) {
        struct str words = problem_words(rq->arena, rq->language, &import->problem);
        words = str_print(rq->arena, "%.*s (%.*s)", STR_ARG(words),
                          STR_ARG(str_first(import->wrong, 200)));
        page.errors = fields_say(rq, "feeds", &page.feeds.error, words);
    } else {
        page.errors = feed_rules_tell(rq, &import->problem, &page.rules, NULL);
    }
    show_import(rq, rs, 422, &page);
    return INVALID;
}

enum outcome page_feeds_import(struct request *rq, struct response *rs)
{
    struct blog blog;
    struct feed_values values = feed_values_sent(rq);
    struct import import = {.arena = rq->arena, .lines = form_text(rq, "feeds")};
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome != OK)
        return outcome;
    import.fresh = (struct subscription_new){
        .blog = blog.id, .member = rq->viewer.member, .title = STR(""), .now = rq->now};
    outcome = feed_values_read(&values, &import.fresh.rules, &import.problem);
    if (outcome == OK)
        outcome = db_writer_run(rq->app->writer, write_import, &import);
    if (outcome == INVALID)
        return refuse_import(rq, rs, &blog, &values, &import);
    if (outcome == OK) {
        jobs_wake(rq->app->jobs);
        response_redirect(rs, feed_path(rq->arena, &blog, "?said=imported"));
    }
    return outcome;
}

static enum outcome print_opml(struct request *rq,
                               const struct blog *blog,
                               const struct subscription *list,
                               size_t n,
                               struct str *ret_text)
{
    struct opml_feed *feeds = arena_array(rq->arena, struct opml_feed, n);
    const struct opml opml = {.title = blog->title, .feeds = feeds, .n = n};
    struct buf buf;
    for (size_t i = 0; i < n; i++)
        feeds[i] = (struct opml_feed){
            .title = list[i].title.len > 0 ? list[i].title : list[i].url,
            .url = list[i].url,
            .site = list[i].site,
            .folder = list[i].rules.folder,
        };
    buf_init(&buf, rq->arena, LIMIT_RESPONSE_BYTES);
    opml_write(&buf, &opml);
    return buf_finish(&buf, ret_text);
}

enum outcome page_feeds_opml(struct request *rq, struct response *rs)
{
    struct blog blog;
    const struct subscription *list;
    size_t n = 0;
    struct str text;
    enum outcome outcome = feed_load_blog(rq, &blog);
    if (outcome == OK)
        outcome = load_all(rq, blog.id, &list, &n);
    if (outcome == OK)
        outcome = print_opml(rq, &blog, list, n, &text);
    if (outcome != OK)
        return outcome;
    response_bytes(rs, STR("text/x-opml; charset=utf-8"), text);
    response_add_header(
        rs, STR("Content-Disposition"),
        str_print(rq->arena, "attachment; filename=\"%.*s.opml\"", STR_ARG(blog.slug)));
    return OK;
}
