#include "web/pages/search.h"

#include "base/limits.h"
#include "community/blog.h"
#include "community/search_spelling.h"
#include "text/url.h"
#include "text/word_reader.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/layout.h"
#include "web/pages/search_hits.h"
#include "web/site.h"

/* One look at the results: what its address says. */
struct asked {
    struct str action;
    struct str q;
    struct str from;
    bool is_newest;
    bool is_literal;
};

static struct str href(const struct request *rq, struct asked asked)
{
    struct str q = url_encode(rq->arena, asked.q);
    struct str address = str_join(rq->arena, str_join(rq->arena, asked.action, STR("?q=")), q);
    if (asked.is_newest)
        address = str_join(rq->arena, address, STR("&order=newest"));
    if (asked.is_literal)
        address = str_join(rq->arena, address, STR("&literal=1"));
    if (asked.from.len > 0)
        address = str_join(rq->arena, str_join(rq->arena, address, STR("&from=")), asked.from);
    return address;
}

static struct str href_of(const struct request *rq, struct asked asked, struct str q)
{
    asked.q = q;
    asked.from = STR("");
    asked.is_literal = false;
    return href(rq, asked);
}

static struct asked read_asked(const struct request *rq)
{
    return (struct asked){
        .action = rq->path,
        .q = str_trim(request_query(rq, "q")),
        .from = request_query(rq, "from"),
        .is_newest = str_eq(request_query(rq, "order"), STR("newest")),
        .is_literal = request_query(rq, "literal").len > 0,
    };
}

static struct search_tabs
show_kinds(const struct request *rq, const struct asked *asked, const struct search_query *query)
{
    struct search_tab *tabs = arena_array(rq->arena, struct search_tab, 2);
    struct str in_articles = search_query_without(rq->arena, query, query->comments_written);
    struct str in_comments = str_join(rq->arena, in_articles, STR(" in:comments"));
    tabs[0] = (struct search_tab){tr(rq->language, "Articles"), href_of(rq, *asked, in_articles),
                                  !query->in_comments};
    tabs[1] = (struct search_tab){tr(rq->language, "Comments"), href_of(rq, *asked, in_comments),
                                  query->in_comments};
    return (struct search_tabs){tabs, 2};
}

static struct search_tabs show_orders(const struct request *rq, const struct asked *asked)
{
    struct search_tab *tabs = arena_array(rq->arena, struct search_tab, 2);
    struct asked best = *asked;
    best.is_newest = false;
    best.from = STR("");
    struct asked newest = best;
    newest.is_newest = true;
    tabs[0] =
        (struct search_tab){tr(rq->language, "Best first"), href(rq, best), !asked->is_newest};
    tabs[1] =
        (struct search_tab){tr(rq->language, "Newest first"), href(rq, newest), asked->is_newest};
    return (struct search_tabs){tabs, 2};
}

static struct str fill(const struct request *rq, struct str text, struct str what)
{
    return tr_fill(rq->arena, text, HOLES({STR("what"), what}));
}

/* "From AFP", "Not from AFP", ...; empty for words. */
static struct str describe_part(const struct request *rq, const struct query_part *part)
{
    enum language language = rq->language;
    bool is_not = part->is_excluded;
    switch (part->field) {
    case QUERY_SOURCE:
        return fill(rq, is_not ? tr(language, "Not from {what}") : tr(language, "From {what}"),
                    part->text);
    case QUERY_BLOG:
        return fill(rq,
                    is_not ? tr(language, "Not in the blog {what}")
                           : tr(language, "In the blog {what}"),
                    part->text);
    case QUERY_BY:
        return fill(rq, is_not ? tr(language, "Not by {what}") : tr(language, "By {what}"),
                    part->text);
    case QUERY_TAG:
        return fill(rq,
                    is_not ? tr(language, "Without the tag {what}")
                           : tr(language, "With the tag {what}"),
                    part->text);
    case QUERY_WORDS:
        break;
    }
    return STR("");
}

