#include "web/request.h"

#include "../unit.h"

#include "web/app.h"
#include "web/cookie.h"
#include "web/csrf.h"
#include "web/kept.h"

#include <netinet/in.h>

static void gives_parts_as_numbers_only_when_written_plainly(void **state)
{
    static const struct {
        const char *part;
        int64_t number; /* 0: there is no such page */
    } parts[] = {{"1", 1},  {"9999", 9999}, {"10000", 0},
                 {"0", 0},  {"007", 0},     {"", 0},
                 {"1x", 0}, {"-1", 0},      {"99999999999999999999", 0}};
    (void)state;
    for (size_t i = 0; i < N_OF(parts); i++) {
        struct request rq = {.parts = {str_from_c(parts[i].part)}};
        int64_t number = 0;
        enum outcome outcome = request_part_number(&rq, 0, 9999, &number);
        assert_int_equal(outcome, parts[i].number ? OK : NOT_FOUND);
        assert_int_equal(number, parts[i].number);
    }
}

static void reads_cookies_by_whole_name(void **state)
{
    (void)state;
    struct request rq = {.headers.cookie = STR("xsession=1; session=abc ;lang=ms; session=2")};
    assert_str(request_cookie(&rq, STR("session")), "abc");
    assert_str(request_cookie(&rq, STR("lang")), "ms");
    assert_str(request_cookie(&rq, STR("sess")), "");
}

static void cookies_are_locked_to_the_host_under_https(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct app plain = {.is_https = false};
    const struct app https = {.is_https = true};
    struct request rq = {.arena = &arena, .app = &plain, .headers.cookie = STR("session=a")};
    struct response rs;
    response_init(&rs, &arena);
    cookie_set(&rq, &rs, COOKIE_SESSION, STR("v"), 60);
    assert_str(rs.headers->value, "session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    rq.app = &https;
    cookie_set(&rq, &rs, COOKIE_SESSION, STR("v"), 60);
    assert_str(rs.headers->value,
               "__Host-session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    assert_str(cookie_value(&rq, COOKIE_SESSION), ""); /* the one without prefix may be planted */
}

static void believes_the_proxy_and_only_it_about_the_address(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000001)};
    const struct app direct = {.is_behind_proxy = false};
    const struct app proxied = {.is_behind_proxy = true};
    struct request rq = {.arena = &arena,
                         .app = &direct,
                         .peer = (const struct sockaddr *)&peer,
                         .headers.forwarded_for = STR("10.0.0.1, 203.0.113.7")};
    assert_str(request_address(&rq), "127.0.0.1");
    rq.app = &proxied;
    assert_str(request_address(&rq), "203.0.113.7");
    rq.headers.forwarded_for = STR("");
    assert_str(request_address(&rq), "127.0.0.1");
}

static void tells_our_own_pages_from_other_sites(void **state)
{
    static const struct {
        struct str fetch_site;
        struct str origin;
        bool is_cross_site;
    } sent[] = {
        {STR_INIT("same-origin"), STR_INIT("https://news.example"), false},
        {STR_INIT("none"), STR_INIT(""), false},
        {STR_INIT("same-site"), STR_INIT("https://news.example"), true},
        {STR_INIT("cross-site"), STR_INIT("https://news.example"), true},
        {STR_INIT(""), STR_INIT(""), false},
        {STR_INIT(""), STR_INIT("https://news.example"), false},
        {STR_INIT(""), STR_INIT("http://10.0.0.5:8080"), false},
        {STR_INIT(""), STR_INIT("null"), true},
        {STR_INIT(""), STR_INIT("https://news.example.evil.example"), true},
        {STR_INIT(""), STR_INIT("https://evil.example"), true},
    };
    const struct app app = {.url = STR("https://news.example")};
    (void)state;
    for (size_t i = 0; i < N_OF(sent); i++) {
        const struct request rq = {.app = &app,
                                   .headers = {.host = STR("10.0.0.5:8080"),
                                               .fetch_site = sent[i].fetch_site,
                                               .origin = sent[i].origin}};
        assert_int_equal(csrf_is_cross_site(&rq), sent[i].is_cross_site);
    }
}

