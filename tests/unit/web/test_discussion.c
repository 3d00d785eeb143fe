#include "web/pages/discussion.c"

#include "../unit.h"

#include "base/buf.h"

static struct arena arena;
static struct site site;

static struct request request(void)
{
    return (struct request){.arena = &arena, .site = &site, .now = 1729503840};
}

/* Comments by id and parent; the depth is counted from what stands above. */
static struct thread_page page_of(const int (*rows)[2], size_t n)
{
    struct thread_row *made = arena_array(&arena, struct thread_row, n);
    for (size_t i = 0; i < n; i++) {
        made[i] = (struct thread_row){
            .id = {rows[i][0]},
            .parent = {rows[i][1]},
            .parent_name = rows[i][1] != 0 ? STR("Aminah") : STR(""),
            .created = 1729503840,
        };
        for (size_t j = 0; j < i; j++)
            if (made[j].id.n == rows[i][1])
                made[i].depth = made[j].depth + 1;
    }
    return (struct thread_page){.rows = made, .n = n};
}

/* "1(2(3)4)5": ids with their replies in brackets. */
static void write_tree(struct buf *out, struct comment_shown_list list)
{
    for (size_t i = 0; i < list.n; i++) {
        if (i > 0)
            BUF_ADD(out, " ");
        buf_add_number(out, list.items[i].id);
        if (list.items[i].replies.n > 0) {
            BUF_ADD(out, "(");
            write_tree(out, list.items[i].replies);
            BUF_ADD(out, ")");
        }
    }
}

static const struct around around = {.n_revisions = 0};

static struct str tree_of(const int (*rows)[2], size_t n)
{
    struct request rq = request();
    struct thread_page page = page_of(rows, n);
    struct buf out;
    buf_init(&out, &arena, 4096);
    write_tree(&out, grow(&rq, &page, &around));
    return buf_text(&out);
}

static void replies_stand_below_what_they_answer(void **state)
{
    static const int rows[][2] = {{1, 0}, {2, 1}, {3, 2}, {5, 2}, {4, 1}, {6, 0}, {7, 6}};
    (void)state;
    assert_str(tree_of(rows, 7), "1(2(3 5) 4) 6(7)");
}

static void a_page_may_begin_within_a_thread(void **state)
{
    static const int rows[][2] = {{8, 3}, {9, 8}, {10, 1}, {11, 0}};
    (void)state;
    assert_str(tree_of(rows, 4), "8(9) 10 11");
}

static void newest_first_keeps_replies_below_their_root(void **state)
{
    static const int rows[][2] = {{30, 0}, {31, 30}, {20, 0}, {25, 20}, {26, 25}};
    (void)state;
    assert_str(tree_of(rows, 5), "30(31) 20(25(26))");
}

static void an_empty_page_is_an_empty_tree(void **state)
{
    (void)state;
    assert_str(tree_of(NULL, 0), "");
}

static void deep_replies_stop_moving_and_name_whom_they_answer(void **state)
{
    static const int rows[][2] = {{1, 0}, {2, 1}, {3, 2}, {4, 3}, {5, 4}};
    (void)state;
    struct request rq = request();
    struct thread_page page = page_of(rows, 5);
    const struct comment_shown *c = grow(&rq, &page, &around).items;
    static const bool is_flat[] = {false, false, true, true, true};
    static const char *const answered[] = {"", "", "", "Aminah", "Aminah"};
    for (size_t i = 0; i < 5; i++, c = c->replies.items) {
        assert_int_equal(c->is_flat, is_flat[i]);
        assert_str(c->answered_name, answered[i]);
    }
}

static void the_first_on_a_later_page_names_whom_it_answers(void **state)
{
    static const int rows[][2] = {{8, 3}};
    (void)state;
    struct request rq = request();
    struct thread_page page = page_of(rows, 1);
    assert_str(grow(&rq, &page, &around).items[0].answered_name, "Aminah");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies_stand_below_what_they_answer),
        cmocka_unit_test(a_page_may_begin_within_a_thread),
        cmocka_unit_test(newest_first_keeps_replies_below_their_root),
        cmocka_unit_test(an_empty_page_is_an_empty_tree),
        cmocka_unit_test(deep_replies_stop_moving_and_name_whom_they_answer),
        cmocka_unit_test(the_first_on_a_later_page_names_whom_it_answers),
    };
    arena_init(&arena, 4 << 20);
    if (dates_open(&arena, STR("en"), STR("UTC"), &site.dates[LANGUAGE_EN]) != OK)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
