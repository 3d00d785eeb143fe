#include "capture/warc.h"

#include "../unit.h"

#include "base/limits.h"

static struct capture_exchange exchange(void)
{
    return (struct capture_exchange){
        .url = STR("https://a.example/story"),
        .address = STR("203.0.113.7"),
        .protocol = STR("http/1.1"),
        .request_head = STR("GET /story HTTP/1.1\r\nHost: a.example\r\n\r\n"),
        .response_head = STR("HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n"
                             "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"),
        .body = STR("\x1F\x8B\0body"),
        .time = 1729503840,
        .status = 200,
    };
}

static struct str written(struct arena *arena, const struct capture_exchange *exchange)
{
    struct str warc = {0};
    assert_int_equal(warc_write(arena, exchange, &warc), OK);
    return warc;
}

static void writes_three_records(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct capture_exchange it = exchange();
    struct str warc = written(&arena, &it);
    assert_true(str_starts_with(warc, STR("WARC/1.1\r\nWARC-Type: warcinfo\r\n")));
    assert_true(str_contains(warc, STR("\r\n\r\nWARC/1.1\r\nWARC-Type: request\r\n")));
    assert_true(str_contains(warc, STR("\r\nWARC-Date: 2024-10-21T09:44:00Z\r\n")));
    assert_true(str_contains(warc, STR("\r\nWARC-Target-URI: https://a.example/story\r\n")));
    assert_true(str_contains(warc, STR("\r\nWARC-IP-Address: 203.0.113.7\r\n")));
    assert_true(str_contains(
        warc, STR("\r\n\r\nHTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n"
                  "Content-Encoding: gzip\r\n\r\n\x1F\x8B\0body\r\n\r\nWARC/1.1\r\n")));
    assert_true(str_ends_with(warc, STR("Host: a.example\r\n\r\n\r\n\r\n")));
}

static void gives_the_same_bytes_again(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct capture_exchange it = exchange();
    struct str first = written(&arena, &it);
    assert_true(str_eq(first, written(&arena, &it)));
    it.time++;
    assert_false(str_eq(first, written(&arena, &it)));
}

static void writes_http2_in_the_form_of_http1(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct capture_exchange it = exchange();
    it.protocol = STR("h2");
    it.request_head = STR("GET /story HTTP/2\r\nHost: a.example\r\n\r\n");
    it.response_head = STR("HTTP/2 200 \r\ncontent-type: text/html\r\n\r\n");
    struct str warc = written(&arena, &it);
    assert_true(str_contains(warc, STR("\r\nWARC-Protocol: h2\r\n")));
    assert_true(str_contains(warc, STR("\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/html\r\n")));
    assert_true(str_contains(warc, STR("\r\n\r\nGET /story HTTP/1.1\r\nHost: a.example\r\n")));
}

static void refuses_what_would_not_be_kept(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_OBJECT_BYTES * 4);
    struct capture_exchange it = exchange();
    struct str warc = {0};
    it.body = (struct str){arena_alloc(&arena, LIMIT_OBJECT_BYTES), LIMIT_OBJECT_BYTES - 8192};
    assert_int_equal(warc_write(&arena, &it, &warc), OK);
    it.body.len = LIMIT_OBJECT_BYTES;
    assert_int_equal(warc_write(&arena, &it, &warc), TOO_LARGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_three_records),
        cmocka_unit_test(gives_the_same_bytes_again),
        cmocka_unit_test(writes_http2_in_the_form_of_http1),
        cmocka_unit_test(refuses_what_would_not_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
