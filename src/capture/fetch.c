#include "capture/fetch.h"

#include "capture/fetch_allow.h"
#include "capture/http_head.h"
#include "capture/robots_txt.h"

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "text/address.h"
#include "text/url.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

/* The robots.txt of a site, kept while the fetch lasts. */
struct rules {
    struct url origin;
    struct str text;
};

/* What several requests of one fetch share: the connections and the clock. */
struct session {
    CURL *curl;
    int64_t deadline_ms;
    struct rules rules[LIMIT_FETCH_REDIRECTS + 1];
    size_t n_rules;
};

/* One fetch through all its redirects. */
struct fetch {
    struct arena *arena;
    const struct fetch_request *request;
    struct session *session;
    struct url url; /* of this hop */
    struct buf sent;
    struct buf head; /* of the last response; interim ones are dropped */
    struct buf body;
    struct buf refusal;        /* of a response whose status is not 200 */
    struct capture_reason why; /* found in a callback, which can only say "stop" to curl */
    int64_t time;              /* when the head was whole */
    int64_t crawl_delay_seconds;
    int64_t n_redirects;
    bool is_reading;
};

static const struct capture_reason no_trouble = {CAPTURE_NO_TROUBLE, {NULL, 0}};

static void curl_close(CURL **curl)
{
    curl_easy_cleanup(*curl);
}

static void list_close(struct curl_slist **list)
{
    curl_slist_free_all(*list);
}

static struct capture_reason trouble(enum capture_trouble trouble, struct str detail)
{
    return (struct capture_reason){trouble, detail};
}

