#include "../folder.h"
#include "../unit.h"

#include "base/clock.h"
#include "capture/child.h"
#include "community/account.h"
#include "community/article_list.h"
#include "community/blog.h"
#include "community/topic.h"
#include "jobs/jobs.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* A publisher on the loopback that answers every request with one page, or with
 * nothing at all. */
struct publisher {
    int fd;
    int port;
    bool is_silent;
    pthread_t thread;
};

static const char page[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n"
    "<html lang=en><head><title>The bridge opens</title></head><body><article>"
    "<h1>The bridge opens</h1>"
    "<p>After eleven years of work the bridge over the river was opened on Monday, and the "
    "first to cross it were the schoolchildren of both banks, who had waited since dawn.</p>"
    "<p>The ferrymen said that they would go on, because a bridge cannot tell stories, and "
    "because the mayor had promised them a new landing stage before the rains come.</p>"
    "<p>The engineers, who were asked how long it would stand, answered that the river would "
    "decide, as it had decided about the three bridges that stood there before this one.</p>"
    "</article></body></html>";

static void *publish(void *context)
{
    const struct publisher *publisher = context;
    for (;;) {
        int fd = accept(publisher->fd, NULL, NULL);
        if (fd < 0)
            return NULL;
        char request[4096];
        (void)recv(fd, request, sizeof(request), 0);
        if (publisher->is_silent)
            (void)recv(fd, request, sizeof(request), 0); /* until the other side gives up */
        else
            (void)send(fd, page, sizeof(page) - 1, MSG_NOSIGNAL);
        (void)close(fd);
    }
}

struct site {
    struct arena arena;
    void *folder;
    struct db_writer *writer;
    struct db_pool *pool;
    struct member_id member;
    struct blog_id blog;
    struct publisher publisher;
    struct jobs_config config;
    struct jobs *jobs;
    struct str allow[1];
};

static enum outcome write_owner(struct db *db, void *context)
{
    struct site *site = context;
    struct problem problem;
    struct account_new account = {.name = STR("Tan KW"), .role = ROLE_OWNER, .now = 1};
    struct blog_fields fields = {.title = STR("Good Articles")};
    enum outcome done = account_make(&site->arena, db, &account, &site->member, &problem);
    if (done == OK)
        done = blog_make(&site->arena, db, site->member, &fields, 1, &site->blog, &problem);
    return done;
}

static void open_publisher(struct publisher *publisher)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof(address);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    publisher->fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(publisher->fd, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(publisher->fd, 8), 0);
    assert_int_equal(getsockname(publisher->fd, (struct sockaddr *)&address, &size), 0);
    publisher->port = ntohs(address.sin_port);
    assert_int_equal(pthread_create(&publisher->thread, NULL, publish, publisher), 0);
}

static int set_up(void **state)
{
    static struct site site;
    site = (struct site){.member = {0}};
    if (folder_set_up(&site.folder) != 0)
        return 1;
    arena_init(&site.arena, 64 << 20);
    struct str why;
    if (db_writer_open(&site.arena, site.folder, topic_rules, &site.writer, &why) != OK ||
        db_pool_open(&site.arena, site.folder, 3, &site.pool, &why) != OK ||
        db_writer_run(site.writer, write_owner, &site) != OK)
        return 1;
    const char *folder_why = NULL;
    const struct objects *objects = NULL;
    if (objects_open(&site.arena, site.folder, &objects, &folder_why) != OK)
        return 1;
    open_publisher(&site.publisher);
    site.allow[0] = str_print(&site.arena, "127.0.0.1:%d", site.publisher.port);
    site.config = (struct jobs_config){
        .pool = site.pool,
        .writer = site.writer,
        .objects = objects,
        .n_workers = 1,
        .allow = {site.allow, 1},
    };
    *state = &site;
    return 0;
}

static int tear_down(void **state)
{
    struct site *site = *state;
    jobs_stop(site->jobs);
    db_pool_close(site->pool);
    db_writer_close(site->writer);
    (void)shutdown(site->publisher.fd, SHUT_RDWR);
    (void)pthread_join(site->publisher.thread, NULL);
    (void)close(site->publisher.fd);
    arena_done(&site->arena);
    return folder_tear_down(&site->folder);
}

static void start(struct site *site)
{
    assert_int_equal(jobs_start(&site->arena, &site->config, &site->jobs), OK);
}

struct submission {
    struct site *site;
    struct str url;
    struct job_id id;
};

static enum outcome write_submission(struct db *db, void *context)
{
    struct submission *submission = context;
    struct site *site = submission->site;
    const struct jobs_capture capture = {site->blog, site->member, submission->url, clock_now()};
    return jobs_submit_capture(&site->arena, db, &capture, &submission->id);
}

static struct str own_address(struct site *site)
{
    return str_print(&site->arena, "http://127.0.0.1:%d/bridge", site->publisher.port);
}

static struct job_id submit(struct site *site, struct str url)
{
    struct submission submission = {.site = site, .url = url};
    assert_int_equal(db_writer_run(site->writer, write_submission, &submission), OK);
    if (site->jobs != NULL)
        jobs_wake(site->jobs);
    return submission.id;
}

static struct job find(struct site *site, struct job_id id)
{
    struct job job = {.tries = 0};
    struct db *db = db_pool_take(site->pool);
    assert_int_equal(job_find(&site->arena, db, id, &job), OK);
    db_pool_give(site->pool, db);
    return job;
}

