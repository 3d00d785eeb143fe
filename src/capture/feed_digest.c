#include "capture/feed_digest.h"

#include "base/limits.h"
#include "capture/letters.h"
#include "text/dates_feed.h"
#include "text/html.h"

enum { DAY_SECONDS = 86400, MAX_REFRESH_SECONDS = 30 * DAY_SECONDS };

static struct feed_member *first_of(const struct feed_value *object, struct str key)
{
    const struct feed_value *list = feed_value_find(object, key);
    return list && list->kind == FEED_LIST ? list->first : NULL;
}

/* --- texts ----------------------------------------------------------------- */

static bool is_html(const struct feed_value *detail)
{
    struct str type = feed_value_text(detail, STR("type"));
    return str_ends_with(type, STR("html")) || str_ends_with(type, STR("xhtml+xml"));
}

/* A text construct without its markup, on one line. */
static struct str plain_text(struct arena *arena, const struct feed_value *object, struct str key)
{
    struct str text = feed_value_text(object, key);
    struct str detail = str_join(arena, key, STR("_detail"));
    struct str plain = text;
    if (is_html(feed_value_find(object, detail)) && html_to_text(arena, text, &plain) != OK)
        plain = text;
    return letters_fold_space(arena, plain);
}

static struct str as_html(struct arena *arena, struct str text, const struct feed_value *detail)
{
    return is_html(detail) || text.len == 0 ? text : str_trim(html_from_text(arena, text).text);
}

/* The longest of the contents that are text. */
static struct str content_html(struct arena *arena, const struct feed_value *entry)
{
    const struct feed_value *best = NULL;
    for (struct feed_member *m = first_of(entry, STR("content")); m; m = m->next) {
        struct str type = feed_value_text(&m->value, STR("type"));
        bool is_text = is_html(&m->value) || str_eq(type, STR("text/plain"));
        if (is_text &&
            feed_value_text(&m->value, STR("value")).len > feed_value_text(best, STR("value")).len)
            best = &m->value;
    }
    return as_html(arena, feed_value_text(best, STR("value")), best);
}

static struct str
summary_html(struct arena *arena, const struct feed_value *entry, struct str content)
{
    struct str text = feed_value_text(entry, STR("summary"));
    for (struct feed_member *m = first_of(entry, STR("content")); m; m = m->next) {
        if (str_eq(text, feed_value_text(&m->value, STR("value"))))
            return (struct str){0};
    }
    text = as_html(arena, text, feed_value_find(entry, STR("summary_detail")));
    return str_eq(text, content) ? (struct str){0} : text;
}

/* --- people ---------------------------------------------------------------- */

static struct str names_of(struct arena *arena, const struct feed_value *object)
{
    struct buf buf;
    buf_init(&buf, arena, (size_t)LIMIT_BYLINE_CHARACTERS * 4);
    for (struct feed_member *m = first_of(object, STR("authors")); m; m = m->next) {
        struct str name = letters_fold_space(arena, feed_value_text(&m->value, STR("name")));
        if (name.len == 0 || name.len + 2 > buf.max_bytes - buf.len)
            continue;
        if (buf.len > 0)
            BUF_ADD(&buf, ", ");
        buf_add(&buf, name);
    }
    return buf_text(&buf);
}

/* --- links ----------------------------------------------------------------- */

static struct str link_of(const struct feed_value *object, struct str rel)
{
    for (struct feed_member *m = first_of(object, STR("links")); m; m = m->next) {
        if (str_eq(feed_value_text(&m->value, STR("rel")), rel))
            return feed_value_text(&m->value, STR("href"));
    }
    return (struct str){0};
}

static struct str first_text(struct str a, struct str b)
{
    return a.len > 0 ? a : b;
}

static int64_t number_of(const struct feed_value *object, struct str key)
{
    int64_t number = 0;
    if (str_to_number(feed_value_text(object, key), INT64_MAX / 2, &number) != OK)
        return 0;
    return number;
}

