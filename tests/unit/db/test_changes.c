#include "db/changes.h"

#include "../unit.h"

#include "../folder.h"
#include "db/writer.h"

enum { TOPIC_BLOG = 1, TOPIC_POST, TOPIC_NOBODY = -1 };

static const struct db_rule rules[] = {
    {"member", TOPIC_NOBODY, NULL, NULL},
    {"blog", TOPIC_BLOG, "id", NULL},
    {"article", TOPIC_POST, "id", NULL},
    {"article", TOPIC_BLOG, "blog", "n_likes n_comments"},
    {NULL, 0, NULL, NULL},
};

struct fixture {
    struct arena arena;
    struct db_writer *writer;
    struct db_changes *changes;
    const char *folder;
};

static enum outcome insert(struct db *db, void *context)
{
    (void)context;
    db_unprotect(db);
    enum outcome done = db_run(db_query(
        db, "insert into member (id, handle, name, name_key, role, password, lang, created)"
            " values (1, 'a', 'A', 'a', 1, '', '', 1)"));
    db_protect(db);
    if (done == OK)
        done = db_run(db_query(db, "insert into blog (id, slug, title, description, lang, owner,"
                                   " created) values (1, 'b', 'B', '', '', 1, 1), (2, 'c', 'C', '',"
                                   " '', 1, 1)"));
    if (done == OK)
        done = db_run(db_query(
            db, "insert into article (id, blog, sharer, state, shared, reading_minutes, words,"
                " created, title, slug, lang, dateline, standfirst, excerpt, byline, url, credit)"
                " values (7, 1, 1, 2, 1, 1, 1, 1, 't', 's', '', '', '', '', '', '', '')"));
    return done;
}

static struct fixture *open_fixture(const char *folder)
{
    static struct fixture fixture;
    struct str why = STR("");
    fixture = (struct fixture){.folder = folder};
    arena_init(&fixture.arena, 64 << 20);
    assert_int_equal(db_writer_open(&fixture.arena, folder, rules, &fixture.writer, &why), OK);
    fixture.changes = db_writer_changes(fixture.writer);
    assert_int_equal(db_writer_run(fixture.writer, insert, NULL), OK);
    return &fixture;
}

static void close_fixture(struct fixture *fixture)
{
    db_writer_close(fixture->writer);
    arena_done(&fixture->arena);
}

static bool changed(struct fixture *fixture, struct db_moment since, int64_t kind, int64_t id)
{
    const struct db_topic topic = {kind, id};
    return db_changed_since(fixture->changes, since, &topic, 1);
}

static bool anything_changed(struct fixture *fixture, struct db_moment since)
{
    return db_changed_since(fixture->changes, since, &db_anything, 1);
}

static enum outcome like(struct db *db, void *context)
{
    (void)context;
    return db_run(db_query(db, "update article set n_likes = n_likes + 1 where id = 7"));
}

static enum outcome move(struct db *db, void *context)
{
    (void)context;
    return db_run(db_query(db, "update article set blog = 2, n_likes = n_likes + 1 where id = 7"));
}

static enum outcome like_in_vain(struct db *db, void *context)
{
    enum outcome done = like(db, context);
    return done == OK ? INVALID : done;
}

static enum outcome rename_member(struct db *db, void *context)
{
    (void)context;
    db_unprotect(db);
    enum outcome done = db_run(db_query(db, "update member set name = 'B' where id = 1"));
    db_protect(db);
    return done;
}

static enum outcome add_tag(struct db *db, void *context)
{
    (void)context;
    return db_run(db_query(db, "insert into tag (slug, name) values ('x', 'X')"));
}

static enum outcome nothing(struct db *db, void *context)
{
    (void)db;
    (void)context;
    return OK;
}

static void a_write_is_told_by_its_topics_before_it_is_answered(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct db_moment before = db_changes_now(fixture->changes);
    assert_false(anything_changed(fixture, before));
    assert_int_equal(db_writer_run(fixture->writer, like, NULL), OK);
    assert_true(changed(fixture, before, TOPIC_POST, 7));
    assert_true(anything_changed(fixture, before));
    assert_false(changed(fixture, before, TOPIC_POST, 8));
    assert_false(changed(fixture, before, 0, 0));
    assert_false(anything_changed(fixture, db_changes_now(fixture->changes)));
    close_fixture(fixture);
}

static void columns_left_out_touch_nothing_alone(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct db_moment before = db_changes_now(fixture->changes);
    assert_int_equal(db_writer_run(fixture->writer, like, NULL), OK);
    assert_false(changed(fixture, before, TOPIC_BLOG, 1));
    assert_int_equal(db_writer_run(fixture->writer, move, NULL), OK);
    assert_true(changed(fixture, before, TOPIC_BLOG, 1)); /* where it was */
    assert_true(changed(fixture, before, TOPIC_BLOG, 2)); /* and where it is */
    close_fixture(fixture);
}