static struct str show_day(const struct request *rq, int64_t time)
{
    const struct dates *dates = rq->site->dates[rq->language];
    return dates_print_day(rq->arena, dates, dates_day_of(dates, time), DATE_LONG);
}

static struct search_filters
show_filters(const struct request *rq, const struct asked *asked, const struct search_query *query)
{
    enum { DAYS = 2 };
    struct search_filter *filters =
        arena_array(rq->arena, struct search_filter, query->n_parts + DAYS);
    struct str *written = arena_array(rq->arena, struct str, query->n_parts + DAYS);
    size_t n = 0;
    for (size_t i = 0; i < query->n_parts; i++) {
        filters[n].text = describe_part(rq, &query->parts[i]);
        written[n] = query->parts[i].written;
        n += filters[n].text.len > 0;
    }
    if (query->has_after) {
        filters[n].text = fill(rq, tr(rq->language, "From {what} on"), show_day(rq, query->after));
        written[n++] = query->after_written;
    }
    if (query->has_before) {
        filters[n].text = fill(rq, tr(rq->language, "Before {what}"), show_day(rq, query->before));
        written[n++] = query->before_written;
    }
    for (size_t i = 0; i < n; i++)
        filters[i].without =
            href_of(rq, *asked, search_query_without(rq->arena, query, written[i]));
    return (struct search_filters){filters, n};
}

static struct str show_count(const struct request *rq, const struct search_result *found)
{
    enum language language = rq->language;
    int64_t n = found->count;
    bool is_comments = found->query.in_comments;
    struct str text =
        found->is_exact && is_comments ? tr_n(language, n, "{n} comment", "{n} comments")
        : found->is_exact              ? tr_n(language, n, "{n} article", "{n} articles")
        : is_comments ? tr_n(language, n, "More than {n} comment", "More than {n} comments")
                      : tr_n(language, n, "More than {n} article", "More than {n} articles");
    struct str number = dates_print_number(rq->arena, rq->site->dates[language], n);
    return tr_fill(rq->arena, text, HOLES({STR("n"), number}));
}

static struct str_list show_notes(const struct request *rq, const struct search_result *found)
{
    enum { MOST = 4 };
    struct str *notes = arena_array(rq->arena, struct str, MOST);
    size_t n = 0;
    if (found->query.wrong_day.len > 0)
        notes[n++] = fill(rq,
                          tr(rq->language, "“{what}” is no day that can be read here. Write it as "
                                           "2024, 2024-10 or 2024-10-21."),
                          found->query.wrong_day);
    if (found->unknown != NULL)
        notes[n++] = fill(rq,
                          found->unknown->field == QUERY_SOURCE
                              ? tr(rq->language, "There is no source “{what}” here.")
                          : found->unknown->field == QUERY_BLOG
                              ? tr(rq->language, "There is no blog “{what}” here.")
                              : tr(rq->language, "There is no tag “{what}” here."),
                          found->unknown->text);
    if (found->is_empty)
        notes[n++] = tr(rq->language, "There is no word in this that could be looked for.");
    if (found->query.is_cut)
        notes[n++] = tr(rq->language, "That is more than can be sought at once; only the "
                                      "beginning was looked for.");
    return (struct str_list){notes, n};
}

static enum outcome load(struct request *rq, const struct blog *blog, struct search_page *page)
{
    struct asked asked = read_asked(rq);
    struct search_request request = {
        .line = asked.q,
        .dates = rq->site->dates[rq->language],
        .blog = blog != NULL ? blog->id : (struct blog_id){0},
        .order = asked.is_newest ? SEARCH_NEWEST : SEARCH_BEST,
        .from = asked.from,
        .is_literal = asked.is_literal,
    };
    struct search_result found;
    page->q = asked.q;
    page->action = asked.action;
    page->is_asked = asked.q.len > 0;
    page->order = asked.is_newest ? STR("newest") : STR("");
    if (!page->is_asked)
        return OK;
    enum outcome outcome = search(rq->arena, rq->db, &request, &found);
    if (outcome == OK)
        outcome = search_hits_load(rq, &found, blog != NULL, &page->hits);
    if (outcome != OK)
        return outcome;