/* Called for every connection, after the name was resolved. */
static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct fetch *fetch = data;
    struct str_list allow = fetch->request->allow;
    bool is_allowed = address_is_public(&address->addr) ||
                      fetch_allows_host(allow, fetch->url.host, url_port(&fetch->url)) ||
                      fetch_allows_address(allow, &address->addr);
    if (purpose != CURLSOCKTYPE_IPCXN || !is_allowed) {
        fetch->why = trouble(CAPTURE_PRIVATE_ADDRESS, fetch->url.host);
        return CURL_SOCKET_BAD;
    }
    fetch->why = no_trouble;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static long status_of(CURL *curl)
{
    long status = 0;
    if (curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
        status = 0;
    return status;
}

/* Whether the body is of a kind that was asked for; a server that names none is
 * given the benefit. */
static bool is_wanted(struct str_list types, struct str content_type)
{
    struct str type = {0};
    if (types.n == 0 || !str_cut(&content_type, ';', &type))
        return true;
    type = str_trim(type);
    for (size_t i = 0; i < types.n; i++) {
        if (str_eq_folded(type, types.items[i]))
            return true;
    }
    return type.len == 0;
}

/* Keeps the head as it was sent. */
static int on_debug(CURL *curl, curl_infotype kind, char *bytes, size_t n, void *data)
{
    struct fetch *fetch = data;
    (void)curl;
    if (kind == CURLINFO_HEADER_OUT)
        buf_add(&fetch->sent, (struct str){bytes, n});
    return 0;
}

/* Gets the head line by line; what comes behind the body (trailers) is not kept. */
static size_t on_head(char *bytes, size_t size, size_t n, void *data)
{
    struct fetch *fetch = data;
    struct str line = {bytes, size * n};
    bool is_first = str_starts_with(line, STR("HTTP/"));
    if (is_first)
        buf_init(&fetch->head, fetch->arena, LIMIT_FETCH_HEAD_BYTES);
    if (is_first || !str_ends_with(buf_text(&fetch->head), STR("\r\n\r\n")))
        buf_add(&fetch->head, line);
    if (fetch->head.is_over) {
        fetch->why = trouble(CAPTURE_BROKEN_ANSWER, fetch->url.host);
        return 0;
    }
    if (str_trim(line).len == 0)
        fetch->time = clock_now();
    return size * n;
}

/* A refusal comes with a page that may say why: its beginning is kept. */
static void keep_refusal(struct fetch *fetch, struct str bytes)
{
    size_t room = LIMIT_FETCH_REFUSAL_BYTES - fetch->refusal.len;
    buf_add(&fetch->refusal, str_first(bytes, room));
}

/* Gets the body as it comes; what does not interest us is not kept. */
static size_t on_body(char *bytes, size_t size, size_t n, void *data)
{
    struct fetch *fetch = data;
    const struct fetch_request *request = fetch->request;
    if (status_of(fetch->session->curl) != 200) {
        keep_refusal(fetch, (struct str){bytes, size * n});
        return size * n;
    }
    struct str type = http_head_value(buf_text(&fetch->head), STR("Content-Type"));
    if (!is_wanted(request->types, type)) {
        bool is_pdf = str_starts_with_folded(type, STR("application/pdf"));
        fetch->why =
            trouble(is_pdf ? CAPTURE_PDF : CAPTURE_NOT_A_PAGE, str_copy(fetch->arena, type));
        return 0;
    }
    if (!fetch->is_reading && request->on_reading)
        request->on_reading(request->data);
    fetch->is_reading = true;
    buf_add(&fetch->body, (struct str){bytes, size * n});
    if (fetch->body.is_over) {
        fetch->why = trouble(CAPTURE_TOO_LARGE, (struct str){0});
        return 0;
    }
    return size * n;
}

/* Whether the hop's address may be asked at all, before a name is resolved. */
static struct capture_reason check_url(struct fetch *fetch, struct str text)
{
    if (url_parse(fetch->arena, text, &fetch->url) != OK || !url_is_web(&fetch->url) ||
        fetch->url.user.len > 0)
        return trouble(CAPTURE_BAD_ADDRESS, str_first(text, 200));
    int port = url_port(&fetch->url);
    if (port != 80 && port != 443 &&
        !fetch_allows_host(fetch->request->allow, fetch->url.host, port))
        return trouble(CAPTURE_BAD_PORT, str_print(fetch->arena, "%d", port));
    fetch->url.has_fragment = false;
    return no_trouble;
}

static enum capture_trouble trouble_of_status(long status)
{
    switch (status) {
    case 304:
        return CAPTURE_NOT_MODIFIED;
    case 401:
    case 402:
    case 403:
        return CAPTURE_FORBIDDEN;
    case 404:
        return CAPTURE_MISSING;
    case 410:
    case 451:
        return CAPTURE_GONE;
    case 429:
    case 503:
        return CAPTURE_BUSY;
    default:
        return CAPTURE_SERVER_TROUBLE;
    }
}

/* curl's codes go no further than here. */
static struct capture_reason reason_of(const struct fetch *fetch, CURLcode code)
{
    struct str host = fetch->url.host;
    if (fetch->why.trouble != CAPTURE_NO_TROUBLE)
        return fetch->why;
    switch ((int)code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return trouble(CAPTURE_NAME_UNKNOWN, host);
    case CURLE_OPERATION_TIMEDOUT:
        return trouble(CAPTURE_TOO_SLOW, host);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        return trouble(CAPTURE_TLS, host);
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
        return trouble(CAPTURE_UNREACHABLE, host);
    default:
        return trouble(CAPTURE_BROKEN_ANSWER, host);
    }
}

static struct curl_slist *add_header(struct curl_slist *list, struct str text)
{
    SCRATCH_ARENA(scratch, LIMIT_FETCH_HEAD_BYTES);
    const char *line = NULL;
    struct curl_slist *longer =
        str_c(&scratch, text, &line) == OK ? curl_slist_append(list, line) : NULL;
    if (!longer)
        curl_slist_free_all(list);
    return longer;
}

/* Our fields of the head; the validators are never ours to trust with a line's end. */
static struct curl_slist *make_headers(const struct fetch *fetch)
{
    const struct fetch_request *request = fetch->request;
    const struct {
        const char *name;
        struct str value;
    } fields[] = {
        {"Accept", request->accept},
        {"Accept-Encoding", request->is_plain ? STR("identity") : STR("gzip, deflate, br, zstd")},
        {"If-None-Match", request->etag},
        {"If-Modified-Since", request->last_modified},
    };
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        size_t at = 0;
        struct str value = fields[i].value;
        if (value.len == 0 || str_find_char(value, '\r', &at) || str_find_char(value, '\n', &at))
            continue;
        list =
            add_header(list, str_print(fetch->arena, "%s: %.*s", fields[i].name, STR_ARG(value)));
    }
    return list;
}

static bool set_callbacks(struct fetch *fetch)
{
    CURL *curl = fetch->session->curl;
    return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, fetch) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGDATA, fetch) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_head) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERDATA, fetch) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetch) == CURLE_OK;
}

