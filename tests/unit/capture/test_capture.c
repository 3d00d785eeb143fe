/* capture_run with its real child: this test's own program, started again. */

#include "capture/capture.h"
#include "capture/child.h"
#include "capture/sandbox.h"

#include "../unit.h"
#include "publisher.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct publisher publisher;

struct steps {
    int n[CAPTURE_UNDERSTANDING + 1];
};

static void count_step(void *data, enum capture_step step)
{
    struct steps *steps = data;
    steps->n[step]++;
}

static void captures_a_link_step_by_step(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 4);
    struct steps steps = {0};
    struct capture capture;
    struct capture_reason why = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    const struct capture_watch watch = {.on_step = count_step, .data = &steps};
    const struct capture_request request = {
        .kind = CAPTURE_LINK,
        .url = str_print(&arena, "http://127.0.0.1:%d/hop/2", publisher.port),
        .allow = {&allow, 1}};
    assert_int_equal(capture_run(&arena, &request, &watch, &capture, &why), OK);
    assert_str(capture.title, "A page of the test");
    assert_true(str_ends_with(capture.url, STR("/page")));
    assert_int_equal(steps.n[CAPTURE_CONNECTING], 1);
    assert_int_equal(steps.n[CAPTURE_READING], 1);
    assert_int_equal(steps.n[CAPTURE_UNDERSTANDING], 1);
}

static struct str publisher_url(struct arena *arena, const char *path)
{
    return str_print(arena, "http://127.0.0.1:%d%s", publisher.port, path);
}

static void hands_back_the_exchange(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct capture capture;
    struct capture_reason why = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    struct capture_request request = {
        .kind = CAPTURE_LINK, .url = publisher_url(&arena, "/gzip"), .allow = {&allow, 1}};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_true(str_contains(capture.text, STR("hello from a zip")));
    assert_true(str_starts_with(capture.exchange.body, STR("\x1F\x8B")));
    assert_str(capture.exchange.url, publisher_url(&arena, "/gzip").ptr);
    request.url = publisher_url(&arena, "/tagged");
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_str(capture.etag, "\"first\"");
    request.etag = capture.etag;
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), NOT_FOUND);
    assert_int_equal(why.trouble, CAPTURE_NOT_MODIFIED);
}

/* A validator goes back byte by byte or not at all. */
static void keeps_a_validator_up_to_the_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct capture capture;
    struct capture_reason why = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    struct capture_request request = {.kind = CAPTURE_LINK, .allow = {&allow, 1}};
    struct str path = str_print(&arena, "/etag/%d", LIMIT_TERM_CHARACTERS);
    request.url = publisher_url(&arena, path.ptr);
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_int_equal(capture.etag.len, LIMIT_TERM_CHARACTERS);
    path = str_print(&arena, "/etag/%d", LIMIT_TERM_CHARACTERS + 1);
    request.url = publisher_url(&arena, path.ptr);
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_int_equal(capture.etag.len, 0);
}

/* A page nearly as large as is fetched fits in the arena of one request. */
static void hands_back_a_large_exchange(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct capture capture;
    struct capture_reason why = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    const struct capture_request request = {
        .kind = CAPTURE_LINK, .url = publisher_url(&arena, "/padded"), .allow = {&allow, 1}};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_int_equal(capture.exchange.body.len, PADDED_BYTES);
    assert_false(arena_is_over(&arena));
}

/* A page that sends its reader elsewhere is a redirect like any other. */
static void follows_a_refresh_within_the_same_limits(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum capture_trouble trouble;
    } cases[] = {
        {"/refresh", CAPTURE_NO_TROUBLE},
        {"/refresh-loop", CAPTURE_TOO_MANY_REDIRECTS},
        {"/refresh-inward", CAPTURE_PRIVATE_ADDRESS},
        {"/challenge", CAPTURE_BOT_WALL},
        {"/status/401", CAPTURE_SIGN_IN_PAGE},
        {"/status/402", CAPTURE_PAYWALL},
    };
    for (size_t i = 0; i < N_OF(cases); i++) {
        SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
        struct capture capture = {0};
        struct capture_reason why = {0};
        const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
        const struct capture_request request = {.kind = CAPTURE_LINK,
                                                .url = publisher_url(&arena, cases[i].path),
                                                .allow = {&allow, 1}};
        enum outcome outcome = capture_run(&arena, &request, NULL, &capture, &why);
        assert_int_equal(why.trouble, cases[i].trouble);
        assert_true((outcome == OK) == str_ends_with(capture.url, STR("/page")));
    }
}

