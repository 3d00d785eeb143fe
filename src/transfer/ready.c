#include "transfer/ready.h"

#include "base/limits.h"
#include "community/article_address.h"
#include "community/comment.h"
#include "community/import_file.h"
#include "community/old_address.h"
#include "text/html.h"
#include "text/language.h"
#include "text/name.h"
#include "text/url.h"

enum {
    DAY_SECONDS = 24 * 60 * 60, /* clocks differ, and a date may lack its zone */
    TITLE_CHARACTERS = 100,     /* made of the text */
};

/* --- times ---------------------------------------------------------------------- */

static enum outcome say(struct ready_fault *ret_fault, const char *why)
{
    *ret_fault = (struct ready_fault){.why = str_from_c(why)};
    return INVALID;
}

static enum outcome
read_published(const struct ready_rules *rules, struct str text, struct article_fields *fields)
{
    struct date_parsed date;
    if (text.len == 0)
        return OK;
    if (dates_parse(rules->dates, text, &date) != OK || date.utc > rules->now + DAY_SECONDS)
        return INVALID;
    fields->published = date.utc;
    fields->has_published = true;
    return OK;
}

/* When it stands on the blog; without a time of its own, when it was published. */
static enum outcome read_times(const struct ready_rules *rules,
                               const struct record *record,
                               struct article_fields *fields,
                               int64_t *ret_shared,
                               struct ready_fault *ret_fault)
{
    struct date_parsed date = {0};
    if (read_published(rules, record->published, fields) != OK)
        return say(ret_fault, "'published' is no date, or one that is still to come");
    if (record->shared.len == 0 && !fields->has_published)
        return say(ret_fault, "'shared' is missing: when it stands on the blog");
    date.utc = fields->published;
    if (record->shared.len > 0 && dates_parse(rules->dates, record->shared, &date) != OK)
        return say(ret_fault, "'shared' is no date between the years 1 and 9999");
    if (date.utc > rules->now + DAY_SECONDS)
        return say(ret_fault, "'shared' is still to come");
    *ret_shared = date.utc;
    return OK;
}

/* --- addresses ------------------------------------------------------------------------ */

/* The path of an address on the old site, or of one that has no host. */
static struct str old_path(struct arena *arena, struct str host, struct str address)
{
    struct url url = {0};
    if (host.len == 0 || address.len > LIMIT_URL_BYTES)
        return STR("");
    if (str_starts_with(address, STR("/")) && !str_starts_with(address, STR("//")))
        address = str_print(arena, "https://%.*s%.*s", STR_ARG(host), STR_ARG(address));
    if (url_parse(arena, address, &url) != OK || !url_is_web(&url) ||
        !str_eq_folded(url_site(&url), host))
        return STR("");
    struct str decoded = url.path;
    ignore_outcome(url_decode(arena, url.path, false, &decoded)); /* else as it is */
    struct str path = old_address_path(arena, decoded, url.query);
    return str_eq(path, STR("/")) ? STR("") : path;
}

/* --- the text -------------------------------------------------------------------- */

enum outcome
ready_body(struct arena *arena, const struct record *record, struct safe_html *ret_body)
{
    const struct html_rules rules = {HTML_ARTICLE, record->url};
    if (record->html.len > 0)
        return html_clean(arena, record->html, &rules, ret_body) == OK ? OK : INVALID;
    if (record->text.len > LIMIT_ARTICLE_BYTES)
        return INVALID;
    *ret_body = html_from_text(arena, record->text);
    return OK;
}

static struct str make_title(struct arena *arena, struct str title, struct safe_html body)
{
    struct str made = name_tidy(arena, title, LIMIT_TITLE_CHARACTERS);
    if (made.len == 0)
        ignore_outcome(html_excerpt(arena, body, TITLE_CHARACTERS, &made)); /* else none */
    return made;
}

static struct str find_lang(const struct record *record, struct safe_html body)
{
    if (record->lang.len > 0 && language_is_valid(record->lang))
        return record->lang;
    return language_detect(record->text.len > 0 ? record->text : body.text);
}

/* What stood on the old site itself is nobody else's work. */
static struct article_fields fields_of(struct arena *arena,
                                       const struct ready_rules *rules,
                                       const struct record *record,
                                       const struct article_fields *times,
                                       struct safe_html body)
{
    bool is_own = old_path(arena, rules->old_host, record->url).len > 0;
    return (struct article_fields){
        .title = make_title(arena, record->title, body),
        .byline = name_tidy(arena, record->byline, LIMIT_BYLINE_CHARACTERS),
        .source = name_tidy(arena, record->source, LIMIT_SOURCE_CHARACTERS),
        .url = is_own ? STR("") : record->url,
        .dateline = name_tidy(arena, record->dateline, LIMIT_DATELINE_CHARACTERS),
        .standfirst = name_tidy(arena, record->standfirst, LIMIT_STANDFIRST_CHARACTERS),
        .excerpt = name_tidy(arena, record->excerpt, LIMIT_EXCERPT_CHARACTERS),
        .credit = name_tidy(arena, record->credit, LIMIT_SOURCE_CHARACTERS),
        .lang = find_lang(record, body),
        .published = times->published,
        .has_published = times->has_published,
        .tags = tag_usable(arena, record->tags),
        .body = body,
    };
}

