#include "store.h"

#include "base/packed.h"
#include "community/article_address.h"
#include "community/provenance.h"
#include "community/recheck.h"
#include "community/setting.h"
#include "community/source_watch.h"

enum { HOUR = 3600, DAY = 24 * HOUR, CAPTURED = 5000, SHARED = 6000 };

static const struct article_captured *captured_from(const char *url)
{
    static struct article_captured captured;
    captured = (struct article_captured){
        .snapshot = {.captured = CAPTURED,
                     .asked = str_from_c(url),
                     .url = str_from_c(url),
                     .status = 200,
                     .hash = STR("00"),
                     .object = STR("11")},
        .title = STR("Title"),
        .text = STR("He said so."),
    };
    return &captured;
}

static struct article_id share(struct store *store, const char *url)
{
    struct article_fields fields = store_fields("Title");
    fields.url = str_from_c(url);
    struct article_checked checked = store_checked(store, &fields);
    const struct article_new article = {store->blog, store->tan, &checked, CAPTURED,
                                        captured_from(url)};
    struct article_id id = {0};
    assert_int_equal(article_make(&store->arena, store->db, &article, &id), OK);
    assert_int_equal(article_publish(store->db, id, SHARED, 0), OK);
    return id;
}

static struct source_watch watch_of(struct store *store, struct article_id id)
{
    struct source_watch watch;
    assert_int_equal(source_watch_find(&store->arena, store->db, id, &watch), OK);
    return watch;
}

/* The next check, taken by a worker as soon as it is due. */
static struct job take(struct store *store, struct article_id id, int64_t *ret_due)
{
    struct job job;
    struct source_watch watch = watch_of(store, id);
    assert_int_equal(job_find(&store->arena, store->db, watch.job, &job), OK);
    *ret_due = job.run_after;
    assert_int_equal(job_lease(&store->arena, store->db, job.run_after, &job), OK);
    assert_int_equal(job.id.n, watch.job.n);
    return job;
}

static void reads_the_operators_plan(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int n; /* -1: refused */
    } rows[] = {
        {"1h 6h 1d 7d 30d", 5},
        {"", 0},
        {" 2h,\t3w ", 2},
        {"365d", 1},
        {"366d", -1},
        {"0h", -1},
        {"1", -1},
        {"1m", -1},
        {"h", -1},
        {"6h 1h", -1},
        {"1h 1h", -1},
        {"1h2h", -1},
        {"-1h", -1},
        {"1h 2h 3h 4h 5h 6h 7h 8h 9h 10h 11h 12h", LIMIT_RECHECKS},
        {"1h 2h 3h 4h 5h 6h 7h 8h 9h 10h 11h 12h 13h", -1},
        {"99999999999999999999h", -1},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        struct recheck_plan plan;
        enum outcome read = recheck_parse(str_from_c(rows[i].text), &plan);
        if ((rows[i].n < 0) != (read == INVALID) || (read == OK && (int)plan.n != rows[i].n))
            fail_msg("'%s'", rows[i].text);
    }
}

static void follows_the_plan_from_sharing_on(void **state)
{
    struct store *store = *state;
    struct article_id id = share(store, "https://example.org/a");
    static const int64_t plan[] = {HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY};
    for (size_t i = 0; i < 5; i++) {
        int64_t due = 0;
        struct job job = take(store, id, &due);
        bool may_ask = false;
        assert_int_equal(due, SHARED + plan[i]);
        assert_int_equal(source_watch_ask(store->db, &job, due, &may_ask), OK);
        assert_true(may_ask);
        assert_int_equal(source_watch_unchanged(store->db, &job, due), OK);
    }
    assert_int_equal(watch_of(store, id).job.n, 0);
    assert_int_equal(watch_of(store, id).checked, SHARED + 30 * DAY);
    store_check(store);
}

static void leaves_a_host_in_peace(void **state)
{
    struct store *store = *state;
    struct article_id a = share(store, "https://example.org/a");
    struct article_id b = share(store, "https://example.org/b");
    bool may_ask = false;
    int64_t due = 0;
    struct job job = take(store, a, &due);
    assert_int_equal(source_watch_ask(store->db, &job, due, &may_ask), OK);
    assert_true(may_ask);
    struct job other = take(store, b, &due);
    int64_t early = due + LIMIT_RECHECK_HOST_SECONDS - 1;
    assert_int_equal(source_watch_ask(store->db, &other, early, &may_ask), OK);
    assert_false(may_ask);
    other = take(store, b, &due);
    assert_int_equal(due, early + 1);
    assert_int_equal(other.tries, 1);
    assert_int_equal(source_watch_ask(store->db, &other, due, &may_ask), OK);
    assert_true(may_ask);
}