static bool set_options(struct fetch *fetch, struct curl_slist *headers)
{
    CURL *curl = fetch->session->curl;
    struct str site = fetch->request->site_url;
    struct str agent = site.len == 0
                           ? STR(FETCH_AGENT "/0.1")
                           : str_print(fetch->arena, FETCH_AGENT "/0.1 (+%.*s)", STR_ARG(site));
    const char *agent_text = NULL;
    if (str_c(fetch->arena, agent, &agent_text) != OK)
        return false;
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_USERAGENT, agent_text) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)LIMIT_FETCH_CONNECT_SECONDS) ==
               CURLE_OK &&
           set_callbacks(fetch);
}

/* Sends one request and takes its response. */
static struct capture_reason perform(struct fetch *fetch)
{
    CURL *curl = fetch->session->curl;
    const char *url = NULL;
    int64_t left_ms = fetch->session->deadline_ms - clock_monotonic_ms();
    fetch->why = no_trouble;
    buf_init(&fetch->sent, fetch->arena, LIMIT_FETCH_HEAD_BYTES);
    buf_init(&fetch->head, fetch->arena, LIMIT_FETCH_HEAD_BYTES);
    buf_init(&fetch->refusal, fetch->arena, LIMIT_FETCH_REFUSAL_BYTES);
    if (left_ms <= 0)
        return trouble(CAPTURE_TOO_SLOW, fetch->url.host);
    CLEANUP(list_close) struct curl_slist *headers = make_headers(fetch);
    if (!headers || !set_options(fetch, headers)) {
        log_error("capture: curl could not be set up");
        return trouble(CAPTURE_CRASHED, (struct str){0});
    }
    if (str_c(fetch->arena, url_print(fetch->arena, &fetch->url), &url) != OK ||
        curl_easy_setopt(curl, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)left_ms) != CURLE_OK)
        return trouble(CAPTURE_BAD_ADDRESS, fetch->url.host);
    CURLcode code = curl_easy_perform(curl);
    return code == CURLE_OK ? no_trouble : reason_of(fetch, code);
}

/* One request; an empty `*ret_next` when it was the last. */
static struct capture_reason hop(struct fetch *fetch, struct str *ret_next)
{
    const char *next = NULL;
    struct capture_reason why = perform(fetch);
    if (why.trouble != CAPTURE_NO_TROUBLE)
        return why;
    if (curl_easy_getinfo(fetch->session->curl, CURLINFO_REDIRECT_URL, &next) == CURLE_OK && next) {
        *ret_next = str_copy(fetch->arena, str_from_c(next));
        return no_trouble;
    }
    *ret_next = (struct str){0};
    long status = status_of(fetch->session->curl);
    if (status == 200)
        return no_trouble;
    return trouble(trouble_of_status(status), str_print(fetch->arena, "%ld", status));
}

static struct capture_reason follow(struct fetch *fetch,
                                    struct capture_reason (*check)(struct fetch *fetch))
{
    struct str next = fetch->request->url;
    for (; fetch->n_redirects <= LIMIT_FETCH_REDIRECTS; fetch->n_redirects++) {
        struct capture_reason why = check_url(fetch, next);
        if (why.trouble == CAPTURE_NO_TROUBLE)
            why = check(fetch);
        if (why.trouble == CAPTURE_NO_TROUBLE)
            why = hop(fetch, &next);
        if (why.trouble != CAPTURE_NO_TROUBLE || next.len == 0)
            return why;
    }
    return trouble(CAPTURE_TOO_MANY_REDIRECTS, (struct str){0});
}

static struct capture_reason may_go(struct fetch *fetch)
{
    (void)fetch;
    return no_trouble;
}

/* One of the files that stand at a fixed path of each site. What does not fit
 * max_bytes is cut off. */
static struct capture_reason
get_of_site(struct fetch *page, const char *path, size_t max_bytes, struct str *ret_text)
{
    struct url url = page->url;
    url.path = str_from_c(path);
    url.has_query = false;
    const struct fetch_request request = {.url = url_print(page->arena, &url),
                                          .accept = STR("*/*"),
                                          .max_bytes = max_bytes,
                                          .is_plain = true,
                                          .site_url = page->request->site_url,
                                          .allow = page->request->allow};
    struct fetch fetch = {.arena = page->arena, .request = &request, .session = page->session};
    buf_init(&fetch.body, page->arena, max_bytes);
    struct capture_reason why = follow(&fetch, may_go);
    *ret_text = buf_text(&fetch.body);
    return why.trouble == CAPTURE_TOO_LARGE ? no_trouble : why;
}

