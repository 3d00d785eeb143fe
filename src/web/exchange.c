/* The order of the questions matters: where to, whether from our own pages,
 * who, how large, of which kind, with which token. Each has one function that
 * ends the exchange with a page when the answer is no. */
#include "web/exchange.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "db/pool.h"
#include "db/writer.h"
#include "web/csrf.h"
#include "web/page_cache.h"
#include "web/refusal.h"
#include "web/route.h"
#include "web/shared_page.h"
#include "web/site.h"
#include "web/slow.h"
#include "web/viewer.h"

struct exchange {
    struct arena arena; /* holds the exchange itself */
    struct arena spare; /* for a refusal when the other is used up */
    struct request request;
    struct response response;
    struct site *site; /* lent by the cache; NULL: none */
    char *body;
    size_t body_len;
    size_t body_room;
    bool is_viewer_known;
    bool is_reading; /* the frozen view is open */
    bool is_refused;
    enum refusal refusal; /* when is_refused */
    enum outcome outcome; /* of the handler */
    exchange_ready *ready;
    void *context;
};

struct exchange *exchange_new(const struct app *app, struct str target)
{
    struct arena arena;
    arena_init(&arena, LIMIT_REQUEST_ARENA_BYTES);
    struct exchange *exchange = arena_new(&arena, struct exchange);
    exchange->arena = arena;
    arena_init(&exchange->spare, LIMIT_REFUSAL_BYTES);
    exchange->request = (struct request){
        .arena = &exchange->arena,
        .app = app,
        .now = clock_now(),
        .site = &site_unread,
    };
    exchange->request.target = str_copy(&exchange->arena, target);
    response_init(&exchange->response, &exchange->arena);
    return exchange;
}

void exchange_free(struct exchange *exchange)
{
    if (exchange == NULL)
        return;
    site_give(exchange->request.app->site, exchange->site);
    kept_page_drop(exchange->response.kept);
    arena_done(&exchange->spare);
    struct arena arena = exchange->arena;
    arena_done(&arena);
}

struct request *exchange_request(struct exchange *exchange)
{
    return &exchange->request;
}

static void refuse(struct exchange *exchange, enum refusal refusal)
{
    if (exchange->is_refused)
        return;
    exchange->is_refused = true;
    exchange->refusal = refusal;
}

/* "http://host/path" as proxies ask (RFC 9112, 3.2.2): the host says nothing
 * to us, links are made with the configured one. */
static struct str without_host(struct str target)
{
    size_t at = 0;
    if (!str_starts_with_folded(target, STR("http://")) &&
        !str_starts_with_folded(target, STR("https://")))
        return target;
    target = str_skip(target, strlen("https://"));
    return str_find_char(target, '/', &at) ? str_skip(target, at) : STR("/");
}

/* Path and query of the target, decoded with their lengths: a %00 is found
 * here and ends no string early. */
static void read_target(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (rq->target.len > LIMIT_URL_BYTES) {
        rq->target = STR("/");
        refuse(exchange, REFUSAL_LONG_ADDRESS);
        return;
    }
    rq->target = without_host(rq->target);
    struct str sent = rq->target;
    char *bytes = arena_alloc_raw(rq->arena, sent.len);
    memcpy(bytes, sent.ptr, sent.len);
    size_t path_len = sent.len;
    if (str_find_char(sent, '?', &path_len))
        rq->query = form_read_urlencoded(rq->arena, bytes + path_len + 1, sent.len - path_len - 1);
    bool is_bad = false;
    rq->path = (struct str){bytes, percent_decode(bytes, path_len, false, &is_bad)};
    if (is_bad || !str_starts_with(rq->path, STR("/")) || !utf8_is_valid(rq->path) ||
        memchr(rq->path.ptr, '\0', rq->path.len) != NULL || rq->query.wrong != FORM_FINE)
        refuse(exchange, REFUSAL_BAD_REQUEST);
}

static void find_route(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (rq->method == METHOD_UNKNOWN) {
        refuse(exchange, REFUSAL_UNKNOWN_METHOD);
        return;
    }
    enum route_method method = rq->method == METHOD_POST ? ROUTE_POST : ROUTE_GET;
    const struct route *row = NULL;
    enum outcome found =
        route_find(rq->app->routes, rq->app->n_routes, method, rq->path, rq->parts, &row);
    if (found != NOT_FOUND)
        rq->route = row;
    if (found == NOT_FOUND)
        refuse(exchange, REFUSAL_NOT_FOUND);
    else if (found == DENIED || rq->method == METHOD_OTHER)
        refuse(exchange, REFUSAL_METHOD);
}

/* Learns who is asking without the store; false when that is not remembered. */
static bool recall_viewer(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (exchange->is_viewer_known)
        return true;
    if (exchange->site == NULL && site_find(rq->app->site, &exchange->site) != OK)
        return false;
    rq->site = exchange->site;
    exchange->is_viewer_known = viewer_recall(rq) == OK;
    return exchange->is_viewer_known;
}

