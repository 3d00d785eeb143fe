#include "text/url_clean.h"
#include "text/url_key.h"

#include "../unit.h"

static struct str key_of(struct arena *arena, const char *text)
{
    struct url url;
    if (url_parse(arena, str_from_c(text), &url) != OK)
        fail_msg("%s is no address", text);
    return url_key(arena, &url);
}

static const char *const same[][2] = {
    {"http://example.org/story", "https://www.example.org/story/"},
    {"https://example.org/story", "https://EXAMPLE.org:443/story#comments"},
    {"https://example.org/story", "https://example.org/story#:~:text=he%20said"},
    {"https://example.org/story", "https://example.org//story///"},
    {"https://example.org/", "https://example.org/index.html"},
    {"https://example.org/news/", "https://example.org/news/index.php"},
    {"https://example.org/?p=12", "https://example.org/index.php?p=12"},
    {"https://example.org/a?id=1&page=2", "https://example.org/a?page=2&id=1"},
    {"https://example.org/story", "https://example.org/story.html"},
    {"https://example.org/~a/b", "https://example.org/%7Ea/b"},
    {"https://example.org/é", "https://example.org/%C3%A9"},
    {"https://example.org/a;jsessionid=1F", "https://example.org/a"},
    /* trackers */
    {"https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"},
    {"https://example.org/a?id=1&UTM_Campaign=z", "https://example.org/a?id=1"},
    {"https://example.org/a?fbclid=1&gclid=2&mc_cid=3", "https://example.org/a"},
    {"https://example.org/a?ref=frontpage", "https://example.org/a"},
    {"https://example.org/a?PHPSESSID=12345", "https://example.org/a"},
    {"https://example.org/a?", "https://example.org/a?&"},
    {"https://example.org/a?unlocked_article_code=1.abc", "https://example.org/a"},
    /* phones */
    {"https://m.example.org/a", "https://example.org/a"},
    {"https://mobile.example.co.uk/a", "https://www.example.co.uk/a"},
    {"https://en.m.example.org/wiki/A", "https://en.example.org/wiki/A"},
    {"https://example.org/a?m=1", "https://example.org/a"},
    {"https://example.org/m/2024/a", "https://example.org/2024/a"},
    /* AMP */
    {"https://amp.example.org/a", "https://example.org/a"},
    {"https://example.org/a/amp", "https://example.org/a"},
    {"https://example.org/a/amp/", "https://example.org/a/"},
    {"https://example.org/amp/a.html", "https://example.org/a.html"},
    {"https://example.org/a.amp.html", "https://example.org/a.html"},
    {"https://example.org/a.amp", "https://example.org/a"},
    {"https://example.org/a?amp", "https://example.org/a"},
    {"https://example.org/a?amp=1", "https://example.org/a"},
    {"https://example.org/a?outputType=amp", "https://example.org/a"},
    {"https://www.google.com/amp/s/example.org/a/amp/", "https://example.org/a"},
    {"https://www.google.co.uk/amp/example.org/a?x=1", "http://example.org/a?x=1"},
    {"https://example-org.cdn.ampproject.org/c/s/example.org/a?usqp=mq331",
     "https://example.org/a"},
    {"https://example-org.cdn.ampproject.org/v/s/amp.example.org/a?amp_js_v=0.1",
     "https://example.org/a"},
    /* pages that note a click */
    {"https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa%3Fid%3D1&ved=2",
     "https://example.org/a?id=1"},
    {"https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa&h=AT1", "https://example.org/a"},
};

static const char *const different[][2] = {
    {"https://example.org/a", "https://example.org/b"},
    {"https://example.org/a", "https://example.com/a"},
    {"https://example.org/a", "https://blog.example.org/a"},
    {"https://example.org/a", "https://example.org:8443/a"},
    {"https://example.org/a?id=1", "https://example.org/a?id=2"},
    {"https://example.org/article.php?cid=4711", "https://example.org/article.php?cid=4712"},
    {"https://example.org/?p=12", "https://example.org/?p=13"},
    {"https://example.org/?m=201205", "https://example.org/"},
    {"https://example.org/a?page=2", "https://example.org/a"},
    {"https://example.org/watch?v=x", "https://example.org/watch?v=y"},
    {"https://example.org/#!/a", "https://example.org/#!/b"},
    {"https://example.org/#/a", "https://example.org/"},
    {"https://example.org/A", "https://example.org/a"},
    {"https://m.co.uk/a", "https://amp.co.uk/a"},
    {"https://m.org/a", "https://amp.org/a"},
    {"https://example.org/amp", "https://example.org/"},
    {"https://example.org/mobile/a", "https://example.org/a"},
    {"https://example.org/referral", "https://example.org/"},
    {"https://example.org/a?reference=12", "https://example.org/a"},
    {"https://www.google.com/search?q=a", "https://www.google.com/search?q=b"},
};

static void knows_the_addresses_of_one_article(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(same); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str a = key_of(&arena, same[i][0]);
        struct str b = key_of(&arena, same[i][1]);
        if (!str_eq(a, b))
            fail_msg("%s: %.*s\n%s: %.*s", same[i][0], STR_ARG(a), same[i][1], STR_ARG(b));
    }
}

static void keeps_two_articles_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(different); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str a = key_of(&arena, different[i][0]);
        struct str b = key_of(&arena, different[i][1]);
        if (str_eq(a, b))
            fail_msg("%s and %s are %.*s", different[i][0], different[i][1], STR_ARG(a));
    }
}

static void has_no_key_for_other_schemes(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(key_of(&arena, "mailto:a@example.org"), "");
}

static void cleans_as(const char *text, const char *expected)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct url url;
    assert_int_equal(url_parse(&arena, str_from_c(text), &url), OK);
    struct url clean = url_clean(&arena, &url);
    assert_str(url_print(&arena, &clean), expected);
}

static void cleans_what_can_still_be_opened(void **state)
{
    (void)state;
    cleans_as("https://www.example.org/a?utm_source=x&id=1&fbclid=2#top",
              "https://www.example.org/a?id=1");
    cleans_as("https://example.org/a?gift=secret&ref=front",
              "https://example.org/a?gift=secret&ref=front");
    cleans_as("https://m.example.org/a?m=1", "https://m.example.org/a?m=1");
    cleans_as("https://example.org/#!/a", "https://example.org/#!/a");
    cleans_as("https://example-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a");
    cleans_as("https://www.google.com/url?q=javascript%3Aalert(1)",
              "https://www.google.com/url?q=javascript%3Aalert(1)");
    cleans_as("mailto:a@example.org?ref=b#c", "mailto:a@example.org?ref=b#c");
}

static void tells_a_front_page(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    static const struct {
        const char *text;
        bool is_home;
    } rows[] = {
        {"https://example.org", true},       {"https://example.org/#top", true},
        {"https://example.org/a", false},    {"https://example.org/?p=1", false},
        {"https://example.org/#!/a", false},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        struct url url;
        assert_int_equal(url_parse(&arena, str_from_c(rows[i].text), &url), OK);
        assert_int_equal(url_is_home(&url), rows[i].is_home);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_addresses_of_one_article),
        cmocka_unit_test(keeps_two_articles_apart),
        cmocka_unit_test(has_no_key_for_other_schemes),
        cmocka_unit_test(cleans_what_can_still_be_opened),
        cmocka_unit_test(tells_a_front_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
