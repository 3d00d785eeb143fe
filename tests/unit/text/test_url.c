#include "text/url.c"

#include "../unit.h"

static void prints_as(const char *text, const char *expected)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct url url;
    if (url_parse(&arena, str_from_c(text), &url) != OK) {
        assert_null(expected);
        return;
    }
    if (expected == NULL)
        fail_msg("%s was taken", text);
    assert_str(url_print(&arena, &url), expected);
}

static void normalises_web_addresses(void **state)
{
    (void)state;
    prints_as("HTTP://Example.COM:80", "http://example.com/");
    prints_as("https://h.example:443/a/./b/../c?q#f", "https://h.example/a/c?q#f");
    prints_as("https://h.example:8443/%2e%2E/x", "https://h.example:8443/x");
    prints_as("  https://h.exa\nmple/a b\"c ", "https://h.example/a%20b%22c");
    prints_as("https:\\\\h.example\\a\\b", "https://h.example/a/b");
    prints_as("https://u:p@h.example/", "https://u:p@h.example/");
    prints_as("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe");
    prints_as("https://h.example/100%", "https://h.example/100%");
    prints_as("mailto:a b@c.example?subject=x y", "mailto:a%20b@c.example?subject=x%20y");
}

static void reads_ip_addresses_as_connections_do(void **state)
{
    (void)state;
    prints_as("http://2130706433/", "http://127.0.0.1/");
    prints_as("http://0x7f.1/", "http://127.0.0.1/");
    prints_as("http://017700000001/", "http://127.0.0.1/");
    prints_as("http://127.0.0.1./", "http://127.0.0.1/");
    prints_as("http://[::FFFF:7f00:1]/", "http://[::ffff:127.0.0.1]/");
    prints_as("http://%31%32%37.0.0.1/", "http://127.0.0.1/");
    prints_as("http://1.2.3.4.5/", NULL);
    prints_as("http://256.0.0.1/", NULL);
    prints_as("http://[::1", NULL);
    prints_as("http://[1.2.3.4]/", NULL);
}

static void refuses_what_is_no_address(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "x",
                                      "/a",
                                      "//h/a",
                                      "http://",
                                      "http:///",
                                      "http://a b/",
                                      "http://h:99999/",
                                      "http://h:x/",
                                      "http://a%00b/",
                                      "http://<h>/",
                                      "1http://h/",
                                      "http://.h/"};
    for (size_t i = 0; i < N_OF(bad); i++)
        prints_as(bad[i], NULL);
}

static void holds_to_the_length_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct url url;
    char text[LIMIT_URL_BYTES + 1];
    memset(text, 'a', sizeof(text));
    memcpy(text, "http://h/", 9);
    assert_int_equal(url_parse(&arena, (struct str){text, LIMIT_URL_BYTES}, &url), OK);
    assert_int_equal(url_parse(&arena, (struct str){text, LIMIT_URL_BYTES + 1}, &url), INVALID);
}

static void resolves_references(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"g", "http://a/b/c/g"},        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},      {"/g", "http://a/g"},
        {"//g", "http://g/"},           {"?y", "http://a/b/c/d;p?y"},
        {"#s", "http://a/b/c/d;p?q#s"}, {"", "http://a/b/c/d;p?q"},
        {"..", "http://a/b/"},          {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},   {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"http://x/y", "http://x/y"},   {"\\g", "http://a/g"},
        {"mailto:x", "mailto:x"},
    };
    SCRATCH_ARENA(arena, 1 << 20);
    struct url base;
    assert_int_equal(url_parse(&arena, STR("http://a/b/c/d;p?q"), &base), OK);
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct url url;
        assert_int_equal(url_resolve(&arena, &base, str_from_c(cases[i][0]), &url), OK);
        assert_str(url_print(&arena, &url), cases[i][1]);
    }
}

static void tells_web_addresses_and_their_parts(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct url url;
    struct url other;
    assert_int_equal(url_parse(&arena, STR("https://www.h.example/"), &url), OK);
    assert_true(url_is_web(&url));
    assert_str(url_site(&url), "h.example");
    assert_int_equal(url_port(&url), 443);
    assert_int_equal(url_parse(&arena, STR("https://www.h.example:443/x"), &other), OK);
    assert_true(url_same_origin(&url, &other));
    assert_int_equal(url_parse(&arena, STR("http://www.h.example/x"), &other), OK);
    assert_false(url_same_origin(&url, &other));
    assert_int_equal(url_parse(&arena, STR("javascript:alert(1)"), &url), OK);
    assert_false(url_is_web(&url));
}

static void cleans_relative_references(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str reference;
    assert_int_equal(url_clean_relative(&arena, STR("../a b?c\"d#e"), &reference), OK);
    assert_str(reference, "../a%20b?c%22d#e");
    assert_int_equal(url_clean_relative(&arena, STR("/\\h.example/x"), &reference), OK);
    assert_str(reference, "https://h.example/x");
    assert_int_equal(url_clean_relative(&arena, STR("a/b:c"), &reference), OK);
    assert_int_equal(url_clean_relative(&arena, STR("1:b"), &reference), INVALID);
    assert_int_equal(url_clean_relative(&arena, STR(""), &reference), INVALID);
}

static void encodes_and_decodes_parts(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str text;
    assert_str(url_encode(&arena, STR("a b/ü&")), "a%20b%2F%C3%BC%26");
    assert_int_equal(url_decode(&arena, STR("a+b%20%C3%BC%"), true, &text), OK);
    assert_str(text, "a b ü%");
    assert_int_equal(url_decode(&arena, STR("a+b"), false, &text), OK);
    assert_str(text, "a+b");
    assert_int_equal(url_decode(&arena, STR("a%00b"), false, &text), INVALID);
    assert_int_equal(url_decode(&arena, STR("%FF"), false, &text), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normalises_web_addresses),
        cmocka_unit_test(reads_ip_addresses_as_connections_do),
        cmocka_unit_test(refuses_what_is_no_address),
        cmocka_unit_test(holds_to_the_length_limit),
        cmocka_unit_test(resolves_references),
        cmocka_unit_test(tells_web_addresses_and_their_parts),
        cmocka_unit_test(cleans_relative_references),
        cmocka_unit_test(encodes_and_decodes_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
