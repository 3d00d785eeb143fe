/* The parent's conversation with a child: feeds it, listens with a clock and a limit. */

#include "capture/ask.h"

#include "capture/child.h"
#include "capture/message.h"
#include "capture/process.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

struct run {
    const struct capture_watch *watch;
    pid_t pid;
    int fd; /* our end of the socket that is the child's input and output */
    struct str unsent;
    struct buf answer;
    size_t n_steps_bytes; /* of the answer, told already */
    int64_t deadline_ms;
    enum capture_trouble trouble;
};

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
        if (run->watch && run->watch->on_step)
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

enum capture_trouble ask_child(struct arena *arena,
                               const struct capture_request *request,
                               const struct capture_watch *watch,
                               int64_t deadline_ms,
                               struct str *ret_bytes)
{
    SCRATCH_ARENA(scratch, (size_t)LIMIT_CAPTURE_ANSWER_BYTES * 4);
    struct run run = {.watch = watch, .deadline_ms = deadline_ms};
    struct process child;
    struct buf buf;
    buf_init(&buf, &scratch, LIMIT_CAPTURE_REQUEST_BYTES);
    buf_init(&run.answer, &scratch, LIMIT_CAPTURE_ANSWER_BYTES);
    message_add_request(&buf, request);
    if (buf_finish(&buf, &run.unsent) != OK)
        return CAPTURE_INPUT_TOO_LARGE;
    if (!process_start(CAPTURE_CHILD_ARGUMENT, &child)) {
        log_error("capture: the child could not be started");
        return CAPTURE_CRASHED;
    }
    run.pid = child.pid;
    run.fd = child.fd;
    converse(&run);
    run_finish(&run);
    file_close(&run.fd);
    if (run.trouble == CAPTURE_NO_TROUBLE)
        *ret_bytes = str_copy(arena, str_skip(buf_text(&run.answer), run.n_steps_bytes));
    return run.trouble;
}
