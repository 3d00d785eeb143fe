/* Whatever the bytes are: they are no feed and the reason has words, or all that comes out
 * is UTF-8 that prints as one line of JSON, within the limits; its HTML is in the one form;
 * and a list of feeds that is read and written reads the same. */
#include "capture/feed.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "capture/feed_markup.h"
#include "capture/feed_value.h"
#include "capture/opml.h"
#include "text/html.h"

#include <jansson.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static void check_json(struct arena *arena, const struct feed *feed)
{
    struct buf buf;
    struct str json = {0};
    buf_init(&buf, arena, SIZE_MAX / 2);
    feed_value_print(&buf, feed->whole);
    CHECK(buf_finish(&buf, &json) == OK && utf8_is_valid(json) && !str_contains(json, STR("\n")));
    json_t *root = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    CHECK(root != NULL);
    json_decref(root);
}

static void check_items(struct arena *arena, const struct feed *feed)
{
    CHECK(feed->n_items <= LIMIT_FEED_ITEMS);
    for (size_t i = 0; i < feed->n_items; i++) {
        const struct feed_item *item = &feed->items[i];
        CHECK(utf8_is_valid(item->title) && utf8_is_valid(item->html));
        struct str once = feed_markup_normal(arena, item->html, STR(""));
        CHECK(str_eq(once, feed_markup_normal(arena, once, STR(""))));
    }
}

static void check_opml(struct arena *arena, struct str bytes)
{
    struct opml opml = {0};
    struct opml again = {0};
    struct buf buf;
    struct str why = {0};
    struct str text = {0};
    if (opml_read(arena, bytes, &opml, &why) != OK) {
        CHECK(why.len > 0);
        return;
    }
    buf_init(&buf, arena, SIZE_MAX / 2);
    opml_write(&buf, &opml);
    CHECK(buf_finish(&buf, &text) == OK && opml_read(arena, text, &again, &why) == OK);
    CHECK(again.n == opml.n);
    for (size_t i = 0; i < opml.n; i++) /* but for what may stand in no document */
        CHECK(
            str_eq(html_escape(arena, again.feeds[i].url), html_escape(arena, opml.feeds[i].url)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 256 << 20);
    struct str all = {(const char *)bytes, n_bytes};
    struct str why = {0};
    struct feed feed;
    const struct feed_input input = {.bytes = all, .url = STR("http://feeds.example/news/")};
    if (feed_read(&arena, &input, &feed, &why) == OK) {
        check_json(&arena, &feed);
        check_items(&arena, &feed);
    } else {
        CHECK(why.len > 0);
    }
    check_opml(&arena, all);
    return 0;
}