/* A form with that token, from a stranger with that cookie. */
static enum outcome check_token(struct arena *arena, struct str cookie, struct str token)
{
    const struct app app = {0};
    const struct form_entry entry = {.name = STR(CSRF_FIELD), .value = token};
    struct request rq = {.arena = arena,
                         .app = &app,
                         .form = {.items = &entry, .n = 1},
                         .headers.cookie = str_join(arena, STR("form="), cookie)};
    return csrf_check_token(&rq);
}

static void accepts_only_the_token_of_its_own_cookie(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct app app = {0};
    struct request rq = {.arena = &arena, .app = &app};
    struct response rs;
    response_init(&rs, &arena);
    struct str token = csrf_token(&rq, &rs);
    struct str set = str_skip(rs.headers->value, strlen("form="));
    struct str cookie = STR("");
    assert_true(str_cut(&set, ';', &cookie));

    assert_int_equal(check_token(&arena, cookie, token), OK);
    assert_int_equal(check_token(&arena, cookie, STR("")), DENIED);
    assert_int_equal(check_token(&arena, cookie, cookie), DENIED);
    assert_int_equal(check_token(&arena, STR("other"), token), DENIED);
    assert_int_equal(check_token(&arena, STR(""), token), DENIED);
    assert_int_equal(check_token(&arena, STR(""), STR("")), DENIED);
}

static void a_stranger_keeps_the_cookie_that_came(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct app app = {0};
    struct request rq = {.arena = &arena, .app = &app, .headers.cookie = STR("form=abc")};
    struct response rs;
    response_init(&rs, &arena);
    struct str first = csrf_token(&rq, &rs);
    assert_null(rs.headers);
    assert_true(str_eq(first, csrf_token(&rq, &rs)));
}

static void keeps_typed_text_but_no_secrets_and_files(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct form_entry entries[] = {
        {.name = STR("token"), .value = STR("t")},
        {.name = STR("body"), .value = STR("text")},
        {.name = STR("password"), .value = STR("p")},
        {.name = STR("file"), .value = STR("bytes"), .is_file = true},
    };
    struct request rq = {
        .arena = &arena, .path = STR("/a/1/comment"), .form = {.items = entries, .n = 4}};
    struct kept kept = kept_from_refused(&rq);
    assert_str(kept.action, "/a/1/comment");
    assert_int_equal(kept.n_fields, 1);
    assert_str(kept.fields[0].name, "body");
    assert_str(kept.fields[0].value, "text");
}

static void reads_back_what_was_carried_on(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    const struct form_entry entries[] = {
        {.name = STR("name"), .value = STR("Tan")},
        {.name = STR("resume_action"), .value = STR("/a/1/comment")},
        {.name = STR("kept.body"), .value = STR("text")},
    };
    const struct form_entry foreign[] = {
        {.name = STR("resume_action"), .value = STR("https://evil.example")}};
    struct request rq = {.arena = &arena, .form = {.items = entries, .n = 3}};
    struct kept kept = kept_from_resumed(&rq);
    assert_str(kept.action, "/a/1/comment");
    assert_int_equal(kept.n_fields, 1);
    assert_str(kept.fields[0].name, "body");
    rq.form = (struct form){.items = foreign, .n = 1};
    assert_str(kept_from_resumed(&rq).action, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_parts_as_numbers_only_when_written_plainly),
        cmocka_unit_test(reads_cookies_by_whole_name),
        cmocka_unit_test(cookies_are_locked_to_the_host_under_https),
        cmocka_unit_test(believes_the_proxy_and_only_it_about_the_address),
        cmocka_unit_test(tells_our_own_pages_from_other_sites),
        cmocka_unit_test(accepts_only_the_token_of_its_own_cookie),
        cmocka_unit_test(a_stranger_keeps_the_cookie_that_came),
        cmocka_unit_test(keeps_typed_text_but_no_secrets_and_files),
        cmocka_unit_test(reads_back_what_was_carried_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
