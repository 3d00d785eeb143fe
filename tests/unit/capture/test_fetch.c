#include "capture/fetch.h"

#include "../unit.h"
#include "publisher.h"

#include "base/limits.h"

static struct publisher publisher;
static const struct str page_types[] = {STR_INIT("text/html")};

/* Fetches a path of the test's publisher, which the operator has allowed. */
static struct capture_reason
fetch_path(struct arena *arena, const char *path, struct fetch_answer *ret_answer)
{
    const struct str allow = str_print(arena, "127.0.0.1:%d", publisher.port);
    const struct fetch_request request = {
        .url = str_print(arena, "http://127.0.0.1:%d%s", publisher.port, path),
        .site_url = STR("https://reading.example/"),
        .accept = STR("text/html"),
        .types = {page_types, 1},
        .max_bytes = LIMIT_FETCH_BYTES,
        .allow = {&allow, 1},
    };
    return fetch_get(arena, &request, ret_answer);
}

static void fetches_a_page(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetch_answer answer = {0};
    assert_int_equal(fetch_path(&arena, "/page", &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_true(str_contains(answer.exchange.body, STR("A page of the test")));
    assert_str(answer.content_type, "text/html; charset=utf-8");
    assert_int_equal(fetch_path(&arena, "/gzip", &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_str(answer.content_coding, "gzip");
    assert_true(str_starts_with(answer.exchange.body, STR("\x1F\x8B")));
}

static void keeps_the_exchange_as_it_was(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetch_answer answer = {0};
    assert_int_equal(fetch_path(&arena, "/hop/1", &answer).trouble, CAPTURE_NO_TROUBLE);
    const struct capture_exchange *exchange = &answer.exchange;
    assert_str(exchange->url, str_print(&arena, "http://127.0.0.1:%d/page", publisher.port).ptr);
    assert_str(exchange->address, "127.0.0.1");
    assert_str(exchange->protocol, "http/1.1");
    assert_int_equal(exchange->status, 200);
    assert_true(exchange->time > 1700000000);
    assert_true(str_starts_with(exchange->request_head, STR("GET /page HTTP/1.1\r\nHost: ")));
    assert_true(str_ends_with(exchange->request_head, STR("\r\n\r\n")));
    assert_str(exchange->response_head, "HTTP/1.1 200 OK\r\nContent-Type: text/html; "
                                        "charset=utf-8\r\nConnection: close\r\n\r\n");
    assert_int_equal(answer.n_redirects, 1);
}

static void asks_whether_anything_has_changed(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct fetch_answer answer = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    struct fetch_request request = {
        .url = str_print(&arena, "http://127.0.0.1:%d/tagged", publisher.port),
        .max_bytes = LIMIT_FETCH_BYTES,
        .allow = {&allow, 1},
        .etag = STR("\"other\""),
    };
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_NO_TROUBLE);
    request.etag = STR("\"first\"");
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_NOT_MODIFIED);
}

static void obeys_robots_txt_when_nobody_asked(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetch_answer answer = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    struct fetch_request request = {
        .url = str_print(&arena, "http://127.0.0.1:%d/kept/page", publisher.port),
        .max_bytes = LIMIT_FETCH_BYTES,
        .is_automatic = true,
        .allow = {&allow, 1},
    };
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_ROBOTS);
    request.url = str_print(&arena, "http://127.0.0.1:%d/to-kept", publisher.port);
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_ROBOTS);
    request.url = str_print(&arena, "http://127.0.0.1:%d/page", publisher.port);
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_int_equal(answer.crawl_delay_seconds, 7);
    assert_str(answer.tdmrep, "[]");
    request.is_automatic = false;
    request.url = str_print(&arena, "http://127.0.0.1:%d/kept/page", publisher.port);
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_MISSING);
}

static enum capture_trouble fetch_automatically(const char *path)
{
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetch_answer answer = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    const struct fetch_request request = {
        .url = str_print(&arena, "http://127.0.0.1:%d%s", publisher.port, path),
        .max_bytes = LIMIT_FETCH_BYTES,
        .is_automatic = true,
        .allow = {&allow, 1},
    };
    return fetch_get(&arena, &request, &answer).trouble;
}

/* RFC 9309, 2.3.1: who says that there are no rules has none; who cannot say is not asked further.
 */
