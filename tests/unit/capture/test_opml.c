#include "capture/opml.h"

#include "../unit.h"

#include "base/limits.h"

static struct opml read_opml(struct arena *arena, struct str bytes)
{
    struct opml opml = {0};
    struct str why = {0};
    if (opml_read(arena, bytes, &opml, &why) != OK)
        fail_msg("not read: %.*s", STR_ARG(why));
    return opml;
}

static void reads_folders_and_feeds(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct opml opml = read_opml(
        &arena, STR("<opml version='1.0'><head><title>Mine</title></head><body><outline text='Sea'>"
                    "<outline title='Birds'><outline text='a &amp; b' xmlUrl=' http://x.example/r '"
                    " htmlUrl='http://x.example/'/></outline></outline><outline XMLURL='y'/>"
                    "</body></opml>"));
    assert_str(opml.title, "Mine");
    assert_int_equal(opml.n, 2);
    assert_str(opml.feeds[0].title, "a & b");
    assert_str(opml.feeds[0].url, "http://x.example/r");
    assert_str(opml.feeds[0].site, "http://x.example/");
    assert_str(opml.feeds[0].folder, "Sea/Birds");
    assert_str(opml.feeds[1].url, "y");
    assert_str(opml.feeds[1].folder, "");
}

static void reads_what_is_cut_or_ill_formed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct opml opml = read_opml(&arena, STR("<opml><body><outline text=AT&T xmlUrl='a?b&c'>"
                                             "<outline xmlUrl='d'"));
    assert_int_equal(opml.n, 2);
    assert_str(opml.feeds[0].title, "AT&T");
    assert_str(opml.feeds[0].url, "a?b&c");
}

static void refuses_what_is_none(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    struct opml opml;
    struct str why = {0};
    assert_int_equal(opml_read(&arena, STR("<rss/>"), &opml, &why), INVALID);
    assert_true(why.len > 0);
    assert_int_equal(opml_read(&arena, STR(""), &opml, &why), INVALID);
}

static void reads_what_it_writes(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 16 << 20);
    static const struct opml_feed feeds[] = {
        {STR_INIT("One \"&\" <two>"), STR_INIT("http://a.example/?x=1&y=2"), STR_INIT(""),
         STR_INIT("Sea/Birds")},
        {STR_INIT("Three"), STR_INIT("http://b.example/"), STR_INIT("http://b.example/page"),
         STR_INIT("Sea")},
        {STR_INIT("Four"), STR_INIT("http://c.example/"), STR_INIT(""), STR_INIT("")},
    };
    const struct opml opml = {.title = STR("It's mine"), .feeds = feeds, .n = 3};
    struct buf buf;
    buf_init(&buf, &arena, 1 << 20);
    opml_write(&buf, &opml);
    struct opml again = read_opml(&arena, buf_text(&buf));
    assert_str(again.title, "It's mine");
    assert_int_equal(again.n, 3);
    size_t n_folders = 0;
    size_t at = 0;
    for (struct str rest = buf_text(&buf); str_find(rest, STR("<outline text="), &at); n_folders++)
        rest = str_skip(rest, at + 1);
    assert_int_equal(n_folders, 2);
    for (size_t i = 0; i < 3; i++) {
        assert_true(str_eq(again.feeds[i].title, feeds[i].title));
        assert_true(str_eq(again.feeds[i].url, feeds[i].url));
        assert_true(str_eq(again.feeds[i].site, feeds[i].site));
        assert_true(str_eq(again.feeds[i].folder, feeds[i].folder));
    }
}

static void reads_so_many(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        SCRATCH_ARENA(arena, 64 << 20);
        struct buf buf;
        buf_init(&buf, &arena, 1 << 20);
        BUF_ADD(&buf, "<opml><body>");
        for (size_t i = 0; i < LIMIT_OPML_FEEDS + more; i++)
            BUF_ADD(&buf, "<outline xmlUrl='a'/>");
        BUF_ADD(&buf, "</body></opml>");
        struct opml opml = read_opml(&arena, buf_text(&buf));
        assert_int_equal(opml.n, LIMIT_OPML_FEEDS);
        assert_int_equal(opml.is_cut, more > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_folders_and_feeds),
        cmocka_unit_test(reads_what_is_cut_or_ill_formed),
        cmocka_unit_test(refuses_what_is_none),
        cmocka_unit_test(reads_what_it_writes),
        cmocka_unit_test(reads_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
