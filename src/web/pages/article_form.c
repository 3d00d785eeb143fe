#include "web/pages/article_form.h"

#include "base/limits.h"
#include "text/language.h"
#include "web/pages/article.h"
#include "web/pages/body.h"
#include "web/pages/changes.h"
#include "web/pages/fields.h"
#include "web/site.h"

struct str article_time_print(struct request *rq, int64_t utc)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct day day = dates_day_of(dates, utc);
    int64_t seconds = utc - dates_day_start(dates, day);
    struct str text = STR("");
    /* Where the clock was changed that day, the first guess is an hour off. */
    for (int i = 0; i < 2; i++) {
        int64_t minutes = seconds / 60;
        int64_t read_back = utc;
        text = str_print(rq->arena, "%04d-%02d-%02dT%02d:%02d", day.year, day.month, day.day,
                         (int)(minutes / 60), (int)(minutes % 60));
        int64_t off = article_time_read(rq, text, &read_back) == OK ? utc - read_back : 0;
        if (off < 60 && off > -60)
            break;
        seconds += off;
    }
    return text;
}

enum outcome article_time_read(const struct request *rq, struct str text, int64_t *ret_utc)
{
    struct date_parsed parsed;
    if (dates_parse(rq->site->dates[rq->language], text, &parsed) != OK)
        return INVALID;
    *ret_utc = parsed.utc;
    return OK;
}

struct article_values article_values_of(struct request *rq, const struct article_fields *fields)
{
    return (struct article_values){
        .title = fields->title,
        .standfirst = fields->standfirst,
        .body = fields->body.text,
        .source = fields->source,
        .byline = fields->byline,
        .url = fields->url,
        .dateline = fields->dateline,
        .published = fields->has_published ? article_time_print(rq, fields->published) : STR(""),
        .credit = fields->credit,
        .lang = fields->lang,
        .excerpt = fields->excerpt,
        .tags = changes_tags(rq->arena, fields->tags),
    };
}

struct article_values article_values_sent(const struct request *rq)
{
    return (struct article_values){
        .title = form_text(rq, "title"),
        .standfirst = form_text(rq, "standfirst"),
        .body = form_text(rq, "body"),
        .source = form_text(rq, "source"),
        .byline = form_text(rq, "byline"),
        .url = str_trim(form_text(rq, "url")),
        .dateline = form_text(rq, "dateline"),
        .published = str_trim(form_text(rq, "published")),
        .credit = form_text(rq, "credit"),
        .lang = str_trim(form_text(rq, "lang")),
        .excerpt = form_text(rq, "excerpt"),
        .tags = form_text(rq, "tags"),
        .time = str_trim(form_text(rq, "time")),
    };
}

static enum outcome read_body(struct request *rq,
                              const struct article_values *values,
                              struct safe_html *ret_body,
                              struct problem *ret_problem)
{
    const struct html_rules rules = {HTML_ARTICLE, values->url};
    bool is_html = str_contains(values->body, STR("<"));
    struct str html = is_html ? values->body : html_from_text(rq->arena, values->body).text;
    enum outcome outcome = html_clean(rq->arena, html, &rules, ret_body);
    if (outcome == TOO_LARGE) {
        *ret_problem = (struct problem){FIELD_BODY, WRONG_TOO_LONG, LIMIT_ARTICLE_BYTES};
        return INVALID;
    }
    return outcome;
}

enum outcome article_values_read(struct request *rq,
                                 const struct article_values *values,
                                 struct article_fields *ret_fields,
                                 struct problem *ret_problem)
{
    *ret_fields = (struct article_fields){
        .title = values->title,
        .byline = values->byline,
        .source = values->source,
        .url = values->url,
        .dateline = values->dateline,
        .standfirst = values->standfirst,
        .excerpt = values->excerpt,
        .credit = values->credit,
        .lang = values->lang,
    };
    enum outcome outcome = read_body(rq, values, &ret_fields->body, ret_problem);
    if (outcome != OK)
        return outcome;
    ret_fields->has_published = values->published.len > 0;
    if (ret_fields->has_published &&
        article_time_read(rq, values->published, &ret_fields->published) != OK) {
        ret_fields->has_published = false;
        *ret_problem = (struct problem){FIELD_TIME, WRONG_FORM, 0};
        return INVALID;
    }
    return tag_split(rq->arena, values->tags, &ret_fields->tags, ret_problem);
}

