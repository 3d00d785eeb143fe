#include "web/response.h"

#include "../unit.h"

#include "base/limits.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void add_header(struct str value)
{
    SCRATCH_ARENA(arena, 1 << 20);
    struct response rs;
    response_init(&rs, &arena);
    response_add_header(&rs, STR("X-Test"), value);
}

/* In a child, whose end is told. */
static bool aborts(void (*act)(struct str), struct str value)
{
    pid_t child = fork();
    if (child == 0) {
        (void)signal(SIGABRT, SIG_DFL);
        (void)close(STDERR_FILENO);
        act(value);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

static void refuses_headers_that_hold_a_line_end_or_a_nul(void **state)
{
    (void)state;
    assert_false(aborts(add_header, STR("plain")));
    assert_true(aborts(add_header, STR("a\rSet-Cookie: b")));
    assert_true(aborts(add_header, STR("a\nSet-Cookie: b")));
    assert_true(aborts(add_header, STR("a\0b")));
}

static void redirects_to_own_paths_only(void **state)
{
    static const struct {
        struct str path;
        const char *location;
    } paths[] = {
        {STR_INIT("/b/x?after=1#c2"), "/b/x?after=1#c2"},
        {STR_INIT("/"), "/"},
        {STR_INIT(""), "/"},
        {STR_INIT("b"), "/"},
        {STR_INIT("//evil.example"), "/"},
        {STR_INIT("/\\evil.example"), "/"},
        {STR_INIT("/\t/evil.example"), "/"},
        {STR_INIT("https://evil.example"), "/"},
        {STR_INIT("javascript:x"), "/"},
        {STR_INIT("/a\r\nSet-Cookie: b"), "/"},
        {STR_INIT("/a\0b"), "/"},
        {STR_INIT("/\xe5\xa5\xbd"), "/"},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(paths); i++) {
        SCRATCH_ARENA(arena, 1 << 20);
        struct response rs;
        response_init(&rs, &arena);
        response_redirect(&rs, paths[i].path);
        assert_int_equal(rs.status, 303);
        assert_str(rs.headers->name, "Location");
        assert_str(rs.headers->value, paths[i].location);
    }
}

static void a_page_may_be_as_long_as_the_limit_and_no_longer(void **state)
{
    (void)state;
    for (size_t over = 0; over <= 1; over++) {
        SCRATCH_ARENA(arena, 256 << 20);
        struct response rs;
        response_init(&rs, &arena);
        struct buf *page = response_page(&rs, 200);
        struct str piece = STR("0123456789abcdef");
        for (size_t i = 0; i < LIMIT_RESPONSE_BYTES / piece.len; i++)
            buf_add(page, piece);
        buf_add(page, str_first(piece, over));
        assert_int_equal(buf_finish(page, &rs.body), over ? TOO_LARGE : OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_headers_that_hold_a_line_end_or_a_nul),
        cmocka_unit_test(redirects_to_own_paths_only),
        cmocka_unit_test(a_page_may_be_as_long_as_the_limit_and_no_longer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