/* Kills this thread's child, the one that runs the capture, when its step begins. */
static void kill_at_step(void *data, enum capture_step step)
{
    const enum capture_step *when = data;
    SCRATCH_ARENA(arena, 1 << 20);
    struct str children = {0};
    const char *why = NULL;
    int64_t pid = 0;
    if (step != *when)
        return;
    struct str path = str_print(&arena, "/proc/self/task/%d/children", (int)gettid());
    assert_int_equal(file_read(&arena, path.ptr, 4096, &children, &why), OK);
    assert_int_equal(str_take_number(&children, INT32_MAX, &pid), OK);
    assert_int_equal(kill((pid_t)pid, SIGKILL), 0);
}

static void survives_its_child_at_every_step(void **state)
{
    (void)state;
    for (int i = CAPTURE_CONNECTING; i <= CAPTURE_UNDERSTANDING; i++) {
        SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
        enum capture_step when = (enum capture_step)i;
        struct capture capture = {0};
        struct capture_reason why = {0};
        const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
        const struct capture_watch watch = {.on_step = kill_at_step, .data = &when};
        const struct capture_request request = {
            .kind = CAPTURE_LINK, .url = publisher_url(&arena, "/padded"), .allow = {&allow, 1}};
        assert_int_equal(capture_run(&arena, &request, &watch, &capture, &why), INVALID);
        assert_int_equal(why.trouble, CAPTURE_TOO_COMPLEX);
        assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    }
}

static void names_bad_compression(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, LIMIT_REQUEST_ARENA_BYTES);
    struct capture capture;
    struct capture_reason why = {0};
    const struct str allow = str_print(&arena, "127.0.0.1:%d", publisher.port);
    struct capture_request request = {
        .kind = CAPTURE_LINK, .url = publisher_url(&arena, "/badzip"), .allow = {&allow, 1}};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), UNAVAILABLE);
    assert_int_equal(why.trouble, CAPTURE_BROKEN_ANSWER);
    request.url = publisher_url(&arena, "/bomb");
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), INVALID);
    assert_int_equal(why.trouble, CAPTURE_TOO_LARGE);
}

static void hands_back_the_reason(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 4);
    struct capture capture;
    struct capture_reason why = {0};
    struct capture_request request = {.kind = CAPTURE_LINK, .url = STR("http://10.0.0.1/")};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), INVALID);
    assert_int_equal(why.trouble, CAPTURE_PRIVATE_ADDRESS);
    assert_str(why.detail, "10.0.0.1");
    request = (struct capture_request){.kind = CAPTURE_PLAIN, .bytes = STR(" ")};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), INVALID);
    assert_int_equal(why.trouble, CAPTURE_EMPTY);
}

static void cleans_what_the_child_hands_back(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 4);
    struct capture capture;
    struct capture_reason why = {0};
    const struct capture_request request = {
        .kind = CAPTURE_DOCUMENT,
        .bytes =
            STR("<html><title>A\xE2\x80\xAE title</title><p onclick=alert(1)>Some text that is "
                "long enough to keep, and <a href='javascript:alert(2)'>a link</a>.<script>"
                "alert(3)</script><img src=x onerror=alert(4)></p>")};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_str(capture.title, "A title");
    assert_false(str_contains(capture.body.text, STR("alert")));
}

static void refuses_a_request_past_its_limit(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_CAPTURE_REQUEST_BYTES * 4);
    struct capture capture;
    struct capture_reason why = {0};
    char *bytes = calloc(1, LIMIT_CAPTURE_REQUEST_BYTES);
    assert_non_null(bytes);
    const struct capture_request request = {.kind = CAPTURE_PLAIN,
                                            .bytes = {bytes, LIMIT_CAPTURE_REQUEST_BYTES}};
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), INVALID);
    assert_int_equal(why.trouble, CAPTURE_INPUT_TOO_LARGE);
    free(bytes);
}

/* Runs `attempt` in a child process behind a sandbox; true when it came to
 * nothing: it failed, or the kernel killed the process. */
static bool is_stopped(bool (*enter)(void), bool (*attempt)(void))
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        bool is_shut = sandbox_limit() && enter();
        _exit(is_shut && attempt() ? 1 : 0);
    }
    assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
    return WIFSIGNALED(status) || WEXITSTATUS(status) == 0;
}

static bool open_a_file(void)
{
    return open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool make_a_file(void)
{
    return open("/tmp/passalong-must-not-be", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0;
}

static bool make_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}

static bool make_a_local_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}

static bool fork_a_process(void)
{
    return fork() >= 0;
}

static bool run_a_program(void)
{
    char program[] = "/bin/true";
    char *const arguments[] = {program, NULL};
    pid_t pid = getpid();
    (void)execv(program, arguments);
    return pid != getpid();
}