/* Waits for a state without a fixed sleep; a minute is for a very slow machine. */
static struct job wait_for(struct site *site, struct job_id id, enum job_state wanted)
{
    int64_t deadline_ms = clock_monotonic_ms() + 60000;
    struct job job = find(site, id);
    while (job.state != wanted && clock_monotonic_ms() < deadline_ms) {
        (void)usleep(2000);
        job = find(site, id);
    }
    assert_int_equal(job.state, wanted);
    return job;
}

static void captured_link_becomes_one_draft(void **state)
{
    struct site *site = *state;
    start(site);
    struct job job = wait_for(site, submit(site, own_address(site)), JOB_DONE);
    struct article_id id;
    assert_int_equal(jobs_capture_draft(&job, &id), OK);

    struct db *db = db_pool_take(site->pool);
    struct article article;
    assert_int_equal(article_find(&site->arena, db, id, &article), OK);
    db_pool_give(site->pool, db);
    assert_int_equal(article.state, ARTICLE_DRAFT);
    assert_str(article.fields.title, "The bridge opens");
    assert_int_equal(article.sharer.n, site->member.n);
    assert_true(article.words > 60);
}

static int64_t count_drafts(struct site *site)
{
    struct db *db = db_pool_take(site->pool);
    struct db_stmt *stmt = db_query(db, "select count(*) from article where state = 0");
    assert_int_equal(db_step(stmt), OK);
    int64_t n = db_int(stmt, 0);
    db_done(&stmt);
    db_pool_give(site->pool, db);
    return n;
}

static void two_workers_make_one_draft_of_each_link(void **state)
{
    enum { N_LINKS = 6 };
    struct site *site = *state;
    site->config.n_workers = 2;
    start(site);
    struct job_id ids[N_LINKS];
    for (int i = 0; i < N_LINKS; i++)
        ids[i] = submit(site, own_address(site));
    for (int i = 0; i < N_LINKS; i++)
        (void)wait_for(site, ids[i], JOB_DONE);
    assert_int_equal(count_drafts(site), N_LINKS);
}

static void refused_address_is_set_aside_with_its_reason(void **state)
{
    struct site *site = *state;
    start(site);
    struct job job = wait_for(site, submit(site, STR("http://127.0.0.1/bridge")), JOB_DEAD);
    assert_int_equal(jobs_capture_reason(&job).trouble, CAPTURE_PRIVATE_ADDRESS);
    struct article_id id;
    assert_int_equal(jobs_capture_draft(&job, &id), NOT_FOUND);
}

static void stop_gives_a_capture_under_way_back(void **state)
{
    struct site *site = *state;
    site->publisher.is_silent = true;
    start(site);
    struct job_id id = submit(site, own_address(site));
    (void)wait_for(site, id, JOB_LEASED);
    int64_t begun_ms = clock_monotonic_ms();
    jobs_stop(site->jobs);
    site->jobs = NULL;
    assert_true(clock_monotonic_ms() - begun_ms < 5000);
    struct job job = find(site, id);
    assert_int_equal(job.state, JOB_WAITING);
    assert_int_equal(job.tries, 0);
}

struct scheduling {
    struct site *site;
    struct article_id id;
};

static enum outcome write_scheduled(struct db *db, void *context)
{
    struct scheduling *scheduling = context;
    struct site *site = scheduling->site;
    const struct article_fields fields = {.title = STR("Later"),
                                          .body = html_from_store(STR("<p>Text.</p>"))};
    struct article_checked checked;
    struct problem problem;
    enum outcome done = article_check(&site->arena, &fields, &checked, &problem);
    const struct article_new article = {site->blog, site->member, &checked, 1000, NULL};
    if (done == OK)
        done = article_make(&site->arena, db, &article, &scheduling->id);
    if (done == OK)
        done = article_schedule(db, scheduling->id, 90000, 2000, &problem);
    return done;
}

static void scheduled_article_appears_when_due(void **state)
{
    struct site *site = *state;
    struct scheduling scheduling = {.site = site};
    assert_int_equal(db_writer_run(site->writer, write_scheduled, &scheduling), OK);
    start(site);
    struct article article = {.state = ARTICLE_DRAFT};
    int64_t deadline_ms = clock_monotonic_ms() + 60000;
    while (article.state != ARTICLE_PUBLISHED && clock_monotonic_ms() < deadline_ms) {
        (void)usleep(2000);
        struct db *db = db_pool_take(site->pool);
        assert_int_equal(article_find(&site->arena, db, scheduling.id, &article), OK);
        db_pool_give(site->pool, db);
    }
    assert_int_equal(article.state, ARTICLE_PUBLISHED);
    assert_int_equal(article.shared, 90000);
}

static void idle_workers_stop_at_once(void **state)
{
    struct site *site = *state;
    site->config.n_workers = 2;
    start(site);
    int64_t begun_ms = clock_monotonic_ms();
    jobs_stop(site->jobs);
    site->jobs = NULL;
    assert_true(clock_monotonic_ms() - begun_ms < 2000);
}

#define site_test(function) cmocka_unit_test_setup_teardown((function), set_up, tear_down)

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], CAPTURE_CHILD_ARGUMENT) == 0)
        return capture_child_main();
    const struct CMUnitTest tests[] = {
        site_test(captured_link_becomes_one_draft),
        site_test(two_workers_make_one_draft_of_each_link),
        site_test(refused_address_is_set_aside_with_its_reason),
        site_test(stop_gives_a_capture_under_way_back),
        site_test(scheduled_article_appears_when_due),
        site_test(idle_workers_stop_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
