#include "web/pages/changes.h"

#include "base/buf.h"
#include "base/limits.h"
#include "web/site.h"

enum { N_FIELDS = 12 };

struct collector {
    struct request *rq;
    struct edit_change *items;
    size_t n;
};

static void
compare(struct collector *collector, struct str label, struct str before, struct str after)
{
    if (str_eq(before, after))
        return;
    CHECK(collector->n < N_FIELDS);
    collector->items[collector->n++] =
        (struct edit_change){label, diff_words(collector->rq->arena, before, after)};
}

struct str changes_tags(struct arena *arena, struct str_list tags)
{
    struct buf buf;
    buf_init(&buf, arena, (size_t)(LIMIT_TAG_CHARACTERS * 4 + 2) * LIMIT_TAGS);
    for (size_t i = 0; i < tags.n; i++) {
        if (i > 0)
            BUF_ADD(&buf, ", ");
        buf_add(&buf, tags.items[i]);
    }
    return buf_text(&buf);
}

static struct str print_published(struct request *rq, const struct article_fields *fields)
{
    if (!fields->has_published)
        return STR("");
    return dates_print(rq->arena, rq->site->dates[rq->language], fields->published, DATE_FULL);
}

/* A text too large to be read back is shown as it is stored. */
static struct str body_text(struct arena *arena, struct safe_html body)
{
    struct str text;
    return html_to_text(arena, body.text, &text) == OK ? text : body.text;
}

struct edit_changes changes_between(struct request *rq,
                                    const struct article_fields *before,
                                    const struct article_fields *after)
{
    enum language language = rq->language;
    struct collector c = {rq, arena_array(rq->arena, struct edit_change, N_FIELDS), 0};
    compare(&c, tr(language, "Title"), before->title, after->title);
    compare(&c, tr(language, "Standfirst"), before->standfirst, after->standfirst);
    compare(&c, tr(language, "Source"), before->source, after->source);
    compare(&c, tr(language, "Byline"), before->byline, after->byline);
    compare(&c, tr(language, "Original address"), before->url, after->url);
    compare(&c, tr(language, "Published there"), print_published(rq, before),
            print_published(rq, after));
    compare(&c, tr(language, "Dateline"), before->dateline, after->dateline);
    compare(&c, tr(language, "Credit line"), before->credit, after->credit);
    compare(&c, tr(language, "Text"), body_text(rq->arena, before->body),
            body_text(rq->arena, after->body));
    compare(&c, tr(language, "Excerpt"), before->excerpt, after->excerpt);
    compare(&c, tr(language, "Tags"), changes_tags(rq->arena, before->tags),
            changes_tags(rq->arena, after->tags));
    compare(&c, tr(language, "Language"), before->lang, after->lang);
    return (struct edit_changes){c.items, c.n};
}