static void *stand_by(void *data)
{
    return data;
}

static bool start_a_thread(void)
{
    pthread_t thread;
    return pthread_create(&thread, NULL, stand_by, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

static bool does_nothing(void)
{
    return true;
}

static void shuts_the_child_in(void **state)
{
    (void)state;
    assert_false(is_stopped(sandbox_enter_fetching, does_nothing));
    assert_false(is_stopped(sandbox_enter_reading, does_nothing));
    assert_false(is_stopped(sandbox_enter_fetching, open_a_file));
    assert_false(is_stopped(sandbox_enter_fetching, make_a_socket));
    assert_true(is_stopped(sandbox_enter_fetching, make_a_file));
    assert_true(is_stopped(sandbox_enter_fetching, make_a_local_socket));
    assert_true(is_stopped(sandbox_enter_fetching, fork_a_process));
    assert_true(is_stopped(sandbox_enter_fetching, run_a_program));
    assert_true(is_stopped(sandbox_enter_reading, open_a_file));
    assert_true(is_stopped(sandbox_enter_reading, make_a_file));
    assert_true(is_stopped(sandbox_enter_reading, make_a_socket));
    assert_true(is_stopped(sandbox_enter_reading, fork_a_process));
    assert_true(is_stopped(sandbox_enter_reading, run_a_program));
    assert_false(is_stopped(sandbox_enter_drawing, start_a_thread));
    assert_true(is_stopped(sandbox_enter_reading, start_a_thread));
    assert_true(is_stopped(sandbox_enter_drawing, open_a_file));
    assert_true(is_stopped(sandbox_enter_drawing, make_a_file));
    assert_true(is_stopped(sandbox_enter_drawing, make_a_socket));
    assert_true(is_stopped(sandbox_enter_drawing, fork_a_process));
    assert_true(is_stopped(sandbox_enter_drawing, run_a_program));
}

static void has_a_sentence_for_every_trouble(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, 1 << 20);
    for (int i = CAPTURE_NO_TROUBLE; i <= CAPTURE_LAST_TROUBLE; i++)
        assert_true(str_ends_with(capture_trouble_text((enum capture_trouble)i), STR(".")));
    const struct capture_reason why = {CAPTURE_SERVER_TROUBLE, STR("500")};
    assert_true(str_ends_with(capture_reason_text(&arena, why), STR(" (500)")));
}

/* The post that the project started from, where its text is at hand. */
static void reads_the_post_that_started_it(void **state)
{
    (void)state;
    SCRATCH_ARENA(arena, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 4);
    const char *folder = getenv("SHARED_DATA");
    struct str path =
        str_print(&arena, "%s/seed/good-articles-to-share.txt", folder ? folder : "none");
    struct capture_request request = {.kind = CAPTURE_DOCUMENT, .zone = STR("Asia/Kuala_Lumpur")};
    struct capture capture;
    struct capture_reason why = {0};
    const char *fault = NULL;
    if (file_read(&arena, path.ptr, 1 << 20, &request.bytes, &fault) != OK) {
        print_message("skipped: the shared data is not here\n");
        arena_done(&arena); /* skip does not return */
        skip();
    }
    assert_int_equal(capture_run(&arena, &request, NULL, &capture, &why), OK);
    assert_str(capture.title,
               "N.Korea sending troops to Ukraine a 'significant escalation': NATO chief");
    assert_int_equal(capture.published, 1729503840);
    assert_true(capture.has_time);
    assert_str(capture.dateline, "BRUSSELS");
    assert_str(capture.source, "AFP");
    assert_str(capture.byline, "");
    assert_true(str_starts_with(capture.text, STR("If North Korea sent soldiers")));
    assert_true(str_ends_with(capture.text, STR("the embassy said in a statement.")));
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

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], CAPTURE_CHILD_ARGUMENT) == 0)
        return capture_child_main();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captures_a_link_step_by_step),
        cmocka_unit_test(hands_back_the_exchange),
        cmocka_unit_test(keeps_a_validator_up_to_the_limit),
        cmocka_unit_test(hands_back_a_large_exchange),
        cmocka_unit_test(follows_a_refresh_within_the_same_limits),
        cmocka_unit_test(survives_its_child_at_every_step),
        cmocka_unit_test(names_bad_compression),
        cmocka_unit_test(hands_back_the_reason),
        cmocka_unit_test(cleans_what_the_child_hands_back),
        cmocka_unit_test(refuses_a_request_past_its_limit),
        cmocka_unit_test(shuts_the_child_in),
        cmocka_unit_test(has_a_sentence_for_every_trouble),
        cmocka_unit_test(reads_the_post_that_started_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
