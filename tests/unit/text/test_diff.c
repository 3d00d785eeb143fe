#include "text/diff.c"

#include "../unit.h"

#include "base/buf.h"

/* "same [-gone-] {+new+}" */
static struct str shown(struct arena *arena, struct diff diff)
{
    static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
    struct buf out;
    buf_init(&out, arena, 1 << 20);
    for (size_t i = 0; i < diff.n; i++) {
        buf_add(&out, str_from_c(marks[diff.items[i].kind][0]));
        buf_add(&out, diff.items[i].text);
        buf_add(&out, str_from_c(marks[diff.items[i].kind][1]));
    }
    return buf_text(&out);
}

static void shows(const char *before, const char *after, const char *expected)
{
    SCRATCH_ARENA(arena, 4 << 20);
    struct diff diff = diff_words(&arena, str_from_c(before), str_from_c(after));
    assert_false(diff.is_coarse);
    assert_str(shown(&arena, diff), expected);
}

static void finds_the_words_that_changed(void **state)
{
    (void)state;
    shows("", "", "");
    shows("a b c", "a b c", "a b c");
    shows("a b c", "a x c", "a [-b-]{+x+} c");
    shows("a b", "a b c d", "a b{+ c d+}");
    shows("a b c", "c", "[-a b -]c");
    shows("", "new", "{+new+}");
    shows("old", "", "[-old-]");
    shows("我们今天去", "我们明天去", "我们[-今-]{+明+}天去");
    shows("one two three four", "one 2 three 4", "one [-two-]{+2+} three [-four-]{+4+}");
    shows("sold two of three", "sold 2 of 3", "sold [-two of three-]{+2 of 3+}");
    shows("he is the one", "he was the two", "he [-is the one-]{+was the two+}");
}

/* What the header promises of any two texts. */
static void gives_back_both_texts(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        SCRATCH_ARENA(arena, 4 << 20);
        struct buf texts[2];
        struct buf back[2];
        for (int side = 0; side < 2; side++) {
            buf_init(&texts[side], &arena, 1 << 16);
            buf_init(&back[side], &arena, 1 << 16);
            for (int i = 0; i < round % 40; i++) {
                seed = seed * 1664525 + 1013904223;
                buf_print(&texts[side], "%c ", (char)('a' + (seed >> 24) % 5));
            }
        }
        struct diff diff = diff_words(&arena, buf_text(&texts[0]), buf_text(&texts[1]));
        for (size_t i = 0; i < diff.n; i++) {
            if (diff.items[i].kind != DIFF_ADDED)
                buf_add(&back[0], diff.items[i].text);
            if (diff.items[i].kind != DIFF_REMOVED)
                buf_add(&back[1], diff.items[i].text);
            assert_true(i == 0 || diff.items[i].kind != diff.items[i - 1].kind);
        }
        assert_true(str_eq(buf_text(&back[0]), buf_text(&texts[0])));
        assert_true(str_eq(buf_text(&back[1]), buf_text(&texts[1])));
    }
}

static void becomes_coarse_past_the_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 64 << 20);
    struct buf before;
    struct buf after;
    buf_init(&before, &arena, 1 << 20);
    buf_init(&after, &arena, 1 << 20);
    for (int i = 0; i < LIMIT_DIFF_EDITS / 2; i++) {
        buf_print(&before, "a%d.", i);
        BUF_ADD(&before, " ");
        buf_print(&after, "b%d.", i);
        BUF_ADD(&after, " ");
    }
    assert_false(diff_words(&arena, buf_text(&before), buf_text(&after)).is_coarse);
    BUF_ADD(&before, "one-more");
    struct diff diff = diff_words(&arena, buf_text(&before), buf_text(&after));
    assert_true(diff.is_coarse);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_words_that_changed),
        cmocka_unit_test(gives_back_both_texts),
        cmocka_unit_test(becomes_coarse_past_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