    struct asked literal = asked;
    literal.is_literal = true;
    literal.from = STR("");
    struct asked site = asked;
    site.action = STR("/search");
    page->kinds = show_kinds(rq, &asked, &found.query);
    page->orders = show_orders(rq, &asked);
    page->filters = show_filters(rq, &asked, &found.query);
    page->notes = show_notes(rq, &found);
    page->count = found.count >= 0 ? show_count(rq, &found) : STR("");
    page->corrected = found.corrected;
    page->literal_href = href(rq, literal);
    page->suggestion = found.suggestion;
    page->suggestion_href = href_of(rq, asked, found.suggestion);
    page->site_href = blog != NULL ? href_of(rq, site, asked.q) : STR("");
    page->newer = asked.from.len > 0 ? href_of(rq, asked, asked.q) : STR("");
    asked.from = found.next;
    page->older = found.next.len > 0 ? href(rq, asked) : STR("");
    return OK;
}

/* In one view of the store: segments may be joined meanwhile. */
static enum outcome
load_frozen(struct request *rq, const struct blog *blog, struct search_page *page)
{
    enum outcome outcome = db_read_begin(rq->db);
    if (outcome != OK)
        return outcome;
    outcome = load(rq, blog, page);
    db_read_end(rq->db);
    return outcome;
}

static enum outcome show(struct request *rq, struct response *rs, const struct blog *blog)
{
    struct search_page page = {.page = layout_form_page(rq, tr(rq->language, "Search"))};
    enum outcome outcome = load_frozen(rq, blog, &page);
    if (outcome != OK)
        return outcome;
    if (page.is_asked)
        page.page.title =
            tr_fill(rq->arena, tr(rq->language, "{words}: search"), HOLES({STR("words"), page.q}));
    page.page.place = PAGE_SEARCH;
    page.page.is_wide = true;
    if (blog != NULL) {
        page.blog_slug = blog->slug;
        page.blog_title = blog->title;
    }
    struct view_context cx = context_make(rq, rs);
    view_search_page(response_page(rs, 200), &cx, &page);
    return OK;
}

enum outcome page_search(struct request *rq, struct response *rs)
{
    return show(rq, rs, NULL);
}

enum outcome page_blog_search(struct request *rq, struct response *rs)
{
    struct blog blog;
    enum outcome outcome = blog_find(rq->arena, rq->db, rq->parts[0], &blog);
    return outcome == OK ? show(rq, rs, &blog) : outcome;
}

/* The last word of the line, when it stands at its end. */
static struct str last_word(struct arena *arena, struct str line, size_t *ret_start)
{
    struct word_reader reader;
    struct read_word word;
    struct str last = {0};
    word_reader_init(&reader, line);
    while (word_reader_next(&reader, &word)) {
        *ret_start = word.start;
        last = word.end == line.len ? str_copy(arena, word.word) : STR("");
    }
    word_reader_done(&reader);
    return last;
}

enum outcome page_search_words(struct request *rq, struct response *rs)
{
    struct str line = str_first(request_query(rq, "q"), LIMIT_SEARCH_QUERY_BYTES);
    struct known_word *words = NULL;
    size_t n = 0;
    size_t start = 0;
    struct str last = last_word(rq->arena, line, &start);
    enum outcome outcome = spelling_complete(rq->arena, rq->db, last, &words, &n);
    if (outcome != OK)
        return outcome;
    struct str *lines = arena_array(rq->arena, struct str, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = str_join(rq->arena, str_first(line, start), words[i].word);
    struct search_suggestions v = {.lines = {lines, n}};
    struct view_context cx = context_make(rq, rs);
    view_search_suggestions(response_fragment(rs, 200), &cx, &v);
    return OK;
}
