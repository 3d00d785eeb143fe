/* The fetcher's own process: threads that each take the next request, fetch and
 * answer. They share nothing but the two ends of the socket. */

#include "capture/fetcher_message.h"
#include "capture/http_head.h"
#include "capture/http_hints.h"
#include "capture/sandbox.h"

#include "base/limits.h"
#include "base/log.h"

#include <pthread.h>
#include <unistd.h>

enum { EXIT_SERVED = 0, EXIT_BROKEN = 1, STACK_BYTES = 512 << 10 };

struct ends {
    pthread_mutex_t taking;    /* one reads a whole request at a time */
    pthread_mutex_t answering; /* one writes a whole answer at a time */
};

static bool take_request(struct arena *arena,
                         struct ends *ends,
                         uint64_t *ret_number,
                         struct fetch_request *ret_request)
{
    struct str bytes;
    pthread_mutex_lock(&ends->taking);
    enum outcome taken = fetcher_receive(arena, STDIN_FILENO, FETCHER_HEAD_BYTES, &bytes);
    pthread_mutex_unlock(&ends->taking);
    return taken == OK && fetcher_read_request(arena, bytes, ret_number, ret_request) == OK;
}

static bool send_answer(struct arena *arena, struct ends *ends, struct fetcher_answer *answer)
{
    struct str bytes;
    if (arena_is_over(arena) || fetcher_print_answer(arena, answer, &bytes) != OK) {
        *answer = (struct fetcher_answer){.number = answer->number,
                                          .why = {.trouble = CAPTURE_TOO_LARGE}};
        if (fetcher_print_answer(arena, answer, &bytes) != OK)
            return false;
    }
    pthread_mutex_lock(&ends->answering);
    enum outcome sent = fetcher_send(STDOUT_FILENO, bytes);
    pthread_mutex_unlock(&ends->answering);
    return sent == OK;
}

static struct fetched tell(struct arena *arena, const struct fetch_answer *got)
{
    struct str head = got->exchange.response_head;
    return (struct fetched){
        .url = got->exchange.url,
        .moved = got->is_moved ? got->exchange.url : STR(""),
        .content_type = got->content_type,
        .content_coding = got->content_coding,
        .etag = http_head_value(head, STR("ETag")),
        .last_modified = http_head_value(head, STR("Last-Modified")),
        .links = http_head_values(arena, head, STR("Link")),
        .max_age = http_hints_max_age(arena, head),
        .retry_after = http_hints_retry_after(head),
        .bytes = got->exchange.body,
    };
}

/* Feeds come under every type. */
static void fetch(struct arena *arena, struct fetch_request *request, struct fetcher_answer *answer)
{
    struct fetch_answer got = {.content_type = STR("")};
    request->accept = STR("application/atom+xml, application/rss+xml, application/feed+json, "
                          "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
                          "*/*;q=0.5");
    request->max_bytes = LIMIT_FETCH_BYTES;
    answer->why = fetch_get(arena, request, &got);
    answer->page = tell(arena, &got);
    if (answer->why.trouble != CAPTURE_NO_TROUBLE)
        answer->page.bytes = STR("");
}

static bool serve_one(struct ends *ends)
{
    SCRATCH_ARENA(arena, (size_t)LIMIT_FETCH_BYTES * 4);
    struct fetcher_answer answer = {0};
    struct fetch_request request;
    if (!take_request(&arena, ends, &answer.number, &request))
        return false;
    fetch(&arena, &request, &answer);
    return send_answer(&arena, ends, &answer);
}

static void *serve(void *context)
{
    while (serve_one(context))
        continue;
    return NULL;
}

static bool start_threads(struct ends *ends, pthread_t threads[FETCHER_AT_ONCE - 1])
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    bool is_started = pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0;
    for (int i = 0; is_started && i < FETCHER_AT_ONCE - 1; i++)
        is_started = pthread_create(&threads[i], &attributes, serve, ends) == 0;
    (void)pthread_attr_destroy(&attributes);
    return is_started;
}

int fetcher_child_main(void)
{
    struct ends ends = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
    pthread_t threads[FETCHER_AT_ONCE - 1];
    if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0 || !sandbox_limit() ||
        !sandbox_enter_fetching())
        return EXIT_BROKEN;
    if (!start_threads(&ends, threads)) {
        log_error("capture: the fetcher's threads could not be started");
        _exit(EXIT_BROKEN);
    }
    (void)serve(&ends);
    for (int i = 0; i < FETCHER_AT_ONCE - 1; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    return EXIT_SERVED;
}
