/* The server: opens the store, starts writer, workers and web, waits for a
 * signal, and takes everything down in the opposite order. */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "cli/store.h"
#include "community/invite.h"
#include "community/setting.h"
#include "community/topic.h"
#include "db/objects.h"
#include "db/pool.h"
#include "db/writer.h"
#include "jobs/jobs.h"
#include "web/app.h"
#include "web/page_cache.h"
#include "web/parking.h"
#include "web/routes.h"
#include "web/server.h"
#include "web/site.h"
#include "web/slow.h"
#include "web/throttle.h"
#include "web/visitors.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

enum { N_SLOW_THREADS = 2, N_JOB_WORKERS = 2, MAX_THREADS = 64 };

struct listen_at {
    struct str address;
    int port;
};

/* "127.0.0.1:8080", "[::1]:8080". */
static bool read_listen(struct str text, struct listen_at *ret_at)
{
    size_t colon = text.len;
    while (colon > 0 && text.ptr[colon - 1] != ':')
        colon--;
    int64_t port = 0;
    if (colon < 2 || str_to_number(str_skip(text, colon), 65535, &port) != OK)
        return false;
    struct str address = str_first(text, colon - 1);
    if (str_starts_with(address, STR("[")) && str_ends_with(address, STR("]")))
        address = str_first(str_skip(address, 1), address.len - 2);
    *ret_at = (struct listen_at){.address = address, .port = (int)port};
    return true;
}

static struct str_list split_list(struct arena *arena, struct str text)
{
    struct str *items = arena_array(arena, struct str, text.len + 1);
    size_t n = 0;
    struct str item;
    while (str_cut(&text, ',', &item)) {
        if (item.len > 0)
            items[n++] = item;
    }
    return (struct str_list){items, n};
}

static size_t count_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MAX_THREADS ? MAX_THREADS : (size_t)n;
}

/* Everything that runs, each part NULL until it does. */
struct running {
    const struct command_line *line;
    struct app app;
    struct jobs_config jobs;
    struct server *server;
    int lock;
};

static void stop_all(struct running *running)
{
    server_stop(running->server);
    jobs_stop(running->app.jobs);
    slow_close(running->app.slow);
    if (running->app.throttle != NULL)
        throttle_done(running->app.throttle);
    parking_done(running->app.parking);
    page_cache_done(running->app.pages);
    visitors_done(running->app.visitors);
    site_cache_done(running->app.site);
    db_pool_close(running->app.pool);
    db_writer_close(running->app.writer);
    file_close(&running->lock);
}

struct set_up_link {
    struct str token;
    bool is_needed;
};

static enum outcome make_set_up_link(struct db *db, void *context)
{
    struct set_up_link *link = context;
    struct member_id owner;
    enum outcome outcome = account_owner(db, &owner);
    link->is_needed = outcome == NOT_FOUND;
    if (!link->is_needed)
        return outcome;
    return invite_make(db, link->token, ROLE_OWNER, (struct member_id){0}, clock_now());
}

/* One server a folder, then the store, its readers and its writer. */
static bool open_store(struct arena *arena, struct running *running, size_t n_threads)
{
    const struct command_line *line = running->line;
    const char *folder = data_folder(line);
    const char *reason = NULL;
    if (folder_make(folder, &reason) != OK) {
        complain(line, "the data folder %s cannot be written to: %s", folder, reason);
        return false;
    }
    enum outcome locked =
        file_lock(str_print(arena, "%s/lock", folder).ptr, &running->lock, &reason);
    if (locked != OK) {
        complain(line,
                 locked == CONFLICT ? "another server is using %s; stop it first"
                                    : "%s/lock cannot be opened; check the folder's owner",
                 folder);
        return false;
    }
    struct str why;
    /* Slow work may read beside its request; one more looks at feeds. */
    size_t n_readers = n_threads + 2 * N_SLOW_THREADS + N_JOB_WORKERS + 1;
    if (db_writer_open(arena, folder, topic_rules, &running->app.writer, &why) != OK ||
        db_pool_open(arena, folder, n_readers, &running->app.pool, &why) != OK) {
        complain(line, "%.*s", STR_ARG(why));
        return false;
    }
    return store_objects(arena, line, &running->app.objects);
}

