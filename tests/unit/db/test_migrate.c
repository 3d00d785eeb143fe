#include "../folder.h"
#include "../unit.h"

#include "base/file.h"
#include "db/db.h"
#include "db/migrate.h"

#include <sqlite3.h>

/* Stores as released versions wrote them; each must open for ever. */
static const char *const old_stores[] = {"store_1.sql"};

/* Runs SQL on the store's file behind the program's back. */
static void change_file(const char *folder, const char *sql)
{
    char path[256];
    sqlite3 *handle = NULL;
    char *complaint = NULL;
    (void)snprintf(path, sizeof(path), "%s/passalong.db", folder);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sqlite3_exec(handle, sql, NULL, NULL, &complaint) != SQLITE_OK)
        fail_msg("%s", complaint);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static int64_t number(struct db *db, struct db_stmt *stmt)
{
    (void)db;
    assert_int_equal(db_step(stmt), OK);
    int64_t found = db_int(stmt, 0);
    db_done(&stmt);
    return found;
}

static void new_store_has_the_present_version(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct db *db;
    struct str why;
    for (int i = 0; i < 2; i++) { /* the second time nothing is left to do */
        assert_int_equal(db_open(&arena, *state, DB_WRITE, &db, &why), OK);
        assert_int_equal(migrate_is_current(&arena, db, &why), OK);
        assert_int_equal(number(db, db_query(db, "select count(*) - max(version) from store")), 0);
        db_close(db);
    }
}

static void old_store_comes_up_to_date_with_all_it_held(void **state)
{
    for (size_t i = 0; i < N_OF(old_stores); i++) {
        SCRATCH_ARENA(arena, 8 << 20);
        struct str sql;
        const char *reason;
        struct str path = str_print(&arena, "%s/%s", OLD_STORES, old_stores[i]);
        assert_int_equal(file_read(&arena, path.ptr, 1 << 20, &sql, &reason), OK);
        change_file(*state, str_copy(&arena, sql).ptr);

        struct db *db;
        struct str why;
        assert_int_equal(db_open(&arena, *state, DB_WRITE, &db, &why), OK);
        assert_int_equal(migrate_is_current(&arena, db, &why), OK);
        assert_int_equal(number(db, db_query(db, "select count(*) from article")), 2);
        assert_int_equal(number(db, db_query(db, "select count(*) from comment")), 2);
        assert_int_equal(number(db, db_query(db, "select n_likes from article where id = 1")), 1);
        struct str complaint;
        assert_int_equal(db_verify(&arena, db, &complaint), OK);
        db_close(db);
    }
}

static void domains_of_addresses_are_found_when_policies_come(void **state)
{
    static const struct {
        const char *url;
        const char *domain;
    } cases[] = {
        {"", ""},
        {"https://news.example/a?b=c:d@e", "news.example"},
        {"http://www.news.example:8080/", "news.example"},
        {"https://me:secret@news.example/www.", "news.example"},
        {"http://[::1]:8080/a", "[::1]"},
    };
    SCRATCH_ARENA(arena, 8 << 20);
    struct str sql;
    struct db *db;
    struct str why;
    const char *reason;
    assert_int_equal(file_read(&arena, OLD_STORES "/store_1.sql", 1 << 20, &sql, &reason), OK);
    change_file(*state, str_copy(&arena, sql).ptr);
    for (size_t i = 0; i < N_OF(cases); i++)
        change_file(*state,
                    str_print(&arena,
                              "insert into article select %d, blog, sharer, source, 0,"
                              " shared, 0, 0, 1, 6, 1, created, 0, null, null, title, slug,"
                              " lang, '', '', excerpt, '', '%s', '' from article where id = 1",
                              (int)i + 10, cases[i].url)
                        .ptr);
    assert_int_equal(db_open(&arena, *state, DB_WRITE, &db, &why), OK);
    struct db_stmt *stmt = db_query(db, "select domain from article where id >= 10 order by id");
    for (size_t i = 0; i < N_OF(cases); i++) {
        assert_int_equal(db_step(stmt), OK);
        assert_str(db_text(&arena, stmt, 0), cases[i].domain);
    }
    db_done(&stmt);
    db_close(db);
}

static void newer_store_is_refused_with_words_and_left_alone(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct db *db;
    struct str why = STR("");
    assert_int_equal(db_open(&arena, *state, DB_WRITE, &db, &why), OK);
    db_close(db);
    change_file(*state, "insert into store (version) values (999)");
    assert_int_equal(db_open(&arena, *state, DB_WRITE, &db, &why), CONFLICT);
    assert_true(str_contains(why, STR("999")));
    change_file(*state, "delete from store where version = 999");
    assert_int_equal(db_open(&arena, *state, DB_WRITE, &db, &why), OK);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(new_store_has_the_present_version),
        folder_test(old_store_comes_up_to_date_with_all_it_held),
        folder_test(domains_of_addresses_are_found_when_policies_come),
        folder_test(newer_store_is_refused_with_words_and_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
