#include "web/pages/share.h"

#include "base/clock.h"
#include "base/random.h"
#include "community/blog.h"
#include "community/once.h"
#include "db/writer.h"
#include "jobs/jobs.h"
#include "jobs/share.h"
#include "text/html.h"
#include "text/url.h"
#include "views/views.gen.h"
#include "web/app.h"
#include "web/context.h"
#include "web/pages/fields.h"
#include "web/pages/known.h"
#include "web/pages/layout.h"
#include "web/pages/trouble.h"
#include "web/parking.h"
#include "web/refusal.h"
#include "web/site.h"
#include "web/throttle.h"

enum { ONCE_BYTES = 16 };

/* The member's own blogs to choose from. */
static enum outcome load_blogs(struct request *rq, struct str chosen, struct share_page *page)
{
    const struct blog *blogs;
    size_t n;
    enum outcome outcome = blog_list_of(rq->arena, rq->db, rq->viewer.member, &blogs, &n);
    if (outcome != OK)
        return outcome;
    struct form_choice *choices = arena_array(rq->arena, struct form_choice, n);
    for (size_t i = 0; i < n; i++)
        choices[i] =
            (struct form_choice){blogs[i].slug, blogs[i].title, str_eq(blogs[i].slug, chosen)};
    page->has_blog = n > 0;
    page->blog = (struct form_select){
        .id = STR("blog"), .label = tr(rq->language, "Into the blog"), .choices = {choices, n}};
    return OK;
}

/* What is in the form: as sent, or as a link to this page brought it. */
struct share_values {
    struct str blog;
    struct str link;
    struct str rich;
    struct str plain;
    struct str parked; /* the key of what a browser has sent */
};

/* What waits under the key, or in words that nothing does. */
static enum outcome load_parked(struct request *rq, struct str key, struct share_page *page)
{
    struct parked parked;
    if (key.len == 0)
        return OK;
    if (parking_find(rq->arena, rq->app->parking, key, clock_monotonic_ms(), &parked) != OK) {
        page->errors = fields_say(
            rq, "", &page->parked_error,
            tr(rq->language, "What your browser sent is not here any more: it waits for a quarter "
                             "of an hour, and until it is used. Go back to the article and send it "
                             "again."));
        return NOT_FOUND;
    }
    page->again = str_join(rq->arena, STR("/share?parked="), key);
    page->parked = (struct share_parked){
        .key = key,
        .title = parked.title.len > 0 ? parked.title : tr(rq->language, "A page without a title"),
        .url = parked.url,
        .has_selection = parked.selection.len > 0,
    };
    return OK;
}

static enum outcome
load(struct request *rq, const struct share_values *values, struct share_page *page)
{
    enum language language = rq->language;
    *page = (struct share_page){
        .page = layout_form_page(rq, tr(language, "Share an article")),
        .link = field_line("link", tr(language, "Address of the article"), values->link),
        .rich = field_area("rich", tr(language, "Paste the article here"), values->rich, 5),
        .plain = field_area("plain", tr(language, "Paste or type the text here"), values->plain, 5),
        .once = random_token(rq->arena, ONCE_BYTES),
        .again = STR("/share"),
    };
    page->page.place = PAGE_SHARE;
    page->link.kind = STR("url");
    page->link.is_required = false;
    page->rich.hint = tr(language, "Select the article on its page, copy it and paste it. "
                                   "Headings, links and quotes are kept.");
    page->plain.hint = tr(
        language, "Title on the first line. An empty line parts paragraphs; a dateline and a last "
                  "line such as “- AFP” are understood.");
    return load_blogs(rq, values->blog, page);
}

static void show(struct request *rq, struct response *rs, int status, const struct share_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_share_page(response_page(rs, status), &cx, page);
}

enum outcome page_share(struct request *rq, struct response *rs)
{
    const struct share_values values = {
        .blog = request_query(rq, "blog"),
        .link = request_query(rq, "link"),
        .parked = request_query(rq, "parked"),
    };
    struct share_page page;
    enum outcome outcome = load(rq, &values, &page);
    if (outcome != OK)
        return outcome;
    bool is_here = load_parked(rq, values.parked, &page) == OK;
    show(rq, rs, is_here ? 200 : 410, &page);
    return OK;
}

