#include "capture/wire.h"

#include "../unit.h"

static void takes_datelines_of_many_habits(void **state)
{
    (void)state;
    static const struct {
        const char *paragraph;
        const char *place;
        const char *agency;
        const char *rest;
    } cases[] = {
        {"BRUSSELS: If it rained", "BRUSSELS", "", "If it rained"},
        {"KUALA LUMPUR, Oct 21 (Bernama) -- Trains", "KUALA LUMPUR", "Bernama", "Trains"},
        {"LONDON (Reuters) - Letters", "LONDON", "Reuters", "Letters"},
        {"London (AFP) – Letters", "London", "AFP", "Letters"},
        {"PARIS, March 3 — Bread", "PARIS", "", "Bread"},
        {"JAKARTA (ANTARA) - Hujan turun", "JAKARTA", "ANTARA", "Hujan turun"},
        {"NEW YORK -- A bell rang", "NEW YORK", "", "A bell rang"},
        {"ST. JOHN'S, N.L. — The fog lifted", "ST. JOHN'S, N.L.", "", "The fog lifted"},
        {"Beirut, Lebanon – The sea", "Beirut, Lebanon", "", "The sea"},
        {"SÃO PAULO: Choveu", "SÃO PAULO", "", "Choveu"},
        {"北京 — 夜市重新开张", "北京", "", "夜市重新开张"},
        {"（新华社北京10月21日电）夜市重新开张", "北京", "新华社", "夜市重新开张"},
        {"新华社北京10月21日电 夜市重新开张", "北京", "新华社", "夜市重新开张"},
        {"（吉隆坡21日讯）学校", "吉隆坡", "", "学校"},
        {"القاهرة (رويترز) - فتحت المكتبة", "القاهرة", "رويترز", "فتحت المكتبة"},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct wire_dateline dateline = {0};
        print_message("%s\n", cases[i].paragraph);
        assert_true(wire_dateline_take(str_from_c(cases[i].paragraph), &dateline));
        assert_str(dateline.place, cases[i].place);
        assert_str(dateline.agency, cases[i].agency);
        assert_str(dateline.rest, cases[i].rest);
    }
}

static void leaves_sentences_alone(void **state)
{
    (void)state;
    static const char *const paragraphs[] = {
        "If North Korea sent soldiers - and it may - that would be news.",
        "However, today – unlike yesterday – the shop is open.",
        "Warning: the floor is wet.",
        "NOTE: the floor is wet.",
        "Q: Where were you?",
        "The answer: nobody knows.",
        "At 10:30 the bell rang.",
        "It was Anna - no, it was Otto - who laughed.",
        "Apple – the company – grew.",
        "北京——中国的首都——下雨了。",
        "他说：“今天来电了。”",
        "BRUSSELS:",
        "",
        "- AFP",
        "http://example.com/a-page is where it stands.",
        "I said: go home.",
    };
    for (size_t i = 0; i < N_OF(paragraphs); i++) {
        struct wire_dateline dateline;
        print_message("%s\n", paragraphs[i]);
        assert_false(wire_dateline_take(str_from_c(paragraphs[i]), &dateline));
    }
}

static void knows_credit_lines(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"- AFP", "AFP"},
        {"\xC2\xA0- AFP\xC2\xA0", "AFP"},
        {"— Reuters", "Reuters"},
        {"-- Bernama", "Bernama"},
        {"(AP)", "AP"},
        {"AFP", "AFP"},
        {"- Reuters/AFP", "Reuters/AFP"},
        {"- The Straits Times", "The Straits Times"},
        {"Source: The Valley Herald", "The Valley Herald"},
        {"Sumber: Berita Harian", "Berita Harian"},
        {"来源：新华社", "新华社"},
        {"（来源：中新网）", "中新网"},
        {"المصدر: رويترز", "رويترز"},
        {"- example.com", "example.com"},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        struct str credit = {0};
        print_message("%s\n", cases[i][0]);
        assert_true(wire_credit_is(str_from_c(cases[i][0]), &credit));
        assert_str(credit, cases[i][1]);
    }
}

static void keeps_lines_that_are_no_credit(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "- Jane",
        "- a dry pair of socks",
        "- and then it rained.",
        "It was reported by the agency.",
        "(laughter)",
        "Source: nobody wanted to say who had told them so, and nobody asked again.",
        "- ",
        "",
    };
    for (size_t i = 0; i < N_OF(lines); i++) {
        struct str credit = {0};
        print_message("%s\n", lines[i]);
        assert_false(wire_credit_is(str_from_c(lines[i]), &credit));
    }
}

static void takes_credits_off_the_last_paragraph(void **state)
{
    (void)state;
    struct str rest = {0};
    struct str credit = {0};
    assert_true(wire_credit_take(STR("It rained, he said. – Bernama"), &rest, &credit));
    assert_str(rest, "It rained, he said.");
    assert_str(credit, "Bernama");
    assert_true(wire_credit_take(STR("It rained. (AP)"), &rest, &credit));
    assert_str(rest, "It rained.");
    assert_str(credit, "AP");
    assert_true(wire_credit_take(STR("下雨了。（新华社）"), &rest, &credit));
    assert_str(rest, "下雨了。");
    assert_false(
        wire_credit_take(STR("To be or not to be. — William Shakespeare"), &rest, &credit));
    assert_false(wire_credit_take(STR("They sold it to Reuters - AFP"), &rest, &credit));
    assert_false(wire_credit_take(STR("It works at once (see the AP style)."), &rest, &credit));
}

static void knows_bylines(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"By Jane Doe", "Jane Doe"},
        {"by JANE DOE and Tom Bell", "JANE DOE and Tom Bell"},
        {"By Jane Doe | Staff Writer", "Jane Doe"},
        {"Oleh: Siti Rahmah binti Ali", "Siti Rahmah binti Ali"},
        {"Par Sébastien Farcis", "Sébastien Farcis"},
        {"作者：张三", "张三"},
        {"记者 李四", "李四"},
    };
    static const char *const others[] = {
        "By the way, it rained.",   "By Monday it had rained 40 mm", "Bye Jane",
        "Von hier sieht man alles", "By what right do they ask?",
    };
    struct str names = {0};
    for (size_t i = 0; i < N_OF(cases); i++) {
        print_message("%s\n", cases[i][0]);
        assert_true(wire_byline_is(str_from_c(cases[i][0]), &names));
        assert_str(names, cases[i][1]);
    }
    for (size_t i = 0; i < N_OF(others); i++) {
        print_message("%s\n", others[i]);
        assert_false(wire_byline_is(str_from_c(others[i]), &names));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_datelines_of_many_habits),
        cmocka_unit_test(leaves_sentences_alone),
        cmocka_unit_test(knows_credit_lines),
        cmocka_unit_test(keeps_lines_that_are_no_credit),
        cmocka_unit_test(takes_credits_off_the_last_paragraph),
        cmocka_unit_test(knows_bylines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
