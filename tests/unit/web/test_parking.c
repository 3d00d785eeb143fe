#include "web/parking.h"

#include "../unit.h"

#include "base/limits.h"

enum { AGE_MS = LIMIT_PARKED_SECONDS * 1000 };

struct fixture {
    struct arena arena;
    struct parking *parking;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    arena_init(&fixture.arena, 256 << 20);
    fixture.parking = parking_new(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    parking_done(f->parking);
    arena_done(&f->arena);
    return 0;
}

static struct str put(struct fixture *f, struct str html, int64_t now_ms)
{
    struct str key;
    const struct parked page = {STR("https://wall.example/"), STR("A title"), html, STR("<p>")};
    assert_int_equal(parking_put(&f->arena, f->parking, &page, now_ms, &key), OK);
    return key;
}

static enum outcome look(struct fixture *f, struct str key, int64_t now_ms)
{
    struct parked found;
    return parking_find(&f->arena, f->parking, key, now_ms, &found);
}

/* That many bytes with the address, the title and the selection of `put`. */
static struct str html_for(struct fixture *f, size_t n_bytes)
{
    size_t n = n_bytes - STR("https://wall.example/").len - STR("A title").len - STR("<p>").len;
    return (struct str){arena_alloc(&f->arena, n), n};
}

static void gives_back_what_was_put_until_it_is_removed(void **state)
{
    struct fixture *f = *state;
    struct parked found;
    struct str key = put(f, STR("<h1>Text"), 1000);
    assert_int_equal(parking_find(&f->arena, f->parking, key, 2000, &found), OK);
    assert_str(found.html, "<h1>Text");
    assert_str(found.url, "https://wall.example/");
    assert_str(found.title, "A title");
    assert_str(found.selection, "<p>");
    parking_remove(f->parking, key);
    assert_int_equal(look(f, key, 2000), NOT_FOUND);
    parking_remove(f->parking, key);
}

static void finds_nothing_under_other_keys(void **state)
{
    struct fixture *f = *state;
    struct str key = put(f, STR("<h1>Text"), 1000);
    assert_int_equal(key.len, 32);
    assert_int_equal(look(f, STR(""), 1000), NOT_FOUND);
    assert_int_equal(look(f, str_first(key, 31), 1000), NOT_FOUND);
    assert_false(str_eq(key, put(f, STR("<h1>Text"), 1000)));
}

static void forgets_after_its_time(void **state)
{
    struct fixture *f = *state;
    struct str key = put(f, STR("<h1>Text"), 1000);
    assert_int_equal(look(f, key, 1000 + AGE_MS - 1), OK);
    assert_int_equal(look(f, key, 1000 + AGE_MS), NOT_FOUND);
}

static void the_oldest_makes_room_when_there_are_too_many(void **state)
{
    struct fixture *f = *state;
    struct str first = put(f, STR("1"), 1000);
    struct str second = put(f, STR("2"), 1001);
    for (int i = 2; i < LIMIT_PARKED_PAGES; i++)
        (void)put(f, STR("n"), 1002 + i);
    assert_int_equal(look(f, first, 2000), OK);
    (void)put(f, STR("one more"), 2000);
    assert_int_equal(look(f, first, 2000), NOT_FOUND);
    assert_int_equal(look(f, second, 2000), OK);
}

static void the_oldest_makes_room_when_they_are_too_large(void **state)
{
    struct fixture *f = *state;
    struct str html = html_for(f, LIMIT_REQUEST_PARKED_BYTES);
    struct str first = put(f, html, 1000);
    for (int i = 1; i < LIMIT_PARKED_BYTES / LIMIT_REQUEST_PARKED_BYTES; i++)
        (void)put(f, html, 1000 + i);
    assert_int_equal(look(f, first, 2000), OK);
    struct str last = put(f, STR(""), 2000);
    assert_int_equal(look(f, first, 2000), NOT_FOUND);
    assert_int_equal(look(f, last, 2000), OK);
}

static void refuses_what_is_larger_than_a_page_may_be(void **state)
{
    struct fixture *f = *state;
    struct str key;
    const struct parked page = {.html = html_for(f, LIMIT_REQUEST_PARKED_BYTES + 64)};
    assert_true(page.html.len > LIMIT_REQUEST_PARKED_BYTES);
    assert_int_equal(parking_put(&f->arena, f->parking, &page, 0, &key), TOO_LARGE);
}

#define parking_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        parking_test(gives_back_what_was_put_until_it_is_removed),
        parking_test(finds_nothing_under_other_keys),
        parking_test(forgets_after_its_time),
        parking_test(the_oldest_makes_room_when_there_are_too_many),
        parking_test(the_oldest_makes_room_when_they_are_too_large),
        parking_test(refuses_what_is_larger_than_a_page_may_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
