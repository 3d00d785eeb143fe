#include "capture/encoding.h"

#include "../unit.h"

#include "base/utf8.h"

static void decodes_by_mark_header_and_document(void **state)
{
    (void)state;
    static const struct {
        struct str bytes;
        const char *charset;
        const char *text;
    } cases[] = {
        {STR_INIT("\xEF\xBB\xBFplain"), "windows-1251", "plain"},
        {STR_INIT("\xFF\xFEh\0i\0"), "", "hi"},
        {STR_INIT("\xFE\xFF\0h\0i"), "utf-8", "hi"},
        {STR_INIT("caf\xE9"), "iso-8859-1", "café"},
        {STR_INIT("\x93quoted\x94"), "ISO-8859-1", "“quoted”"},
        {STR_INIT("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", "Привет"},
        {STR_INIT("\xD6\xD0\xB9\xFA"), "gb2312", "中国"},
        {STR_INIT("\x93\xFA\x96\x7B"), "Shift_JIS", "日本"},
        {STR_INIT("\xA4\xA4\xA4\xE5"), "big5", "中文"},
        {STR_INIT("\xB0\xA1"), "euc-kr", "가"},
        {STR_INIT("caf\xC3\xA9"), "", "café"},
        {STR_INIT("caf\xE9"), "", "café"},
        {STR_INIT("caf\xE9"), "no-such-charset", "café"},
        {STR_INIT("caf\xE9"), "utf-8", "caf\xEF\xBF\xBD"},
        {STR_INIT("<meta charset=windows-1251>\xCF"), "", "<meta charset=windows-1251>П"},
        {STR_INIT("<meta charset='gbk'>\xD6\xD0"), "", "<meta charset='gbk'>中"},
        {STR_INIT("<meta charset=utf-16>\xC3\xA9"), "", "<meta charset=utf-16>é"},
        {STR_INIT("<?xml version='1.0' encoding=\"iso-8859-2\"?>\xB1"), "",
         "<?xml version='1.0' encoding=\"iso-8859-2\"?>ą"},
        {STR_INIT("<meta charset=shift_jis>\xE6\x97\xA5\xE6\x9C\xAC"), "",
         "<meta charset=shift_jis>日本"}, /* saved again, the old label kept */
        {STR_INIT(""), "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str text = encoding_to_utf8(&arena, cases[i].bytes, str_from_c(cases[i].charset));
        assert_str(text, cases[i].text);
        assert_true(utf8_is_valid(text));
    }
}

static void reads_the_older_meta_element(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str bytes =
        STR("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=KOI8-R\">\xC1");
    assert_true(str_ends_with(encoding_to_utf8(&arena, bytes, STR("")), STR("а")));
}

static void finds_the_charset_of_a_content_type(void **state)
{
    (void)state;
    assert_str(encoding_of_content_type(STR("text/html; charset=utf-8")), "utf-8");
    assert_str(encoding_of_content_type(STR("text/html;level=1; Charset=\"Big5\"")), "Big5");
    assert_str(encoding_of_content_type(STR("text/html")), "");
    assert_str(encoding_of_content_type(STR("")), "");
}

static void knows_what_is_no_text(void **state)
{
    (void)state;
    assert_true(encoding_is_binary(STR("%PDF-1.4\n")));
    assert_true(encoding_is_binary(STR("PK\x03\x04zip")));
    assert_true(encoding_is_binary(STR("\0\0\0\x18"
                                       "ftypmp42")));
    assert_false(encoding_is_binary(STR("\xFF\xFEh\0i\0")));
    assert_false(encoding_is_binary(STR("A line of text with one \0 in it")));
    assert_false(encoding_is_binary(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_by_mark_header_and_document),
        cmocka_unit_test(reads_the_older_meta_element),
        cmocka_unit_test(finds_the_charset_of_a_content_type),
        cmocka_unit_test(knows_what_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
