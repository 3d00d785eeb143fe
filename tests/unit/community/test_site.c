#include "store.h"

#include "community/follow.h"
#include "community/job.h"
#include "community/like.h"
#include "community/once.h"
#include "community/setting.h"

static void settings_have_defaults_and_are_versioned(void **state)
{
    struct store *store = *state;
    struct site_settings settings;
    struct problem problem;
    assert_int_equal(setting_load(&store->arena, store->db, &settings), OK);
    assert_str(settings.zone, "UTC");
    int64_t version = settings.version;

    settings.name = STR(" Berita Baik ");
    settings.registration = REGISTRATION_OPEN;
    settings.zone = STR("Asia/Kuala_Lumpur");
    assert_int_equal(setting_save(store->db, &settings, &problem), OK);
    assert_int_equal(setting_load(&store->arena, store->db, &settings), OK);
    assert_str(settings.name, "Berita Baik");
    assert_int_equal(settings.registration, REGISTRATION_OPEN);
    assert_str(settings.zone, "Asia/Kuala_Lumpur");
    assert_true(settings.version > version);
    assert_int_equal(setting_version(store->db, &version), OK);
    assert_int_equal(settings.version, version);

    settings.name = STR("  ");
    assert_int_equal(setting_save(store->db, &settings, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_SITE_NAME);
    assert_int_equal(problem.wrong, WRONG_MISSING);
}

static void blog_address_is_taken_once(void **state)
{
    struct store *store = *state;
    struct blog_id id;
    struct problem problem;
    struct blog_fields fields = {.title = STR("Good articles")};
    assert_int_equal(blog_make(&store->arena, store->db, store->lim, &fields, 1, &id, &problem),
                     CONFLICT);
    assert_int_equal(problem.field, FIELD_SLUG);
    assert_int_equal(problem.wrong, WRONG_TAKEN);
    fields.slug = STR("Not A Slug");
    assert_int_equal(blog_make(&store->arena, store->db, store->lim, &fields, 1, &id, &problem),
                     INVALID);
    assert_int_equal(problem.wrong, WRONG_FORM);
    fields.slug = STR("other-good-articles");
    assert_int_equal(blog_make(&store->arena, store->db, store->lim, &fields, 1, &id, &problem),
                     OK);
}

static void blogs_of_a_member_have_a_limit(void **state)
{
    struct store *store = *state;
    struct blog_id id;
    struct problem problem;
    for (int i = 0; i <= LIMIT_BLOGS_OF_MEMBER; i++) {
        struct blog_fields fields = {.title = str_print(&store->arena, "Blog %d", i)};
        enum outcome made =
            blog_make(&store->arena, store->db, store->lim, &fields, 1, &id, &problem);
        assert_int_equal(made, i < LIMIT_BLOGS_OF_MEMBER ? OK : INVALID);
    }
    assert_int_equal(problem.wrong, WRONG_TOO_MANY);
    assert_int_equal(problem.limit, LIMIT_BLOGS_OF_MEMBER);
}

static void second_of_two_blog_edits_conflicts(void **state)
{
    struct store *store = *state;
    struct problem problem;
    struct blog_fields fields = {.title = STR("Better Articles"), .description = STR("One\n\nTwo")};
    assert_int_equal(blog_edit(store->db, store->blog, 1, &fields, &problem), OK);
    assert_int_equal(blog_edit(store->db, store->blog, 1, &fields, &problem), CONFLICT);
    assert_int_equal(problem.wrong, WRONG_NOTHING);
    assert_int_equal(blog_edit(store->db, (struct blog_id){999}, 1, &fields, &problem), NOT_FOUND);
    struct blog blog;
    assert_int_equal(blog_find(&store->arena, store->db, STR("good-articles"), &blog), OK);
    assert_str(blog.title, "Better Articles");
    assert_int_equal(blog.version, 2);
}

static void followers_are_counted_once(void **state)
{
    struct store *store = *state;
    assert_int_equal(follow_add(store->db, store->lim, store->blog, 1), OK);
    assert_int_equal(follow_add(store->db, store->lim, store->blog, 2), OK);
    struct blog blog;
    assert_int_equal(blog_find_id(&store->arena, store->db, store->blog, &blog), OK);
    assert_int_equal(blog.n_followers, 1);
    bool follows;
    assert_int_equal(follow_exists(store->db, store->lim, store->blog, &follows), OK);
    assert_true(follows);
    assert_int_equal(follow_remove(store->db, store->lim, store->blog), OK);
    assert_int_equal(follow_exists(store->db, store->lim, store->blog, &follows), OK);
    assert_false(follows);
    store_check(store);
}

static void article_is_liked_once_a_member_and_latest_are_named(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "Liked", 5000);
    int64_t n = 0;
    for (int i = 0; i < LIMIT_LIKERS_NAMED + 2; i++) {
        struct member_id member = store_member(store, str_print(&store->arena, "Reader %d", i).ptr);
        assert_int_equal(like_article(store->db, id, member, 100 + i, &n), OK);
        assert_int_equal(like_article(store->db, id, member, 200, &n), OK);
    }
    assert_int_equal(n, LIMIT_LIKERS_NAMED + 2);
    struct str_list names;
    assert_int_equal(like_names(&store->arena, store->db, id, &names), OK);
    assert_int_equal(names.n, LIMIT_LIKERS_NAMED);
    assert_str(names.items[0], "Reader 6");
    assert_int_equal(unlike_article(store->db, id, store->tan, &n), OK);
    assert_int_equal(n, LIMIT_LIKERS_NAMED + 2);
    assert_int_equal(like_article(store->db, (struct article_id){999}, store->tan, 1, &n),
                     NOT_FOUND);
    store_check(store);
}