static void takes_missing_rules_for_none_and_waits_for_broken_ones(void **state)
{
    (void)state;
    publisher.robots = "HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_int_equal(fetch_automatically("/page"), CAPTURE_NO_TROUBLE);
    publisher.robots = "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_int_equal(fetch_automatically("/page"), CAPTURE_NO_TROUBLE);
    publisher.robots = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_int_equal(fetch_automatically("/page"), CAPTURE_SERVER_TROUBLE);
    publisher.robots = "HTTP/1.1 503 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_int_equal(fetch_automatically("/page"), CAPTURE_BUSY);
    publisher.robots = "";
    assert_int_equal(fetch_automatically("/page"), CAPTURE_UNREACHABLE);
    publisher.robots = NULL;
}

/* The last line of rules counts when it ends at the limit, and not when it ends past it. */
static void reads_rules_up_to_the_limit(void **state)
{
    (void)state;
    static const char head[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    static const char rule[] = "\nUser-agent: *\nDisallow: /";
    SCRATCH_ARENA(arena, (size_t)LIMIT_ROBOTS_BYTES * 4);
    size_t n_dots = LIMIT_ROBOTS_BYTES - (sizeof rule - 1);
    char *dots = arena_alloc(&arena, n_dots + 2);
    memset(dots, '.', n_dots);
    publisher.robots = str_print(&arena, "%s%s%s", head, dots, rule).ptr;
    assert_int_equal(fetch_automatically("/page"), CAPTURE_ROBOTS);
    dots[n_dots] = '.';
    publisher.robots = str_print(&arena, "%s%s%s", head, dots, rule).ptr;
    assert_int_equal(fetch_automatically("/page"), CAPTURE_NO_TROUBLE);
    publisher.robots = NULL;
}

static void takes_a_head_at_the_limit_and_none_past_it(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 8);
    struct fetch_answer answer = {0};
    struct str path = str_print(&arena, "/head/%d", LIMIT_FETCH_HEAD_BYTES);
    assert_int_equal(fetch_path(&arena, path.ptr, &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_int_equal(answer.exchange.response_head.len, LIMIT_FETCH_HEAD_BYTES);
    path = str_print(&arena, "/head/%d", LIMIT_FETCH_HEAD_BYTES + 1);
    assert_int_equal(fetch_path(&arena, path.ptr, &answer).trouble, CAPTURE_BROKEN_ANSWER);
}

static void says_who_asks(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetch_answer answer = {0};
    assert_int_equal(fetch_path(&arena, "/echo", &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_true(str_contains(answer.exchange.body,
                             STR("User-Agent: Passalong/0.1 (+https://reading.example/)")));
}

static void follows_redirects_up_to_the_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 8);
    struct fetch_answer answer = {0};
    struct str at_limit = str_print(&arena, "/hop/%d", LIMIT_FETCH_REDIRECTS);
    struct str past_limit = str_print(&arena, "/hop/%d", LIMIT_FETCH_REDIRECTS + 1);
    assert_int_equal(fetch_path(&arena, at_limit.ptr, &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_true(str_ends_with(answer.exchange.url, STR("/page")));
    assert_int_equal(fetch_path(&arena, past_limit.ptr, &answer).trouble,
                     CAPTURE_TOO_MANY_REDIRECTS);
    assert_int_equal(fetch_path(&arena, "/loop", &answer).trouble, CAPTURE_TOO_MANY_REDIRECTS);
}

static void names_what_went_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum capture_trouble trouble;
    } cases[] = {
        {"/status/404", CAPTURE_MISSING},        {"/status/410", CAPTURE_GONE},
        {"/status/451", CAPTURE_GONE},           {"/status/401", CAPTURE_FORBIDDEN},
        {"/status/402", CAPTURE_FORBIDDEN},      {"/status/403", CAPTURE_FORBIDDEN},
        {"/status/429", CAPTURE_BUSY},           {"/status/503", CAPTURE_BUSY},
        {"/status/500", CAPTURE_SERVER_TROUBLE}, {"/pdf", CAPTURE_PDF},
        {"/short", CAPTURE_BROKEN_ANSWER},       {"/garbled", CAPTURE_BROKEN_ANSWER},
        {"/endless", CAPTURE_TOO_LARGE},         {"/to-ftp", CAPTURE_BAD_ADDRESS},
        {"/to-port", CAPTURE_BAD_PORT},          {"/to-private", CAPTURE_PRIVATE_ADDRESS},
        {"/to-password", CAPTURE_BAD_ADDRESS},   {"/hang-up", CAPTURE_UNREACHABLE},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
        struct fetch_answer answer = {0};
        print_message("%s\n", cases[i].path);
        assert_int_equal(fetch_path(&arena, cases[i].path, &answer).trouble, cases[i].trouble);
    }
}

static void takes_a_page_at_the_limit_and_none_past_it(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 8);
    struct fetch_answer answer = {0};
    struct str path = str_print(&arena, "/bytes/%d", LIMIT_FETCH_BYTES);
    assert_int_equal(fetch_path(&arena, path.ptr, &answer).trouble, CAPTURE_NO_TROUBLE);
    assert_int_equal(answer.exchange.body.len, LIMIT_FETCH_BYTES);
    path = str_print(&arena, "/bytes/%d", LIMIT_FETCH_BYTES + 1);
    assert_int_equal(fetch_path(&arena, path.ptr, &answer).trouble, CAPTURE_TOO_LARGE);
}

static void refuses_addresses_that_are_not_for_everybody(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        enum capture_trouble trouble;
    } cases[] = {
        {"http://127.0.0.1/", CAPTURE_PRIVATE_ADDRESS},
        {"http://127.1/", CAPTURE_PRIVATE_ADDRESS},
        {"http://2130706433/", CAPTURE_PRIVATE_ADDRESS},
        {"http://0x7f.0.0.1/", CAPTURE_PRIVATE_ADDRESS},
        {"http://[::1]/", CAPTURE_PRIVATE_ADDRESS},
        {"http://[::ffff:127.0.0.1]/", CAPTURE_PRIVATE_ADDRESS},
        {"http://localhost/", CAPTURE_PRIVATE_ADDRESS},
        {"http://10.1.2.3/", CAPTURE_PRIVATE_ADDRESS},
        {"http://169.254.169.254/latest/meta-data/", CAPTURE_PRIVATE_ADDRESS},
        {"http://0.0.0.0/", CAPTURE_PRIVATE_ADDRESS},
        {"http://example.com:22/", CAPTURE_BAD_PORT},
        {"http://name:word@example.com/", CAPTURE_BAD_ADDRESS},
        {"ftp://example.com/", CAPTURE_BAD_ADDRESS},
        {"file:///etc/passwd", CAPTURE_BAD_ADDRESS},
        {"javascript:alert(1)", CAPTURE_BAD_ADDRESS},
        {"not an address", CAPTURE_BAD_ADDRESS},
        {"", CAPTURE_BAD_ADDRESS},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct fetch_answer answer = {0};
        const struct fetch_request request = {.url = str_from_c(cases[i].url)};
        print_message("%s\n", cases[i].url);
        assert_int_equal(fetch_get(&arena, &request, &answer).trouble, cases[i].trouble);
    }
}

