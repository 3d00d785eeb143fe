/* Between libmicrohttpd and exchange.c. Three rules of the library shape it:
 * a response queued on the handler's first call closes the connection, so
 * answers wait for the second; a suspended connection must be resumed before
 * the library is stopped; and what a response points to must live until the
 * request-completed callback, where the exchange and its arena go. */
#include "web/server.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "web/connections.h"
#include "web/exchange.h"
#include "web/listen.h"
#include "web/page_cache.h"

#include <microhttpd.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* What the library needs beside the request's headers, to write ours. It fills the whole with
 * zeros before and after each request, so that a larger one costs time. */
enum { RESPONSE_HEADER_BYTES = 8 << 10 };

struct server {
    const struct app *app;
    struct MHD_Daemon *daemon;
    struct connections *connections;
    int port;
    atomic_int n_running; /* requests that came in whole and whose answer has not left yet */
    atomic_int n_waiting; /* those of them that another thread works on */
    atomic_bool is_stopping;
};

enum stage {
    STAGE_LINE,  /* the request line was read */
    STAGE_BODY,  /* the headers were; or another thread makes the answer */
    STAGE_READY, /* the answer is there */
};

/* A request on its connection. Lives in the exchange's arena. */
struct call {
    struct server *server;
    struct exchange *exchange;
    struct MHD_Connection *connection;
    struct connection *held; /* in the server's connections */
    enum stage stage;
    bool is_running; /* counted in n_running */
};

static const struct {
    const char *name;
    const char *value;
} fixed_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
     "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"},
};

static const char *cache_control(enum response_cache cache)
{
    switch (cache) {
    case CACHE_PRIVATE:
        return "private, no-cache";
    case CACHE_SHARED:
        return "public, max-age=0, must-revalidate";
    case CACHE_NEVER:
        break;
    case CACHE_SHORT:
        return "public, max-age=3600";
    case CACHE_IMMUTABLE:
        return "public, max-age=31536000, immutable";
    }
    return "no-store";
}

static enum method method_of(const char *name)
{
    static const struct {
        struct str name;
        enum method method;
    } methods[] = {
        {STR_INIT("GET"), METHOD_GET},       {STR_INIT("POST"), METHOD_POST},
        {STR_INIT("HEAD"), METHOD_HEAD},     {STR_INIT("OPTIONS"), METHOD_OTHER},
        {STR_INIT("PUT"), METHOD_OTHER},     {STR_INIT("DELETE"), METHOD_OTHER},
        {STR_INIT("PATCH"), METHOD_OTHER},   {STR_INIT("TRACE"), METHOD_OTHER},
        {STR_INIT("CONNECT"), METHOD_OTHER},
    };
    struct str sent = str_from_c(name);
    for (size_t i = 0; i < N_OF(methods); i++)
        if (str_eq(methods[i].name, sent))
            return methods[i].method;
    return METHOD_UNKNOWN;
}

struct sent_headers {
    struct request_headers headers;
    struct exchange_framing framing;
    bool has_length;
};

/* One pass over what was sent, keeping what somebody looks at. */
static enum MHD_Result keep_header(void *context,
                                   enum MHD_ValueKind kind,
                                   const char *key,
                                   size_t key_len,
                                   const char *value,
                                   size_t value_len)
{
    (void)kind;
    struct sent_headers *sent = context;
    struct request_headers *headers = &sent->headers;
    struct str name = {key, key_len};
    struct str text = {value, value_len};
    const struct {
        struct str name;
        struct str *place;
    } kept[] = {
        {STR("Host"), &headers->host},
        {STR("Cookie"), &headers->cookie},
        {STR("Accept-Encoding"), &headers->accept_encoding},
        {STR("Accept-Language"), &headers->accept_language},
        {STR("Content-Type"), &headers->content_type},
        {STR("If-None-Match"), &headers->if_none_match},
        {STR("X-Hub-Signature"), &headers->hub_signature},
        {STR("Origin"), &headers->origin},
        {STR("Sec-Fetch-Site"), &headers->fetch_site},
        {STR("X-Forwarded-For"), &headers->forwarded_for},
        {STR("X-Requested-With"), &headers->requested_with},
        {STR("User-Agent"), &headers->user_agent},
    };
    for (size_t i = 0; i < N_OF(kept); i++)
        if (str_eq_folded(kept[i].name, name))
            *kept[i].place = text;
    if (str_eq_folded(name, STR("Content-Length"))) {
        /* Two lengths are two opinions on where the next request begins. */
        sent->framing.is_ambiguous =
            sent->has_length || str_to_number(text, INT64_MAX, &sent->framing.body_bytes) != OK;
        sent->has_length = true;
    }
    if (str_eq_folded(name, STR("Transfer-Encoding")))
        sent->framing.has_no_length = true;
    return MHD_YES;
}

static bool begin(struct call *call, const char *method)
{
    struct sent_headers sent = {0};
    (void)MHD_get_connection_values_n(call->connection, MHD_HEADER_KIND, keep_header, &sent);
    struct request *rq = exchange_request(call->exchange);
    rq->method = method_of(method);
    rq->headers = sent.headers;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    rq->peer = info ? info->client_addr : NULL;
    info = MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    sent.framing.header_bytes = info ? info->header_size : 0;
    return exchange_begin(call->exchange, &sent.framing);
}

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    CHECK(MHD_add_response_header(response, name, value) == MHD_YES);
}

