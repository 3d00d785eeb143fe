#include "jobs/feed_poll.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "capture/fetcher.h"
#include "community/subscription_check.h"
#include "jobs/feed_job.h"
#include "text/url.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    LONGEST_SLEEP_MS = 60 * 1000, /* the wall clock may jump */
    TROUBLE_SLEEP_MS = 5 * 1000,  /* after the store has refused */
    LOOK_AGAIN_MS = 1000,         /* for what has become due while others are under way */
    DUE_AT_ONCE = 500,            /* feeds read from the store in one go */
    SLOT_BYTES = 64 << 10,
    DUE_BYTES = 4 << 20,
};

/* One feed under way. */
struct slot {
    struct arena arena;
    struct subscription subscription;
    struct str host;
    bool is_used;
    bool is_asking_hub; /* the check is done; its hub is asked for news */
};

struct feed_poll {
    const struct jobs_config *config;
    struct jobs *jobs;
    int stop_fd;
    int wake_fd;
    pthread_t thread;
    struct fetcher fetcher;
    struct slot slots[FETCHER_AT_ONCE];
    size_t n_used;
    /* What was due when last looked. */
    struct arena due_arena;
    const struct subscription_due *due;
    size_t n_due;
    bool *is_begun;
    int64_t looked_ms;
    bool is_woken;
};

static bool is_readable(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
    return poll(&poll_fd, 1, 0) > 0;
}

static struct str host_of(struct arena *arena, struct str address)
{
    struct url url;
    return url_parse(arena, address, &url) == OK ? url.host : STR("");
}

static bool is_under_way(const struct feed_poll *feeds, struct subscription_id id)
{
    for (size_t i = 0; i < FETCHER_AT_ONCE; i++) {
        if (feeds->slots[i].is_used && feeds->slots[i].subscription.id.n == id.n)
            return true;
    }
    return false;
}

static bool is_host_busy(const struct feed_poll *feeds, struct str host)
{
    for (size_t i = 0; i < FETCHER_AT_ONCE; i++) {
        if (feeds->slots[i].is_used && str_eq(feeds->slots[i].host, host))
            return true;
    }
    return false;
}

/* Reads what is due. What was read before and not begun is still due. */
static enum outcome look(struct feed_poll *feeds)
{
    struct db *db = db_pool_take(feeds->config->pool);
    arena_done(&feeds->due_arena);
    feeds->n_due = 0;
    enum outcome found = subscription_list_due(&feeds->due_arena, db, clock_now(), DUE_AT_ONCE,
                                               &feeds->due, &feeds->n_due);
    db_pool_give(feeds->config->pool, db);
    feeds->is_begun = arena_array(&feeds->due_arena, bool, feeds->n_due);
    feeds->looked_ms = clock_monotonic_ms();
    feeds->is_woken = false;
    return found;
}

static size_t free_slot(const struct feed_poll *feeds)
{
    size_t i = 0;
    while (i < FETCHER_AT_ONCE && feeds->slots[i].is_used)
        i++;
    return i;
}

/* The feed as it is now. NOT_FOUND: it was removed meanwhile. */
static enum outcome load(struct feed_poll *feeds, struct slot *slot, struct subscription_id id)
{
    struct db *db = db_pool_take(feeds->config->pool);
    enum outcome found = subscription_find(&slot->arena, db, id, &slot->subscription);
    db_pool_give(feeds->config->pool, db);
    return found;
}

