#include "capture/discover.h"

#include "../unit.h"

static void finds_the_feed_that_a_page_names(void **state)
{
    (void)state;
    static const struct {
        const char *html, *found;
    } cases[] = {
        {"<link rel=alternate type=application/rss+xml href=/feed>", "https://example.org/feed"},
        {"<LINK REL='home ALTERNATE' TYPE='application/atom+xml; charset=utf-8' HREF=' atom '>",
         "https://example.org/news/atom"},
        {"<base href='https://other.example/x/'><link rel=alternate type=application/feed+json "
         "href=f.json>",
         "https://other.example/x/f.json"},
        {"<link rel=alternate type=application/rss+xml href=/first><link rel=alternate "
         "type=application/rss+xml href=/comments>",
         "https://example.org/first"},
        {"<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>", ""},
        {"<link rel=alternate type=application/rss+xml href=''>", ""},
        {"<link rel=alternate hreflang=ms href=/ms>", ""},
        {"<link rel=stylesheet type=application/rss+xml href=/feed>", ""},
        {"<a rel=alternate type=application/rss+xml href=/feed>x</a>", ""},
        {"", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        assert_str(
            discover_feed(&arena, str_from_c(cases[i].html), STR("https://example.org/news/today")),
            cases[i].found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_feed_that_a_page_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