static void suspects_at_most_so_often(void **state)
{
    struct store *store = *state;
    struct article_id id = share(store, "https://example.org/a");
    const struct source_suspicion suspicion = {STR("Title"), STR("He did not say so.")};
    int64_t due = 0;
    int64_t last = 0;
    for (int i = 1; i <= LIMIT_RECHECK_SUSPICIONS; i++) {
        struct job job = take(store, id, &due);
        assert_int_equal(due, i == 1 ? SHARED + HOUR : last + LIMIT_RECHECK_CONFIRM_SECONDS);
        assert_int_equal(source_watch_suspect(store->db, &job, &suspicion, due), OK);
        assert_int_equal(watch_of(store, id).n_suspected, i < LIMIT_RECHECK_SUSPICIONS ? i : 0);
        last = due;
    }
    (void)take(store, id, &due);
    assert_int_equal(due, SHARED + 6 * HOUR);
}

static void a_lost_lease_changes_nothing(void **state)
{
    struct store *store = *state;
    struct article_id id = share(store, "https://example.org/a");
    int64_t due = 0;
    struct job lost = take(store, id, &due);
    struct job again;
    due += LIMIT_JOB_LEASE_SECONDS;
    assert_int_equal(job_lease(&store->arena, store->db, due, &again), OK);
    assert_int_equal(source_watch_unchanged(store->db, &lost, due), CONFLICT);
    assert_int_equal(source_watch_unchanged(store->db, &again, due), OK);
}

static void a_change_is_a_revision_and_the_present_one(void **state)
{
    struct store *store = *state;
    struct article_id id = share(store, "https://example.org/a");
    struct source_revision revision = {.seen = 9000, .title = STR("Title"), .text = STR("New.")};
    struct provenance provenance;
    int64_t due = 0;
    struct job job = take(store, id, &due);
    assert_int_equal(snapshot_add(store->db, id, &captured_from("https://example.org/b")->snapshot,
                                  &revision.snapshot),
                     OK);
    assert_int_equal(source_watch_changed(store->db, &job, &revision, due), OK);
    assert_int_equal(provenance_load(&store->arena, store->db, id, &provenance), OK);
    assert_int_equal(provenance.n_revisions, 2);
    assert_int_equal(provenance.changed, 9000);
    assert_int_equal(provenance.captured, CAPTURED);
}

static void lists_as_many_revisions_as_are_kept(void **state)
{
    struct store *store = *state;
    struct article_id id = share(store, "https://example.org/a");
    const struct source_revision *revisions;
    struct source_revision revision;
    size_t n = 0;
    assert_int_equal(source_revision_last(&store->arena, store->db, id, &revision), OK);
    for (int i = 1; i <= LIMIT_SOURCE_REVISIONS; i++)
        assert_int_equal(source_revision_add(store->db, id, &revision), OK);
    assert_int_equal(source_revision_list(&store->arena, store->db, id, &revisions, &n), OK);
    assert_int_equal(n, LIMIT_SOURCE_REVISIONS);
    assert_int_equal(revisions[n - 1].number, LIMIT_SOURCE_REVISIONS);
}

static void keys_come_in_batches_to_articles_of_before(void **state)
{
    struct store *store = *state;
    bool has_more = false;
    for (int i = 0; i <= LIMIT_ADDRESS_BATCH; i++)
        (void)share(store, str_print(&store->arena, "https://example.org/%d", i).ptr);
    assert_int_equal(db_run(db_query(store->db, "delete from article_address")), OK);
    assert_int_equal(article_address_catch_up(store->db, &has_more), OK);
    assert_true(has_more);
    struct article_share found;
    struct str last = str_print(&store->arena, "http://m.example.org/%d/", LIMIT_ADDRESS_BATCH);
    assert_int_equal(
        article_address_find(&store->arena, store->db, STR("http://example.org/0?ref=x"), &found),
        OK);
    assert_int_equal(article_address_find(&store->arena, store->db, last, &found), NOT_FOUND);
    assert_int_equal(article_address_catch_up(store->db, &has_more), OK);
    assert_false(has_more);
    assert_int_equal(article_address_find(&store->arena, store->db, last, &found), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_operators_plan),
        store_test(follows_the_plan_from_sharing_on),
        store_test(leaves_a_host_in_peace),
        store_test(suspects_at_most_so_often),
        store_test(a_lost_lease_changes_nothing),
        store_test(a_change_is_a_revision_and_the_present_one),
        store_test(lists_as_many_revisions_as_are_kept),
        store_test(keys_come_in_batches_to_articles_of_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
