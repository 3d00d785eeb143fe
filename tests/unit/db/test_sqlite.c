#include "db/db.h"

#include "../unit.h"

#include "../folder.h"
#include "base/file.h"

#include <signal.h>
#include <sys/wait.h>

static struct db *open_store(struct arena *arena, void **state, enum db_mode mode)
{
    struct db *db = NULL;
    struct str why;
    assert_int_equal(db_open(arena, *state, mode, &db, &why), OK);
    return db;
}

static struct db *open_with_table(struct arena *arena, void **state)
{
    struct db *db = open_store(arena, state, DB_WRITE);
    assert_int_equal(
        db_run(db_query(db, "create table note (id integer primary key, words text unique)")), OK);
    return db;
}

static enum outcome add_note(struct db *db, int64_t id, struct str words)
{
    struct db_stmt *q = db_query(db, "insert into note (words, id) values ($2, $1)");
    db_bind_int(q, 1, id);
    db_bind_text(q, 2, words);
    return db_run(q);
}

static int64_t count_notes(struct db *db)
{
    CLEANUP(db_done) struct db_stmt *q = db_query(db, "select count(*) from note");
    assert_int_equal(db_step(q), OK);
    return db_int(q, 0);
}

static void binds_by_number_whatever_their_order(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    CLEANUP(db_close_at) struct db *db = open_with_table(&arena, state);
    assert_int_equal(add_note(db, 5, STR("a\0b")), OK);
    assert_int_equal(add_note(db, 6, (struct str){NULL, 0}), OK);
    CLEANUP(db_done) struct db_stmt *q = db_query(db, "select id, words from note order by id");
    assert_int_equal(db_step(q), OK);
    assert_int_equal(db_int(q, 0), 5);
    assert_int_equal(db_text(&arena, q, 1).len, 3);
    assert_int_equal(db_step(q), OK);
    assert_false(db_is_null(q, 1));
    assert_str(db_text(&arena, q, 1), "");
    assert_int_equal(db_step(q), NOT_FOUND);
}

static void one_literal_may_be_open_twice(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    CLEANUP(db_close_at) struct db *db = open_with_table(&arena, state);
    for (int i = 1; i <= 3; i++)
        assert_int_equal(add_note(db, i, str_print(&arena, "%d", i)), OK);
    int n = 0;
    struct db_stmt *q[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        q[i] = db_query(db, "select id from note");
        assert_int_equal(db_step(q[i]), OK);
    }
    while (db_step(q[0]) == OK)
        n++;
    assert_int_equal(n, 2);
    assert_int_equal(db_step(q[1]), OK);
    assert_int_equal(db_int(q[1], 0), 2);
    db_done(&q[1]);
    db_done(&q[0]);
}

static void says_conflict_for_a_second_of_the_same(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    CLEANUP(db_close_at) struct db *db = open_with_table(&arena, state);
    assert_int_equal(add_note(db, 1, STR("x")), OK);
    assert_int_equal(add_note(db, 1, STR("y")), CONFLICT);
    assert_int_equal(add_note(db, 2, STR("x")), CONFLICT);
    assert_int_equal(count_notes(db), 1);
}

static void undoes_an_inner_write_alone(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    CLEANUP(db_close_at) struct db *db = open_with_table(&arena, state);
    assert_int_equal(db_begin(db), OK);
    assert_int_equal(add_note(db, 1, STR("kept")), OK);
    assert_int_equal(db_begin(db), OK);
    assert_int_equal(add_note(db, 2, STR("undone")), OK);
    db_rollback(db);
    assert_int_equal(db_begin(db), OK);
    assert_int_equal(add_note(db, 3, STR("kept too")), OK);
    assert_int_equal(db_commit(db), OK);
    assert_int_equal(db_commit(db), OK);
    assert_int_equal(count_notes(db), 2);
}

static void a_reader_keeps_its_view_until_it_lets_go(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    CLEANUP(db_close_at) struct db *writer = open_with_table(&arena, state);
    CLEANUP(db_close_at) struct db *reader = open_store(&arena, state, DB_READ);
    assert_int_equal(db_read_begin(reader), OK);
    assert_int_equal(count_notes(reader), 0);
    assert_int_equal(add_note(writer, 1, STR("later")), OK);
    assert_int_equal(count_notes(reader), 0);
    db_read_end(reader);
    assert_int_equal(count_notes(reader), 1);
}

static void a_reader_cannot_write(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    CLEANUP(db_close_at) struct db *writer = open_with_table(&arena, state);
    CLEANUP(db_close_at) struct db *reader = open_store(&arena, state, DB_READ);
    assert_int_equal(add_note(reader, 1, STR("x")), UNAVAILABLE);
    assert_int_equal(count_notes(writer), 0);
}

