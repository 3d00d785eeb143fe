/* Requests without a socket, on a real store: what is refused and how, and
 * where handlers run. */
#include "web/exchange.h"

#include "../unit.h"

#include "../folder.h"
#include "base/limits.h"
#include "community/session.h"
#include "community/topic.h"
#include "db/pool.h"
#include "db/writer.h"
#include "web/csrf.h"
#include "web/page_cache.h"
#include "web/refusal.h"
#include "web/route.h"
#include "web/site.h"
#include "web/slow.h"
#include "web/throttle.h"
#include "web/visitors.h"

#include <pthread.h>

#define FORM_COOKIE "form=abc"
#define URLENCODED  "application/x-www-form-urlencoded"

static enum outcome echo(struct request *rq, struct response *rs)
{
    struct str text = rq->method == METHOD_POST ? form_text(rq, "text") : request_query(rq, "text");
    response_text(rs, 200, str_copy(rq->arena, text));
    return OK;
}

static enum outcome answer(struct request *rq, struct response *rs)
{
    int64_t outcome = 0;
    (void)rs;
    ignore_outcome(str_to_number(rq->parts[0], FAULT, &outcome));
    return (enum outcome)outcome;
}

static enum outcome write_then(struct request *rq, struct response *rs)
{
    enum outcome outcome = db_run(db_query(rq->db, "insert into note (text) values ('written')"));
    if (outcome != OK)
        return outcome;
    bool is_refused = form_is_set(rq, "refuse");
    response_text(rs, is_refused ? 422 : 200, STR("looked at"));
    return is_refused ? INVALID : OK;
}

static enum outcome half_a_page(struct request *rq, struct response *rs)
{
    (void)rq;
    BUF_ADD(response_page(rs, 200), "half a page");
    return FAULT;
}

static enum outcome refuse_text(struct request *rq, struct response *rs)
{
    (void)rq;
    (void)rs;
    return INVALID;
}

static enum outcome much_too_long(struct request *rq, struct response *rs)
{
    struct buf *page = response_page(rs, 200);
    struct str line = str_print(rq->arena, "%01000d", 0);
    for (int i = 0; i < LIMIT_RESPONSE_BYTES / 1000 + 1; i++)
        buf_add(page, line);
    return OK;
}

static enum outcome the_same_for_all(struct request *rq, struct response *rs)
{
    (void)rq;
    BUF_ADD(response_page(rs, 200), "for all");
    return OK;
}

static const struct route table[] = {
    {ROUTE_GET, STR_INIT("/kept"), the_same_for_all, ROLE_STRANGER, RUN_KEPT, 0},
    {ROUTE_GET, STR_INIT("/echo"), echo, ROLE_STRANGER, RUN_LOOP, 0},
    {ROUTE_POST, STR_INIT("/echo"), echo, ROLE_STRANGER, RUN_POOL, LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_GET, STR_INIT("/outcome/{n}"), answer, ROLE_STRANGER, RUN_LOOP, 0},
    {ROUTE_GET, STR_INIT("/half"), half_a_page, ROLE_STRANGER, RUN_LOOP, 0},
    {ROUTE_GET, STR_INIT("/long"), much_too_long, ROLE_STRANGER, RUN_LOOP, 0},
    {ROUTE_GET, STR_INIT("/members"), echo, ROLE_MEMBER, RUN_LOOP, 0},
    {ROUTE_GET, STR_INIT("/owners"), echo, ROLE_OWNER, RUN_LOOP, 0},
    {ROUTE_POST, STR_INIT("/members"), echo, ROLE_MEMBER, RUN_WRITER, LIMIT_REQUEST_SMALL_BYTES},
    {ROUTE_POST, STR_INIT("/refuse"), refuse_text, ROLE_MEMBER, RUN_LOOP,
     LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_OPEN_POST, STR_INIT("/open"), echo, ROLE_STRANGER, RUN_LOOP,
     LIMIT_REQUEST_ARTICLE_BYTES},
    {ROUTE_POST, STR_INIT("/write"), write_then, ROLE_STRANGER, RUN_WRITER, 1000},
};

struct house {
    struct arena arena;
    struct app app;
};

