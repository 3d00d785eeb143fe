#include "jobs/share.h"

#include "base/limits.h"
#include "text/language.h"
#include "text/name.h"
#include "text/url_clean.h"

/* Where its page says that the article stands, unless it says so of the front
 * page, as misguided templates do; without trackers. */
static struct str address_of(struct arena *arena, const struct capture *capture)
{
    struct url url;
    bool is_told = url_parse(arena, capture->canonical, &url) == OK && !url_is_home(&url);
    if (!is_told && url_parse(arena, capture->url, &url) != OK)
        return STR("");
    struct url clean = url_clean(arena, &url);
    struct str address = url_print(arena, &clean);
    return address.len > LIMIT_URL_BYTES ? STR("") : address;
}

static struct article_fields fields_of(struct arena *arena, const struct capture *capture)
{
    bool has_lang = language_is_valid(capture->lang);
    return (struct article_fields){
        .title = name_tidy(arena, capture->title, LIMIT_TITLE_CHARACTERS),
        .byline = name_tidy(arena, capture->byline, LIMIT_BYLINE_CHARACTERS),
        .source = name_tidy(arena, capture->source, LIMIT_SOURCE_CHARACTERS),
        .url = address_of(arena, capture),
        .dateline = name_tidy(arena, capture->dateline, LIMIT_DATELINE_CHARACTERS),
        .standfirst = name_tidy(arena, capture->standfirst, LIMIT_STANDFIRST_CHARACTERS),
        .excerpt = name_tidy(arena, capture->excerpt, LIMIT_EXCERPT_CHARACTERS),
        .credit = name_tidy(arena, capture->credit, LIMIT_SOURCE_CHARACTERS),
        .lang = has_lang ? capture->lang : language_detect(capture->text),
        .published = capture->published,
        .has_published = capture->has_published,
        .tags = tag_usable(arena, capture->tags),
        .body = capture->body,
    };
}

enum outcome share_check(struct arena *arena,
                         const struct capture *capture,
                         struct article_checked *ret_checked,
                         struct problem *ret_problem)
{
    struct article_fields fields = fields_of(arena, capture);
    enum outcome good = article_check(arena, &fields, ret_checked, ret_problem);
    if (good == OK && capture->image.len <= LIMIT_URL_BYTES)
        ret_checked->pictures.lead = capture->image;
    if (good == OK && capture->is_cut)
        ret_checked->cut_after = article_ending(arena, ret_checked->fields.body);
    return good;
}