static bool start_workers(struct arena *arena, struct running *running)
{
    struct app *app = &running->app;
    running->jobs = (struct jobs_config){
        .pool = app->pool,
        .writer = app->writer,
        .objects = app->objects,
        .n_workers = N_JOB_WORKERS,
        .site_url = app->url,
        .allow = split_list(arena, str_from_c(option_value(running->line, "allow-fetch", ""))),
    };
    if (jobs_start(arena, &running->jobs, &app->jobs) != OK ||
        slow_open(arena, N_SLOW_THREADS, LIMIT_POOL_QUEUE, &app->slow) != OK) {
        complain(running->line, "no thread could be started");
        return false;
    }
    app->throttle = throttle_new(arena);
    app->parking = parking_new(arena);
    app->changes = db_writer_changes(app->writer);
    app->pages = page_cache_new(arena, app->changes);
    app->visitors = visitors_new(arena, app->changes);
    app->site = site_cache_new(arena, app->changes);
    app->routes = routes;
    app->n_routes = n_routes;
    return true;
}

static bool start_server(struct arena *arena,
                         struct running *running,
                         const struct listen_at *at,
                         size_t n_threads)
{
    const struct server_options options = {
        .address = at->address, .port = at->port, .n_threads = (int)n_threads};
    struct str why;
    if (server_start(arena, &running->app, &options, &running->server, &why) != OK) {
        complain(running->line, "%.*s", STR_ARG(why));
        return false;
    }
    return true;
}

/* Where it is, and how to become its owner when it has none. */
static bool greet(struct arena *arena, struct running *running, const struct listen_at *at)
{
    struct set_up_link link = {.token = invite_token_new(arena)};
    if (db_writer_run(running->app.writer, make_set_up_link, &link) != OK) {
        complain(running->line, "the store cannot be written to; is the disk full?");
        return false;
    }
    struct str here =
        str_print(arena, "http://%.*s:%d", STR_ARG(at->address), server_port(running->server));
    struct str url = str_is_empty(running->app.url) ? here : running->app.url;
    (void)printf("Passalong serves %s at %.*s/\n", data_folder(running->line), STR_ARG(here));
    if (link.is_needed)
        (void)printf("This site has no owner yet. Set it up at %.*s/setup/%.*s\n", STR_ARG(url),
                     STR_ARG(link.token));
    (void)fflush(stdout);
    return true;
}

/* The address must be complete: links in feeds, mails and captures are built on it. */
static bool read_url(const struct command_line *line, struct app *app)
{
    struct str url = str_from_c(option_value(line, "url", ""));
    while (str_ends_with(url, STR("/")))
        url.len--;
    app->url = url;
    app->is_https = str_starts_with(url, STR("https://"));
    app->is_behind_proxy = !str_is_empty(url);
    return str_is_empty(url) || app->is_https || str_starts_with(url, STR("http://"));
}

/* A connection is an open file; the soft limit is meant for other programs. */
static void raise_file_limit(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return;
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
}

/* What one request took the next one takes again: a wide search takes some megabytes, and to
 * get them from the kernel each time costs a fifth of it. */
static void keep_memory(void)
{
    enum { KEPT_BYTES = 8 << 20 }; /* of each thread */
    (void)mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
}

static enum exit_status run(struct arena *arena, struct command_line *line)
{
    struct running running = {.line = line, .lock = -1};
    struct listen_at at;
    if (data_folder(line) == NULL)
        return EXIT_USAGE;
    if (!read_listen(str_from_c(option_value(line, "listen", "127.0.0.1:8080")), &at))
        return usage_error(line, "--listen is ADDRESS:PORT, such as 127.0.0.1:8080");
    if (!read_url(line, &running.app))
        return usage_error(line, "--url is the site's address: https://...");

    /* Before any thread starts, so that all of them leave the signals to us. */
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);

    raise_file_limit();
    keep_memory();
    size_t n_threads = count_cores();
    bool is_up = open_store(arena, &running, n_threads) && start_workers(arena, &running) &&
                 start_server(arena, &running, &at, n_threads) && greet(arena, &running, &at);
    if (is_up) {
        int received = 0;
        (void)sigwait(&signals, &received);
        (void)printf("Stopping\n");
        (void)fflush(stdout);
    }
    stop_all(&running);
    return is_up ? EXIT_DONE : EXIT_FAILED;
}

static const struct option_row options[] = {
    {"data", "DIR", "the site's data folder; made when it does not exist"},
    {"listen", "ADDRESS:PORT", "where to listen; 127.0.0.1:8080 unless told, port 0 is any"},
    {"url", "URL", "the site's address for its readers, https://..., behind a proxy"},
    {"allow-fetch", "LIST",
     "private places that links may lead to: host:port or address/bits, with commas"},
    {NULL, NULL, NULL},
};

const struct command command_serve = {
    .name = "serve",
    .operands = "",
    .summary = "Serves the site until it is told to stop (Ctrl-C, SIGTERM).",
    .details = "A site without an owner prints a link, good once, with which to set it up.",
    .options = options,
    .run = run,
};
