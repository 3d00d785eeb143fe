#include "text/change.h"

#include "../unit.h"

/* A story of some sentences; each case is what became of it. */
#define STORY                                                                                      \
    "The minister said on Monday that 12 people were hurt when the bridge fell.\n\n"               \
    "\"We will find out why,\" she told reporters. The works cost $1.5 million.\n\n"               \
    "The opposition called for an inquiry into the bridge - the second this year."

static bool matters(const char *before, const char *after)
{
    const struct change_text a = {STR("Bridge falls"), str_from_c(before)};
    const struct change_text b = {STR("Bridge falls"), str_from_c(after)};
    return change_matters(&a, &b);
}

static void leaves_looks_alone(void **state)
{
    (void)state;
    static const char *const rows[] = {
        STORY,
        /* white space, and other paragraphs */
        "The minister said on Monday  that 12 people were hurt when the bridge fell. \"We will\n"
        "find out why,\" she told reporters.\n\nThe works cost $1.5 million.\n\n"
        "The opposition called for an inquiry into the bridge - the second this year.",
        /* punctuation, quotation marks, dashes, case */
        "The Minister said, on Monday, that 12 people were hurt when the bridge fell;\n\n"
        "“We will find out why”, she told reporters. The works cost $1.5 million!\n\n"
        "The opposition called for an inquiry into the bridge — the second this year.",
        /* another order */
        "The opposition called for an inquiry into the bridge - the second this year.\n\n"
        "The minister said on Monday that 12 people were hurt when the bridge fell.\n\n"
        "\"We will find out why,\" she told reporters. The works cost $1.5 million.",
        /* labels, stamps, counters, another story's headline */
        "Updated 14:05\n\n3 min read\n\nLast updated on 5 March 2024 at 14:05\n\n" STORY
        "\n\n12 comments\n\nRead more: the bridge\n\nShare this\n\n"
        "Ten places to see in the north before the rains come this year",
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        if (matters(STORY, rows[i]) || matters(rows[i], STORY))
            fail_msg("row %zu counts", i);
    }
    assert_false(
        matters("Last updated on 5 March 2024 at 14:05", "Last updated on 6 March 2024 at 9:10"));
    assert_false(matters("It cost 1,000 ringgit.", "It cost 1000 ringgit."));
    assert_false(matters("An e-mail came.", "An email came."));
    assert_false(matters("他说“好的”。", "他说「好的」。"));
}

static void hears_of_every_word(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {STORY, "\"We will find out why,\" she told reporters. The works cost $1.5 million.\n\n"
                "The opposition called for an inquiry into the bridge - the second this year."},
        {"He was found guilty of it.", "He was found not guilty of it."},
        {"It killed 12 people there.", "It killed 14 people there."},
        {"It cost $1.5 million then.", "It cost $15 million then."},
        {"It cost $1.5 million then.", "It cost €1.5 million then."},
        {"It cost $1.5 million then.", "It cost $1.5 billion then."},
        {"It rose by 5 in a year.", "It rose by 5% in a year."},
        {"It was -5 degrees there.", "It was 5 degrees there."},
        {"They met at 1 5 times.", "They met at 15 times."},
        {"They met at 1\n5 times.", "They met at 15 times."},
        {"Anna spoke first.", "Hanna spoke first."},
        {"The goverment fell.", "The government fell."},
        {"He came. He stayed.", "He came. He stayed. He left."},
        {"The toll in the northern villages: 12 dead",
         "The toll in the northern villages: 15 dead"},
        {"我们今天去北京。", "我们明天去北京。"},
        {"เขาไปโรงเรียนวันนี้กับเพื่อนของเขา", "เขาไปโรงเรียนพรุ่งนี้กับเพื่อนของเขา"},
        {"One sentence stays as it is. Another went.", "One sentence stays as it is."},
        {"Said twice, it counts.\n\nSaid twice, it counts.", "Said twice, it counts."},
        {"", "All of it is new here."},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        if (!matters(rows[i][0], rows[i][1]) || !matters(rows[i][1], rows[i][0]))
            fail_msg("row %zu does not count: %s", i, rows[i][1]);
    }
}

static void hears_of_a_title(void **state)
{
    (void)state;
    const struct change_text a = {STR("Bridge falls, 12 hurt"), STR("Text.")};
    const struct change_text b = {STR("Bridge falls, 14 hurt"), STR("Text.")};
    const struct change_text c = {STR("BRIDGE FALLS: 12 HURT"), STR("Text.")};
    assert_true(change_matters(&a, &b));
    assert_false(change_matters(&a, &c));
}

static void folds_letters_and_numbers(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(change_fold(&arena, STR("Ｆｕｌｌ — “Width”, Straße!")), "fullwidthstrasse");
    assert_str(change_fold(&arena, STR("1,000 and 1,5 and 2.50 and 12:30")),
               "1000and1.5and2.50and12 30");
    assert_str(change_fold(&arena, STR("(-5) −6 –7 3-4 a-8")), "-5-6-7 3 4a8");
    assert_str(change_fold(&arena, STR("\xff")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_looks_alone),
        cmocka_unit_test(hears_of_every_word),
        cmocka_unit_test(hears_of_a_title),
        cmocka_unit_test(folds_letters_and_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