static struct house *open_house(const char *folder)
{
    static struct house house;
    struct str why = STR("");
    arena_init(&house.arena, 64 << 20);
    house.app = (struct app){.routes = table, .n_routes = N_OF(table)};
    struct app *app = &house.app;
    assert_int_equal(db_writer_open(&house.arena, folder, topic_rules, &app->writer, &why), OK);
    assert_int_equal(db_pool_open(&house.arena, folder, 3, &app->pool, &why), OK);
    assert_int_equal(slow_open(&house.arena, 1, LIMIT_POOL_QUEUE, &app->slow), OK);
    app->throttle = throttle_new(&house.arena);
    app->changes = db_writer_changes(app->writer);
    app->pages = page_cache_new(&house.arena, app->changes);
    app->visitors = visitors_new(&house.arena, app->changes);
    app->site = site_cache_new(&house.arena, app->changes);
    return &house;
}

static void close_house(struct house *house)
{
    slow_close(house->app.slow);
    throttle_done(house->app.throttle);
    page_cache_done(house->app.pages);
    visitors_done(house->app.visitors);
    site_cache_done(house->app.site);
    db_pool_close(house->app.pool);
    db_writer_close(house->app.writer);
    arena_done(&house->arena);
}

struct latch {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool is_open;
};

static void open_latch(void *context)
{
    struct latch *latch = context;
    pthread_mutex_lock(&latch->lock);
    latch->is_open = true;
    pthread_cond_signal(&latch->opened);
    pthread_mutex_unlock(&latch->lock);
}

static void run(struct exchange *exchange)
{
    struct latch latch = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
    if (exchange_run(exchange))
        return;
    exchange_hand_over(exchange, open_latch, &latch);
    pthread_mutex_lock(&latch.lock);
    while (!latch.is_open)
        pthread_cond_wait(&latch.opened, &latch.lock);
    pthread_mutex_unlock(&latch.lock);
}

struct sent {
    enum method method;
    const char *target;
    const char *body;
    const char *type;
    const char *cookie;
    const char *fetch_site;
    const struct exchange_framing *framing; /* NULL: the body's own */
};

/* The status; the body is copied into the house's arena. */
static int send(struct house *house, const struct sent *sent, struct str *ret_body)
{
    struct exchange *exchange = exchange_new(&house->app, str_from_c(sent->target));
    struct request *rq = exchange_request(exchange);
    struct str body = str_from_c(sent->body);
    rq->method = sent->method;
    rq->headers.content_type = str_from_c(sent->type);
    rq->headers.cookie = str_from_c(sent->cookie);
    rq->headers.fetch_site = str_from_c(sent->fetch_site);
    const struct exchange_framing framing = {.body_bytes = (int64_t)body.len};
    if (exchange_begin(exchange, sent->framing ? sent->framing : &framing)) {
        exchange_add_body(exchange, body);
        run(exchange);
    }
    const struct response *rs = exchange_response(exchange);
    int status = rs->status;
    if (ret_body != NULL)
        *ret_body = str_copy(&house->arena, rs->body);
    exchange_free(exchange);
    return status;
}

static int get(struct house *house, const char *target)
{
    return send(house, &(struct sent){.method = METHOD_GET, .target = target}, NULL);
}

/* A form with the right token for FORM_COOKIE, then `fields`. */
static const char *with_token(struct house *house, const char *fields)
{
    struct str token = session_form_token(&house->arena, STR("abc"));
    return str_print(&house->arena, CSRF_FIELD "=%.*s&%s", STR_ARG(token), fields).ptr;
}

static int post(struct house *house, const char *target, const char *fields, struct str *ret_body)
{
    const struct sent sent = {.method = METHOD_POST,
                              .target = target,
                              .body = with_token(house, fields),
                              .type = URLENCODED,
                              .cookie = FORM_COOKIE};
    return send(house, &sent, ret_body);
}

static void decodes_addresses_with_their_length(void **state)
{
    struct house *house = open_house(*state);
    struct str body = STR("");
    assert_int_equal(send(house, &(struct sent){.target = "/ec%68o?text=a%20b+c%E5%A5%BD"}, &body),
                     200);
    assert_str(body, "a b c\xe5\xa5\xbd");
    assert_int_equal(get(house, "/echo%00"), 400);
    assert_int_equal(get(house, "/echo%00.html"), 400);
    assert_int_equal(get(house, "/echo?text=%00"), 400);
    assert_int_equal(get(house, "/echo%ff"), 400);
    assert_int_equal(get(house, "/echo%2"), 400);
    assert_int_equal(get(house, "*"), 400);
    assert_int_equal(get(house, "http://other/echo"), 200);
    assert_int_equal(get(house, "HTTPS://other/nowhere"), 404);
    assert_int_equal(get(house, "http://"), 404);
    close_house(house);
}