/* False: the fetcher takes no more for now. */
static bool begin(struct feed_poll *feeds, const struct subscription_due *due, struct str host)
{
    size_t at = free_slot(feeds);
    if (at == FETCHER_AT_ONCE)
        return false;
    struct slot *slot = &feeds->slots[at];
    arena_init(&slot->arena, SLOT_BYTES);
    if (load(feeds, slot, due->id) != OK) {
        arena_done(&slot->arena);
        return true;
    }
    slot->host = str_copy(&slot->arena, host);
    slot->is_asking_hub = false;
    const struct feed_job job = {feeds->config, &slot->subscription, feeds->jobs, feeds->stop_fd};
    const struct fetch_request request = feed_job_request(&job);
    slot->is_used = fetcher_ask(&feeds->fetcher, at, &request);
    if (!slot->is_used)
        arena_done(&slot->arena);
    feeds->n_used += slot->is_used;
    return slot->is_used;
}

static void begin_what_may(struct feed_poll *feeds)
{
    for (size_t i = 0; i < feeds->n_due; i++) {
        const struct subscription_due *due = &feeds->due[i];
        if (feeds->is_begun[i] || is_under_way(feeds, due->id))
            continue;
        SCRATCH_ARENA(scratch, SLOT_BYTES);
        struct str host = host_of(&scratch, due->url);
        if (is_host_busy(feeds, host))
            continue;
        if (!begin(feeds, due, host))
            return;
        feeds->is_begun[i] = true;
    }
}

static void finish_slot(struct feed_poll *feeds, struct slot *slot)
{
    slot->is_used = false;
    feeds->n_used--;
    arena_done(&slot->arena);
}

/* All that were under way have failed alike. */
static void fail_all(struct feed_poll *feeds)
{
    for (size_t i = 0; i < FETCHER_AT_ONCE; i++) {
        struct slot *slot = &feeds->slots[i];
        if (!slot->is_used)
            continue;
        SCRATCH_ARENA(scratch, SLOT_BYTES);
        const struct feed_job job = {feeds->config, &slot->subscription, feeds->jobs,
                                     feeds->stop_fd};
        const struct fetcher_answer lost = {.why = {.trouble = CAPTURE_CRASHED}};
        bool asks_hub = false;
        if (!slot->is_asking_hub)
            ignore_outcome(feed_job_finish(&scratch, &job, &lost, &asks_hub));
        finish_slot(feeds, slot);
    }
}

/* In the slot of the check, whose subscription now has the hub. A hub that does
 * not answer is asked again another time. */
static bool ask_hub(struct feed_poll *feeds, struct slot *slot, size_t at)
{
    SCRATCH_ARENA(scratch, SLOT_BYTES);
    if (load(feeds, slot, slot->subscription.id) != OK)
        return false;
    slot->host = host_of(&slot->arena, slot->subscription.hub.hub);
    slot->is_asking_hub = true;
    const struct feed_job job = {feeds->config, &slot->subscription, feeds->jobs, feeds->stop_fd};
    const struct fetch_request request = feed_job_hub_request(&scratch, &job);
    return fetcher_ask(&feeds->fetcher, at, &request);
}

static enum outcome
handle(struct arena *arena, struct feed_poll *feeds, const struct fetcher_answer *answer)
{
    struct slot *slot = &feeds->slots[answer->number];
    const struct feed_job job = {feeds->config, &slot->subscription, feeds->jobs, feeds->stop_fd};
    bool asks_hub = false;
    enum outcome done = OK;
    if (!slot->is_asking_hub)
        done = feed_job_finish(arena, &job, answer, &asks_hub);
    if (!asks_hub || !ask_hub(feeds, slot, answer->number))
        finish_slot(feeds, slot);
    return done;
}

static enum outcome take(struct feed_poll *feeds, int timeout_ms)
{
    SCRATCH_ARENA(arena, (size_t)LIMIT_FEED_ARENA_BYTES);
    const int fds[2] = {feeds->stop_fd, feeds->wake_fd};
    struct fetcher_answer answer;
    switch (fetcher_wait(&arena, &feeds->fetcher, fds, timeout_ms, &answer)) {
    case FETCHER_NOTHING:
        return OK;
    case FETCHER_LOST:
        fail_all(feeds);
        return OK;
    case FETCHER_ANSWERED:
        break;
    }
    if (answer.number >= FETCHER_AT_ONCE || !feeds->slots[answer.number].is_used) {
        log_error("feeds: the fetcher answers what was not asked");
        fetcher_stop(&feeds->fetcher);
        fail_all(feeds);
        return OK;
    }
    return handle(&arena, feeds, &answer);
}