/* Runs in a process of its own, because it must abort. */
static bool aborts_when_writing_settings(struct arena *arena, void **state, bool is_open)
{
    pid_t child = fork();
    if (child == 0) {
        (void)signal(SIGABRT, SIG_DFL);
        (void)close(STDERR_FILENO);
        struct db *db = open_store(arena, state, DB_WRITE);
        if (is_open)
            db_unprotect(db);
        ignore_outcome(db_run(db_query(db, "insert into setting (name, value) values ('a', 'b')")));
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void settings_refuse_writes_outside_the_window(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    db_close(open_store(&arena, state, DB_WRITE));
    assert_true(aborts_when_writing_settings(&arena, state, false));
    assert_false(aborts_when_writing_settings(&arena, state, true));
}

/* Somebody who writes each time that a backup tells how far it is. */
static struct {
    struct db *db;
    int n_notes;
} others;

enum { N_NOTES_MOST = 1000 };

static void write_meanwhile(int permille)
{
    SCRATCH_ARENA(scratch, 1 << 16);
    struct str words = str_print(&scratch, "note %d at %d", others.n_notes, permille);
    if (others.n_notes < N_NOTES_MOST)
        assert_int_equal(add_note(others.db, 1000 + others.n_notes++, words), OK);
}

/* A store that takes several steps to copy. */
static void add_long_notes(struct arena *arena, struct db *db, int n)
{
    enum { LONG_BYTES = 1 << 20 };
    for (int i = 0; i < n; i++) {
        char *words = arena_alloc(arena, LONG_BYTES);
        memset(words, 'a' + i, LONG_BYTES);
        assert_int_equal(add_note(db, i + 1, (struct str){words, LONG_BYTES}), OK);
    }
}

static void a_backup_is_whole_while_others_write(void **state)
{
    SCRATCH_ARENA(arena, 32 << 20);
    CLEANUP(db_close_at) struct db *writer = open_with_table(&arena, state);
    CLEANUP(db_close_at) struct db *reader = open_store(&arena, state, DB_READ);
    enum { N_BEFORE = 8 };
    add_long_notes(&arena, writer, N_BEFORE);
    const char *copy = str_print(&arena, "%s/copy.db", (char *)*state).ptr;
    const char *why = NULL;
    others.db = writer;
    others.n_notes = 0;
    assert_int_equal(db_backup(reader, copy, write_meanwhile, &why), OK);
    assert_in_range(others.n_notes, 2, N_NOTES_MOST - 1);
    const char *second = str_print(&arena, "%s/passalong.db", (char *)*state).ptr;
    db_close(writer);
    db_close(reader);
    writer = reader = NULL;
    assert_int_equal(file_replace(copy, second, &why), OK);
    file_remove(str_print(&arena, "%s-wal", second).ptr);
    CLEANUP(db_close_at) struct db *restored = open_store(&arena, state, DB_READ);
    struct str complaint;
    assert_int_equal(db_verify(&arena, restored, &complaint), OK);
    assert_int_equal(count_notes(restored), N_BEFORE);
}

static void says_why_a_folder_cannot_be_used(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct db *db = NULL;
    struct str why = {"", 0};
    assert_int_equal(db_open(&arena, "/proc/nowhere", DB_WRITE, &db, &why), DENIED);
    assert_true(str_contains(why, STR("/proc/nowhere")));
    assert_null(db);
}

static void the_next_id_is_what_the_next_row_gets(void **state)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct db *db = open_store(&arena, state, DB_WRITE);
    int64_t id = 0;
    assert_int_equal(db_run(db_query(db, "create table numbered (id integer primary key"
                                         " autoincrement, text text)")),
                     OK);
    assert_int_equal(db_next_id(db, STR("numbered"), &id), OK);
    assert_int_equal(id, 1);
    assert_int_equal(db_run(db_query(db, "insert into numbered (id) values (1), (2)")), OK);
    assert_int_equal(db_run(db_query(db, "delete from numbered where id = 2")), OK);
    assert_int_equal(db_next_id(db, STR("numbered"), &id), OK);
    assert_int_equal(id, 3); /* no id is given twice */
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(binds_by_number_whatever_their_order),
        folder_test(one_literal_may_be_open_twice),
        folder_test(says_conflict_for_a_second_of_the_same),
        folder_test(undoes_an_inner_write_alone),
        folder_test(a_reader_keeps_its_view_until_it_lets_go),
        folder_test(a_reader_cannot_write),
        folder_test(settings_refuse_writes_outside_the_window),
        folder_test(a_backup_is_whole_while_others_write),
        folder_test(the_next_id_is_what_the_next_row_gets),
        cmocka_unit_test(says_why_a_folder_cannot_be_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
