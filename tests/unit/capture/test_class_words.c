#include "capture/class_words.c"

#include "../unit.h"

#include "text/html_tree.h"

#include <gumbo.h>

static void the_table_is_in_the_order_of_its_search(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(words); i++) {
        assert_true(words[i].word.len <= MAX_WORD_BYTES);
        assert_int_equal(kinds_of_part(words[i].word), words[i].kinds);
        if (i > 0 && str_compare(words[i - 1].word, words[i].word) >= 0)
            fail_msg("out of order: %s", words[i].word.ptr);
    }
}

static void reads_parts_of_classes_and_ids(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        unsigned kinds;
    } cases[] = {
        {"<p class='post__authorName'>", CLASS_AUTHOR | CLASS_NAME},
        {"<p class='c-byline x'>", CLASS_AUTHOR},
        {"<p id=publish-date>", CLASS_DATE},
        {"<p class='AUTHOR-BIO'>", CLASS_AUTHOR | CLASS_OF_AUTHOR},
        {"<p class='left-sidebar-box'>", CLASS_ASIDE},
        {"<p class='has-sidebar modal-enabled'>", 0},
        {"<p class='authoritative'>", 0},
        {"<p class='averyveryveryverylongwordindeed'>", 0},
        {"<p>", 0},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct html_document document;
        assert_int_equal(html_parse_fragment(&arena, str_from_c(cases[i].html), &document), OK);
        unsigned kinds = class_kinds(html_next(document.root, document.root));
        kinds &= ~(unsigned)(CLASS_STANDFIRST | CLASS_NO_STANDFIRST | CLASS_HEADLINE);
        if (kinds != cases[i].kinds)
            fail_msg("%s: %x", cases[i].html, kinds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_the_order_of_its_search),
        cmocka_unit_test(reads_parts_of_classes_and_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
