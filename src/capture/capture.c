/* The parent's side: starts the child, feeds it, listens with a clock and a
 * limit, and takes nothing that it says on trust. */

#include "capture/capture.h"

#include "capture/child.h"
#include "capture/message.h"
#include "capture/understand.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "text/dates.h"
#include "text/language.h"
#include "text/name.h"
#include "text/url.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct run {
    struct arena *arena;
    const struct capture_watch *watch;
    pid_t pid;
    int fd; /* our end of the socket that is the child's input and output */
    struct str unsent;
    struct buf answer;
    size_t n_steps_bytes; /* of the answer, told already */
    int64_t deadline_ms;
    enum capture_trouble trouble;
};

/* A socket rather than pipes: a child that died makes send fail instead of raising SIGPIPE. */
static bool start_child(int child_fd, pid_t *ret_pid)
{
    static char program[] = "passalong";
    static char argument[] = CAPTURE_CHILD_ARGUMENT;
    static char no_leak_check[] = "ASAN_OPTIONS=detect_leaks=0"; /* it would need ptrace */
    char *const arguments[] = {program, argument, NULL};
    char *const environment[] = {no_leak_check, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    if (posix_spawnattr_init(&attributes) != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return false;
    }
    int rc = posix_spawn_file_actions_adddup2(&actions, child_fd, STDIN_FILENO);
    rc |= posix_spawn_file_actions_adddup2(&actions, child_fd, STDOUT_FILENO);
    rc |= posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    rc |= posix_spawnattr_setsigmask(&attributes, &none);
    rc |= posix_spawnattr_setsigdefault(&attributes, &all);
    if (rc == 0)
        rc = posix_spawn(ret_pid, "/proc/self/exe", &actions, &attributes, arguments, environment);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return rc == 0;
}

static bool run_start(struct run *run)
{
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    CLEANUP(file_close) int child_fd = ends[1];
    run->fd = ends[0];
    return start_child(child_fd, &run->pid);
}

/* Sends what the socket takes; when all is sent the child sees the end. */
static bool send_some(struct run *run)
{
    ssize_t n = send(run->fd, run->unsent.ptr, run->unsent.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    run->unsent = str_skip(run->unsent, (size_t)n);
    return run->unsent.len > 0 || shutdown(run->fd, SHUT_WR) == 0;
}

static void tell_steps(struct run *run)
{
    enum capture_step step = CAPTURE_CONNECTING;
    struct str rest = str_skip(buf_text(&run->answer), run->n_steps_bytes);
    while (message_take_step(&rest, &step)) {
        run->n_steps_bytes = run->answer.len - rest.len;
        if (run->watch)
            run->watch->on_step(run->watch->data, step);
    }
}

/* False at the end of what the child says, and when it says too much. */
static bool receive_some(struct run *run)
{
    char bytes[8192];
    ssize_t n = recv(run->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    buf_add(&run->answer, (struct str){bytes, (size_t)n});
    if (run->answer.is_over)
        run->trouble = CAPTURE_TOO_LARGE;
    else
        tell_steps(run);
    return n > 0 && !run->answer.is_over;
}

static int stop_fd(const struct run *run)
{
    return run->watch && run->watch->stop_fd ? *run->watch->stop_fd : -1;
}

/* Talks until the child has said all, or its time is over. */
static void converse(struct run *run)
{
    bool is_open = true;
    while (is_open) {
        int64_t left_ms = run->deadline_ms - clock_monotonic_ms();
        short wanted = (short)(POLLIN | (run->unsent.len > 0 ? POLLOUT : 0));
        struct pollfd poll_fds[] = {
            {.fd = run->fd, .events = wanted},
            {.fd = stop_fd(run), .events = POLLIN}, /* a negative one is passed over */
        };
        if (left_ms <= 0) {
            run->trouble = CAPTURE_TOO_COMPLEX;
            return;
        }
        if (poll(poll_fds, 2, (int)left_ms) < 0 && errno != EINTR)
            return;
        if (poll_fds[1].revents != 0) {
            run->trouble = CAPTURE_TOO_SLOW;
            return;
        }
        if (poll_fds[0].revents & POLLOUT)
            is_open = send_some(run);
        if (poll_fds[0].revents & (POLLIN | POLLHUP | POLLERR))
            is_open = receive_some(run);
    }
}

/* Ends the child if it still runs, and says how it ended. */
static void run_finish(struct run *run)
{
    int status = 0;
    if (run->trouble != CAPTURE_NO_TROUBLE)
        (void)kill(run->pid, SIGKILL);
    while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (run->trouble != CAPTURE_NO_TROUBLE)
        return;
    int signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (signal_number == SIGXCPU || signal_number == SIGABRT || signal_number == SIGKILL)
        run->trouble = CAPTURE_TOO_COMPLEX;
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        run->trouble = CAPTURE_CRASHED;
    if (run->trouble != CAPTURE_NO_TROUBLE)
        log_error("capture: the child ended with status %d", status);
}

static struct str web_address(struct arena *arena, struct str told)
{
    struct url url;
    if (told.len == 0 || url_parse(arena, told, &url) != OK || !url_is_web(&url))
        return (struct str){0};
    return url_print(arena, &url);
}

static struct str_list tidy_tags(struct arena *arena, struct str_list told)
{
    size_t n_told = told.n < LIMIT_TAGS ? told.n : LIMIT_TAGS;
    struct str *tags = arena_array(arena, struct str, n_told);
    size_t n = 0;
    for (size_t i = 0; i < n_told; i++) {
        tags[n] = name_tidy(arena, told.items[i], LIMIT_TAG_CHARACTERS);
        n += tags[n].len > 0;
    }
    return (struct str_list){tags, n};
}

/* Dates outside of what a calendar shows are none. */
static void take_date(const struct finding *finding, struct capture *capture)
{
    const int64_t year_one = -62135596800;
    const int64_t year_ten_thousand = 253402300800;
    if (!finding->has_published || finding->published < year_one ||
        finding->published >= year_ten_thousand)
        return;
    capture->published = finding->published;
    capture->has_published = true;
    capture->has_time = finding->has_time;
}

/* A validator goes back byte by byte or not at all. */
static struct str validator(struct arena *arena, struct str told)
{
    bool is_fine = name_is_acceptable(told, LIMIT_TERM_CHARACTERS);
    return is_fine ? str_copy(arena, told) : (struct str){0};
}

/* What was fetched and under which terms. The exchange is bytes for a proof, never for a page. */
static void take_record(struct arena *arena, const struct finding *finding, struct capture *capture)
{
    capture->encoding = name_tidy(arena, finding->encoding, LIMIT_TERM_CHARACTERS);
    capture->robots = name_tidy(arena, finding->robots, LIMIT_TERM_CHARACTERS);
    capture->etag = validator(arena, finding->etag);
    capture->last_modified = validator(arena, finding->last_modified);
    capture->tdm_policy = web_address(arena, finding->tdm_policy);
    capture->is_tdm_reserved = finding->is_tdm_reserved;
    capture->is_cut = finding->is_cut;
    capture->crawl_delay_seconds = finding->crawl_delay_seconds;
    capture->exchange = finding->exchange;
    capture->exchange.url = web_address(arena, finding->exchange.url);
    capture->exchange.address = name_tidy(arena, finding->exchange.address, LIMIT_TERM_CHARACTERS);
    capture->exchange.protocol =
        name_tidy(arena, finding->exchange.protocol, LIMIT_TERM_CHARACTERS);
}

/* Every field is brought within its limit; the HTML is cleaned, whoever cleaned it before. */
static enum capture_trouble
take_finding(struct arena *arena, const struct finding *finding, struct capture *ret_capture)
{
    struct capture capture = {
        .title = name_tidy(arena, finding->title, LIMIT_TITLE_CHARACTERS),
        .byline = name_tidy(arena, finding->byline, LIMIT_BYLINE_CHARACTERS),
        .source = name_tidy(arena, finding->source, LIMIT_SOURCE_CHARACTERS),
        .dateline = name_tidy(arena, finding->dateline, LIMIT_DATELINE_CHARACTERS),
        .standfirst = name_tidy(arena, finding->standfirst, LIMIT_STANDFIRST_CHARACTERS),
        .credit = name_tidy(arena, finding->credit, LIMIT_SOURCE_CHARACTERS),
        .excerpt = name_tidy(arena, finding->excerpt, LIMIT_EXCERPT_CHARACTERS),
        .url = web_address(arena, finding->url),
        .canonical = web_address(arena, finding->canonical),
        .image = web_address(arena, finding->image),
        .tags = tidy_tags(arena, finding->tags),
    };
    if (language_is_valid(finding->lang))
        capture.lang = str_copy(arena, finding->lang);
    take_date(finding, &capture);
    take_record(arena, finding, &capture);
    const struct html_rules rules = {HTML_ARTICLE, capture.url};
    if (html_clean(arena, finding->html, &rules, &capture.body) != OK ||
        html_to_text(arena, capture.body.text, &capture.text) != OK)
        return CAPTURE_TOO_LARGE;
    if (str_trim(capture.text).len == 0)
        return CAPTURE_NO_ARTICLE;
    *ret_capture = capture;
    return CAPTURE_NO_TROUBLE;
}

static enum outcome outcome_of(enum capture_trouble trouble)
{
    switch (trouble) {
    case CAPTURE_NO_TROUBLE:
        return OK;
    case CAPTURE_NAME_UNKNOWN:
    case CAPTURE_UNREACHABLE:
    case CAPTURE_TOO_SLOW:
    case CAPTURE_BUSY:
    case CAPTURE_SERVER_TROUBLE:
    case CAPTURE_BROKEN_ANSWER:
        return UNAVAILABLE;
    case CAPTURE_CRASHED:
        return FAULT;
    case CAPTURE_NOT_MODIFIED:
        return NOT_FOUND;
    case CAPTURE_EMPTY:
    case CAPTURE_NO_ARTICLE:
    case CAPTURE_BINARY:
    case CAPTURE_INPUT_TOO_LARGE:
    case CAPTURE_BAD_ADDRESS:
    case CAPTURE_BAD_PORT:
    case CAPTURE_PRIVATE_ADDRESS:
    case CAPTURE_TLS:
    case CAPTURE_TOO_LARGE:
    case CAPTURE_TOO_MANY_REDIRECTS:
    case CAPTURE_NOT_A_PAGE:
    case CAPTURE_MISSING:
    case CAPTURE_GONE:
    case CAPTURE_FORBIDDEN:
    case CAPTURE_TOO_COMPLEX:
    case CAPTURE_ROBOTS:
    case CAPTURE_BOT_WALL:
    case CAPTURE_PAYWALL:
    case CAPTURE_SIGN_IN_PAGE:
    case CAPTURE_CONSENT_WALL:
    case CAPTURE_SCRIPT_ONLY:
    case CAPTURE_PDF:
        break;
    }
    return INVALID;
}

/* What was not fetched is no page: the same troubles need other words. */
static enum capture_trouble word_for(enum capture_kind kind, enum capture_trouble trouble)
{
    if (kind == CAPTURE_LINK)
        return trouble;
    if (trouble == CAPTURE_TOO_LARGE)
        return CAPTURE_INPUT_TOO_LARGE;
    return trouble == CAPTURE_NO_ARTICLE ? CAPTURE_EMPTY : trouble;
}

/* The child's last word, in the run's arena. */
static struct capture_reason read_answer(const struct run *run, struct finding *ret_finding)
{
    struct capture_reason why = {.trouble = run->trouble};
    if (why.trouble != CAPTURE_NO_TROUBLE)
        return why;
    struct str bytes = str_copy(run->arena, str_skip(buf_text(&run->answer), run->n_steps_bytes));
    if (message_read_answer(run->arena, bytes, ret_finding, &why) != OK) {
        log_error("capture: the child's answer cannot be read");
        return (struct capture_reason){.trouble = CAPTURE_CRASHED};
    }
    why.detail = name_tidy(run->arena, why.detail, 300);
    return why;
}

/* One child from its start to its end. What grows while they talk is not kept. */
static struct capture_reason
run_child(struct run *run, const struct capture_request *request, struct finding *ret_finding)
{
    SCRATCH_ARENA(scratch, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 4);
    struct buf buf;
    run->fd = -1;
    run->n_steps_bytes = 0;
    buf_init(&buf, &scratch, LIMIT_CAPTURE_REQUEST_BYTES);
    buf_init(&run->answer, &scratch, LIMIT_CAPTURE_ANSWER_BYTES);
    message_add_request(&buf, request);
    if (buf_finish(&buf, &run->unsent) != OK)
        return (struct capture_reason){.trouble = CAPTURE_INPUT_TOO_LARGE};
    if (run_start(run)) {
        converse(run);
        run_finish(run);
    } else {
        log_error("capture: the child could not be started");
        run->trouble = CAPTURE_CRASHED;
    }
    file_close(&run->fd);
    return read_answer(run, ret_finding);
}

/* A page that sends its readers elsewhere is a redirect like any other, but only
 * a child that can no longer connect has read it: the next one follows. */
static struct capture_reason
run_children(struct run *run, const struct capture_request *request, struct finding *ret_finding)
{
    struct capture_request next = *request;
    struct capture_reason why = run_child(run, &next, ret_finding);
    while (why.trouble == CAPTURE_NO_TROUBLE && ret_finding->refresh.len > 0) {
        if (ret_finding->n_redirects >= LIMIT_FETCH_REDIRECTS)
            return (struct capture_reason){.trouble = CAPTURE_TOO_MANY_REDIRECTS};
        next.url = ret_finding->refresh;
        next.n_redirects = ret_finding->n_redirects + 1;
        next.etag = (struct str){0};
        next.last_modified = (struct str){0};
        why = run_child(run, &next, ret_finding);
    }
    return why;
}

static enum outcome conclude(const struct capture_request *request,
                             struct capture_reason why,
                             struct capture_reason *ret_why)
{
    why.trouble = word_for(request->kind, why.trouble);
    if (why.trouble != CAPTURE_NO_TROUBLE)
        *ret_why = why;
    return outcome_of(why.trouble);
}

enum outcome capture_run(struct arena *arena,
                         const struct capture_request *request,
                         const struct capture_watch *watch,
                         struct capture *ret_capture,
                         struct capture_reason *ret_why)
{
    struct finding finding = {0};
    struct run run = {.arena = arena,
                      .watch = watch,
                      .deadline_ms = clock_monotonic_ms() + LIMIT_CAPTURE_SECONDS * 1000};
    struct capture_reason why = run_children(&run, request, &finding);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        why.trouble = take_finding(arena, &finding, ret_capture);
    return conclude(request, why, ret_why);
}

enum outcome capture_read(struct arena *arena,
                          const struct capture_request *request,
                          struct capture *ret_capture,
                          struct capture_reason *ret_why)
{
    struct finding finding;
    const struct material material = {
        .kind = request->kind, .bytes = request->bytes, .url = request->url, .zone = request->zone};
    struct capture_reason why = {.trouble = understand(arena, &material, &finding)};
    if (why.trouble == CAPTURE_NO_TROUBLE)
        why.trouble = take_finding(arena, &finding, ret_capture);
    return conclude(request, why, ret_why);
}
