#include "web/pages/sources.h"

#include "base/limits.h"
#include "community/picture_left.h"
#include "community/source.h"
#include "views/sources.h"
#include "views/views.gen.h"
#include "web/context.h"
#include "web/pages/fields.h"
#include "web/pages/layout.h"
#include "web/site.h"

static struct source_row show_row(const struct request *rq, const struct source *source)
{
    const struct policy *policy = &source->policy;
    bool is_own = policy->kind != POLICY_DEFAULT;
    return (struct source_row){
        .slug = source->slug,
        .name = source->name,
        .policy = is_own ? policy_words(rq->language, policy->kind) : STR(""),
        .words = policy->kind == POLICY_EXCERPT ? policy->words : 0,
        .licence = policy->kind == POLICY_FULL ? policy->licence : STR(""),
        .n_articles = source->n_articles,
    };
}

static enum outcome load_sources(struct request *rq, struct sources_page *page)
{
    const struct source *sources;
    size_t n;
    /* One more than is shown tells whether there is a next page. */
    enum outcome outcome = source_list(rq->arena, rq->db, request_query(rq, "after"),
                                       LIMIT_SOURCE_ITEMS + 1, &sources, &n);
    if (outcome != OK)
        return outcome;
    if (n > LIMIT_SOURCE_ITEMS) {
        n = LIMIT_SOURCE_ITEMS;
        page->next = sources[n - 1].slug;
    }
    struct source_row *rows = arena_array(rq->arena, struct source_row, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = show_row(rq, &sources[i]);
    page->sources = (struct source_rows){rows, n};
    return OK;
}

enum outcome page_sources(struct request *rq, struct response *rs)
{
    struct sources_page page = {
        .page = layout_form_page(rq, tr(rq->language, "Sources")),
        .tab = {FORM_TAB_SOURCES},
        .notice = fields_notice(rq, "saved", tr(rq->language, "Your changes are saved.")),
    };
    enum outcome outcome = load_sources(rq, &page);
    if (outcome == OK) {
        struct view_context cx = context_make(rq, rs);
        view_sources_page(response_page(rs, 200), &cx, &page);
    }
    return outcome;
}

/* `source` without a slug is one that is to be named. */
static struct source_form_page make_form(struct request *rq, const struct source *source)
{
    enum language language = rq->language;
    const struct policy *policy = &source->policy;
    struct source_form_page page = {
        .page = layout_form_page(rq, tr(language, "What readers see of a source")),
        .action = STR("/admin/sources/new"),
        .slug = source->slug,
        .known_name = source->name,
        .name = field_line("name", tr(language, "Source or domain"), source->name),
        .policy = select_policy(rq, POLICY_DEFAULT, policy->kind),
        .words = field_number(rq, "words", tr(language, "Words of an excerpt"), policy->words),
        .licence = field_line("licence", tr(language, "Licence note"), policy->licence),
    };
    if (source->slug.len > 0)
        page.action = str_print(rq->arena, "/admin/sources/%.*s/edit", STR_ARG(source->slug));
    page.name.hint = tr(language, "As articles name it, such as AFP; or a domain such as "
                                  "example.com, for articles whose source has no policy.");
    page.words.is_required = false;
    page.words.hint =
        tr_fill(rq->arena, tr(language, "Left empty: as many as the site says, {n}."),
                HOLES({STR("n"), tr_number(rq->arena, language, rq->site->settings.policy.words)}));
    page.licence.is_required = false;
    page.licence.hint =
        tr(language, "Stands beside a full text, such as “CC BY 4.0” or “with permission”.");
    return page;
}

static void
show_form(struct request *rq, struct response *rs, int status, const struct source_form_page *page)
{
    struct view_context cx = context_make(rq, rs);
    view_source_form_page(response_page(rs, status), &cx, page);
}

static void show_problem(struct request *rq,
                         struct response *rs,
                         const struct source *source,
                         const struct problem *problem)
{
    struct source_form_page page = make_form(rq, source);
    const struct field_place places[] = {
        {FIELD_SOURCE, "name", &page.name.error},
        {FIELD_POLICY, "policy", &page.policy.error},
        {FIELD_WORDS, "words", &page.words.error},
        {FIELD_LICENCE, "licence", &page.licence.error},
    };
    page.words.value = form_text(rq, "words");
    page.licence.value = form_text(rq, "licence");
    page.errors = fields_tell(rq, problem, places, N_OF(places));
    show_form(rq, rs, 422, &page);
}

/* Stores what the form says of the source; one that has no slug is found or made by its name. */
static enum outcome store(struct request *rq, struct response *rs, struct source *source)
{
    struct problem problem = {0};
    struct source stored;
    enum outcome outcome = read_policy(rq, &source->policy, &problem);
    if (outcome == OK)
        outcome =
            source_set_policy(rq->arena, rq->db, source->name, &source->policy, &stored, &problem);
    if (outcome == OK)
        outcome = picture_left_begin(rq->db, rq->now);
    if (outcome == INVALID)
        show_problem(rq, rs, source, &problem);
    if (outcome == OK)
        response_redirect(rs, STR("/admin/sources?said=saved"));
    return outcome;
}

enum outcome page_source_new(struct request *rq, struct response *rs)
{
    struct source_form_page page = make_form(rq, &(struct source){0});
    show_form(rq, rs, 200, &page);
    return OK;
}

enum outcome page_source_new_send(struct request *rq, struct response *rs)
{
    struct source source = {.name = form_text(rq, "name")};
    return store(rq, rs, &source);
}

enum outcome page_source_edit(struct request *rq, struct response *rs)
{
    struct source source;
    enum outcome outcome = source_find(rq->arena, rq->db, rq->parts[0], &source);
    if (outcome != OK)
        return outcome;
    struct source_form_page page = make_form(rq, &source);
    show_form(rq, rs, 200, &page);
    return OK;
}

enum outcome page_source_edit_send(struct request *rq, struct response *rs)
{
    struct source source;
    enum outcome outcome = source_find(rq->arena, rq->db, rq->parts[0], &source);
    return outcome == OK ? store(rq, rs, &source) : outcome;
}