enum outcome share_show_failed(struct request *rq,
                               struct response *rs,
                               struct str link,
                               struct capture_reason why)
{
    struct share_page page;
    enum outcome outcome = load(rq, &(struct share_values){.link = link}, &page);
    if (outcome != OK)
        return outcome;
    page.errors =
        fields_say(rq, "link", &page.link.error, trouble_words(rq->arena, rq->language, why));
    show(rq, rs, 200, &page);
    return OK;
}

/* Which of the ways was taken. */
enum way { WAY_LINK, WAY_FILE, WAY_RICH, WAY_PLAIN, WAY_PARKED, WAY_SELECTION };

static const char *const way_names[] = {
    [WAY_LINK] = "link",   [WAY_FILE] = "file",     [WAY_RICH] = "rich",
    [WAY_PLAIN] = "plain", [WAY_PARKED] = "parked", [WAY_SELECTION] = "selection"};
enum { N_WAYS = N_OF(way_names) };

struct sharing {
    struct request *rq;
    enum way way;
    struct str link; /* of the article; may be empty but for WAY_LINK */
    struct blog blog;
    struct parked parked; /* for WAY_PARKED and WAY_SELECTION */
    struct share_page page;
};

static bool is_parked(enum way way)
{
    return way == WAY_PARKED || way == WAY_SELECTION;
}

/* The button says it; without one (the Enter key of some programs) the first
 * field that was filled does. */
static enum way find_way(const struct request *rq)
{
    struct str said = form_text(rq, "way");
    for (int i = 0; i < N_WAYS; i++) {
        if (str_eq(said, str_from_c(way_names[i])))
            return (enum way)i;
    }
    if (form_file(rq, "file") != NULL)
        return WAY_FILE;
    if (str_trim(form_text(rq, "rich")).len > 0)
        return WAY_RICH;
    return str_trim(form_text(rq, "plain")).len > 0 ? WAY_PLAIN : WAY_LINK;
}

static struct str *error_place(struct sharing *s)
{
    switch (s->way) {
    case WAY_LINK:
        return &s->page.link.error;
    case WAY_FILE:
        return &s->page.file_error;
    case WAY_RICH:
        return &s->page.rich.error;
    case WAY_PARKED:
    case WAY_SELECTION:
        return &s->page.parked_error;
    case WAY_PLAIN:
        break;
    }
    return &s->page.plain.error;
}

/* The page again, with these words beside the field of the way taken. */
static enum outcome
refuse(struct sharing *s, struct response *rs, enum outcome outcome, struct str words)
{
    const char *field = is_parked(s->way) ? "parked" : way_names[s->way];
    s->page.errors = fields_say(s->rq, field, error_place(s), words);
    show(s->rq, rs, outcome == UNAVAILABLE ? 503 : 422, &s->page);
    return outcome == UNAVAILABLE ? DENIED : INVALID;
}

/* One of the member's own blogs. */
static enum outcome find_blog(struct sharing *s, struct response *rs)
{
    struct request *rq = s->rq;
    enum outcome outcome = blog_find(rq->arena, rq->db, form_text(rq, "blog"), &s->blog);
    if (outcome == OK && rights_may_share(rq->viewer, s->blog.owner))
        return OK;
    if (outcome != OK && outcome != NOT_FOUND)
        return outcome;
    s->page.errors = fields_say(rq, "blog", &s->page.blog.error,
                                tr(rq->language, "Choose one of your own blogs."));
    show(rq, rs, 422, &s->page);
    return INVALID;
}

/* The page again, saying who shared it already, until it is shared knowingly as
 * a copy. A file would have to be chosen again: its draft says so instead. */
static enum outcome ask_about_copy(struct sharing *s, struct response *rs)
{
    struct request *rq = s->rq;
    struct article_share share;
    if (request_query(rq, "again").len > 0 || s->way == WAY_FILE)
        return OK;
    enum outcome found = article_address_find(rq->arena, rq->db, s->link, &share);
    if (found != OK)
        return found == NOT_FOUND ? OK : found;
    s->page.known = known_show(rq, &share);
    s->page.way = str_from_c(way_names[s->way]);
    show(rq, rs, 409, &s->page);
    return CONFLICT;
}