static void a_table_without_a_rule_and_one_that_nobody_sees(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct db_moment before = db_changes_now(fixture->changes);
    assert_int_equal(db_writer_run(fixture->writer, rename_member, NULL), OK);
    assert_false(anything_changed(fixture, before));
    assert_int_equal(db_writer_run(fixture->writer, add_tag, NULL), OK);
    assert_true(changed(fixture, before, 0, 0));
    close_fixture(fixture);
}

static void a_write_of_nothing_changes_nothing(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct db_moment before = db_changes_now(fixture->changes);
    assert_int_equal(db_writer_run(fixture->writer, nothing, NULL), OK);
    assert_false(anything_changed(fixture, before));
    assert_int_equal(db_writer_run(fixture->writer, like_in_vain, NULL), INVALID);
    assert_false(changed(fixture, before, TOPIC_POST, 8));
    close_fixture(fixture);
}

static void another_connections_commit_changes_everything(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct str why = STR("");
    struct db_moment before = db_changes_now(fixture->changes);
    CLEANUP(db_close_at) struct db *other = NULL;
    assert_int_equal(db_open(&fixture->arena, fixture->folder, DB_WRITE, &other, &why), OK);
    assert_int_equal(db_begin(other), OK);
    assert_int_equal(like(other, NULL), OK);
    assert_false(changed(fixture, before, TOPIC_BLOG, 1)); /* not committed yet */
    assert_int_equal(db_commit(other), OK);
    assert_true(changed(fixture, before, TOPIC_BLOG, 1));
    assert_true(changed(fixture, before, TOPIC_POST, 8));

    struct db_moment after = db_changes_now(fixture->changes);
    assert_false(anything_changed(fixture, after));
    assert_int_equal(db_writer_run(fixture->writer, like, NULL), OK);
    assert_false(changed(fixture, after, TOPIC_POST, 8)); /* our own are told apart again */
    close_fixture(fixture);
}

/* A transaction of two inner writes: one is kept and one is refused. */
static enum outcome run_inside(struct db *db, db_write *write)
{
    enum outcome outcome = db_begin(db);
    if (outcome != OK)
        return outcome;
    outcome = write(db, NULL);
    if (outcome == OK)
        return db_commit(db);
    db_rollback(db);
    return OK;
}

static enum outcome like_and_like_in_vain(struct db *db, void *context)
{
    (void)context;
    enum outcome done = run_inside(db, like);
    return done == OK ? run_inside(db, like_in_vain) : done;
}

static enum outcome like_in_vain_and_like(struct db *db, void *context)
{
    (void)context;
    enum outcome done = run_inside(db, like_in_vain);
    return done == OK ? run_inside(db, like) : done;
}

static void a_refused_write_changes_no_more_than_those_beside_it(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    static db_write *const pairs[] = {like_and_like_in_vain, like_in_vain_and_like};
    for (size_t i = 0; i < N_OF(pairs); i++) {
        struct db_moment before = db_changes_now(fixture->changes);
        assert_int_equal(db_writer_run(fixture->writer, pairs[i], NULL), OK);
        assert_true(changed(fixture, before, TOPIC_POST, 7));
        assert_false(changed(fixture, before, TOPIC_POST, 8));
        assert_false(anything_changed(fixture, db_changes_now(fixture->changes)));
    }
    close_fixture(fixture);
}

static void a_refused_write_hides_nobody_elses(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct str why = STR("");
    CLEANUP(db_close_at) struct db *other = NULL;
    assert_int_equal(db_open(&fixture->arena, fixture->folder, DB_WRITE, &other, &why), OK);
    struct db_moment before = db_changes_now(fixture->changes);
    assert_int_equal(db_writer_run(fixture->writer, like_in_vain, NULL), INVALID);
    assert_int_equal(db_writer_run(fixture->writer, nothing, NULL), OK);
    assert_int_equal(db_begin(other), OK);
    assert_int_equal(like(other, NULL), OK);
    assert_int_equal(db_commit(other), OK);
    assert_true(changed(fixture, before, TOPIC_POST, 8)); /* of others all is thought changed */
    close_fixture(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(a_write_is_told_by_its_topics_before_it_is_answered),
        folder_test(columns_left_out_touch_nothing_alone),
        folder_test(a_table_without_a_rule_and_one_that_nobody_sees),
        folder_test(a_write_of_nothing_changes_nothing),
        folder_test(a_refused_write_changes_no_more_than_those_beside_it),
        folder_test(another_connections_commit_changes_everything),
        folder_test(a_refused_write_hides_nobody_elses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
