#include "views/escape.c"

#include "../unit.h"

#define MAX_BYTES 1000

typedef void add_function(struct buf *out, struct str text);

static void check(struct arena *arena, add_function *add, struct str text, const char *expected)
{
    struct buf buf;

    buf_init(&buf, arena, MAX_BYTES);
    add(&buf, text);
    assert_str(buf_text(&buf), expected);
}

static void keeps_text_from_becoming_markup(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    check(&arena, view_add_text, STR(""), "");
    check(&arena, view_add_text, STR("plain 文"), "plain 文");
    check(&arena, view_add_text, STR("<b>\"A\" & 'B'</b>"), "&lt;b&gt;\"A\" &amp; 'B'&lt;/b&gt;");
    check(&arena, view_add_text, STR("&&"), "&amp;&amp;");
}

static void keeps_text_inside_its_quotes(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    check(&arena, view_add_attr, STR("\" onclick='x'>&"), "&quot; onclick=&#39;x&#39;&gt;&amp;");
}

static void writes_what_a_parser_would_change(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    check(&arena, view_add_text, STR("a\r\nb"), "a&#13;\nb");
    check(&arena, view_add_text, STR("a\0b"),
          "a\xEF\xBF\xBD"
          "b");
    check(&arena, view_add_attr, STR("\r\0"), "&#13;\xEF\xBF\xBD");
}

static void lets_harmless_addresses_pass(void **state)
{
    static const char *const harmless[] = {
        "",          "/",          "/b/x?y=1",   "#top",  "?after=3",
        "http://a/", "HTTPS://A/", "mailto:a@b", "/a//b", "https://a/\xE6\x96\x87",
    };

    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    for (size_t i = 0; i < N_OF(harmless); i++)
        check(&arena, view_add_url, str_from_c(harmless[i]), harmless[i]);
    check(&arena, view_add_url, STR("/s?a=1&b=\"2\""), "/s?a=1&amp;b=&quot;2&quot;");
}

static void stops_addresses_that_run_code_or_hide_their_host(void **state)
{
    static const char *const harmful[] = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "\\\\evil.example",
        "file:///etc/passwd",
        "relative",
        "https:evil.example",
        "blob:x",
        " /padded",
        "https://a/\x7f",
    };

    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    for (size_t i = 0; i < N_OF(harmful); i++)
        check(&arena, view_add_url, str_from_c(harmful[i]), "#");
}

static void encodes_a_part_of_an_address(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    check(&arena, view_add_part, STR("az-09._~"), "az-09._~");
    check(&arena, view_add_part, STR("a b/c?d&e=f#g"), "a%20b%2Fc%3Fd%26e%3Df%23g");
    check(&arena, view_add_part, STR("文\xFF\0"), "%E6%96%87%FF%00");
}

static void
check_number(struct arena *arena, int64_t number, const char *plain, const char *grouped)
{
    static const struct view_context cx = {.language = LANGUAGE_EN};
    struct buf buf;

    buf_init(&buf, arena, MAX_BYTES);
    VIEW_TEXT(&buf, number);
    assert_str(buf_text(&buf), plain);
    buf_init(&buf, arena, MAX_BYTES);
    VIEW_COUNT(&buf, &cx, number);
    assert_str(buf_text(&buf), grouped);
}

static void prints_numbers_of_all_sizes(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 16);
    check_number(&arena, 0, "0", "0");
    check_number(&arena, 999, "999", "999");
    check_number(&arena, 1000, "1000", "1,000");
    check_number(&arena, 490607, "490607", "490,607");
    check_number(&arena, -1234567, "-1234567", "-1,234,567");
    check_number(&arena, INT64_MIN, "-9223372036854775808", "-9,223,372,036,854,775,808");
    check_number(&arena, INT64_MAX, "9223372036854775807", "9,223,372,036,854,775,807");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_text_from_becoming_markup),
        cmocka_unit_test(keeps_text_inside_its_quotes),
        cmocka_unit_test(writes_what_a_parser_would_change),
        cmocka_unit_test(lets_harmless_addresses_pass),
        cmocka_unit_test(stops_addresses_that_run_code_or_hide_their_host),
        cmocka_unit_test(encodes_a_part_of_an_address),
        cmocka_unit_test(prints_numbers_of_all_sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
