#include "capture/xml_words.h"

#include "../unit.h"

static void reads_the_encoding_that_a_declaration_names(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *label;
    } cases[] = {
        {"<?xml version='1.0' encoding='koi8-r'?><a/>", "koi8-r"},
        {"<?xml encoding = \"utf-8\" ?>", "utf-8"},
        {"<?xml version='1.0'?><a encoding='koi8-r'>", ""},
        {"<?xml encoding=koi8-r?>", ""},
        {"<?xml encoding='koi8-r?>", ""},
        {"<?xml encoding='koi8-r'", ""},
        {" <?xml encoding='koi8-r'?>", ""},
        {"<?xml encoding", ""},
        {"", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++)
        assert_str(xml_declared_encoding(str_from_c(cases[i].bytes)), cases[i].label);
}

static void takes_values_with_and_without_quotes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *value;
        const char *rest;
    } cases[] = {
        {" 'a b' c", "a b", " c"}, {"\"it's\"c", "it's", "c"}, {"a b", "a", " b"},
        {"'open", "open", ""},     {"''x", "", "x"},           {"", "", ""},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct str text = str_from_c(cases[i].text);
        assert_str(xml_take_value(&text), cases[i].value);
        assert_str(text, cases[i].rest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_encoding_that_a_declaration_names),
        cmocka_unit_test(takes_values_with_and_without_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