static void opens_what_the_operator_allows(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetch_answer answer = {0};
    struct str allow[2] = {STR("10.0.0.0/8"), STR("192.168.0.0/16")};
    struct fetch_request request = {
        .url = str_print(&arena, "http://127.0.0.1:%d/page", publisher.port),
        .max_bytes = LIMIT_FETCH_BYTES,
        .allow = {allow, 2}};
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_BAD_PORT);
    allow[0] = str_print(&arena, "localhost:%d", publisher.port);
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_BAD_PORT);
    request.url = str_print(&arena, "http://localhost:%d/page", publisher.port);
    assert_int_equal(fetch_get(&arena, &request, &answer).trouble, CAPTURE_NO_TROUBLE);
}

static int set_up(void **state)
{
    (void)state;
    return publisher_start(&publisher) ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    publisher_stop(&publisher);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fetches_a_page),
        cmocka_unit_test(keeps_the_exchange_as_it_was),
        cmocka_unit_test(asks_whether_anything_has_changed),
        cmocka_unit_test(obeys_robots_txt_when_nobody_asked),
        cmocka_unit_test(takes_missing_rules_for_none_and_waits_for_broken_ones),
        cmocka_unit_test(reads_rules_up_to_the_limit),
        cmocka_unit_test(takes_a_head_at_the_limit_and_none_past_it),
        cmocka_unit_test(says_who_asks),
        cmocka_unit_test(follows_redirects_up_to_the_limit),
        cmocka_unit_test(names_what_went_wrong),
        cmocka_unit_test(takes_a_page_at_the_limit_and_none_past_it),
        cmocka_unit_test(refuses_addresses_that_are_not_for_everybody),
        cmocka_unit_test(opens_what_the_operator_allows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
