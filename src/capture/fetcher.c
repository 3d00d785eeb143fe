#include "capture/fetcher.h"

#include "capture/fetcher_message.h"
#include "capture/process.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

enum {
    TALK_SECONDS = 10,  /* a message, which is written in one go */
    GRACE_SECONDS = 10, /* for a fetch to notice that its time is over */
};

/* Ours never waits for the child for long, whatever it has become. */
static bool limit_talk(int fd)
{
    const struct timeval limit = {.tv_sec = TALK_SECONDS};
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0 &&
           setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == 0;
}

static bool start(struct fetcher *fetcher)
{
    struct process child;
    if (!process_start(FETCHER_CHILD_ARGUMENT, &child))
        return false;
    *fetcher = (struct fetcher){.pid = child.pid, .fd = child.fd};
    if (limit_talk(fetcher->fd))
        return true;
    fetcher_stop(fetcher);
    return false;
}

/* Processor time and memory of one child are limited: it is replaced in time. */
static bool has_served(const struct fetcher *fetcher)
{
    return fetcher->n_asked >= LIMIT_FETCHER_REQUESTS;
}

bool fetcher_ask(struct fetcher *fetcher, uint64_t number, const struct fetch_request *request)
{
    SCRATCH_ARENA(scratch, FETCHER_HEAD_BYTES * 2);
    struct str bytes;
    if (fetcher->n_under_way == FETCHER_AT_ONCE)
        return false;
    if (fetcher->pid != 0 && has_served(fetcher)) {
        if (fetcher->n_under_way > 0)
            return false;
        fetcher_stop(fetcher);
    }
    if (fetcher->pid == 0 && !start(fetcher)) {
        log_error("capture: the fetcher could not be started");
        return false;
    }
    if (fetcher_print_request(&scratch, number, request, &bytes) != OK)
        return false;
    if (fetcher_send(fetcher->fd, bytes) != OK) {
        if (fetcher->n_under_way == 0)
            fetcher_stop(fetcher); /* else fetcher_wait will tell */
        return false;
    }
    fetcher->n_asked++;
    fetcher->n_under_way++;
    fetcher->deadline_ms = clock_monotonic_ms() + (LIMIT_FETCH_SECONDS + GRACE_SECONDS) * 1000;
    return true;
}

static enum fetcher_event lose(struct fetcher *fetcher)
{
    log_error("capture: the fetcher was lost with %zu fetches under way", fetcher->n_under_way);
    fetcher_stop(fetcher);
    return FETCHER_LOST;
}

static enum fetcher_event
take_answer(struct arena *arena, struct fetcher *fetcher, struct fetcher_answer *ret_answer)
{
    struct str bytes;
    size_t max_bytes = (size_t)LIMIT_FETCH_BYTES + FETCHER_HEAD_BYTES;
    if (fetcher_receive(arena, fetcher->fd, max_bytes, &bytes) != OK ||
        fetcher_read_answer(bytes, ret_answer) != OK || fetcher->n_under_way == 0)
        return lose(fetcher);
    fetcher->n_under_way--;
    return FETCHER_ANSWERED;
}

enum fetcher_event fetcher_wait(struct arena *arena,
                                struct fetcher *fetcher,
                                const int fds[2],
                                int timeout_ms,
                                struct fetcher_answer *ret_answer)
{
    struct pollfd poll_fds[] = {
        {.fd = fetcher->pid != 0 ? fetcher->fd : -1, .events = POLLIN},
        {.fd = fds[0], .events = POLLIN},
        {.fd = fds[1], .events = POLLIN},
    };
    if (fetcher->n_under_way > 0 && clock_monotonic_ms() > fetcher->deadline_ms)
        return lose(fetcher);
    if (poll(poll_fds, 3, timeout_ms) <= 0 || poll_fds[0].revents == 0)
        return FETCHER_NOTHING;
    return take_answer(arena, fetcher, ret_answer);
}

void fetcher_stop(struct fetcher *fetcher)
{
    if (fetcher->pid != 0)
        process_end(&(struct process){fetcher->pid, fetcher->fd});
    *fetcher = (struct fetcher){.fd = -1};
}
