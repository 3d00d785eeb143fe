#include "text/json.c"

#include "../unit.h"

static void reads_a_record(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct json_reader r = json_read(
        STR(" {\"title\":\"A\\u00e9\\n\\ud83d\\ude00\", \"n\": -12 ,\"skip\":{\"a\":[1,{}]},"
            "\"tags\":[ \"x\",\"y\" ],\"is\":true,\"none\":null,\"id\":77} "));
    struct str name = {0};
    struct str title = {0};
    struct str id = {0};
    struct str tags[2];
    size_t n_tags = 0;
    int64_t n = 0;
    bool is = false;
    for (json_enter(&r, '{'); json_next_member(&arena, &r, &name);) {
        if (str_eq(name, STR("title"))) {
            title = json_text(&arena, &r);
        } else if (str_eq(name, STR("n"))) {
            n = json_number(&r);
        } else if (str_eq(name, STR("is"))) {
            is = json_bool(&r);
        } else if (str_eq(name, STR("id"))) {
            id = json_text(&arena, &r);
        } else if (str_eq(name, STR("none"))) {
            assert_int_equal(json_text(&arena, &r).len, 0);
        } else if (str_eq(name, STR("tags"))) {
            for (json_enter(&r, '['); json_next_item(&r);)
                tags[n_tags++] = json_text(&arena, &r);
        } else {
            json_skip(&r);
        }
    }
    assert_true(json_is_good(&r));
    assert_str(title, "A\xC3\xA9\n\xF0\x9F\x98\x80");
    assert_int_equal(n, -12);
    assert_true(is);
    assert_str(id, "77");
    assert_int_equal(n_tags, 2);
    assert_str(tags[1], "y");
}

static bool is_read(struct str text)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct json_reader r = json_read(text);
    struct str name;
    for (json_enter(&r, '{'); json_next_member(&arena, &r, &name);)
        if (str_eq(name, STR("t")))
            (void)json_text(&arena, &r);
        else
            json_skip(&r);
    return json_is_good(&r);
}

static void refuses_what_is_cut_or_crooked(void **state)
{
    (void)state;
    struct str whole = STR("{\"t\":\"a\\u00e9\",\"o\":{\"l\":[1,\"\\\"\"]},\"b\":false}");
    assert_true(is_read(whole));
    for (size_t n = 0; n < whole.len; n++)
        assert_false(is_read(str_first(whole, n)));
    static const char *const bad[] = {
        "[]",
        "{,}",
        "{\"t\"}",
        "{\"t\":}",
        "{\"t\":\"a\nb\"}",
        "{\"t\":tru}",
        "{\"t\":1.}x",
        "{} {}",
        "{\"t\":\"\\q\"}",
        "{\"t\":\"\\ud800\"}",
        "{\"t\":[1]}",
        "{\"t\":\"\\u0000\"}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":@}",
    };
    for (size_t i = 0; i < N_OF(bad); i++)
        assert_false(is_read(str_from_c(bad[i])));
}

static void nesting_ends_at_the_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    for (int past = 0; past <= 1; past++) {
        struct buf text;
        buf_init(&text, &arena, 1 << 16);
        BUF_ADD(&text, "{\"a\":");
        for (int i = 0; i < LIMIT_JSON_DEPTH + past; i++)
            BUF_ADD(&text, "[");
        for (int i = 0; i < LIMIT_JSON_DEPTH + past; i++)
            BUF_ADD(&text, "]");
        BUF_ADD(&text, "}");
        assert_int_equal(is_read(buf_text(&text)), past == 0);
    }
}

static void what_is_written_reads_the_same(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct buf out;
    struct str name;
    struct str text = STR("quote \" back \\ line\n tab\t bell\x07 \xE6\x96\x87");
    buf_init(&out, &arena, 1 << 16);
    BUF_ADD(&out, "{");
    json_add_member(&out, STR("empty"), STR(""));
    json_add_member(&out, STR("t"), text);
    json_add_number(&out, STR("n"), -5);
    BUF_ADD(&out, "}");
    struct json_reader r = json_read(buf_text(&out));
    json_enter(&r, '{');
    assert_true(json_next_member(&arena, &r, &name));
    assert_true(str_eq(json_text(&arena, &r), text));
    assert_true(json_next_member(&arena, &r, &name));
    assert_int_equal(json_number(&r), -5);
    assert_false(json_next_member(&arena, &r, &name));
    assert_true(json_is_good(&r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_record),
        cmocka_unit_test(refuses_what_is_cut_or_crooked),
        cmocka_unit_test(nesting_ends_at_the_limit),
        cmocka_unit_test(what_is_written_reads_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