static enum outcome redirect_to_job(struct sharing *s, struct response *rs, struct str location)
{
    /* app.js asks by itself: the page then needs no Refresh header. */
    bool is_live = form_text(s->rq, "live").len > 0;
    response_redirect(rs, is_live ? str_join(s->rq->arena, location, STR("?live=1")) : location);
    return OK;
}

struct link_write {
    struct arena *arena;
    struct jobs_capture capture;
    struct str once;
    struct str location;
};

static enum outcome write_link(struct db *db, void *context)
{
    struct link_write *w = context;
    struct job_id id;
    enum outcome outcome = once_find(w->arena, db, w->capture.member, w->once, &w->location);
    if (outcome != NOT_FOUND)
        return outcome;
    outcome = jobs_submit_capture(w->arena, db, &w->capture, &id);
    if (outcome != OK)
        return outcome;
    w->location = str_print(w->arena, "/share/jobs/%lld", (long long)id.n);
    return once_keep(db, w->capture.member, w->once, w->location, w->capture.now);
}

static enum outcome share_link(struct sharing *s, struct response *rs)
{
    struct request *rq = s->rq;
    struct url url;
    if (s->link.len == 0)
        return refuse(s, rs, INVALID,
                      tr(rq->language, "Paste the address of an article, or use another way."));
    if (url_parse(rq->arena, s->link, &url) != OK || !url_is_web(&url))
        return refuse(s, rs, INVALID,
                      trouble_words(rq->arena, rq->language,
                                    (struct capture_reason){.trouble = CAPTURE_BAD_ADDRESS}));
    struct link_write w = {
        .arena = rq->arena,
        .capture = {s->blog.id, rq->viewer.member, s->link, rq->now},
        .once = form_text(rq, "once"),
    };
    enum outcome outcome = db_writer_run(rq->app->writer, write_link, &w);
    if (outcome != OK)
        return outcome;
    jobs_wake(rq->app->jobs);
    return redirect_to_job(s, rs, w.location);
}

struct draft_write {
    struct arena *arena;
    struct article_new article;
    struct str once;
    struct str location;
};

static enum outcome write_draft(struct db *db, void *context)
{
    struct draft_write *w = context;
    struct article_id id;
    enum outcome outcome = once_find(w->arena, db, w->article.sharer, w->once, &w->location);
    if (outcome != NOT_FOUND)
        return outcome;
    outcome = article_make(w->arena, db, &w->article, &id);
    if (outcome != OK)
        return outcome;
    w->location = str_print(w->arena, "/a/%lld/edit", (long long)id.n);
    return once_keep(db, w->article.sharer, w->once, w->location, w->article.now);
}

static enum outcome
keep_draft(struct sharing *s, struct response *rs, const struct article_checked *checked)
{
    struct request *rq = s->rq;
    struct draft_write w = {
        .arena = rq->arena,
        .article = {s->blog.id, rq->viewer.member, checked, rq->now, NULL},
        .once = form_text(rq, "once"),
    };
    enum outcome outcome = db_writer_run(rq->app->writer, write_draft, &w);
    if (outcome != OK)
        return outcome;
    jobs_wake(rq->app->jobs); /* for its pictures */
    if (is_parked(s->way))
        parking_remove(rq->app->parking, s->page.parked.key);
    response_redirect(rs, w.location);
    return OK;
}

/* The selection of a page rarely has the page's title in it. */
static struct str selected(struct arena *arena, const struct parked *parked)
{
    if (str_contains(parked->selection, STR("<h1")) || parked->title.len == 0)
        return parked->selection;
    struct str title = html_escape(arena, parked->title);
    return str_print(arena, "<h1>%.*s</h1>%.*s", STR_ARG(title), STR_ARG(parked->selection));
}