/* RFC 9309, 2.3.1: a site that says it has no rules has none; one that cannot
 * say is not fetched from now. */
static struct capture_reason get_rules(struct fetch *fetch, struct str *ret_text)
{
    struct session *session = fetch->session;
    for (size_t i = 0; i < session->n_rules; i++) {
        if (url_same_origin(&session->rules[i].origin, &fetch->url)) {
            *ret_text = session->rules[i].text;
            return no_trouble;
        }
    }
    struct capture_reason why = get_of_site(fetch, "/robots.txt", LIMIT_ROBOTS_BYTES, ret_text);
    switch ((int)why.trouble) {
    case CAPTURE_NO_TROUBLE:
        break;
    case CAPTURE_MISSING:
    case CAPTURE_GONE:
    case CAPTURE_FORBIDDEN:
    case CAPTURE_TOO_MANY_REDIRECTS:
        *ret_text = (struct str){0};
        break;
    default:
        return why;
    }
    session->rules[session->n_rules++] = (struct rules){fetch->url, *ret_text};
    return no_trouble;
}

static struct capture_reason obey_robots(struct fetch *fetch)
{
    struct str text = {0};
    struct str path = fetch->url.path;
    struct capture_reason why = get_rules(fetch, &text);
    if (why.trouble != CAPTURE_NO_TROUBLE)
        return why;
    if (fetch->url.has_query)
        path = str_print(fetch->arena, "%.*s?%.*s", STR_ARG(path), STR_ARG(fetch->url.query));
    struct robots_word word = robots_txt_ask(text, STR(FETCH_AGENT), path);
    fetch->crawl_delay_seconds = word.crawl_delay_seconds;
    return word.is_allowed ? no_trouble : trouble(CAPTURE_ROBOTS, fetch->url.host);
}

static struct str protocol_of(CURL *curl)
{
    long version = CURL_HTTP_VERSION_NONE;
    if (curl_easy_getinfo(curl, CURLINFO_HTTP_VERSION, &version) != CURLE_OK)
        version = CURL_HTTP_VERSION_NONE;
    if (version == CURL_HTTP_VERSION_2_0)
        return STR("h2");
    return version == CURL_HTTP_VERSION_1_0 ? STR("http/1.0") : STR("http/1.1");
}

static struct capture_exchange exchange_of(struct fetch *fetch)
{
    const char *address = NULL;
    CURL *curl = fetch->session->curl;
    if (curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &address) != CURLE_OK)
        address = NULL;
    return (struct capture_exchange){
        .url = url_print(fetch->arena, &fetch->url),
        .address = str_copy(fetch->arena, str_from_c(address)),
        .protocol = protocol_of(curl),
        .request_head = buf_text(&fetch->sent),
        .response_head = buf_text(&fetch->head),
        .body = buf_text(fetch->is_reading ? &fetch->body : &fetch->refusal),
        .time = fetch->time,
        .status = status_of(curl),
    };
}

struct capture_reason
fetch_get(struct arena *arena, const struct fetch_request *request, struct fetch_answer *ret_answer)
{
    CLEANUP(curl_close) CURL *curl = curl_easy_init();
    struct session session = {.curl = curl,
                              .deadline_ms = clock_monotonic_ms() + LIMIT_FETCH_SECONDS * 1000};
    struct fetch fetch = {.arena = arena,
                          .request = request,
                          .session = &session,
                          .n_redirects = request->n_redirects};
    buf_init(&fetch.body, arena, request->max_bytes);
    if (!curl) {
        log_error("capture: curl could not be set up");
        return trouble(CAPTURE_CRASHED, (struct str){0});
    }
    struct capture_reason why = follow(&fetch, request->is_automatic ? obey_robots : may_go);
    struct fetch_answer answer = {.exchange = exchange_of(&fetch),
                                  .n_redirects = fetch.n_redirects,
                                  .crawl_delay_seconds = fetch.crawl_delay_seconds};
    answer.content_type = http_head_value(answer.exchange.response_head, STR("Content-Type"));
    answer.content_coding =
        http_head_values(arena, answer.exchange.response_head, STR("Content-Encoding"));
    if (why.trouble == CAPTURE_NO_TROUBLE && request->is_automatic &&
        get_of_site(&fetch, "/.well-known/tdmrep.json", LIMIT_TDMREP_BYTES, &answer.tdmrep)
                .trouble != CAPTURE_NO_TROUBLE)
        answer.tdmrep = (struct str){0};
    *ret_answer = answer;
    return why;
}