static void takes_addresses_up_to_the_limit(void **state)
{
    struct house *house = open_house(*state);
    struct str long_target = str_print(&house->arena, "/echo?text=%0*d", LIMIT_URL_BYTES - 11, 1);
    assert_int_equal(long_target.len, LIMIT_URL_BYTES);
    assert_int_equal(get(house, long_target.ptr), 200);
    assert_int_equal(get(house, str_join(&house->arena, long_target, STR("2")).ptr), 414);
    close_house(house);
}

static void every_outcome_has_its_status(void **state)
{
    static const int statuses[] = {0, 404, 401, 422, 409, 413, 503, 500};
    struct house *house = open_house(*state);
    for (int64_t outcome = NOT_FOUND; outcome <= FAULT; outcome++)
        assert_int_equal(get(house, str_print(&house->arena, "/outcome/%d", (int)outcome).ptr),
                         statuses[outcome]);
    close_house(house);
}

static void refuses_unknown_places_and_methods(void **state)
{
    struct house *house = open_house(*state);
    assert_int_equal(get(house, "/nowhere"), 404);
    assert_int_equal(get(house, "/write"), 405);
    assert_int_equal(post(house, "/half", "", NULL), 405);
    assert_int_equal(send(house, &(struct sent){METHOD_OTHER, .target = "/echo"}, NULL), 405);
    assert_int_equal(send(house, &(struct sent){METHOD_UNKNOWN, .target = "/echo"}, NULL), 501);
    assert_int_equal(send(house, &(struct sent){METHOD_HEAD, .target = "/echo"}, NULL), 200);
    close_house(house);
}

static void a_page_that_broke_is_not_sent(void **state)
{
    struct house *house = open_house(*state);
    struct str body = STR("");
    assert_int_equal(send(house, &(struct sent){.target = "/half"}, &body), 500);
    assert_false(str_contains(body, STR("half a page")));
    assert_int_equal(get(house, "/long"), 413);
    close_house(house);
}

static void asks_strangers_to_sign_in(void **state)
{
    struct house *house = open_house(*state);
    struct str body = STR("");
    assert_int_equal(get(house, "/members"), 401);
    assert_int_equal(post(house, "/members", "text=typed%20text", &body), 401);
    assert_true(str_contains(body, STR("typed text")));
    assert_true(str_contains(body, STR("resume_action")));
    close_house(house);
}

static enum outcome make_member(struct db *db, void *context)
{
    struct arena *arena = context;
    struct account_new account = {.name = STR("Tan KW"), .role = ROLE_MEMBER, .now = 1};
    struct member_id id;
    struct problem problem;
    enum outcome outcome = account_make(arena, db, &account, &id, &problem);
    if (outcome != OK)
        return outcome;
    struct session_id session;
    return session_make(db, id, STR("secret-token"), STR("test"), INT64_C(1) << 40, &session);
}

static void knows_members_and_what_they_may(void **state)
{
    struct house *house = open_house(*state);
    assert_int_equal(db_writer_run(house->app.writer, make_member, &house->arena), OK);
    struct str body = STR("");
    struct sent sent = {.target = "/members?text=hello", .cookie = "session=secret-token"};
    assert_int_equal(send(house, &sent, &body), 200);
    assert_str(body, "hello");
    sent.target = "/owners";
    assert_int_equal(send(house, &sent, NULL), 403);
    sent = (struct sent){.target = "/members", .cookie = "session=ended"};
    assert_int_equal(send(house, &sent, &body), 401);
    assert_true(str_contains(body, STR("Your session has ended")));
    close_house(house);
}

static void refuses_forms_that_are_not_ours_and_keeps_their_text(void **state)
{
    struct house *house = open_house(*state);
    struct str body = STR("");
    struct sent sent = {.method = METHOD_POST,
                        .target = "/echo",
                        .body = "text=typed+by+hand",
                        .type = URLENCODED,
                        .cookie = FORM_COOKIE};
    assert_int_equal(send(house, &sent, &body), 403);
    assert_true(str_contains(body, STR("typed by hand")));
    sent.body = with_token(house, "text=1");
    assert_int_equal(send(house, &sent, NULL), 200);
    sent.cookie = "form=other";
    assert_int_equal(send(house, &sent, NULL), 403);
    sent.cookie = FORM_COOKIE;
    sent.fetch_site = "cross-site";
    assert_int_equal(send(house, &sent, NULL), 403);
    close_house(house);
}