static struct capture_request make_request(struct sharing *s)
{
    struct request *rq = s->rq;
    const struct form_entry *file = form_file(rq, "file");
    struct capture_request request = {
        .url = s->link, .zone = rq->site->settings.zone, .site_url = rq->app->url};
    switch (s->way) {
    case WAY_LINK:
        break;
    case WAY_FILE:
        request.kind = CAPTURE_DOCUMENT;
        request.bytes = file != NULL ? file->value : STR("");
        break;
    case WAY_RICH:
        request.bytes = form_text(rq, "rich");
        request.kind = str_contains(request.bytes, STR("<")) ? CAPTURE_RICH : CAPTURE_PLAIN;
        break;
    case WAY_PLAIN:
        request.bytes = form_text(rq, "plain");
        request.kind = CAPTURE_PLAIN;
        break;
    case WAY_PARKED:
        /* With the mark of UTF-8, whatever its meta element says it was written in. */
        request.bytes = str_join(rq->arena, STR("\xEF\xBB\xBF"), s->parked.html);
        request.kind = CAPTURE_DOCUMENT;
        request.url = s->parked.url;
        break;
    case WAY_SELECTION:
        request.bytes = selected(rq->arena, &s->parked);
        request.kind = CAPTURE_RICH;
        request.url = s->parked.url;
        break;
    }
    return request;
}

/* Text that is here already: understood in the sandboxed child, then a draft. */
static enum outcome share_text(struct sharing *s, struct response *rs)
{
    struct request *rq = s->rq;
    struct capture_request request = make_request(s);
    struct capture capture;
    struct capture_reason why = {0};
    struct article_checked checked;
    struct problem problem = {0};

    enum outcome outcome = capture_run(rq->arena, &request, NULL, &capture, &why);
    if (outcome != OK)
        return refuse(s, rs, outcome, trouble_words(rq->arena, rq->language, why));
    outcome = share_check(rq->arena, &capture, &checked, &problem);
    if (outcome == INVALID && problem.field == FIELD_TITLE)
        return refuse(
            s, rs, outcome,
            tr(rq->language, "No title was found. Put it on a line of its own at the top."));
    if (outcome == INVALID)
        return refuse(s, rs, outcome, problem_words(rq->arena, rq->language, &problem));
    return outcome == OK ? keep_draft(s, rs, &checked) : outcome;
}

/* "www.example.org/story" as people paste it. */
static struct str complete_link(struct arena *arena, struct str link)
{
    link = str_trim(link);
    bool has_scheme = link.len == 0 || str_contains(link, STR(":"));
    return has_scheme ? link : str_join(arena, STR("https://"), link);
}

/* What was parked, for the form and for the ways that use it. */
static enum outcome take_parked(struct sharing *s, struct response *rs)
{
    struct request *rq = s->rq;
    struct str key = form_text(rq, "parked");
    enum outcome outcome = load_parked(rq, key, &s->page);
    if (outcome == OK && is_parked(s->way))
        outcome = parking_find(rq->arena, rq->app->parking, key, clock_monotonic_ms(), &s->parked);
    if (outcome == OK || !is_parked(s->way)) {
        s->page.errors = (struct form_errors){0};
        return OK;
    }
    show(rq, rs, 410, &s->page);
    return NOT_FOUND;
}

enum outcome page_share_send(struct request *rq, struct response *rs)
{
    struct sharing s = {.rq = rq, .way = find_way(rq)};
    const struct share_values values = {
        .blog = form_text(rq, "blog"),
        .link = form_text(rq, "link"),
        .rich = form_text(rq, "rich"),
        .plain = form_text(rq, "plain"),
    };
    int64_t wait_seconds = 0;

    s.link = complete_link(rq->arena, values.link);
    if (!throttle_take(rq->app->throttle, THROTTLE_SHARE, rq->member.handle, clock_monotonic_ms(),
                       &wait_seconds))
        return refuse_too_many(rq, rs, wait_seconds);
    enum outcome outcome = load(rq, &values, &s.page);
    if (outcome == OK)
        outcome = take_parked(&s, rs);
    if (outcome == OK)
        outcome = find_blog(&s, rs);
    if (outcome == OK)
        outcome = ask_about_copy(&s, rs);
    if (outcome != OK)
        return outcome;
    return s.way == WAY_LINK ? share_link(&s, rs) : share_text(&s, rs);
}
