#include "web/form.h"

#include "../unit.h"

#include "base/limits.h"

#define BOUNDARY "----b0"

struct reading {
    const char *body;
    size_t body_len; /* 0: up to its NUL */
    enum form_wrong wrong;
    const char *wrong_field;
    const char *fields; /* "name=value;" for each, a file as "name=@file_name:bytes;" */
};

static struct str print_form(struct arena *arena, const struct form *form)
{
    struct str all = STR("");
    for (size_t i = 0; i < form->n; i++) {
        const struct form_entry *entry = &form->items[i];
        struct str line =
            entry->is_file
                ? str_print(arena, "%.*s=@%.*s:%.*s;", STR_ARG(entry->name),
                            STR_ARG(entry->file_name), STR_ARG(entry->value))
                : str_print(arena, "%.*s=%.*s;", STR_ARG(entry->name), STR_ARG(entry->value));
        all = str_join(arena, all, line);
    }
    return all;
}

static void assert_reading(const struct reading *reading, bool is_multipart)
{
    SCRATCH_ARENA(arena, 1 << 20);
    size_t len = reading->body_len ? reading->body_len : strlen(reading->body);
    char *bytes = arena_alloc_raw(&arena, len);
    memcpy(bytes, reading->body, len);
    struct form form = is_multipart ? form_read_multipart(&arena, STR(BOUNDARY), bytes, len)
                                    : form_read_urlencoded(&arena, bytes, len);
    assert_str(print_form(&arena, &form), reading->fields);
    assert_int_equal(form.wrong, reading->wrong);
    assert_str(form.wrong_field, reading->wrong_field ? reading->wrong_field : "");
}

