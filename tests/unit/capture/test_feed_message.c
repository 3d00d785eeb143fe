#include "capture/feed_message.h"

#include "../unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "capture/message.h"

static struct str print(struct arena *arena, const struct feed_capture *captured)
{
    struct buf buf;
    struct str bytes = {0};
    buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
    feed_message_add(&buf, captured);
    assert_int_equal(buf_finish(&buf, &bytes), OK);
    return bytes;
}

static void feed_comes_through_whole(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct str tags[] = {STR_INIT("rain"), STR_INIT("sun")};
    const struct feed_item items[] = {
        {.id = STR("a"), .title = STR("One"), .html = STR("<p>x</p>"), .tags = {tags, 2}},
        {.id = STR("b"), .published = {.utc = -5, .is_known = true}},
    };
    const struct feed_capture sent = {.feed = {.title = STR("A feed"),
                                               .hub = STR("https://hub.example/"),
                                               .items = items,
                                               .n_items = 2,
                                               .refresh_seconds = 60}};
    struct feed_capture got;
    struct capture_reason why;
    assert_int_equal(feed_message_read(&arena, print(&arena, &sent), &got, &why), OK);
    assert_int_equal(why.trouble, CAPTURE_NO_TROUBLE);
    assert_str(got.feed.title, "A feed");
    assert_str(got.feed.hub, "https://hub.example/");
    assert_int_equal(got.feed.refresh_seconds, 60);
    assert_int_equal(got.feed.n_items, 2);
    assert_str(got.feed.items[0].html, "<p>x</p>");
    assert_int_equal(got.feed.items[0].tags.n, 2);
    assert_false(got.feed.items[0].published.is_known);
    assert_true(got.feed.items[1].published.is_known);
    assert_int_equal(got.feed.items[1].published.utc, -5);
}

static void reason_comes_in_its_place(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct buf buf;
    struct feed_capture got;
    struct capture_reason why = {CAPTURE_NO_TROUBLE, STR("")};
    buf_init(&buf, &arena, 1000);
    message_add_reason(&buf, (struct capture_reason){CAPTURE_NOT_A_FEED, STR("a page")});
    assert_int_equal(feed_message_read(&arena, buf_text(&buf), &got, &why), OK);
    assert_int_equal(why.trouble, CAPTURE_NOT_A_FEED);
    assert_str(why.detail, "a page");
}

static void nothing_but_a_whole_answer_is_read(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 8 << 20);
    const struct feed_item item = {.id = STR("a"), .updated = {.utc = 5, .is_known = true}};
    const struct feed_capture sent = {.feed = {.title = STR("A"), .items = &item, .n_items = 1}};
    struct str bytes = print(&arena, &sent);
    struct feed_capture got;
    struct capture_reason why;
    for (size_t n = 0; n < bytes.len; n++)
        assert_int_equal(feed_message_read(&arena, str_first(bytes, n), &got, &why), INVALID);
    assert_int_equal(feed_message_read(&arena, str_join(&arena, bytes, STR("x")), &got, &why),
                     INVALID);
    char *copy = arena_alloc(&arena, bytes.len);
    for (size_t i = 0; i < bytes.len; i++) { /* whatever byte is changed, nothing breaks */
        memcpy(copy, bytes.ptr, bytes.len);
        copy[i] = (char)(copy[i] ^ 0x5A);
        ignore_outcome(feed_message_read(&arena, (struct str){copy, bytes.len}, &got, &why));
    }
}

static void items_are_as_many_as_the_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct feed_item *items = arena_array(&arena, struct feed_item, LIMIT_FEED_ITEMS + 1);
    struct feed_capture sent = {.feed = {.items = items, .n_items = LIMIT_FEED_ITEMS}};
    struct feed_capture got;
    struct capture_reason why;
    assert_int_equal(feed_message_read(&arena, print(&arena, &sent), &got, &why), OK);
    assert_int_equal(got.feed.n_items, LIMIT_FEED_ITEMS);
    sent.feed.n_items++;
    assert_int_equal(feed_message_read(&arena, print(&arena, &sent), &got, &why), INVALID);
}

static void what_does_not_fit_is_left_out(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 256 << 20);
    char *text = arena_alloc(&arena, 3 << 20);
    memset(text, 'a', 3 << 20);
    struct feed_item items[8] = {{.id = STR("a")}};
    for (size_t i = 0; i < 8; i++)
        items[i].html = (struct str){text, 3 << 20};
    const struct feed_capture sent = {.feed = {.items = items, .n_items = 8}};
    struct feed_capture got;
    struct capture_reason why;
    assert_int_equal(feed_message_read(&arena, print(&arena, &sent), &got, &why), OK);
    assert_int_equal(got.feed.n_items, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(feed_comes_through_whole),
        cmocka_unit_test(reason_comes_in_its_place),
        cmocka_unit_test(nothing_but_a_whole_answer_is_read),
        cmocka_unit_test(items_are_as_many_as_the_limit),
        cmocka_unit_test(what_does_not_fit_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