/* --- keys ------------------------------------------------------------------------ */

static struct str find_path(struct arena *arena, struct str host, const struct record *record)
{
    const struct str addresses[] = {record->page, record->id, record->url};
    struct str path = STR("");
    for (size_t i = 0; path.len == 0 && i < N_OF(addresses); i++)
        path = old_path(arena, host, addresses[i]);
    return path;
}

static int64_t find_record(const struct record *record, const struct ready *ready)
{
    if (record->id.len > 0)
        return import_record_key(STR("id"), record->id);
    if (record->url.len > 0)
        return import_record_key(STR("url"), record->url);
    return import_record_key(STR("text"), ready->checked.fields.body.text);
}

/* --- comments ---------------------------------------------------------------------- */

/* Line breaks of plain comments are meant. */
static bool make_comment(struct arena *arena,
                         const struct ready_rules *rules,
                         const struct record_comment *comment,
                         struct ready_comment *ret_comment)
{
    const struct html_rules html = {HTML_COMMENT, STR("")};
    struct problem unused;
    struct date_parsed date;
    struct ready_comment made = {
        .id = comment->id,
        .parent = comment->parent,
        .author = name_tidy(arena, comment->author, LIMIT_NAME_CHARACTERS),
        .is_by_member = comment->is_by_member,
    };
    if (dates_parse(NULL, comment->created, &date) != OK || date.utc > rules->now + DAY_SECONDS)
        return false;
    made.created = date.utc;
    if (html_clean(arena, comment->html, &html, &made.html) != OK ||
        html_to_text(arena, made.html.text, &made.markdown) != OK ||
        comment_check(&made.markdown, &unused) != OK)
        return false;
    *ret_comment = made;
    return true;
}

static void make_comments(struct arena *arena,
                          const struct ready_rules *rules,
                          const struct record *record,
                          struct ready *ready)
{
    struct ready_comment *comments = arena_array(arena, struct ready_comment, record->n_comments);
    for (size_t i = 0; i < record->n_comments; i++) {
        if (make_comment(arena, rules, &record->comments[i], &comments[ready->n_comments]))
            ready->n_comments++;
        else
            ready->n_bad_comments++;
    }
    ready->comments = comments;
}

/* --- all of it ----------------------------------------------------------------------- */

static void complete(struct arena *arena,
                     const struct ready_rules *rules,
                     struct packer *packer,
                     const struct record *record,
                     struct ready *ready)
{
    struct str body = ready->checked.fields.body.text;
    struct intake_article *article = &ready->article;
    article->checked = &ready->checked;
    article->day = day_number(dates_day_of(rules->dates, article->shared));
    article->record = find_record(record, ready);
    article->path = find_path(arena, rules->old_host, record);
    article->has_address = article_address_key(ready->checked.fields.url, &article->address);
    article->body = (struct body_packed){rules->dictionary, body};
    if (rules->dictionary != 0)
        article->body.bytes = packer_pack(arena, packer, rules->dictionary_bytes, body);
    article->words = search_analyse(arena, &ready->checked.fields);
    make_comments(arena, rules, record, ready);
}

enum outcome ready_make(struct arena *arena,
                        const struct ready_rules *rules,
                        struct packer *packer,
                        const struct record *record,
                        struct ready **ret_ready,
                        struct ready_fault *ret_fault)
{
    struct ready *ready = arena_new(arena, struct ready);
    struct article_fields times = {0};
    struct safe_html body = {0};
    if (record->text.len == 0 && record->html.len == 0)
        return say(ret_fault, "it has neither 'text' nor 'html'");
    enum outcome done = read_times(rules, record, &times, &ready->article.shared, ret_fault);
    if (done != OK)
        return done;
    if (ready_body(arena, record, &body) != OK)
        return say(ret_fault, "its text is too long, or nested too deeply");
    struct article_fields fields = fields_of(arena, rules, record, &times, body);
    *ret_fault = (struct ready_fault){0};
    done = article_check(arena, &fields, &ready->checked, &ret_fault->problem);
    if (done != OK)
        return INVALID;
    complete(arena, rules, packer, record, ready);
    *ret_ready = ready;
    return OK;
}