static void second_of_two_comment_edits_conflicts(void **state)
{
    struct store *store = *state;
    struct article_id article = store_article(store, store->blog, "Discussed", 5000);
    struct comment_id id = store_comment(store, article, (struct comment_id){0});
    struct problem problem;
    struct safe_html html = html_from_store(STR("<p>Better.</p>"));
    assert_int_equal(comment_edit(store->db, id, 1, STR("Better."), html, 3000, &problem), OK);
    assert_int_equal(comment_edit(store->db, id, 1, STR("Worse."), html, 3001, &problem), CONFLICT);
    struct comment comment;
    assert_int_equal(comment_find(&store->arena, store->db, id, &comment), OK);
    assert_str(comment.markdown, "Better.");
    assert_str(comment.html.text, "<p>Better.</p>");
    assert_int_equal(comment.edited, 3000);
    assert_int_equal(comment_edit(store->db, id, 2, STR(" "), html, 3001, &problem), INVALID);
    assert_int_equal(problem.field, FIELD_COMMENT);
}

static void comment_needs_a_published_article_and_its_own_parent(void **state)
{
    struct store *store = *state;
    struct article_id draft = store_draft(store, store->blog, "Not yet");
    struct article_id first = store_article(store, store->blog, "First", 5000);
    struct article_id second = store_article(store, store->blog, "Second", 6000);
    struct comment_new comment = {
        .article = draft, .member = store->lim, .markdown = STR("Hello"), .now = 1};
    struct comment_id id;
    struct problem problem;
    assert_int_equal(comment_add(&store->arena, store->db, &comment, &id, &problem), NOT_FOUND);
    comment.article = second;
    comment.parent = store_comment(store, first, (struct comment_id){0});
    assert_int_equal(comment_add(&store->arena, store->db, &comment, &id, &problem), NOT_FOUND);
}

static void comment_may_be_as_long_as_the_limit(void **state)
{
    (void)state;
    static char text[LIMIT_COMMENT_CHARACTERS + 1];
    memset(text, 'x', sizeof(text));
    struct problem problem;
    struct str markdown = {text, LIMIT_COMMENT_CHARACTERS};
    assert_int_equal(comment_check(&markdown, &problem), OK);
    markdown.len++;
    assert_int_equal(comment_check(&markdown, &problem), INVALID);
    assert_int_equal(problem.limit, LIMIT_COMMENT_CHARACTERS);
}

static void form_sent_twice_gives_the_first_place(void **state)
{
    struct store *store = *state;
    struct str place;
    const struct str nonce = STR("3f2a");
    assert_int_equal(once_find(&store->arena, store->db, store->tan, nonce, &place), NOT_FOUND);
    assert_int_equal(once_keep(store->db, store->tan, nonce, STR("/a/1"), 1000), OK);
    assert_int_equal(once_keep(store->db, store->tan, nonce, STR("/a/2"), 1000), CONFLICT);
    assert_int_equal(once_find(&store->arena, store->db, store->tan, nonce, &place), OK);
    assert_str(place, "/a/1");
    assert_int_equal(once_find(&store->arena, store->db, store->lim, nonce, &place), NOT_FOUND);
    assert_int_equal(once_find(&store->arena, store->db, store->tan, STR(""), &place), INVALID);
    assert_int_equal(once_sweep(store->db, 1000 + 86401), OK);
    assert_int_equal(once_find(&store->arena, store->db, store->tan, nonce, &place), NOT_FOUND);
}

static void hear_nothing(void *context, struct str line)
{
    (void)context;
    (void)line;
}

static void check_reports_and_repair_mends(void **state)
{
    struct store *store = *state;
    struct article_id id = store_article(store, store->blog, "Counted", 5000);
    (void)store_comment(store, id, (struct comment_id){0});
    assert_int_equal(db_run(db_query(store->db, "update blog set n_articles = 490607")), OK);
    assert_int_equal(db_run(db_query(store->db, "update article set n_comments = 7")), OK);
    assert_int_equal(db_run(db_query(store->db, "update blog_day set n = 2")), OK);
    struct check_request request = {.report = hear_nothing};
    int64_t n;
    assert_int_equal(check_store(store->db, &request, &n), OK);
    assert_int_equal(n, 3);
    assert_int_equal(check_repair(store->db), OK);
    store_check(store);
}

