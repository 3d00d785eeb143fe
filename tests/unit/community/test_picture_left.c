#include "store.h"

#include "community/job.h"
#include "community/picture_left.h"
#include "community/source.h"

static void set_policy(struct store *store, enum policy_kind kind)
{
    const struct policy policy = {.kind = kind};
    struct source source;
    struct problem problem;
    assert_int_equal(
        source_set_policy(&store->arena, store->db, STR("AFP"), &policy, &source, &problem), OK);
}

static void make_articles(struct store *store, int n)
{
    for (int i = 0; i < n; i++) {
        struct article_fields fields = store_fields("Lamp");
        fields.body = html_from_store(str_print(
            &store->arena, "<p>Look: <img src=\"https://example.com/%d.png\" alt=\"\"></p>", i));
        struct article_checked checked = store_checked(store, &fields);
        struct article_new article = {store->blog, store->tan, &checked, 1000, NULL};
        struct article_id id = {0};
        assert_int_equal(article_make(&store->arena, store->db, &article, &id), OK);
    }
    assert_int_equal(db_run(db_query(store->db, "delete from job")), OK);
}

static struct picture_left find(struct store *store, int64_t after)
{
    struct picture_left left;
    assert_int_equal(picture_left_find(store->db, after, &left), OK);
    return left;
}

/* Takes the next job that is due at `now`; its kind, or -1. */
static int take_job(struct store *store, int64_t now)
{
    struct job job;
    enum outcome taken = job_lease(&store->arena, store->db, now, &job);
    if (taken == NOT_FOUND)
        return -1;
    assert_int_equal(taken, OK);
    assert_int_equal(job_finish(store->db, &job, STR(""), now), OK);
    return (int)job.kind;
}

static void passes_articles_whose_policy_forbids(void **state)
{
    struct store *store = *state;
    make_articles(store, 3);
    set_policy(store, POLICY_EXCERPT);
    struct picture_left left = find(store, 0);
    assert_int_equal(left.n, 0);
    assert_true(left.is_end);
    set_policy(store, POLICY_FULL);
    left = find(store, 0);
    assert_int_equal(left.n, 3);
    assert_true(left.is_end);
    assert_int_equal(find(store, left.articles[0]).n, 2);
}

static void asks_for_one_article_after_another(void **state)
{
    struct store *store = *state;
    make_articles(store, LIMIT_PICTURES_LEFT + 1);
    set_policy(store, POLICY_FULL);
    struct picture_left left = find(store, 0);
    assert_int_equal(left.n, LIMIT_PICTURES_LEFT);
    assert_false(left.is_end);
    assert_int_equal(picture_left_submit(store->db, &left, 2000), OK);
    for (int i = 0; i < LIMIT_PICTURES_LEFT; i++) {
        int64_t due = 2000 + i * LIMIT_PICTURES_LEFT_SECONDS;
        assert_int_equal(take_job(store, due), JOB_PICTURES);
        assert_int_equal(take_job(store, due), -1);
    }
    int64_t due = 2000 + LIMIT_PICTURES_LEFT * LIMIT_PICTURES_LEFT_SECONDS;
    assert_int_equal(take_job(store, due), JOB_PICTURES_LEFT);
    left = find(store, left.last);
    assert_int_equal(left.n, 1);
    assert_true(left.is_end);
    assert_int_equal(picture_left_submit(store->db, &left, due), OK);
    assert_int_equal(take_job(store, due), JOB_PICTURES);
    assert_int_equal(take_job(store, INT32_MAX), -1);
}

static void there_is_one_walk_however_often_it_begins(void **state)
{
    struct store *store = *state;
    assert_int_equal(picture_left_begin(store->db, 2000), OK);
    assert_int_equal(picture_left_begin(store->db, 2001), OK);
    const struct picture_left left = {.last = 7, .is_end = false};
    assert_int_equal(picture_left_submit(store->db, &left, 2002), OK);
    assert_int_equal(take_job(store, INT32_MAX), JOB_PICTURES_LEFT);
    assert_int_equal(take_job(store, INT32_MAX), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(passes_articles_whose_policy_forbids),
        store_test(asks_for_one_article_after_another),
        store_test(there_is_one_walk_however_often_it_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