static void an_open_form_may_come_from_any_site_and_be_as_large_as_its_row_says(void **state)
{
    struct house *house = open_house(*state);
    struct sent sent = {.method = METHOD_POST,
                        .target = "/open",
                        .body = "text=1",
                        .type = URLENCODED,
                        .fetch_site = "cross-site"};
    const struct exchange_framing at_limit = {.body_bytes = LIMIT_REQUEST_ARTICLE_BYTES};
    const struct exchange_framing past_limit = {.body_bytes = LIMIT_REQUEST_ARTICLE_BYTES + 1};
    assert_int_equal(send(house, &sent, NULL), 200);
    sent.framing = &at_limit;
    assert_int_equal(send(house, &sent, NULL), 200);
    sent.framing = &past_limit;
    assert_int_equal(send(house, &sent, NULL), 413);
    assert_int_equal(get(house, "/open"), 405);
    close_house(house);
}

/* Escaped, the text alone passes the limit of a page. */
static void a_refusal_too_long_with_the_typed_text_comes_without_it(void **state)
{
    struct house *house = open_house(*state);
    struct str body = STR("");
    assert_int_equal(db_writer_run(house->app.writer, make_member, &house->arena), OK);
    size_t n_signs = LIMIT_RESPONSE_BYTES / 4;
    struct str start = str_print(&house->arena, CSRF_FIELD "=%.*s&text=\n",
                                 STR_ARG(session_form_token(&house->arena, STR("secret-token"))));
    char *form = arena_alloc(&house->arena, start.len + n_signs + 1);
    memcpy(form, start.ptr, start.len);
    memset(form + start.len, '<', n_signs);
    const struct sent sent = {.method = METHOD_POST,
                              .target = "/refuse",
                              .body = form,
                              .type = URLENCODED,
                              .cookie = "session=secret-token"};
    assert_int_equal(send(house, &sent, &body), 422);
    assert_true(str_contains(body, STR("Something in the form is not right")));
    assert_false(str_contains(body, STR("&lt;&lt;")));
    close_house(house);
}

static void refuses_bodies_that_it_cannot_read(void **state)
{
    struct house *house = open_house(*state);
    struct sent sent = {.method = METHOD_POST,
                        .target = "/echo",
                        .body = "text",
                        .type = "text/plain",
                        .cookie = FORM_COOKIE};
    assert_int_equal(send(house, &sent, NULL), 415);
    sent.type = "multipart/form-data";
    assert_int_equal(send(house, &sent, NULL), 415);
    sent.type = "multipart/form-data; boundary=x";
    assert_int_equal(send(house, &sent, NULL), 400);
    sent.framing = &(struct exchange_framing){.has_no_length = true};
    assert_int_equal(send(house, &sent, NULL), 411);
    sent.framing = &(struct exchange_framing){.is_ambiguous = true};
    assert_int_equal(send(house, &sent, NULL), 400);
    assert_int_equal(post(house, "/echo", "text=%00", NULL), 400);
    assert_int_equal(post(house, "/echo", "text=%ff", NULL), 400);
    close_house(house);
}

static void takes_bodies_up_to_the_limit_of_their_row(void **state)
{
    struct house *house = open_house(*state);
    struct str body = str_from_c(with_token(house, "text="));
    int n_letters = LIMIT_REQUEST_SMALL_BYTES - (int)body.len;
    struct str fits = str_print(&house->arena, "%s%0*d", body.ptr, n_letters, 7);
    struct sent sent = {.method = METHOD_POST,
                        .target = "/echo",
                        .body = fits.ptr,
                        .type = URLENCODED,
                        .cookie = FORM_COOKIE};
    struct str echoed = STR("");
    assert_int_equal(send(house, &sent, &echoed), 200);
    assert_int_equal(echoed.len, n_letters);
    sent.body = str_join(&house->arena, fits, STR("8")).ptr;
    assert_int_equal(send(house, &sent, NULL), 413);
    close_house(house);
}

static void reads_what_is_too_large_up_to_a_limit_and_closes_beyond(void **state)
{
    struct house *house = open_house(*state);
    for (int over = 0; over <= 1; over++) {
        struct exchange *exchange = exchange_new(&house->app, STR("/echo"));
        exchange_request(exchange)->method = METHOD_POST;
        const struct exchange_framing framing = {.body_bytes = LIMIT_REQUEST_DROPPED_BYTES + over};
        assert_int_equal(exchange_begin(exchange, &framing), !over);
        if (!over)
            run(exchange);
        assert_int_equal(exchange_response(exchange)->status, 413);
        exchange_free(exchange);
    }
    close_house(house);
}

