/* The fields of an article before they are stored. */
#include "base/limits.h"
#include "community/article.h"
#include "community/opening.h"
#include "text/html.h"
#include "text/html_pictures.h"
#include "text/language.h"
#include "text/name.h"
#include "text/slug.h"
#include "text/url.h"
#include "text/words.h"

static enum outcome
say(struct problem *ret_problem, enum field field, enum wrong wrong, int64_t limit)
{
    *ret_problem = (struct problem){field, wrong, limit};
    return INVALID;
}

static enum outcome check_lines(struct article_fields *fields, struct problem *ret_problem)
{
    const struct {
        struct str *text;
        enum field field;
        size_t min_characters;
        size_t max_characters;
    } lines[] = {
        {&fields->title, FIELD_TITLE, 1, LIMIT_TITLE_CHARACTERS},
        {&fields->byline, FIELD_BYLINE, 0, LIMIT_BYLINE_CHARACTERS},
        {&fields->source, FIELD_SOURCE, 0, LIMIT_SOURCE_CHARACTERS},
        {&fields->credit, FIELD_CREDIT, 0, LIMIT_SOURCE_CHARACTERS},
        {&fields->dateline, FIELD_DATELINE, 0, LIMIT_DATELINE_CHARACTERS},
    };
    for (size_t i = 0; i < N_OF(lines); i++) {
        enum outcome good =
            problem_check_line(lines[i].text, lines[i].field, lines[i].min_characters,
                               lines[i].max_characters, ret_problem);
        if (good != OK)
            return good;
    }
    return OK;
}

static enum outcome
check_url(struct arena *arena, struct article_checked *checked, struct problem *ret_problem)
{
    struct article_fields *fields = &checked->fields;
    fields->url = str_trim(fields->url);
    if (str_is_empty(fields->url))
        return OK;
    if (fields->url.len > LIMIT_URL_BYTES)
        return say(ret_problem, FIELD_URL, WRONG_TOO_LONG, LIMIT_URL_BYTES);
    struct url url;
    if (url_parse(arena, fields->url, &url) != OK || !url_is_web(&url))
        return say(ret_problem, FIELD_URL, WRONG_FORM, 0);
    fields->url = url_print(arena, &url);
    checked->domain = url_site(&url);
    return OK;
}

static enum outcome
check_lang(struct arena *arena, struct article_fields *fields, struct problem *ret_problem)
{
    enum outcome good = problem_check_lang(&fields->lang, ret_problem);
    if (good != OK || str_is_empty(fields->lang))
        return good;
    return language_normalise(arena, fields->lang, &fields->lang);
}

/* Also counts the words; a body may be one picture, then it has none. */
static enum outcome check_body(struct arena *arena,
                               struct article_checked *checked,
                               struct str *ret_text,
                               struct problem *ret_problem)
{
    struct article_fields *fields = &checked->fields;
    if (fields->body.text.len > LIMIT_ARTICLE_BYTES)
        return say(ret_problem, FIELD_BODY, WRONG_TOO_LONG, LIMIT_ARTICLE_BYTES);
    if (str_is_empty(str_trim(fields->body.text)))
        return say(ret_problem, FIELD_BODY, WRONG_MISSING, 0);

    struct str text;
    if (html_to_text(arena, fields->body.text, &text) != OK)
        return say(ret_problem, FIELD_BODY, WRONG_TOO_LONG, LIMIT_ARTICLE_BYTES);
    size_t n_words = words_count(text);
    checked->words = (int64_t)n_words;
    checked->reading_minutes = words_reading_minutes(text, n_words);
    fields->excerpt = str_trim(fields->excerpt);
    if (str_eq(fields->excerpt, html_excerpt_of_text(arena, text, LIMIT_EXCERPT_CHARACTERS)))
        fields->excerpt = STR("");
    *ret_text = text;
    return OK;
}

/* Whole characters. */
static struct str last_bytes(struct str text, size_t n)
{
    struct str last = text.len > n ? str_skip(text, text.len - n) : text;
    while (last.len > 0 && ((unsigned char)last.ptr[0] & 0xC0) == 0x80)
        last = str_skip(last, 1);
    return last;
}

struct str article_ending(struct arena *arena, struct safe_html body)
{
    enum { WITH_SPACES = 2 * LIMIT_ENDING_BYTES };
    struct str last = last_bytes(html_plain(arena, body), WITH_SPACES);
    struct str text = name_tidy(arena, last, last.len);
    size_t space = 0;
    if (text.len <= LIMIT_ENDING_BYTES)
        return text;
    struct str ending = last_bytes(text, LIMIT_ENDING_BYTES);
    return str_find_char(ending, ' ', &space) ? str_skip(ending, space + 1) : ending;
}

enum outcome article_check(struct arena *arena,
                           const struct article_fields *fields,
                           struct article_checked *ret_checked,
                           struct problem *ret_problem)
{
    struct article_checked checked = {.fields = *fields};
    struct article_fields *given = &checked.fields;
    struct str text = {0};
    enum outcome good = check_lines(given, ret_problem);
    if (good == OK)
        good = check_url(arena, &checked, ret_problem);
    if (good == OK)
        good = check_lang(arena, given, ret_problem);
    if (good == OK)
        good = tag_check(arena, given->tags, &given->tags, ret_problem);
    if (good == OK)
        good = check_body(arena, &checked, &text, ret_problem);
    if (good == OK)
        good = problem_check_text(&given->standfirst, FIELD_STANDFIRST, 0,
                                  LIMIT_STANDFIRST_CHARACTERS, ret_problem);
    if (good == OK)
        good = problem_check_text(&given->excerpt, FIELD_EXCERPT, 0, LIMIT_EXCERPT_CHARACTERS,
                                  ret_problem);
    if (good != OK)
        return good;
    checked.opening = opening_make(arena, given, text);
    checked.slug = slug_from_title(arena, given->title);
    checked.pictures.addresses = html_picture_addresses(arena, given->body, LIMIT_PICTURES);
    *ret_checked = checked;
    return OK;
}