static enum outcome sleep_ms(struct feed_poll *feeds, int *ret_ms)
{
    int64_t next = INT64_MAX;
    struct db *db = db_pool_take(feeds->config->pool);
    enum outcome found = subscription_next_time(db, &next);
    db_pool_give(feeds->config->pool, db);
    if (found != OK && found != NOT_FOUND)
        return found;
    int64_t left = next - clock_now();
    *ret_ms = left > LONGEST_SLEEP_MS / 1000 ? LONGEST_SLEEP_MS : left < 0 ? 0 : (int)left * 1000;
    return OK;
}

static void note_wake(struct feed_poll *feeds)
{
    eventfd_t n = 0;
    if (is_readable(feeds->wake_fd) && eventfd_read(feeds->wake_fd, &n) == 0)
        feeds->is_woken = true;
}

/* One round: begin what may begin, then wait for something to happen. */
static enum outcome go_round(struct feed_poll *feeds)
{
    int timeout_ms = LOOK_AGAIN_MS;
    note_wake(feeds);
    bool is_stale = feeds->is_woken || clock_monotonic_ms() - feeds->looked_ms >= LOOK_AGAIN_MS;
    if (is_stale || feeds->n_used == 0) {
        enum outcome looked = look(feeds);
        if (looked != OK)
            return looked;
    }
    begin_what_may(feeds);
    if (feeds->n_used > 0)
        return take(feeds, timeout_ms);
    fetcher_stop(&feeds->fetcher); /* nothing is due: no process waits for it */
    enum outcome found = sleep_ms(feeds, &timeout_ms);
    return found == OK ? take(feeds, timeout_ms) : found;
}

static void wait_for_stop(int stop_fd, int timeout_ms)
{
    struct pollfd stop = {.fd = stop_fd, .events = POLLIN};
    (void)poll(&stop, 1, timeout_ms);
}

static void *work(void *context)
{
    struct feed_poll *feeds = context;
    while (!is_readable(feeds->stop_fd)) {
        if (go_round(feeds) != OK)
            wait_for_stop(feeds->stop_fd, TROUBLE_SLEEP_MS);
    }
    fetcher_stop(&feeds->fetcher);
    return NULL;
}

enum outcome feed_poll_start(struct arena *arena,
                             struct jobs *jobs,
                             const struct jobs_config *config,
                             int stop_fd,
                             struct feed_poll **ret_poll)
{
    int wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct feed_poll *feeds = arena_new(arena, struct feed_poll);
    feeds->config = config;
    feeds->jobs = jobs;
    feeds->stop_fd = stop_fd;
    feeds->wake_fd = wake_fd;
    feeds->fetcher.fd = -1;
    arena_init(&feeds->due_arena, DUE_BYTES);
    if (wake_fd < 0 || pthread_create(&feeds->thread, NULL, work, feeds) != 0) {
        log_error("feeds: no descriptor or thread is left");
        file_close(&wake_fd);
        return UNAVAILABLE;
    }
    *ret_poll = feeds;
    return OK;
}

void feed_poll_wake(struct feed_poll *feeds)
{
    CHECK(eventfd_write(feeds->wake_fd, 1) == 0);
}

void feed_poll_join(struct feed_poll *feeds)
{
    if (feeds == NULL)
        return;
    CHECK(pthread_join(feeds->thread, NULL) == 0);
    for (size_t i = 0; i < FETCHER_AT_ONCE; i++)
        arena_done(&feeds->slots[i].arena);
    arena_done(&feeds->due_arena);
    file_close(&feeds->wake_fd);
}