static struct feed_enclosures enclosures_of(struct arena *arena, const struct feed_value *entry)
{
    const struct feed_value *links = feed_value_find(entry, STR("links"));
    const struct feed_value *media = feed_value_find(entry, STR("media_content"));
    struct feed_enclosure *items =
        arena_array(arena, struct feed_enclosure, (links ? links->n : 0) + (media ? media->n : 0));
    size_t n = 0;
    for (struct feed_member *m = first_of(entry, STR("links")); m; m = m->next) {
        struct str url = feed_value_text(&m->value, STR("href"));
        if (url.len > 0 && str_eq(feed_value_text(&m->value, STR("rel")), STR("enclosure")))
            items[n++] = (struct feed_enclosure){url, feed_value_text(&m->value, STR("type")),
                                                 number_of(&m->value, STR("length")),
                                                 feed_value_text(&m->value, STR("title"))};
    }
    size_t n_links = n;
    for (struct feed_member *m = first_of(entry, STR("media_content")); m; m = m->next) {
        struct str url = feed_value_text(&m->value, STR("url"));
        bool is_new = url.len > 0;
        for (size_t i = 0; i < n_links; i++)
            is_new = is_new && !str_eq(items[i].url, url);
        if (is_new)
            items[n++] = (struct feed_enclosure){url, feed_value_text(&m->value, STR("type")),
                                                 number_of(&m->value, STR("filesize")), STR("")};
    }
    return (struct feed_enclosures){items, n};
}

/* Thumbnails, then what is a picture among the rest. */
static struct str image_of(const struct feed_value *entry, struct feed_enclosures enclosures)
{
    struct feed_member *thumbnail = first_of(entry, STR("media_thumbnail"));
    struct str image = thumbnail ? feed_value_text(&thumbnail->value, STR("url")) : STR("");
    for (size_t i = 0; i < enclosures.n && image.len == 0; i++) {
        if (str_starts_with_folded(enclosures.items[i].type, STR("image/")))
            image = enclosures.items[i].url;
    }
    for (struct feed_member *m = first_of(entry, STR("media_content")); m && image.len == 0;
         m = m->next) {
        if (str_eq(feed_value_text(&m->value, STR("medium")), STR("image")))
            image = feed_value_text(&m->value, STR("url"));
    }
    const struct feed_value *itunes = feed_value_find(entry, STR("itunes_image"));
    return first_text(image, feed_value_text(itunes, STR("href")));
}

static struct str_list tags_of(struct arena *arena, const struct feed_value *entry)
{
    const struct feed_value *tags = feed_value_find(entry, STR("tags"));
    struct str *items = arena_array(arena, struct str, tags ? tags->n : 0);
    size_t n = 0;
    for (struct feed_member *m = first_of(entry, STR("tags")); m; m = m->next) {
        struct str tag = first_text(feed_value_text(&m->value, STR("label")),
                                    feed_value_text(&m->value, STR("term")));
        tag = letters_fold_space(arena, tag);
        if (tag.len > 0)
            items[n++] = tag;
    }
    return (struct str_list){items, n};
}

/* --- dates ----------------------------------------------------------------- */

static struct feed_date date_of(const struct feed_value *object, struct str key)
{
    struct date_parsed parsed;
    if (dates_parse_feed(feed_value_text(object, key), &parsed) != OK)
        return (struct feed_date){0};
    return (struct feed_date){parsed.utc, true, parsed.has_time};
}

static int64_t refresh_of(const struct feed_value *feed)
{
    static const struct {
        struct str period;
        int64_t seconds;
    } periods[] = {
        {STR_INIT("hourly"), 3600},
        {STR_INIT("daily"), DAY_SECONDS},
        {STR_INIT("weekly"), 7 * DAY_SECONDS},
        {STR_INIT("monthly"), 30 * DAY_SECONDS},
        {STR_INIT("yearly"), 365 * DAY_SECONDS},
    };
    int64_t minutes = number_of(feed, STR("ttl"));
    int64_t seconds = minutes > MAX_REFRESH_SECONDS ? MAX_REFRESH_SECONDS : minutes * 60;
    int64_t often = number_of(feed, STR("sy_updatefrequency"));
    struct str period = feed_value_text(feed, STR("sy_updateperiod"));
    for (size_t i = 0; i < N_OF(periods) && seconds == 0; i++) {
        if (str_eq_folded(period, periods[i].period))
            seconds = periods[i].seconds / (often > 0 ? often : 1);
    }
    return seconds > MAX_REFRESH_SECONDS ? MAX_REFRESH_SECONDS : seconds;
}

/* Hours are 0 to 23; some write 24 for 0. */
static uint32_t skipped_hours(const struct feed_value *feed)
{
    uint32_t hours = 0;
    for (struct feed_member *m = first_of(feed, STR("skiphours")); m; m = m->next) {
        int64_t hour = 0;
        if (str_to_number(m->value.text, 24, &hour) == OK)
            hours |= 1u << (hour % 24);
    }
    return hours;
}

