#include "capture/feed_message.h"

#include "capture/record.h"

#include "base/limits.h"

#include <stddef.h>

/* Upper case: of the feed; lower case: of an item, which is one record. */
enum tag {
    TAG_TROUBLE = '2',
    TAG_DETAIL = '3',
    TAG_REFRESH = '4',
    TAG_ITEM = '5',
    TAG_PUBLISHED = '6',
    TAG_UPDATED = '7',
    TAG_END = '.',
    TAG_KEYWORD = 'k',
};

static const struct record_field feed_fields[] = {
    {'D', offsetof(struct feed_capture, found)},
    {'T', offsetof(struct feed_capture, feed.title)},
    {'U', offsetof(struct feed_capture, feed.link)},
    {'S', offsetof(struct feed_capture, feed.self)},
    {'H', offsetof(struct feed_capture, feed.hub)},
    {'L', offsetof(struct feed_capture, feed.lang)},
};

static const struct record_field item_fields[] = {
    {'i', offsetof(struct feed_item, id)},          {'u', offsetof(struct feed_item, url)},
    {'t', offsetof(struct feed_item, title)},       {'b', offsetof(struct feed_item, byline)},
    {'h', offsetof(struct feed_item, html)},        {'s', offsetof(struct feed_item, summary)},
    {'n', offsetof(struct feed_item, source_name)}, {'a', offsetof(struct feed_item, source_url)},
    {'l', offsetof(struct feed_item, lang)},
};

static void add_date(struct buf *buf, char tag, struct feed_date date)
{
    if (date.is_known)
        record_add_number(buf, tag, (uint64_t)date.utc);
}

static size_t item_bytes(const struct feed_item *item)
{
    size_t n = 4096; /* heads, dates, and what is short */
    n += item->id.len + item->url.len + item->title.len + item->byline.len + item->html.len;
    n += item->summary.len + item->source_name.len + item->source_url.len + item->lang.len;
    for (size_t i = 0; i < item->tags.n; i++)
        n += item->tags.items[i].len + RECORD_HEAD_BYTES;
    return n;
}

static void add_item(struct buf *buf, const struct feed_item *item)
{
    SCRATCH_ARENA(scratch, LIMIT_CAPTURE_ANSWER_BYTES);
    struct buf inside;
    buf_init(&inside, &scratch, LIMIT_CAPTURE_ANSWER_BYTES);
    record_add_fields(&inside, item_fields, N_OF(item_fields), item);
    add_date(&inside, TAG_PUBLISHED, item->published);
    add_date(&inside, TAG_UPDATED, item->updated);
    for (size_t i = 0; i < item->tags.n; i++)
        record_add(&inside, TAG_KEYWORD, item->tags.items[i]);
    record_add(buf, TAG_ITEM, buf_text(&inside));
}

void feed_message_add(struct buf *buf, const struct feed_capture *captured)
{
    const struct feed *feed = &captured->feed;
    record_add_fields(buf, feed_fields, N_OF(feed_fields), captured);
    record_add_number(buf, TAG_REFRESH, (uint64_t)feed->refresh_seconds);
    for (size_t i = 0; i < feed->n_items; i++) {
        if (buf->len + item_bytes(&feed->items[i]) < buf->max_bytes)
            add_item(buf, &feed->items[i]);
    }
    record_add(buf, TAG_END, STR(""));
}

static struct feed_date read_date(struct str value)
{
    uint64_t utc = 0;
    bool is_known = record_number(value, UINT64_MAX, &utc);
    return (struct feed_date){.utc = (int64_t)utc, .is_known = is_known};
}

static enum outcome read_item(struct arena *arena, struct str bytes, struct feed_item *ret_item)
{
    struct feed_item item = {.tags = record_list(arena, bytes, TAG_KEYWORD)};
    char tag = 0;
    struct str value = {0};
    while (record_take(&bytes, &tag, &value)) {
        if (tag == TAG_PUBLISHED)
            item.published = read_date(value);
        else if (tag == TAG_UPDATED)
            item.updated = read_date(value);
        else if (tag != TAG_KEYWORD &&
                 !record_take_field(item_fields, N_OF(item_fields), &item, tag, value))
            return INVALID;
    }
    *ret_item = item;
    return bytes.len == 0 ? OK : INVALID;
}

static enum outcome read_items(struct arena *arena, struct str bytes, struct feed *feed)
{
    struct str_list list = record_list(arena, bytes, TAG_ITEM);
    struct feed_item *items = arena_array(arena, struct feed_item, list.n);
    if (list.n > LIMIT_FEED_ITEMS)
        return INVALID;
    for (size_t i = 0; i < list.n; i++) {
        if (read_item(arena, list.items[i], &items[i]) != OK)
            return INVALID;
    }
    feed->items = items;
    feed->n_items = list.n;
    return OK;
}

/* One record that is neither an item nor a text. */
static bool read_special(char tag, struct str value, struct feed *feed, struct capture_reason *why)
{
    uint64_t number = 0;
    switch (tag) {
    case TAG_REFRESH:
        if (!record_number(value, INT64_MAX, &number))
            return false;
        feed->refresh_seconds = (int64_t)number;
        return true;
    case TAG_TROUBLE:
        if (!record_number(value, CAPTURE_LAST_TROUBLE, &number) || number == CAPTURE_NO_TROUBLE)
            return false;
        why->trouble = (enum capture_trouble)number;
        return true;
    case TAG_DETAIL:
        why->detail = value;
        return true;
    default:
        return tag == TAG_ITEM;
    }
}

enum outcome feed_message_read(struct arena *arena,
                               struct str bytes,
                               struct feed_capture *ret_captured,
                               struct capture_reason *ret_why)
{
    struct feed_capture captured = {.found = STR("")};
    struct capture_reason why = {0};
    char tag = 0;
    struct str value = {0};
    if (read_items(arena, bytes, &captured.feed) != OK)
        return INVALID;
    while (record_take(&bytes, &tag, &value) && tag != TAG_END) {
        if (!record_take_field(feed_fields, N_OF(feed_fields), &captured, tag, value) &&
            !read_special(tag, value, &captured.feed, &why))
            return INVALID;
    }
    if (tag != TAG_END || bytes.len > 0)
        return INVALID;
    *ret_captured = captured;
    *ret_why = why;
    return OK;
}
