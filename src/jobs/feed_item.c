#include "jobs/feed_item.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "jobs/share.h"

enum {
    FULL_CHARACTERS = 400,     /* less is an excerpt, when there is a page to look at */
    SUMMARY_CHARACTERS = 1500, /* so long a summary is the text itself */
    TAIL_BLOCKS = 2, /* an excerpt's mark stands in the last line, or before "Read more" */
};

struct str feed_item_key(struct arena *arena, const struct feed_item *item)
{
    struct str key = item->id.len > 0 ? item->id : item->url;
    if (key.len > 0 && key.len <= LIMIT_ITEM_KEY_BYTES)
        return key;
    if (key.len == 0)
        key = str_join(arena, item->title, item->html.len > 0 ? item->html : item->summary);
    return str_print(arena, "#%016llx", (unsigned long long)str_hash(key));
}

static bool ends_cut(struct str text)
{
    static const struct str marks[] = {
        STR_INIT("\xE2\x80\xA6"), STR_INIT("..."),           STR_INIT("\xE2\x80\xA6]"),
        STR_INIT("...]"),         STR_INIT("\xE2\x80\xA6)"), STR_INIT("...)"),
    };
    for (size_t i = 0; i < N_OF(marks); i++) {
        if (str_ends_with(text, marks[i]))
            return true;
    }
    return false;
}

/* The text without its last block. */
static struct str without_last_block(struct str text)
{
    size_t len = text.len;
    while (len > 0 && text.ptr[len - 1] != '\n')
        len--;
    return str_trim(str_first(text, len));
}

/* "... [...]", or a line of invitation behind it. */
static bool is_cut_off(struct str text)
{
    text = str_trim(text);
    for (int i = 0; i < TAIL_BLOCKS && text.len > 0; i++) {
        if (ends_cut(text))
            return true;
        text = without_last_block(text);
    }
    return false;
}

/* What the feed says is the article itself; or there is nothing better. */
static bool is_full(const struct feed_item *item, struct str text)
{
    size_t n = utf8_count(text);
    if (item->url.len == 0)
        return true;
    if (is_cut_off(text))
        return false;
    return n >= (item->html.len > 0 ? FULL_CHARACTERS : SUMMARY_CHARACTERS);
}

static struct str source_of(const struct feed *feed, const struct feed_item *item)
{
    return item->source_name.len > 0 ? item->source_name : feed->title;
}

static struct str base_of(const struct subscription *subscription, const struct feed_item *item)
{
    return item->url.len > 0 ? item->url : subscription->url;
}

static struct feed_date date_of(const struct feed_item *item)
{
    return item->published.is_known ? item->published : item->updated;
}

/* Everything that the feed says of it, for the filters. */
static struct str all_words(struct arena *arena, const struct feed_item *item, struct str text)
{
    struct buf buf;
    buf_init(&buf, arena, (size_t)LIMIT_FEED_TEXT_BYTES * 2);
    buf_add(&buf, item->title);
    for (size_t i = 0; i < item->tags.n; i++) {
        BUF_ADD(&buf, "\n");
        buf_add(&buf, item->tags.items[i]);
    }
    BUF_ADD(&buf, "\n");
    buf_add(&buf, text);
    return buf_text(&buf);
}

static bool make_article(struct arena *arena, const struct capture *capture, struct feed_plan *plan)
{
    struct problem problem;
    plan->fate = FATE_FAILED;
    if (share_check(arena, capture, &plan->checked, &problem) == OK)
        plan->fate = FATE_TAKEN;
    return plan->fate == FATE_TAKEN;
}

static struct capture capture_of(struct arena *arena,
                                 const struct subscription *subscription,
                                 const struct feed *feed,
                                 const struct feed_item *item)
{
    const struct html_rules rules = {HTML_ARTICLE, base_of(subscription, item)};
    struct feed_date date = date_of(item);
    struct capture capture = {
        .title = item->title,
        .byline = item->byline,
        .source = source_of(feed, item),
        .url = item->url,
        .lang = item->lang.len > 0 ? item->lang : feed->lang,
        .tags = item->tags,
        .published = date.utc,
        .has_published = date.is_known,
    };
    struct str html = item->html.len > 0 ? item->html : item->summary;
    if (html_clean(arena, html, &rules, &capture.body) != OK ||
        html_to_text(arena, capture.body.text, &capture.text) != OK)
        capture.text = STR("");
    if (capture.title.len == 0)
        capture.title = html_excerpt_of_text(arena, capture.text, LIMIT_TITLE_CHARACTERS / 3);
    return capture;
}

static struct item_job job_of(const struct subscription *subscription,
                              const struct feed_plan *plan,
                              const struct capture *capture)
{
    return (struct item_job){
        .subscription = subscription->id,
        .key = plan->key,
        .url = capture->url,
        .title = capture->title,
        .byline = capture->byline,
        .source = capture->source,
        .published = capture->published,
        .has_published = capture->has_published,
        .tags = capture->tags,
    };
}

struct feed_plan feed_item_plan(struct arena *arena,
                                const struct subscription *subscription,
                                const struct feed *feed,
                                const struct feed_item *item)
{
    struct feed_plan plan = {.key = feed_item_key(arena, item), .fate = FATE_FILTERED};
    struct capture capture = capture_of(arena, subscription, feed, item);
    if (!subscription_wants(arena, &subscription->rules, all_words(arena, item, capture.text)))
        return plan;
    if (is_full(item, capture.text) && make_article(arena, &capture, &plan))
        return plan;
    if (item->url.len > 0) {
        plan.fate = FATE_WAITING;
        plan.job = job_of(subscription, &plan, &capture);
    }
    return plan;
}