/* Opens the frozen view and, the first time, learns who is asking. */
static enum outcome begin_reading(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    rq->moment = db_changes_now(rq->app->changes);
    rq->db = db_pool_take(rq->app->pool);
    enum outcome outcome = db_read_begin(rq->db);
    exchange->is_reading = outcome == OK;
    if (outcome != OK || exchange->is_viewer_known)
        return outcome;
    if (exchange->site == NULL)
        outcome = site_take(rq->app->site, rq->db, rq->moment, &exchange->site);
    if (outcome == OK) {
        rq->site = exchange->site;
        outcome = viewer_load(rq, rq->db);
    }
    exchange->is_viewer_known = outcome == OK;
    return outcome;
}

static void end_reading(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (exchange->is_reading)
        db_read_end(rq->db);
    exchange->is_reading = false;
    db_pool_give(rq->app->pool, rq->db);
    rq->db = NULL;
}

/* With what was typed; or without it, in fresh memory, where the page would
 * get too long or the request has used up its own. */
static void show_refusal(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    struct response *rs = &exchange->response;
    refusal_show(rq, rs, exchange->refusal);
    if (buf_finish(&rs->page, &rs->body) == OK)
        return;
    rq->form = (struct form){0};
    rq->arena = &exchange->spare;
    refusal_show(rq, rs, exchange->refusal);
    CHECK(buf_finish(&rs->page, &rs->body) == OK);
}

static void learn_viewer(struct exchange *exchange)
{
    if (recall_viewer(exchange))
        return;
    enum outcome outcome = begin_reading(exchange);
    end_reading(exchange);
    if (outcome != OK)
        refuse(exchange, refusal_of(&exchange->request, outcome));
}

static void check_rights(struct exchange *exchange)
{
    const struct request *rq = &exchange->request;
    if (rq->viewer.role < rq->route->who)
        refuse(exchange, refusal_of(rq, DENIED));
}

static size_t body_limit(const struct request *rq)
{
    size_t limit = rq->route->body_bytes;
    enum route_method method = rq->route->method;
    bool may_be_large = request_is_signed_in(rq) || method == ROUTE_CALL ||
                        method == ROUTE_OPEN_POST || limit < LIMIT_REQUEST_COMMENT_BYTES;
    return may_be_large ? limit : LIMIT_REQUEST_COMMENT_BYTES;
}

/* The answer is ready, and the body is not even read. */
static bool turn_down(struct exchange *exchange, enum refusal refusal)
{
    refuse(exchange, refusal);
    show_refusal(exchange);
    return false;
}

/* A body that cannot be used is still read and dropped where that is bearable:
 * a browser shows our page only after it has sent everything. */
static bool check_framing(struct exchange *exchange, const struct exchange_framing *framing)
{
    if (framing->is_ambiguous)
        return turn_down(exchange, REFUSAL_BAD_REQUEST);
    if (framing->has_no_length)
        return turn_down(exchange, REFUSAL_LENGTH_REQUIRED);
    if (framing->header_bytes > LIMIT_REQUEST_HEADER_BYTES)
        return turn_down(exchange, REFUSAL_LONG_HEADERS);
    if (framing->body_bytes > LIMIT_REQUEST_DROPPED_BYTES)
        return turn_down(exchange, REFUSAL_TOO_LARGE);
    return true;
}

bool exchange_begin(struct exchange *exchange, const struct exchange_framing *framing)
{
    struct request *rq = &exchange->request;
    read_target(exchange);
    if (!exchange->is_refused)
        find_route(exchange);
    if (!check_framing(exchange, framing))
        return false;
    if (rq->method != METHOD_POST)
        return true;
    learn_viewer(exchange);
    if (!exchange->is_refused && (size_t)framing->body_bytes > body_limit(rq))
        refuse(exchange, REFUSAL_TOO_LARGE);
    if (!exchange->is_refused) {
        exchange->body_room = (size_t)framing->body_bytes;
        exchange->body = arena_alloc_raw(rq->arena, exchange->body_room);
    }
    return true;
}

void exchange_add_body(struct exchange *exchange, struct str piece)
{
    size_t room = exchange->body_room - exchange->body_len;
    size_t n = piece.len < room ? piece.len : room;
    if (n > 0)
        memcpy(exchange->body + exchange->body_len, piece.ptr, n);
    exchange->body_len += n;
}

static void read_form(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    struct str type = rq->headers.content_type;
    struct str boundary = STR("");
    if (exchange->body_len == 0)
        return;
    if (str_starts_with_folded(type, STR("application/x-www-form-urlencoded")))
        rq->form = form_read_urlencoded(rq->arena, exchange->body, exchange->body_len);
    else if (str_starts_with_folded(type, STR("multipart/form-data")) &&
             form_boundary(type, &boundary) == OK)
        rq->form = form_read_multipart(rq->arena, boundary, exchange->body, exchange->body_len);
    else
        refuse(exchange, REFUSAL_MEDIA_TYPE);
    if (rq->form.wrong == FORM_TOO_MANY_FIELDS)
        refuse(exchange, REFUSAL_TOO_LARGE);
    else if (rq->form.wrong != FORM_FINE)
        refuse(exchange, REFUSAL_BAD_REQUEST);
}