static uint32_t skipped_days(const struct feed_value *feed)
{
    static const struct str names[7] = {
        STR_INIT("monday"), STR_INIT("tuesday"),  STR_INIT("wednesday"), STR_INIT("thursday"),
        STR_INIT("friday"), STR_INIT("saturday"), STR_INIT("sunday"),
    };
    uint32_t days = 0;
    for (struct feed_member *m = first_of(feed, STR("skipdays")); m; m = m->next) {
        for (size_t i = 0; i < 7; i++) {
            if (str_eq_folded(m->value.text, names[i]))
                days |= 1u << i;
        }
    }
    return days;
}

/* --- the whole ------------------------------------------------------------- */

/* The nearest word on the language: of the content, the title, the entry. */
static struct str lang_of(const struct feed_value *entry, struct str feed_lang)
{
    struct feed_member *content = first_of(entry, STR("content"));
    struct str lang = content ? feed_value_text(&content->value, STR("language")) : STR("");
    const struct feed_value *title = feed_value_find(entry, STR("title_detail"));
    lang = first_text(lang, feed_value_text(title, STR("language")));
    lang = first_text(lang, feed_value_text(entry, STR("language")));
    return first_text(lang, feed_lang);
}

static struct str url_of(const struct feed_value *entry)
{
    struct str url = feed_value_text(entry, STR("feedburner_origlink")); /* behind the counter */
    url = first_text(url, feed_value_text(entry, STR("link")));
    return first_text(url, link_of(entry, STR("alternate")));
}

static void digest_item(struct arena *arena, const struct feed_value *entry, struct feed_item *item)
{
    const struct feed_value *source = feed_value_find(entry, STR("source"));
    item->url = url_of(entry);
    item->id = first_text(feed_value_text(entry, STR("id")), item->url);
    item->title = plain_text(arena, entry, STR("title"));
    item->byline = first_text(names_of(arena, entry), names_of(arena, source));
    item->html = content_html(arena, entry);
    item->summary = summary_html(arena, entry, item->html);
    item->published = date_of(entry, STR("published"));
    item->updated = date_of(entry, STR("updated"));
    if (!item->published.is_known)
        item->published = date_of(entry, STR("created"));
    if (!item->published.is_known) /* RSS 1.0 has but one date */
        item->published = item->updated;
    item->tags = tags_of(arena, entry);
    item->enclosures = enclosures_of(arena, entry);
    item->image = image_of(entry, item->enclosures);
    item->source_name = plain_text(arena, source, STR("title"));
    item->source_url =
        first_text(feed_value_text(source, STR("link")), feed_value_text(source, STR("href")));
    item->comments_url =
        first_text(feed_value_text(entry, STR("comments")), link_of(entry, STR("replies")));
}

static void digest_items(struct arena *arena, const struct feed_build *build, struct feed *feed)
{
    struct feed_item *items = arena_array(arena, struct feed_item, build->entries->n);
    bool is_atom = str_starts_with(feed->version, STR("atom"));
    size_t n = 0;
    for (struct feed_member *m = build->entries->first; m; m = m->next) {
        struct feed_item *item = &items[n++];
        digest_item(arena, &m->value, item);
        item->lang = lang_of(&m->value, feed->lang);
        if (is_atom && item->byline.len == 0) /* RFC 4287, 4.2.1 */
            item->byline = feed->author;
    }
    feed->items = items;
    feed->n_items = n;
}

struct feed feed_digest(struct arena *arena, const struct feed_build *build)
{
    const struct feed_value *from = build->feed;
    const struct feed_value *itunes = feed_value_find(from, STR("itunes_image"));
    const struct feed_value *image = feed_value_find(from, STR("image"));
    struct feed feed = {
        .version = build->version,
        .title = plain_text(arena, from, STR("title")),
        .link = first_text(feed_value_text(from, STR("link")), link_of(from, STR("alternate"))),
        .self = link_of(from, STR("self")),
        .hub = link_of(from, STR("hub")),
        .next = link_of(from, STR("next")),
        .description = plain_text(arena, from, STR("subtitle")),
        .lang = first_text(feed_value_text(from, STR("language")), build->frames[0].lang),
        .author = first_text(names_of(arena, from), feed_value_text(from, STR("author"))),
        .updated = date_of(from, STR("updated")),
        .refresh_seconds = refresh_of(from),
        .skip_hours = skipped_hours(from),
        .skip_days = skipped_days(from),
        .is_cut = build->is_cut,
        .whole = build->whole,
    };
    feed.image =
        first_text(feed_value_text(image, STR("href")), feed_value_text(from, STR("logo")));
    feed.image = first_text(feed.image, feed_value_text(itunes, STR("href")));
    feed.image = first_text(feed.image, feed_value_text(from, STR("icon")));
    if (!feed.updated.is_known)
        feed.updated = date_of(from, STR("published"));
    digest_items(arena, build, &feed);
    return feed;
}
