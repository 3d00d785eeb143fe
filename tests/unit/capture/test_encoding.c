#include "capture/encoding.h"

#include "../unit.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdlib.h>

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
        {STR_INIT(""), "", ""},
        {STR_INIT("\xAA\xFE"), "iso-8859-16", "Șț"},
        {STR_INIT("\xAE\xBE"), "koi8-u", "ўЎ"},
        {STR_INIT("\xDB\xA1"), "tis-620", "\xEF\xBF\xBDก"},
        {STR_INIT("\x80\xA3\xA0\xFE\x59"), "gbk", "€\xE3\x80\x80\xE9\xBE\xB4"},
        {STR_INIT("\x1B$B$\"\x1B(B."), "iso-2022-jp", "あ."},
        {STR_INIT("\xA4\xA2\x8F\xB0\xA1"), "euc-jp", "あ丂"},
        {STR_INIT("\x81<p>"), "shift_jis", "\xEF\xBF\xBD<p>"},
        {STR_INIT("h\0\xE9\0"), "utf-16", "hé"},
        {STR_INIT("x\x80"), "x-user-defined", "x\xEF\x9E\x80"},
        {STR_INIT("<b>x"), "hz-gb-2312", "\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct str text = encoding_to_utf8(&arena, cases[i].bytes, str_from_c(cases[i].charset));
        assert_str(text, cases[i].text);
        assert_true(utf8_is_valid(text));
    }
}

static void knows_every_label_of_the_standard(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"latin1", "windows-1252"},
        {" ASCII\n", "windows-1252"},
        {"unicode", "UTF-16LE"},
        {"x-sjis", "Shift_JIS"},
        {"gb2312", "GBK"},
        {"ks_c_5601-1987", "EUC-KR"},
        {"big5-hkscs", "Big5"},
        {"logical", "ISO-8859-8-I"},
        {"x-mac-ukrainian", "x-mac-cyrillic"},
        {"iso-2022-kr", "replacement"},
        {"UTF8", "UTF-8"},
        {"csiso2022jp", "ISO-2022-JP"},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_str(encoding_find(str_from_c(cases[i][0]))->name, cases[i][1]);
    assert_null(encoding_find(STR("utf-7")));
    assert_null(encoding_find(STR("")));
    assert_null(encoding_find(STR("utf-8 utf8")));
}

static void sees_a_declaration_far_into_the_page_but_none_in_a_script(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    char *dots = arena_alloc(&arena, 5000);
    memset(dots, '.', 4999);
    struct str far = str_print(&arena, "<p>%s<meta charset=koi8-r>", dots);
    assert_str(encoding_sniff(far, STR(""))->name, "KOI8-R");
    far = str_print(&arena, "<p>%s<script>w('<meta charset=koi8-r>')</script>é", dots);
    assert_str(encoding_sniff(far, STR(""))->name, "UTF-8");
    far = str_print(&arena, "<p>%s<script>w('<meta charset=koi8-r>')", dots);
    assert_str(encoding_sniff(far, STR(""))->name, "windows-1252");
}

/* One of html5lib's files: "#data", the bytes, "#encoding", the name. */
static void check_examples(struct str text, int *n_checked)
{
    struct str data_mark = STR("#data\n");
    struct str name_mark = STR("\n#encoding\n");
    size_t at = 0;
    while (str_find(text, data_mark, &at)) {
        struct str name = {0};
        text = str_skip(text, at + data_mark.len);
        assert_true(str_find(text, name_mark, &at));
        struct str bytes = str_first(text, at);
        text = str_skip(text, at + name_mark.len);
        (void)str_cut(&text, '\n', &name);
        struct str found = encoding_sniff(bytes, STR(""))->name;
        if (!str_eq_folded(found, name))
            print_message("%.*s\n", STR_ARG(bytes));
        assert_true(str_eq_folded(found, name));
        ++*n_checked;
    }
}

static void agrees_with_html5lib(void **state)
{
    (void)state;
    static const char *const files[] = {"tests1.dat", "tests2.dat"};
    const char *folder = getenv("SHARED_DATA");
    int n_checked = 0;
    for (size_t i = 0; i < N_OF(files); i++) {
        SCRATCH_ARENA(arena, 1 << 22);
        struct str text = {0};
        const char *why = NULL;
        struct str path =
            str_print(&arena, "%s/html5lib/encoding/%s", folder ? folder : "none", files[i]);
        if (file_read(&arena, path.ptr, 1 << 20, &text, &why) == OK)
            check_examples(text, &n_checked);
    }
    if (n_checked == 0) {
        print_message("skipped: the shared data is not here\n");
        skip();
    }
    print_message("%d examples\n", n_checked);
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
        cmocka_unit_test(knows_every_label_of_the_standard),
        cmocka_unit_test(sees_a_declaration_far_into_the_page_but_none_in_a_script),
        cmocka_unit_test(agrees_with_html5lib),
        cmocka_unit_test(reads_the_older_meta_element),
        cmocka_unit_test(finds_the_charset_of_a_content_type),
        cmocka_unit_test(knows_what_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
