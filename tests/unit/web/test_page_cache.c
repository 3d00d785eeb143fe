#include "web/page_cache.h"

#include "../unit.h"

#include "../folder.h"
#include "base/limits.h"
#include "community/topic.h"
#include "db/writer.h"

struct fixture {
    struct arena arena;
    struct db_writer *writer;
    struct page_cache *cache;
};

static struct fixture *open_fixture(const char *folder)
{
    static struct fixture fixture;
    struct str why = STR("");
    arena_init(&fixture.arena, 256 << 20);
    assert_int_equal(db_writer_open(&fixture.arena, folder, topic_rules, &fixture.writer, &why),
                     OK);
    fixture.cache = page_cache_new(&fixture.arena, db_writer_changes(fixture.writer));
    return &fixture;
}

static void close_fixture(struct fixture *fixture)
{
    page_cache_done(fixture->cache);
    db_writer_close(fixture->writer);
    arena_done(&fixture->arena);
}

static struct kept_state state_now(struct fixture *fixture)
{
    return (struct kept_state){
        .moment = db_changes_now(db_writer_changes(fixture->writer)),
        .topics = {db_anything},
        .n_topics = 1,
        .until = 1000,
    };
}

static struct kept_name name_of(const char *target)
{
    return (struct kept_name){.form = KEPT_PLAIN, .target = str_from_c(target)};
}

static void add(struct fixture *fixture, struct kept_name name, struct str bytes)
{
    struct kept_state state = state_now(fixture);
    struct kept_page *page = kept_page_new(bytes, STR("\"tag\""), NULL);
    page_cache_add(fixture->cache, &name, &state, page);
    kept_page_drop(page);
}

static bool has(struct fixture *fixture, struct kept_name name, int64_t now)
{
    struct kept_page *page = NULL;
    struct kept_state state;
    bool is_here = page_cache_find(fixture->cache, &name, now, &page, &state) == OK;
    kept_page_drop(page);
    return is_here;
}

static enum outcome add_tag(struct db *db, void *context)
{
    (void)context;
    return db_run(db_query(db, "insert into tag (slug, name) values ('x', 'X')"));
}

static void a_page_is_found_by_its_whole_name(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct kept_name name = name_of("/a/1/x?page=2");
    add(fixture, name, STR("the page"));

    struct kept_page *page = NULL;
    struct kept_state found;
    assert_int_equal(page_cache_find(fixture->cache, &name, 0, &page, &found), OK);
    assert_str(page->bytes, "the page");
    assert_string_equal(page->tag.ptr, "\"tag\"");
    kept_page_drop(page);

    struct kept_name other = name;
    other.form = KEPT_GZIP;
    assert_false(has(fixture, other, 0));
    other = name;
    other.language = 1;
    assert_false(has(fixture, other, 0));
    other = name;
    other.host = STR("example.org");
    assert_false(has(fixture, other, 0));
    assert_false(has(fixture, name_of("/a/1/x"), 0));
    close_fixture(fixture);
}

static void a_page_goes_with_its_day_and_with_a_change(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    add(fixture, name_of("/"), STR("the page"));
    assert_true(has(fixture, name_of("/"), 999));
    assert_false(has(fixture, name_of("/"), 1000));

    add(fixture, name_of("/"), STR("the page"));
    assert_int_equal(db_writer_run(fixture->writer, add_tag, NULL), OK);
    assert_false(has(fixture, name_of("/"), 0));
    assert_int_equal(page_cache_bytes(fixture->cache), 0);
    assert_int_equal(page_cache_count(fixture->cache), 0);
    close_fixture(fixture);
}

static void a_page_read_before_a_change_is_not_found_after_it(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct kept_name name = name_of("/");
    struct kept_state before = state_now(fixture);
    assert_int_equal(db_writer_run(fixture->writer, add_tag, NULL), OK);
    struct kept_page *page = kept_page_new(STR("too late"), STR(""), NULL);
    page_cache_add(fixture->cache, &name, &before, page);
    kept_page_drop(page);
    assert_false(has(fixture, name, 0));
    close_fixture(fixture);
}

enum { PAGE_BYTES = LIMIT_KEPT_BYTES / 16 };

static void a_full_cache_lets_go_of_what_nobody_asked_for(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    char *bytes = arena_alloc(&fixture->arena, PAGE_BYTES + 1);
    add(fixture, name_of("/asked"), (struct str){bytes, PAGE_BYTES});
    for (int i = 0; i < 40; i++) {
        struct str target = str_print(&fixture->arena, "/once/%d", i);
        assert_true(has(fixture, name_of("/asked"), 0));
        add(fixture, name_of(target.ptr), (struct str){bytes, PAGE_BYTES});
        assert_true(page_cache_bytes(fixture->cache) <= LIMIT_KEPT_BYTES + 1000);
    }
    assert_true(has(fixture, name_of("/once/39"), 0));
    assert_false(has(fixture, name_of("/once/0"), 0));

    add(fixture, name_of("/large"), (struct str){bytes, PAGE_BYTES + 1});
    assert_false(has(fixture, name_of("/large"), 0));
    close_fixture(fixture);
}

static bool wants(struct fixture *fixture, const char *target)
{
    struct kept_name name = name_of(target);
    return page_cache_wants(fixture->cache, &name, PAGE_BYTES);
}

static void a_full_cache_wants_what_is_asked_for_again(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    char *bytes = arena_alloc(&fixture->arena, PAGE_BYTES);
    assert_true(wants(fixture, "/first"));
    for (int i = 0; i < 16; i++) {
        struct str target = str_print(&fixture->arena, "/large/%d", i);
        add(fixture, name_of(target.ptr), (struct str){bytes, PAGE_BYTES});
    }
    assert_false(wants(fixture, "/once"));
    assert_false(wants(fixture, "/again"));
    assert_true(wants(fixture, "/again"));
    assert_true(wants(fixture, "/first"));

    for (int i = 0; i < 20 * LIMIT_KEPT_PAGES; i++) {
        struct str target = str_print(&fixture->arena, "/crawled/%d", i);
        assert_false(wants(fixture, target.ptr));
    }
    assert_false(wants(fixture, "/again"));
    close_fixture(fixture);
}

static void no_more_pages_are_kept_than_there_is_room_for(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    for (int i = 0; i <= LIMIT_KEPT_PAGES; i++) {
        struct str target = str_print(&fixture->arena, "/%d", i);
        add(fixture, name_of(target.ptr), STR("x"));
    }
    assert_int_equal(page_cache_count(fixture->cache), LIMIT_KEPT_PAGES);
    assert_false(has(fixture, name_of("/0"), 0));
    assert_true(has(fixture, name_of("/1"), 0));
    close_fixture(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(a_page_is_found_by_its_whole_name),
        folder_test(a_page_goes_with_its_day_and_with_a_change),
        folder_test(a_page_read_before_a_change_is_not_found_after_it),
        folder_test(a_full_cache_lets_go_of_what_nobody_asked_for),
        folder_test(a_full_cache_wants_what_is_asked_for_again),
        folder_test(no_more_pages_are_kept_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
