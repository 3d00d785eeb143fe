#include "web/visitors.h"

#include "../unit.h"

#include "../folder.h"
#include "base/limits.h"
#include "community/token.h"
#include "community/topic.h"
#include "db/writer.h"

enum { NOW = 1000, DUE = 5000 };

struct fixture {
    struct arena arena;
    struct db_writer *writer;
    struct visitors *visitors;
    struct member_id tan, lim;
    struct session_id session; /* Tan's */
};

static enum outcome make_session(struct db *db, void *context)
{
    struct fixture *fixture = context;
    return session_make(db, fixture->tan, session_token_new(&fixture->arena), STR("Browser"), NOW,
                        &fixture->session);
}

static enum outcome make_members(struct db *db, void *context)
{
    struct fixture *fixture = context;
    struct problem problem;
    const struct account_new tan = {.name = STR("Tan KW"), .role = ROLE_MEMBER, .now = NOW};
    const struct account_new lim = {.name = STR("Lim"), .role = ROLE_MEMBER, .now = NOW};
    enum outcome outcome = account_make(&fixture->arena, db, &tan, &fixture->tan, &problem);
    if (outcome == OK)
        outcome = account_make(&fixture->arena, db, &lim, &fixture->lim, &problem);
    return outcome == OK ? make_session(db, fixture) : outcome;
}

static struct fixture *open_fixture(const char *folder)
{
    static struct fixture fixture;
    struct str why = STR("");
    arena_init(&fixture.arena, 16 << 20);
    assert_int_equal(db_writer_open(&fixture.arena, folder, topic_rules, &fixture.writer, &why),
                     OK);
    fixture.visitors = visitors_new(&fixture.arena, db_writer_changes(fixture.writer));
    assert_int_equal(db_writer_run(fixture.writer, make_members, &fixture), OK);
    return &fixture;
}

static void close_fixture(struct fixture *fixture)
{
    visitors_done(fixture->visitors);
    db_writer_close(fixture->writer);
    arena_done(&fixture->arena);
}

static struct db_moment now(struct fixture *fixture)
{
    return db_changes_now(db_writer_changes(fixture->writer));
}

static void add(struct fixture *fixture, struct str hash, struct db_moment moment)
{
    const struct visitor visitor = {
        .session = fixture->session,
        .touch_due = DUE,
        .member = {.id = fixture->tan, .handle = STR("tan-kw"), .name = STR("Tan KW")},
    };
    visitors_add(fixture->visitors, hash, moment, &visitor);
}

static bool has(struct fixture *fixture, struct str hash, int64_t at)
{
    struct visitor visitor;
    return visitors_find(fixture->visitors, &fixture->arena, hash, at, &visitor) == OK;
}

/* Whether a visitor who was added before the write is known after it. */
static bool outlives(struct fixture *fixture, db_write *write)
{
    add(fixture, STR("hash"), now(fixture));
    assert_true(has(fixture, STR("hash"), NOW));
    assert_int_equal(db_writer_run(fixture->writer, write, fixture), OK);
    return has(fixture, STR("hash"), NOW);
}

static enum outcome change_role(struct db *db, void *context)
{
    const struct fixture *fixture = context;
    return account_set_role(db, fixture->tan, ROLE_MODERATOR);
}

static enum outcome end_member(struct db *db, void *context)
{
    const struct fixture *fixture = context;
    return account_end(db, fixture->tan, NOW);
}

static enum outcome end_session(struct db *db, void *context)
{
    const struct fixture *fixture = context;
    return session_end(db, fixture->tan, fixture->session);
}

static enum outcome end_all_sessions(struct db *db, void *context)
{
    const struct fixture *fixture = context;
    return session_end_others(db, fixture->tan, (struct session_id){0});
}

static enum outcome sweep_sessions(struct db *db, void *context)
{
    (void)context;
    return session_sweep(db, NOW + (int64_t)LIMIT_SESSION_DAYS * 86400);
}

static enum outcome touch_session(struct db *db, void *context)
{
    const struct fixture *fixture = context;
    return session_touch(db, fixture->session, NOW + 86400);
}

static enum outcome change_another(struct db *db, void *context)
{
    const struct fixture *fixture = context;
    return account_set_role(db, fixture->lim, ROLE_MODERATOR);
}

static void a_visitor_is_known_by_the_hash_until_a_touch_is_due(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    add(fixture, STR("hash"), now(fixture));
    struct visitor visitor;
    assert_int_equal(
        visitors_find(fixture->visitors, &fixture->arena, STR("hash"), DUE - 1, &visitor), OK);
    assert_int_equal(visitor.session.n, fixture->session.n);
    assert_int_equal(visitor.member.id.n, fixture->tan.n);
    assert_str(visitor.member.handle, "tan-kw");
    assert_str(visitor.member.name, "Tan KW");
    assert_str(visitor.member.lang, "");
    assert_false(has(fixture, STR("hashes"), NOW));
    assert_false(has(fixture, STR("hash"), DUE));
    close_fixture(fixture);
}

static void whatever_changes_the_session_or_the_member_makes_it_unknown(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    assert_false(outlives(fixture, change_role));
    assert_false(outlives(fixture, touch_session));
    assert_false(outlives(fixture, end_session));
    assert_int_equal(db_writer_run(fixture->writer, make_session, fixture), OK);
    assert_false(outlives(fixture, end_all_sessions));
    assert_int_equal(db_writer_run(fixture->writer, make_session, fixture), OK);
    assert_false(outlives(fixture, sweep_sessions));
    assert_false(outlives(fixture, end_member));
    close_fixture(fixture);
}

static void what_others_do_leaves_it_known(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    assert_true(outlives(fixture, change_another));
    close_fixture(fixture);
}

static void what_was_read_before_a_change_is_unknown_after_it(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    struct db_moment before = now(fixture);
    assert_int_equal(db_writer_run(fixture->writer, end_session, fixture), OK);
    add(fixture, STR("hash"), before);
    assert_false(has(fixture, STR("hash"), NOW));
    close_fixture(fixture);
}

static void of_too_many_most_are_known(void **state)
{
    struct fixture *fixture = open_fixture(*state);
    enum { N = 2 * LIMIT_KNOWN_VISITORS };
    int n_known = 0;
    for (int i = 0; i < N; i++)
        add(fixture, token_hash(&fixture->arena, str_print(&fixture->arena, "%d", i)),
            now(fixture));
    for (int i = 0; i < N; i++)
        n_known +=
            has(fixture, token_hash(&fixture->arena, str_print(&fixture->arena, "%d", i)), NOW);
    assert_in_range(n_known, LIMIT_KNOWN_VISITORS / 2, LIMIT_KNOWN_VISITORS);
    close_fixture(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(a_visitor_is_known_by_the_hash_until_a_touch_is_due),
        folder_test(whatever_changes_the_session_or_the_member_makes_it_unknown),
        folder_test(what_others_do_leaves_it_known),
        folder_test(what_was_read_before_a_change_is_unknown_after_it),
        folder_test(of_too_many_most_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