static struct job lease(struct store *store, int64_t now)
{
    struct job job = {.tries = 0};
    assert_int_equal(job_lease(&store->arena, store->db, now, &job), OK);
    return job;
}

static struct job_id submit(struct store *store, int64_t now)
{
    struct job_id id;
    assert_int_equal(job_submit(store->db, JOB_CAPTURE, store->tan, STR("{}"), now, &id), OK);
    return id;
}

static void job_of_a_lost_worker_is_taken_again_and_ends_once(void **state)
{
    struct store *store = *state;
    struct job_id id = submit(store, 1000);
    struct job first = lease(store, 1000);
    assert_int_equal(first.id.n, id.n);
    struct job none;
    assert_int_equal(job_lease(&store->arena, store->db, 1000 + LIMIT_JOB_LEASE_SECONDS - 1, &none),
                     NOT_FOUND);
    struct job second = lease(store, 1000 + LIMIT_JOB_LEASE_SECONDS);
    assert_int_equal(second.id.n, id.n);
    assert_int_equal(job_finish(store->db, &first, STR("1"), 1200), CONFLICT);
    assert_int_equal(job_finish(store->db, &second, STR("2"), 1200), OK);
    assert_int_equal(job_finish(store->db, &second, STR("3"), 1200), CONFLICT);
    struct job job;
    assert_int_equal(job_find(&store->arena, store->db, id, &job), OK);
    assert_int_equal(job.state, JOB_DONE);
    assert_str(job.result, "2");
}

static void progress_prolongs_the_lease(void **state)
{
    struct store *store = *state;
    (void)submit(store, 1000);
    struct job leased = lease(store, 1000);
    assert_int_equal(job_progress(store->db, &leased, STR("reading"), 1100), OK);
    struct job job;
    assert_int_equal(job_lease(&store->arena, store->db, 1100 + LIMIT_JOB_LEASE_SECONDS - 1, &job),
                     NOT_FOUND);
    assert_int_equal(job_find(&store->arena, store->db, leased.id, &job), OK);
    assert_str(job.progress, "reading");
}

static void failing_job_waits_longer_each_time_then_is_set_aside(void **state)
{
    struct store *store = *state;
    struct job_id id = submit(store, 0);
    int64_t now = 0;
    int64_t last_pause = 0;
    for (int i = 1; i < LIMIT_JOB_TRIES; i++) {
        struct job leased = lease(store, now);
        assert_int_equal(job_fail(store->db, &leased, STR("too slow"), false, now), OK);
        int64_t next;
        assert_int_equal(job_next_time(store->db, &next), OK);
        assert_true(next - now > last_pause);
        last_pause = next - now;
        now = next;
    }
    struct job leased = lease(store, now);
    assert_int_equal(job_fail(store->db, &leased, STR("too slow"), false, now), OK);
    const struct job *dead;
    size_t n;
    assert_int_equal(job_list_dead(&store->arena, store->db, &dead, &n), OK);
    assert_int_equal(n, 1);
    assert_str(dead[0].error, "too slow");
    assert_int_equal(job_retry(store->db, id, now), OK);
    assert_int_equal(job_retry(store->db, id, now), CONFLICT);
    assert_int_equal(lease(store, now).tries, 1);
}

static void job_that_kills_its_worker_each_time_is_set_aside(void **state)
{
    struct store *store = *state;
    struct job_id id = submit(store, 0);
    int64_t now = 0;
    for (int i = 0; i < LIMIT_JOB_TRIES; i++) {
        (void)lease(store, now);
        now += LIMIT_JOB_LEASE_SECONDS;
    }
    struct job job;
    assert_int_equal(job_lease(&store->arena, store->db, now, &job), NOT_FOUND);
    assert_int_equal(job_find(&store->arena, store->db, id, &job), OK);
    assert_int_equal(job.state, JOB_DEAD);
}

static void released_job_has_lost_no_try(void **state)
{
    struct store *store = *state;
    (void)submit(store, 1000);
    struct job leased = lease(store, 1000);
    assert_int_equal(job_release(store->db, &leased), OK);
    assert_int_equal(lease(store, 1000).tries, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        store_test(settings_have_defaults_and_are_versioned),
        store_test(blog_address_is_taken_once),
        store_test(blogs_of_a_member_have_a_limit),
        store_test(second_of_two_blog_edits_conflicts),
        store_test(followers_are_counted_once),
        store_test(article_is_liked_once_a_member_and_latest_are_named),
        store_test(second_of_two_comment_edits_conflicts),
        store_test(comment_needs_a_published_article_and_its_own_parent),
        cmocka_unit_test(comment_may_be_as_long_as_the_limit),
        store_test(form_sent_twice_gives_the_first_place),
        store_test(check_reports_and_repair_mends),
        store_test(job_of_a_lost_worker_is_taken_again_and_ends_once),
        store_test(progress_prolongs_the_lease),
        store_test(failing_job_waits_longer_each_time_then_is_set_aside),
        store_test(job_that_kills_its_worker_each_time_is_set_aside),
        store_test(released_job_has_lost_no_try),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