static void takes_headers_up_to_the_limit(void **state)
{
    struct house *house = open_house(*state);
    struct exchange_framing framing = {.header_bytes = LIMIT_REQUEST_HEADER_BYTES};
    const struct sent sent = {.target = "/echo", .framing = &framing};
    assert_int_equal(send(house, &sent, NULL), 200);
    framing.header_bytes++;
    assert_int_equal(send(house, &sent, NULL), 431);
    close_house(house);
}

static enum outcome make_notes(struct db *db, void *context)
{
    (void)context;
    return db_run(db_query(db, "create table note (text text)"));
}

static enum outcome count_notes(struct db *db, void *context)
{
    CLEANUP(db_done) struct db_stmt *q = db_query(db, "select count(*) from note");
    enum outcome outcome = db_step(q);
    if (outcome == OK)
        *(int64_t *)context = db_int(q, 0);
    return outcome;
}

static void a_refused_write_is_undone_though_its_page_is_sent(void **state)
{
    struct house *house = open_house(*state);
    struct str body = STR("");
    int64_t n = -1;
    assert_int_equal(db_writer_run(house->app.writer, make_notes, NULL), OK);
    assert_int_equal(post(house, "/write", "refuse=1", &body), 422);
    assert_str(body, "looked at");
    assert_int_equal(db_writer_run(house->app.writer, count_notes, &n), OK);
    assert_int_equal(n, 0);
    assert_int_equal(post(house, "/write", "", &body), 200);
    assert_int_equal(db_writer_run(house->app.writer, count_notes, &n), OK);
    assert_int_equal(n, 1);
    close_house(house);
}

static void fill_cache(struct house *house)
{
    const struct kept_state state = {
        .moment = db_changes_now(house->app.changes),
        .topics = {db_anything},
        .n_topics = 1,
        .until = INT64_MAX,
    };
    struct kept_page *page = kept_page_new(STR("x"), STR(""), NULL);
    for (int i = 0; i < LIMIT_KEPT_PAGES; i++) {
        const struct kept_name name = {.target = str_print(&house->arena, "/%d", i)};
        page_cache_add(house->app.pages, &name, &state, page);
    }
    kept_page_drop(page);
}

/* Asks for /kept; true: the cache keeps it now. */
static bool is_kept_when_asked(struct house *house, struct str *ret_tag)
{
    struct exchange *exchange = exchange_new(&house->app, STR("/kept"));
    exchange_request(exchange)->method = METHOD_GET;
    assert_true(exchange_begin(exchange, &(struct exchange_framing){0}));
    run(exchange);
    const struct response *rs = exchange_response(exchange);
    assert_int_equal(rs->status, 200);
    assert_str(rs->body, "for all");
    assert_int_equal(rs->cache, CACHE_SHARED);
    bool is_kept = rs->kept != NULL;
    *ret_tag = str_copy(&house->arena, rs->tag);
    exchange_free(exchange);
    return is_kept;
}

static void a_full_cache_keeps_a_page_from_the_second_time_on(void **state)
{
    struct house *house = open_house(*state);
    struct str first = STR("");
    struct str second = STR("");
    fill_cache(house);
    assert_false(is_kept_when_asked(house, &first));
    assert_true(is_kept_when_asked(house, &second));
    assert_true(first.len > 0 && str_eq(first, second));
    close_house(house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(decodes_addresses_with_their_length),
        folder_test(takes_addresses_up_to_the_limit),
        folder_test(every_outcome_has_its_status),
        folder_test(refuses_unknown_places_and_methods),
        folder_test(a_page_that_broke_is_not_sent),
        folder_test(asks_strangers_to_sign_in),
        folder_test(knows_members_and_what_they_may),
        folder_test(refuses_forms_that_are_not_ours_and_keeps_their_text),
        folder_test(an_open_form_may_come_from_any_site_and_be_as_large_as_its_row_says),
        folder_test(a_refusal_too_long_with_the_typed_text_comes_without_it),
        folder_test(refuses_bodies_that_it_cannot_read),
        folder_test(takes_bodies_up_to_the_limit_of_their_row),
        folder_test(reads_what_is_too_large_up_to_a_limit_and_closes_beyond),
        folder_test(takes_headers_up_to_the_limit),
        folder_test(a_refused_write_is_undone_though_its_page_is_sent),
        folder_test(a_full_cache_keeps_a_page_from_the_second_time_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
