#include "capture/robots_txt.h"

#include "../unit.h"

static bool allows(const char *text, const char *path)
{
    return robots_txt_ask(str_from_c(text), STR("Passalong"), str_from_c(path)).is_allowed;
}

static void takes_the_longest_rule(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *path;
        bool is_allowed;
    } cases[] = {
        {"", "/", true},
        {"User-agent: *\nDisallow:", "/x", true},
        {"User-agent: *\nDisallow: /", "/x", false},
        {"User-agent: *\nDisallow: /", "/robots.txt", true},
        {"user-AGENT : *\r\ndisALLOW : /a # all of it\r\n", "/a/b", false},
        {"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
        {"User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", false},
        {"User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
        {"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},
        {"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false},
        {"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
        {"User-agent: *\nDisallow: /*a*b*c", "/xxaxxbxxbxxc", false},
        {"User-agent: *\nDisallow: /*a*b*c", "/xxaxxcxxb", true},
        {"User-agent: *\nDisallow: /x$y", "/x$y", false},
        {"User-agent: *\nDisallow: /?q=", "/?q=1", false},
        {"User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9", false},
        {"User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%C3%A9", false},
        {"User-agent: *\nDisallow: /%7Ejoe", "/~joe/", false},
        {"Disallow: /", "/x", true},
        {"\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
        {"<html><body>User-agent: *</body></html>", "/x", true},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        print_message("%s: %s\n", cases[i].text, cases[i].path);
        assert_int_equal(allows(cases[i].text, cases[i].path), cases[i].is_allowed);
    }
}

static void obeys_its_own_groups_before_everybodys(void **state)
{
    (void)state;
    assert_true(allows("User-agent: *\nDisallow: /\n\nUser-agent: passalong\nDisallow: /a", "/b"));
    assert_false(allows("User-agent: *\nDisallow: /\n\nUser-agent: passalong\nDisallow: /a", "/a"));
    assert_false(allows("User-agent: other\nUser-agent: PassAlong/2.0\nDisallow: /a", "/a"));
    assert_true(allows("User-agent: passalongs\nDisallow: /a", "/a"));
    assert_false(allows("User-agent: passalong\nDisallow: /a\nUser-agent: x\nDisallow: /c\n"
                        "User-agent: passalong\nDisallow: /b",
                        "/b"));
    assert_true(allows("User-agent: passalong\n\nUser-agent: x\nAllow: /\n"
                       "User-agent: *\nDisallow: /",
                       "/b"));
}

static void tells_how_long_to_wait(void **state)
{
    (void)state;
    struct robots_word word = robots_txt_ask(STR("User-agent: *\nCrawl-delay: 10.5\nAllow: /"),
                                             STR("Passalong"), STR("/"));
    assert_int_equal(word.crawl_delay_seconds, 10);
    word = robots_txt_ask(STR("User-agent: *\nCrawl-delay: 99999999"), STR("Passalong"), STR("/"));
    assert_int_equal(word.crawl_delay_seconds, 86400);
    assert_true(word.is_allowed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_longest_rule),
        cmocka_unit_test(obeys_its_own_groups_before_everybodys),
        cmocka_unit_test(tells_how_long_to_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