static void check_post(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (rq->route->method == ROUTE_CALL) {
        rq->body = (struct str){exchange->body, exchange->body_len};
        check_rights(exchange);
        return;
    }
    read_form(exchange);
    bool is_guarded = !exchange->is_refused && rq->route->method != ROUTE_OPEN_POST;
    if (is_guarded && csrf_is_cross_site(rq))
        refuse(exchange, REFUSAL_FOREIGN_FORM);
    if (!exchange->is_refused)
        check_rights(exchange);
    if (!exchange->is_refused && is_guarded && csrf_check_token(rq) != OK)
        refuse(exchange, REFUSAL_FOREIGN_FORM);
}

/* What the handler left, as bytes; or the page for its outcome. A page that
 * was begun before something broke is not sent. */
static void finish(struct exchange *exchange, enum outcome outcome)
{
    struct request *rq = &exchange->request;
    struct response *rs = &exchange->response;
    bool is_whole = response_is_filled(rs) && outcome != UNAVAILABLE && outcome != FAULT;
    if (is_whole && rs->is_page && buf_finish(&rs->page, &rs->body) != OK) {
        is_whole = false;
        outcome = TOO_LARGE;
    }
    if (is_whole)
        return;
    CHECK(outcome != OK); /* a handler must answer */
    refuse(exchange, refusal_of(rq, outcome));
    show_refusal(exchange);
}

static enum outcome run_handler(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    response_init(&exchange->response, rq->arena);
    rq->n_topics = 0;
    if (rq->route->run == RUN_KEPT)
        return shared_page_run(rq, &exchange->response);
    return rq->route->handler(rq, &exchange->response);
}

/* Most requests end here, without having touched the store. */
static bool find_kept(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (exchange->is_refused || rq->route->run != RUN_KEPT || viewer_has_session(rq) ||
        request_wants_fragment(rq) || site_find(rq->app->site, &exchange->site) != OK)
        return false;
    rq->site = exchange->site;
    rq->language = viewer_language(rq);
    return shared_page_find(rq, &exchange->response);
}

static void run_reading(struct exchange *exchange)
{
    if (find_kept(exchange))
        return;
    (void)recall_viewer(exchange);
    enum outcome outcome = begin_reading(exchange);
    if (outcome == OK && !exchange->is_refused)
        check_rights(exchange);
    if (outcome == OK && !exchange->is_refused)
        outcome = run_handler(exchange);
    if (exchange->is_refused)
        show_refusal(exchange);
    else
        finish(exchange, outcome);
    end_reading(exchange);
}

static enum outcome write_in_savepoint(struct db *db, void *context)
{
    struct exchange *exchange = context;
    exchange->request.db = db;
    exchange->outcome = run_handler(exchange);
    return exchange->outcome;
}

/* `committed` is the handler's own outcome, or why its commit failed; then what
 * the handler said is not true. */
static void finish_write(void *context, enum outcome committed)
{
    struct exchange *exchange = context;
    exchange->request.db = NULL;
    if (committed != exchange->outcome)
        response_init(&exchange->response, &exchange->arena);
    finish(exchange, committed);
    exchange->ready(exchange->context);
}

static void run_slowly(void *context)
{
    struct exchange *exchange = context;
    struct request *rq = &exchange->request;
    rq->db = db_pool_take(rq->app->pool);
    finish(exchange, run_handler(exchange));
    db_pool_give(rq->app->pool, rq->db);
    rq->db = NULL;
    exchange->ready(exchange->context);
}

bool exchange_run(struct exchange *exchange)
{
    struct request *rq = &exchange->request;
    if (rq->method == METHOD_POST && !exchange->is_refused)
        check_post(exchange);
    bool is_elsewhere = !exchange->is_refused && rq->route->run >= RUN_WRITER;
    if (is_elsewhere && rq->method != METHOD_POST) {
        learn_viewer(exchange);
        check_rights(exchange);
    }
    if (!exchange->is_refused && is_elsewhere)
        return false;
    if (!exchange->is_refused && rq->route->run == RUN_STATIC)
        finish(exchange, run_handler(exchange));
    else
        run_reading(exchange);
    return true;
}

void exchange_hand_over(struct exchange *exchange, exchange_ready *ready, void *context)
{
    const struct app *app = exchange->request.app;
    exchange->ready = ready;
    exchange->context = context;
    enum outcome submitted =
        exchange->request.route->run == RUN_WRITER
            ? db_writer_submit(app->writer, write_in_savepoint, finish_write, exchange)
            : slow_submit(app->slow, run_slowly, exchange);
    if (submitted == OK)
        return; /* it is the other thread's now */
    finish(exchange, submitted);
    ready(context);
}

void exchange_turn_away(struct exchange *exchange)
{
    finish(exchange, UNAVAILABLE);
}

const struct response *exchange_response(struct exchange *exchange)
{
    return &exchange->response;
}