static void
add_headers(const struct call *call, const struct response *rs, struct MHD_Response *response)
{
    for (size_t i = 0; i < N_OF(fixed_headers); i++)
        add_header(response, fixed_headers[i].name, fixed_headers[i].value);
    add_header(response, "Cache-Control", cache_control(rs->cache));
    if (rs->cache == CACHE_PRIVATE)
        add_header(response, "Vary", "Cookie, Accept-Language");
    if (rs->cache == CACHE_SHARED) {
        add_header(response, "Vary", "Accept-Encoding, Cookie, Accept-Language");
        add_header(response, "ETag", rs->tag.ptr);
        if (rs->encoding.len > 0)
            add_header(response, "Content-Encoding", rs->encoding.ptr);
    }
    if (rs->content_type.len > 0)
        add_header(response, "Content-Type", rs->content_type.ptr);
    if (call->server->app->is_https)
        add_header(response, "Strict-Transport-Security", "max-age=31536000");
    for (const struct response_header *header = rs->headers; header; header = header->next)
        add_header(response, header->name.ptr, header->value.ptr);
}

static struct MHD_Response *make_response(const struct response *rs)
{
    if (rs->is_file)
        return MHD_create_response_from_fd(rs->file_bytes, rs->file_fd);
    /* Not written to, whatever the library's type says. */
    void *bytes = (void *)(uintptr_t)(rs->body.len > 0 ? rs->body.ptr : "");
    return MHD_create_response_from_buffer(rs->body.len, bytes, MHD_RESPMEM_PERSISTENT);
}

static void forget_prepared(void *prepared)
{
    MHD_destroy_response(prepared);
}

/* A kept page is made ready once and sent by all threads. The library counts who
 * uses it, and each call holds the page until its answer has left. */
static struct MHD_Response *prepared_response(const struct call *call, const struct response *rs)
{
    struct kept_page *page = rs->kept;
    void *prepared = atomic_load(&page->prepared);
    if (prepared != NULL)
        return prepared;
    struct MHD_Response *response = make_response(rs);
    CHECK(response != NULL);
    add_headers(call, rs, response);
    atomic_store(&page->forget, forget_prepared);
    if (atomic_compare_exchange_strong(&page->prepared, &prepared, response))
        return response;
    MHD_destroy_response(response); /* another thread was as quick */
    return prepared;
}

static enum MHD_Result send_answer(const struct call *call)
{
    connection_begin(call->server->connections, call->held, CONNECTION_TAKING);
    const struct response *rs = exchange_response(call->exchange);
    bool is_stopping = atomic_load_explicit(&call->server->is_stopping, memory_order_relaxed);
    if (rs->kept != NULL && rs->status == 200 && !is_stopping)
        return MHD_queue_response(call->connection, MHD_HTTP_OK, prepared_response(call, rs));
    struct MHD_Response *response = make_response(rs);
    CHECK(response != NULL);
    add_headers(call, rs, response);
    if (is_stopping)
        add_header(response, "Connection", "close");
    enum MHD_Result queued = MHD_queue_response(call->connection, (unsigned)rs->status, response);
    MHD_destroy_response(response);
    return queued;
}

/* On whatever thread the answer was made. */
static void answer_is_ready(void *context)
{
    struct call *call = context;
    struct server *server = call->server;
    call->stage = STAGE_READY;
    MHD_resume_connection(call->connection);
    atomic_fetch_sub(&server->n_waiting, 1);
}

static enum MHD_Result run(struct call *call)
{
    call->is_running = true;
    atomic_fetch_add(&call->server->n_running, 1);
    if (exchange_run(call->exchange))
        return send_answer(call);
    /* Counted before the question, as server_stop asks the other way round:
     * so none is handed over after it found nobody waiting. */
    atomic_fetch_add(&call->server->n_waiting, 1);
    if (atomic_load(&call->server->is_stopping)) {
        atomic_fetch_sub(&call->server->n_waiting, 1);
        exchange_turn_away(call->exchange);
        return send_answer(call);
    }
    connection_begin(call->server->connections, call->held, CONNECTION_WAITING);
    /* Suspended before it is handed over: the other thread may be quick. */
    MHD_suspend_connection(call->connection);
    exchange_hand_over(call->exchange, answer_is_ready, call);
    return MHD_YES;
}

/* Called by the library once for the headers, then for each piece of the body,
 * and with nothing when all is there or the connection was resumed. */
static enum MHD_Result on_request(void *context,
                                  struct MHD_Connection *connection,
                                  const char *url,
                                  const char *method,
                                  const char *version,
                                  const char *body,
                                  size_t *body_bytes,
                                  void **call_place)
{
    (void)context;
    (void)url;
    (void)version;
    struct call *call = *call_place;
    if (call == NULL)
        return MHD_NO;
    if (call->stage == STAGE_LINE) {
        call->connection = connection;
        call->stage = STAGE_BODY;
        return begin(call, method) ? MHD_YES : send_answer(call);
    }
    if (*body_bytes > 0) {
        exchange_add_body(call->exchange, (struct str){body, *body_bytes});
        *body_bytes = 0;
        return MHD_YES;
    }
    return call->stage == STAGE_READY ? send_answer(call) : run(call);
}

