#include "text/word_reader.c"

#include "../unit.h"

#include "base/buf.h"

/* The words of a text with a space between them; "_" before one that is the last of its row. */
static struct str words_of(struct arena *arena, const char *text)
{
    struct word_reader reader;
    struct read_word word;
    struct buf out;
    buf_init(&out, arena, 1 << 16);
    word_reader_init(&reader, str_from_c(text));
    while (word_reader_next(&reader, &word)) {
        if (out.len > 0)
            BUF_ADD(&out, " ");
        if (word.is_last)
            BUF_ADD(&out, "_");
        buf_add(&out, word.word);
        assert_true(word.start < word.end && word.end <= strlen(text));
    }
    word_reader_done(&reader);
    return buf_text(&out);
}

static void folds_case_accents_and_width(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(words_of(&arena, "Café MÜLLER, Łódź; Ærø straße"), "cafe muller lodz aero strasse");
    assert_str(words_of(&arena, "ｃａｆｅ ﬁn ①"), "cafe fin");
    assert_str(words_of(&arena, "cafe\xCC\x81 na\xC3\xAFve"), "cafe naive");
    assert_str(words_of(&arena, "ЁЖИК Ελλάδα"), "ежик ελλαδα");
    assert_str(words_of(&arena, "٣ ৪ 5"), "3 4 5");
}

static void parts_words_where_people_do(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(words_of(&arena, "Zelensky's U.S. visit, 3.5 COVID-19 e.g. no."),
               "zelensky us visit 3 5 covid 19 eg no");
    assert_str(words_of(&arena, "the boys\xE2\x80\x99 dog\xE2\x80\x99s l'homme don't"),
               "the boys dog l homme don t");
    assert_str(words_of(&arena, "co\xC2\xADoperate zero\xE2\x80\x8Bwidth"), "cooperate zerowidth");
    assert_str(words_of(&arena, " .,;:!?()[]{}<>&/\\|@#$%^*+=~`\"' "), "");
    assert_str(words_of(&arena, ""), "");
}

static void reads_han_kana_and_hangul_in_pairs(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(words_of(&arena, "北京市 AI时代"), "北京 京市 _市 ai 时代 _代");
    assert_str(words_of(&arena, "雨"), "雨");
    assert_str(words_of(&arena, "ｶﾅ 한국"), "カナ _ナ 한국 _국");
}

static void reads_arabic_as_it_may_be_typed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(words_of(&arena, "الحُكُومَةُ أُمّـــة إلى"), "الحكومه امه الي");
}

static void cuts_thai_into_words(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(words_of(&arena, "สวัสดีครับ abc"), "สวัสดี ครับ abc");
}

static void holds_words_to_their_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    char text[LIMIT_SEARCH_WORD_BYTES + 2];
    memset(text, 'x', sizeof(text));
    text[LIMIT_SEARCH_WORD_BYTES] = '\0';
    assert_int_equal(words_of(&arena, text).len, LIMIT_SEARCH_WORD_BYTES);
    text[LIMIT_SEARCH_WORD_BYTES] = 'x';
    text[LIMIT_SEARCH_WORD_BYTES + 1] = '\0';
    assert_int_equal(words_of(&arena, text).len, LIMIT_SEARCH_WORD_BYTES);
}

static void takes_bad_bytes_for_gaps(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    assert_str(words_of(&arena, "a\xFF"
                                "b\xC3 c\xE5\x8C"),
               "a b c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_case_accents_and_width),
        cmocka_unit_test(parts_words_where_people_do),
        cmocka_unit_test(reads_han_kana_and_hangul_in_pairs),
        cmocka_unit_test(reads_arabic_as_it_may_be_typed),
        cmocka_unit_test(cuts_thai_into_words),
        cmocka_unit_test(holds_words_to_their_limit),
        cmocka_unit_test(takes_bad_bytes_for_gaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
