#include "text/redline.h"

#include "../unit.h"

#include "base/buf.h"

/* One line a paragraph: "  same", "- removed", "+ added", "* [-old-]{+new+} words". */
static struct str shown(struct arena *arena, struct redline redline)
{
    static const char *const marks[] = {"  ", "* ", "- ", "+ "};
    struct buf out;
    buf_init(&out, arena, 1 << 20);
    for (size_t i = 0; i < redline.n; i++) {
        const struct redline_paragraph *p = &redline.items[i];
        buf_add(&out, str_from_c(marks[p->kind]));
        if (p->kind != REDLINE_CHANGED)
            buf_add(&out, p->text);
        for (size_t j = 0; j < p->diff.n; j++) {
            static const char *const ends[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
            buf_add(&out, str_from_c(ends[p->diff.items[j].kind][0]));
            buf_add(&out, p->diff.items[j].text);
            buf_add(&out, str_from_c(ends[p->diff.items[j].kind][1]));
        }
        BUF_ADD(&out, "\n");
    }
    return buf_text(&out);
}

static void shows(const char *before, const char *after, const char *expected)
{
    SCRATCH_ARENA(arena, 4 << 20);
    assert_str(shown(&arena, redline_make(&arena, str_from_c(before), str_from_c(after))),
               expected);
}

static void aligns_paragraphs_first(void **state)
{
    (void)state;
    shows("", "", "");
    shows("One here.\n\nTwo there.", "One here.\n\nTwo there.", "  One here.\n  Two there.\n");
    shows("It killed 12 people on Monday.\n\nThe end.",
          "It killed 14 people on Monday.\n\nThe end.",
          "* It killed [-12-]{+14+} people on Monday.\n  The end.\n");
    shows("One here.\n\nThree yonder.", "One here.\n\nTwo there.\n\nThree yonder.",
          "  One here.\n+ Two there.\n  Three yonder.\n");
    shows("One here.\n\nTwo there.\n\nThree yonder.", "One here.\n\nThree yonder.",
          "  One here.\n- Two there.\n  Three yonder.\n");
    shows("Apples and pears are sold here.\n\nShips sail at dawn to the isles.",
          "Nobody knows why.\n\nShips sail at noon to the isles.",
          "- Apples and pears are sold here.\n+ Nobody knows why.\n"
          "* Ships sail at [-dawn-]{+noon+} to the isles.\n");
}

static void marks_neither_looks_nor_moves(void **state)
{
    (void)state;
    shows("“Yes,” she said - twice.", "\"Yes\", she said — twice.",
          "  \"Yes\", she said — twice.\n");
    shows("One here.\n\nTwo there.\n\nThree yonder.", "Three yonder.\n\nOne here.\n\nTwo there.",
          "  Three yonder.\n  One here.\n  Two there.\n");
    shows("“Yes,” she said 12 times.", "\"Yes,\" she said 13 times.",
          "* \"Yes,\" she said [-12-]{+13+} times.\n");
}

static void takes_many_new_paragraphs(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 32 << 20);
    struct buf before;
    struct buf after;
    buf_init(&before, &arena, 1 << 20);
    buf_init(&after, &arena, 1 << 20);
    for (int i = 0; i < 3000; i++) {
        buf_print(&before, "old%d\n", i);
        buf_print(&after, "new%d\n", i);
    }
    struct redline redline = redline_make(&arena, buf_text(&before), buf_text(&after));
    assert_int_equal(redline.n, 6000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligns_paragraphs_first),
        cmocka_unit_test(marks_neither_looks_nor_moves),
        cmocka_unit_test(takes_many_new_paragraphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