static struct form_field optional(struct form_field field)
{
    field.is_required = false;
    return field;
}

static void
fill_origin(struct request *rq, const struct article_values *values, struct edit_page *page)
{
    enum language language = rq->language;
    page->source = optional(field_line("source", tr(language, "Source"), values->source));
    page->source.hint = tr(language, "The publisher, such as AFP.");
    page->byline = optional(field_line("byline", tr(language, "Byline"), values->byline));
    page->byline.hint = tr(language, "Who wrote it.");
    page->url = optional(field_line("url", tr(language, "Original address"), values->url));
    page->url.kind = STR("url");
    page->dateline = optional(field_line("dateline", tr(language, "Dateline"), values->dateline));
    page->dateline.hint = tr(language, "The place where it was written.");
    page->published =
        optional(field_line("published", tr(language, "Published there"), values->published));
    page->published.kind = STR("datetime-local");
    page->published.hint = tr_fill(rq->arena, tr(language, "Time in {zone}."),
                                   HOLES({STR("zone"), rq->site->settings.zone}));
    page->credit = optional(field_line("credit", tr(language, "Credit line"), values->credit));
    page->credit.hint =
        tr(language, "What closes the article, such as “AFP”. Left empty: the source.");
}

void article_form_fill(struct request *rq,
                       const struct article_values *values,
                       struct edit_page *page)
{
    enum language language = rq->language;
    page->title = field_line("title", tr(language, "Title"), values->title);
    page->title.lang = values->lang;
    page->standfirst = field_area("standfirst", tr(language, "Standfirst"), values->standfirst, 2);
    page->standfirst.lang = values->lang;
    page->body = field_area("body", tr(language, "Text"), values->body, 24);
    page->body.is_tall = true;
    page->body.lang = values->lang;
    page->body.hint = tr(language, "HTML, or plain text with an empty line between paragraphs.");
    fill_origin(rq, values, page);
    page->excerpt = field_area("excerpt", tr(language, "Excerpt"), values->excerpt, 3);
    page->excerpt.hint = tr(language, "Stands in lists. Left empty it is made from the text.");
    page->excerpt.lang = values->lang;
    page->tags = optional(field_line("tags", tr(language, "Tags"), values->tags));
    page->tags.hint = tr(language, "Parted by commas.");
    page->lang = optional(field_line("lang", tr(language, "Language"), values->lang));
    page->lang.hint = tr(language, "As a tag: en, ms, zh-Hans.");
    page->time = optional(field_line("time", tr(language, "It appears on"), values->time));
    page->time.kind = STR("datetime-local");
    page->time.hint = page->published.hint;
}

struct form_errors
article_form_tell(struct request *rq, const struct problem *problem, struct edit_page *page)
{
    const struct field_place places[] = {
        {FIELD_TITLE, "title", &page->title.error},
        {FIELD_STANDFIRST, "standfirst", &page->standfirst.error},
        {FIELD_BODY, "body", &page->body.error},
        {FIELD_SOURCE, "source", &page->source.error},
        {FIELD_BYLINE, "byline", &page->byline.error},
        {FIELD_URL, "url", &page->url.error},
        {FIELD_DATELINE, "dateline", &page->dateline.error},
        {FIELD_TIME, "published", &page->published.error},
        {FIELD_CREDIT, "credit", &page->credit.error},
        {FIELD_EXCERPT, "excerpt", &page->excerpt.error},
        {FIELD_TAGS, "tags", &page->tags.error},
        {FIELD_LANG, "lang", &page->lang.error},
    };
    return fields_tell(rq, problem, places, N_OF(places));
}

struct edit_preview
article_preview(struct request *rq, struct article_id article, const struct article_fields *fields)
{
    struct str published = STR("");
    if (fields->has_published)
        published =
            dates_print(rq->arena, rq->site->dates[rq->language], fields->published, DATE_SHORT);
    return (struct edit_preview){
        .title = fields->title,
        .source = fields->source,
        .standfirst = fields->standfirst,
        .byline = fields->byline,
        .published = published,
        .dateline = fields->dateline,
        .body = body_edited(rq, article, fields->body),
        .credit = article_credit(rq->arena, fields),
        .url = fields->url,
        .lang = language_is_valid(fields->lang) ? fields->lang : STR(""),
        .dir = article_direction(fields->lang),
    };
}