static void reads_urlencoded_bodies(void **state)
{
    static const struct reading readings[] = {
        {"a=1&b=2", 0, FORM_FINE, NULL, "a=1;b=2;"},
        {"", 0, FORM_FINE, NULL, ""},
        {"&&a=1&", 0, FORM_FINE, NULL, "a=1;"},
        {"a", 0, FORM_FINE, NULL, "a=;"},
        {"=x", 0, FORM_FINE, NULL, "=x;"},
        {"a=b=c", 0, FORM_FINE, NULL, "a=b=c;"},
        {"a=1+2%2B3%20x", 0, FORM_FINE, NULL, "a=1 2+3 x;"},
        {"a%3Db=1", 0, FORM_FINE, NULL, "a=b=1;"},
        {"n=%E5%A5%BD", 0, FORM_FINE, NULL, "n=\xe5\xa5\xbd;"},
        {"t=1%0D%0A2%0D3%0A4", 0, FORM_FINE, NULL, "t=1\n2\n3\n4;"},
        {"t=%0D%0D%0A", 0, FORM_FINE, NULL, "t=\n\n;"},
        /* what is wrong is mended and told */
        {"t=100%&u=1", 0, FORM_BAD_ESCAPE, "t", "t=100%;u=1;"},
        {"t=%4", 0, FORM_BAD_ESCAPE, "t", "t=%4;"},
        {"t=%zz", 0, FORM_BAD_ESCAPE, "t", "t=%zz;"},
        {"t=a%00b", 0, FORM_HAS_NUL, "t", "t=ab;"},
        {"t=a\0b", 5, FORM_HAS_NUL, "t", "t=ab;"},
        {"t=%FF&u=%00", 0, FORM_NOT_UTF8, "t", "t=\xef\xbf\xbd;u=;"},
        {"%FF=1", 0, FORM_NOT_UTF8, "\xef\xbf\xbd", "\xef\xbf\xbd=1;"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(readings); i++)
        assert_reading(&readings[i], false);
}

#define PART(disposition) "------b0\r\nContent-Disposition: form-data; " disposition "\r\n\r\n"
#define LAST              "\r\n------b0--\r\n"

static void reads_multipart_bodies(void **state)
{
    static const struct reading readings[] = {
        {PART("name=\"a\"") "1" LAST, 0, FORM_FINE, NULL, "a=1;"},
        {PART("name=a") "1" LAST, 0, FORM_FINE, NULL, "a=1;"},
        {PART("name=\"a\"") "\r\n" PART("name=\"b\"") "2" LAST, 0, FORM_FINE, NULL, "a=;b=2;"},
        {PART("name=\"a;b\"") "1" LAST, 0, FORM_FINE, NULL, "a;b=1;"},
        {PART("name=\"a\"") "1\r\n2\r3" LAST, 0, FORM_FINE, NULL, "a=1\n2\n3;"},
        {"preamble\r\n" PART("name=\"a\"") "1" LAST "epilogue", 0, FORM_FINE, NULL, "a=1;"},
        {"------b0 \t\r\nContent-Disposition:form-data;name=\"a\"\r\n\r\n1" LAST, 0, FORM_FINE,
         NULL, "a=1;"},
        {PART("name=\"f\"; filename=\"x.txt\"") "\r\r\n\xff" LAST, 0, FORM_FINE, NULL,
         "f=@x.txt:\r\r\n\xff;"},
        {PART("name=\"f\"; filename=\"\"") LAST, 0, FORM_FINE, NULL, "f=@:;"},
        {"------b0\r\nContent-Type: text/plain\r\ncontent-disposition: FORM-DATA; "
         "name=\"a\"\r\n\r\n"
         "-----b0" LAST,
         0, FORM_FINE, NULL, "a=-----b0;"},
        {"------b0--\r\n", 0, FORM_FINE, NULL, ""},
        {PART("name=\"a\"") "x\xff" LAST, 0, FORM_NOT_UTF8, "a", "a=x\xef\xbf\xbd;"},
        /* cut off, or no form at all */
        {"", 0, FORM_BROKEN, NULL, ""},
        {"nothing", 0, FORM_BROKEN, NULL, ""},
        {"------b0", 0, FORM_BROKEN, NULL, ""},
        {"------b0\r\n", 0, FORM_BROKEN, NULL, ""},
        {"------b0\r\nContent-Disposition: form-data; name=\"a\"\r\n", 0, FORM_BROKEN, NULL, ""},
        {PART("name=\"a\"") "1", 0, FORM_BROKEN, NULL, ""},
        {PART("name=\"a\"") "1\r\n------b0", 0, FORM_BROKEN, NULL, "a=1;"},
        {PART("nome=\"a\"") "1" LAST, 0, FORM_BROKEN, NULL, ""},
        {"------b0\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1" LAST, 0, FORM_BROKEN,
         NULL, ""},
        {"------b0\r\n\r\n1" LAST, 0, FORM_BROKEN, NULL, ""},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(readings); i++)
        assert_reading(&readings[i], true);
}

static struct str repeat(struct arena *arena, const char *piece, int n)
{
    struct str all = STR("");
    for (int i = 0; i < n; i++)
        all = str_join(arena, all, str_from_c(piece));
    return all;
}

static void takes_as_many_fields_as_the_limit_and_no_more(void **state)
{
    (void)state;
    for (int over = 0; over <= 1; over++) {
        SCRATCH_ARENA(arena, 1 << 20);
        int n = LIMIT_REQUEST_FIELDS + over;
        struct str pairs = repeat(&arena, "a=1&", n);
        struct str parts =
            str_join(&arena, repeat(&arena, PART("name=\"a\"") "1\r\n", n), STR("------b0--\r\n"));
        char *bytes = arena_alloc_raw(&arena, parts.len);
        memcpy(bytes, pairs.ptr, pairs.len);
        struct form form = form_read_urlencoded(&arena, bytes, pairs.len);
        assert_int_equal(form.n, LIMIT_REQUEST_FIELDS);
        assert_int_equal(form.wrong, over ? FORM_TOO_MANY_FIELDS : FORM_FINE);
        memcpy(bytes, parts.ptr, parts.len);
        form = form_read_multipart(&arena, STR(BOUNDARY), bytes, parts.len);
        assert_int_equal(form.n, LIMIT_REQUEST_FIELDS);
        assert_int_equal(form.wrong, over ? FORM_TOO_MANY_FIELDS : FORM_FINE);
    }
}

static void finds_the_boundary(void **state)
{
    static const struct {
        const char *type;
        const char *boundary; /* NULL: none */
    } types[] = {
        {"multipart/form-data; boundary=abc", "abc"},
        {"multipart/form-data; charset=utf-8; boundary=\"a b;c\"", "a b;c"},
        {"multipart/form-data;BOUNDARY=abc ; x=y", "abc"},
        {"multipart/form-data", NULL},
        {"multipart/form-data; boundary", NULL},
        {"multipart/form-data; boundary=", NULL},
        {"multipart/form-data; boundary="
         "1234567890123456789012345678901234567890123456789012345678901234567890",
         "1234567890123456789012345678901234567890123456789012345678901234567890"},
        {"multipart/form-data; boundary="
         "12345678901234567890123456789012345678901234567890123456789012345678901",
         NULL},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(types); i++) {
        struct str boundary = STR("");
        enum outcome outcome = form_boundary(str_from_c(types[i].type), &boundary);
        assert_int_equal(outcome, types[i].boundary ? OK : INVALID);
        assert_str(boundary, types[i].boundary ? types[i].boundary : "");
    }
}

static void gives_the_first_of_a_name_and_no_file_as_text(void **state)
{
    (void)state;
    const struct form_entry entries[] = {
        {.name = STR("f"), .value = STR("bytes"), .is_file = true},
        {.name = STR("a"), .value = STR("1")},
        {.name = STR("a"), .value = STR("2")},
    };
    const struct form form = {.items = entries, .n = 3};
    assert_str(form_value(&form, STR("a")), "1");
    assert_str(form_value(&form, STR("f")), "");
    assert_str(form_value(&form, STR("none")), "");
    assert_ptr_equal(form_find(&form, STR("f")), &entries[0]);
    assert_null(form_find(&form, STR("none")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_urlencoded_bodies),
        cmocka_unit_test(reads_multipart_bodies),
        cmocka_unit_test(takes_as_many_fields_as_the_limit_and_no_more),
        cmocka_unit_test(finds_the_boundary),
        cmocka_unit_test(gives_the_first_of_a_name_and_no_file_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
