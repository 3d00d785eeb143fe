/* client PORT CONNECTIONS MILLISECONDS RATE REQUESTS ANSWERS
 *
 * Sends the requests of the file REQUESTS (raw HTTP/1.1, each ended by a NUL) in turn,
 * over and over, to 127.0.0.1, and writes one line an answer into ANSWERS: number of the
 * request, status, microseconds, Location or "-". A status of 0 is a connection that broke.
 * "########" in a request becomes a number that is used once.
 *
 * RATE 0: each connection sends as soon as it was answered. Else so many requests a second
 * in all, whether answers came or not, and time counts from when a request was due.
 * SIGTERM ends it early. */

#include "connection.h"

#include "base/file.h"

#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <time.h>

#define CONNECTIONS_MOST  10000
#define MILLISECONDS_MOST 600000
#define RATE_MOST         1000000
#define REQUESTS_BYTES    (64U << 20)
#define EVENTS_AT_ONCE    64
#define COUNTER_DIGITS    8

struct client {
    int port;
    int epoll;
    int64_t rate;
    struct str_list requests;
    struct connection *connections;
    char **texts; /* what each connection sends, with its number in it */
    size_t n_connections;
    size_t n_sent;
    int64_t start_us;
    FILE *answers;
};

static volatile sig_atomic_t is_ended;

static void end(int signal_number)
{
    (void)signal_number;
    is_ended = 1;
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The next request, with its number in place of the mark. */
static struct str fill_in(struct client *client, size_t at, struct str request)
{
    char *text = client->texts[at];
    memcpy(text, request.ptr, request.len);
    size_t mark;
    if (str_find(request, STR("########"), &mark)) {
        size_t number = client->n_sent;
        for (size_t i = COUNTER_DIGITS; i-- > 0; number /= 10)
            text[mark + i] = (char)('0' + number % 10);
    }
    return (struct str){text, request.len};
}

static void watch(struct client *client, size_t at)
{
    struct epoll_event event = {EPOLLIN | EPOLLOUT | EPOLLET, {.u64 = at}};
    CHECK(epoll_ctl(client->epoll, EPOLL_CTL_ADD, client->connections[at].fd, &event) == 0);
}

static void write_answer(struct client *client, struct connection *connection)
{
    struct str location = connection->location;
    if (location.len == 0)
        location = STR("-");
    fprintf(client->answers, "%zu %d %lld %.*s\n", connection->request, connection->status,
            (long long)(now_us() - connection->due_us), STR_ARG(location));
}

/* False when the server is gone. */
static bool follow(struct client *client, size_t at)
{
    struct connection *connection = &client->connections[at];
    enum connection_event event = connection_go_on(connection);
    if (event == CONNECTION_WAITS)
        return true;
    if (event == CONNECTION_BROKEN) {
        connection->status = 0;
        connection->location = STR("");
        connection_close(connection);
    }
    write_answer(client, connection);
    if (event == CONNECTION_ANSWERED)
        return true;
    if (!connection_open(connection, client->port))
        return false;
    watch(client, at);
    return true;
}

static bool begin(struct client *client, size_t at, int64_t due_us)
{
    size_t request = client->n_sent % client->requests.n;
    struct connection *connection = &client->connections[at];
    connection->request = request;
    connection_begin(connection, fill_in(client, at, client->requests.items[request]), due_us);
    client->n_sent++;
    return follow(client, at);
}

/* When the next request is due; with RATE 0 always now. */
static int64_t next_due(const struct client *client)
{
    if (client->rate == 0)
        return now_us();
    return client->start_us + (int64_t)client->n_sent * 1000000 / client->rate;
}

static bool begin_those_due(struct client *client)
{
    for (size_t at = 0; at < client->n_connections; at++) {
        if (client->connections[at].is_busy)
            continue;
        int64_t due_us = next_due(client);
        if (due_us > now_us())
            return true;
        if (!begin(client, at, due_us))
            return false;
    }
    return true;
}

static int wait_ms(const struct client *client, int64_t end_us)
{
    int64_t until = client->rate > 0 ? next_due(client) : end_us;
    int64_t us = (until < end_us ? until : end_us) - now_us();
    return us < 0 ? 0 : (int)((us + 999) / 1000);
}

static void drive(struct client *client, int64_t ms)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    client->start_us = now_us();
    int64_t end_us = client->start_us + ms * 1000;
    while (now_us() < end_us && !is_ended) {
        if (!begin_those_due(client))
            return;
        int n = epoll_wait(client->epoll, events, EVENTS_AT_ONCE, wait_ms(client, end_us));
        for (int i = 0; i < n; i++) {
            size_t at = events[i].data.u64;
            if (client->connections[at].is_busy && !follow(client, at))
                return;
        }
    }
}

/* All connections at once, with room for the longest request. */
static bool open_all(struct client *client, struct arena *arena)
{
    size_t longest = 0;
    for (size_t i = 0; i < client->requests.n; i++)
        if (client->requests.items[i].len > longest)
            longest = client->requests.items[i].len;
    client->epoll = epoll_create1(EPOLL_CLOEXEC);
    CHECK(client->epoll >= 0);
    client->connections = arena_array(arena, struct connection, client->n_connections);
    client->texts = arena_array(arena, char *, client->n_connections);
    for (size_t at = 0; at < client->n_connections; at++) {
        client->texts[at] = arena_alloc(arena, longest);
        if (!connection_open(&client->connections[at], client->port))
            return false;
        watch(client, at);
    }
    return true;
}

static bool load_requests(struct client *client, struct arena *arena, const char *path)
{
    struct str text, request;
    const char *why;
    if (file_read(arena, path, REQUESTS_BYTES, &text, &why) != OK)
        return false;
    struct str rest = text;
    size_t n = 0;
    while (str_cut(&rest, '\0', &request))
        n++;
    struct str *requests = arena_array(arena, struct str, n);
    for (size_t i = 0; i < n; i++)
        str_cut(&text, '\0', &requests[i]);
    client->requests = (struct str_list){requests, n};
    return n > 0;
}

static bool take_number(const char *text, int64_t max, int64_t *ret_number)
{
    return str_to_number(str_from_c(text), max, ret_number) == OK;
}

int main(int argc, char **argv)
{
    SCRATCH_ARENA(arena, SIZE_MAX);
    struct client client = {0};
    int64_t port, n, ms;
    if (argc != 7 || !take_number(argv[1], UINT16_MAX, &port) ||
        !take_number(argv[2], CONNECTIONS_MOST, &n) ||
        !take_number(argv[3], MILLISECONDS_MOST, &ms) ||
        !take_number(argv[4], RATE_MOST, &client.rate) ||
        !load_requests(&client, &arena, argv[5])) {
        fputs("Usage: client PORT CONNECTIONS MILLISECONDS RATE REQUESTS ANSWERS\n", stderr);
        return 2;
    }
    client.port = (int)port;
    client.n_connections = (size_t)n;
    client.answers = fopen(argv[6], "w");
    if (!client.answers || !open_all(&client, &arena)) {
        perror("client");
        return 1;
    }
    signal(SIGTERM, end);
    drive(&client, ms);
    CHECK(fclose(client.answers) == 0);
    return 0;
}