/* The request line as it came; what is returned becomes the call of on_request. */
static void *on_line(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct server *server = context;
    struct exchange *exchange = exchange_new(server->app, str_from_c(uri));
    struct call *call = arena_new(exchange_request(exchange)->arena, struct call);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    *call = (struct call){
        .server = server,
        .exchange = exchange,
        .held = info->socket_context,
        .stage = STAGE_LINE,
    };
    connection_begin(server->connections, call->held, CONNECTION_ASKING);
    return call;
}

static void on_completed(void *context,
                         struct MHD_Connection *connection,
                         void **call_place,
                         enum MHD_RequestTerminationCode how)
{
    (void)connection;
    (void)how;
    struct server *server = context;
    struct call *call = *call_place;
    *call_place = NULL;
    if (call == NULL)
        return;
    if (call->is_running)
        atomic_fetch_sub(&server->n_running, 1);
    connection_begin(server->connections, call->held, CONNECTION_ASKING);
    exchange_free(call->exchange);
}

static void on_connection(void *context,
                          struct MHD_Connection *connection,
                          void **held_place,
                          enum MHD_ConnectionNotificationCode what)
{
    struct server *server = context;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        connection_close(server->connections, *held_place);
        return;
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *held_place = connection_open(server->connections, info->connect_fd);
}

/* Escapes are decoded in exchange.c, with lengths. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/* As many as the limit says, or as the system lets us have files open. */
static size_t most_connections(void)
{
    struct rlimit files = {0};
    size_t most = LIMIT_CONNECTIONS;
    CHECK(getrlimit(RLIMIT_NOFILE, &files) == 0);
    if (files.rlim_cur < LIMIT_CONNECTIONS + LIMIT_OTHER_FILES) {
        most = files.rlim_cur > 2 * LIMIT_OTHER_FILES ? files.rlim_cur - LIMIT_OTHER_FILES
                                                      : files.rlim_cur / 2;
        log_error("web: %zu connections at once, since only %zu files may be open; ulimit -n says "
                  "how many",
                  most, (size_t)files.rlim_cur);
    }
    return most;
}

static unsigned n_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

static struct MHD_Daemon *start_daemon(struct server *server, int fd, unsigned n_threads)
{
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, fd, NULL},
        /* Never reached: connections.c makes room long before, and the library does not. */
        {MHD_OPTION_CONNECTION_LIMIT, 4 * LIMIT_CONNECTIONS, NULL},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, server},
        {MHD_OPTION_CONNECTION_TIMEOUT, LIMIT_CONNECTION_IDLE_SECONDS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, LIMIT_REQUEST_HEADER_BYTES + RESPONSE_HEADER_BYTES,
         NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_line, server},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escaped, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, server},
        /* One thread takes no pool: last, so that it can be left out. */
        {n_threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t)n_threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
                            on_request, server, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

enum outcome server_start(struct arena *arena,
                          const struct app *app,
                          const struct server_options *options,
                          struct server **ret_server,
                          struct str *ret_why)
{
    struct server *server = arena_new(arena, struct server);
    server->app = app;
    server->connections = connections_new(arena, most_connections(), LIMIT_ANSWERS_TAKEN);
    int fd = -1;
    enum outcome outcome =
        listen_open(arena, options->address, options->port, &fd, &server->port, ret_why);
    if (outcome != OK)
        return outcome;
    unsigned n_threads = options->n_threads > 0 ? (unsigned)options->n_threads : n_cores();
    server->daemon = start_daemon(server, fd, n_threads);
    if (server->daemon == NULL) {
        (void)close(fd);
        *ret_why = STR("libmicrohttpd does not start");
        return FAULT;
    }
    *ret_server = server;
    return OK;
}

int server_port(const struct server *server)
{
    return server->port;
}

/* Requests that came in whole are answered. A reader who does not take the
 * answer is not waited for, but a suspended connection must be: the library
 * could not be stopped. */
static void wait_for_running(struct server *server)
{
    int64_t until_ms = clock_monotonic_ms() + LIMIT_STOP_SECONDS * 1000;
    while (atomic_load(&server->n_waiting) > 0 ||
           (atomic_load(&server->n_running) > 0 && clock_monotonic_ms() < until_ms)) {
        struct timespec pause = {.tv_nsec = 5 * 1000 * 1000};
        (void)nanosleep(&pause, NULL);
    }
}

void server_stop(struct server *server)
{
    if (server == NULL)
        return;
    atomic_store(&server->is_stopping, true);
    int fd = MHD_quiesce_daemon(server->daemon);
    wait_for_running(server);
    MHD_stop_daemon(server->daemon);
    connections_done(server->connections);
    if (fd >= 0)
        (void)close(fd);
}
