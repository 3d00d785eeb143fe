/* curl goes no further than here. */

#include "capture/fetch_hop.h"

#include "capture/fetch_allow.h"
#include "capture/http_head.h"
#include "capture/http_status.h"

#include "base/cleanup.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "text/address.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct capture_reason no_trouble = {CAPTURE_NO_TROUBLE, {NULL, 0}};

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
    struct fetch_hop *hop = data;
    struct str_list allow = hop->request->allow;
    bool is_allowed = address_is_public(&address->addr) ||
                      fetch_allows_host(allow, hop->url.host, url_port(&hop->url)) ||
                      fetch_allows_address(allow, &address->addr);
    if (purpose != CURLSOCKTYPE_IPCXN || !is_allowed) {
        hop->why = trouble(CAPTURE_PRIVATE_ADDRESS, hop->url.host);
        return CURL_SOCKET_BAD;
    }
    hop->why = no_trouble;
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
    struct fetch_hop *hop = data;
    (void)curl;
    if (kind == CURLINFO_HEADER_OUT)
        buf_add(&hop->sent, (struct str){bytes, n});
    return 0;
}

/* Gets the head line by line; what comes behind the body (trailers) is not kept. */
static size_t on_head(char *bytes, size_t size, size_t n, void *data)
{
    struct fetch_hop *hop = data;
    struct str line = {bytes, size * n};
    bool is_first = str_starts_with(line, STR("HTTP/"));
    if (is_first)
        buf_init(&hop->head, hop->arena, LIMIT_FETCH_HEAD_BYTES);
    if (is_first || !str_ends_with(buf_text(&hop->head), STR("\r\n\r\n")))
        buf_add(&hop->head, line);
    if (hop->head.is_over) {
        hop->why = trouble(CAPTURE_BROKEN_ANSWER, hop->url.host);
        return 0;
    }
    if (str_trim(line).len == 0)
        hop->time = clock_now();
    return size * n;
}

/* A refusal comes with a page that may say why: its beginning is kept. */
static void keep_refusal(struct fetch_hop *hop, struct str bytes)
{
    size_t room = LIMIT_FETCH_REFUSAL_BYTES - hop->refusal.len;
    buf_add(&hop->refusal, str_first(bytes, room));
}

/* Gets the body as it comes; what does not interest us is not kept. */
static size_t on_body(char *bytes, size_t size, size_t n, void *data)
{
    struct fetch_hop *hop = data;
    const struct fetch_request *request = hop->request;
    if (request->form.len > 0)
        return size * n;
    if (status_of(hop->curl) != 200) {
        keep_refusal(hop, (struct str){bytes, size * n});
        return size * n;
    }
    struct str type = http_head_value(buf_text(&hop->head), STR("Content-Type"));
    if (!is_wanted(request->types, type)) {
        bool is_pdf = str_starts_with_folded(type, STR("application/pdf"));
        hop->why = trouble(is_pdf ? CAPTURE_PDF : CAPTURE_NOT_A_PAGE, str_copy(hop->arena, type));
        return 0;
    }
    if (!hop->is_reading && request->on_reading)
        request->on_reading(request->data);
    hop->is_reading = true;
    buf_add(&hop->body, (struct str){bytes, size * n});
    if (hop->body.is_over) {
        hop->why = trouble(CAPTURE_TOO_LARGE, (struct str){0});
        return 0;
    }
    return size * n;
}

/* curl's codes in our words. */
static struct capture_reason reason_of(const struct fetch_hop *hop, CURLcode code)
{
    struct str host = hop->url.host;
    if (hop->why.trouble != CAPTURE_NO_TROUBLE)
        return hop->why;
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
static struct curl_slist *make_headers(const struct fetch_hop *hop)
{
    const struct fetch_request *request = hop->request;
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
    for (size_t i = 0; i < N_OF(fields); i++) {
        size_t at = 0;
        struct str value = fields[i].value;
        if (value.len == 0 || str_find_char(value, '\r', &at) || str_find_char(value, '\n', &at))
            continue;
        list = add_header(list, str_print(hop->arena, "%s: %.*s", fields[i].name, STR_ARG(value)));
    }
    return list;
}

static bool set_callbacks(struct fetch_hop *hop)
{
    CURL *curl = hop->curl;
    return curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, hop) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGDATA, hop) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_head) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERDATA, hop) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEDATA, hop) == CURLE_OK;
}

static bool set_form(struct fetch_hop *hop)
{
    struct str form = hop->request->form;
    if (form.len == 0)
        return true;
    return curl_easy_setopt(hop->curl, CURLOPT_POSTFIELDSIZE, (long)form.len) == CURLE_OK &&
           curl_easy_setopt(hop->curl, CURLOPT_COPYPOSTFIELDS, form.ptr) == CURLE_OK;
}

/* libcurl itself asks no environment: the operator's authorities in place of the system's. */
static bool set_authorities(CURL *curl)
{
    const char *file = getenv("SSL_CERT_FILE");
    const char *folder = getenv("SSL_CERT_DIR");
    return (!file || curl_easy_setopt(curl, CURLOPT_CAINFO, file) == CURLE_OK) &&
           (!folder || curl_easy_setopt(curl, CURLOPT_CAPATH, folder) == CURLE_OK);
}

static bool set_options(struct fetch_hop *hop, struct curl_slist *headers)
{
    CURL *curl = hop->curl;
    struct str site = hop->request->site_url;
    struct str agent = site.len == 0
                           ? STR(FETCH_AGENT "/0.1")
                           : str_print(hop->arena, FETCH_AGENT "/0.1 (+%.*s)", STR_ARG(site));
    const char *agent_text = NULL;
    if (str_c(hop->arena, agent, &agent_text) != OK)
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
           set_authorities(curl) && set_form(hop) && set_callbacks(hop);
}

/* Sends one request and takes its response. */
static struct capture_reason perform(struct fetch_hop *hop)
{
    CURL *curl = hop->curl;
    const char *url = NULL;
    int64_t left_ms = hop->deadline_ms - clock_monotonic_ms();
    hop->why = no_trouble;
    buf_init(&hop->sent, hop->arena, LIMIT_FETCH_HEAD_BYTES);
    buf_init(&hop->head, hop->arena, LIMIT_FETCH_HEAD_BYTES);
    buf_init(&hop->refusal, hop->arena, LIMIT_FETCH_REFUSAL_BYTES);
    if (left_ms <= 0)
        return trouble(CAPTURE_TOO_SLOW, hop->url.host);
    CLEANUP(list_close) struct curl_slist *headers = make_headers(hop);
    if (!headers || !set_options(hop, headers)) {
        log_error("capture: curl could not be set up");
        return trouble(CAPTURE_CRASHED, (struct str){0});
    }
    if (str_c(hop->arena, url_print(hop->arena, &hop->url), &url) != OK ||
        curl_easy_setopt(curl, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)left_ms) != CURLE_OK)
        return trouble(CAPTURE_BAD_ADDRESS, hop->url.host);
    CURLcode code = curl_easy_perform(curl);
    return code == CURLE_OK ? no_trouble : reason_of(hop, code);
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

bool fetch_hop_open(struct fetch_hop *hop)
{
    hop->curl = curl_easy_init();
    if (!hop->curl)
        log_error("capture: curl could not be set up");
    return hop->curl != NULL;
}

void fetch_hop_close(struct fetch_hop *hop)
{
    curl_easy_cleanup(hop->curl);
}

/* Whether the hop's address may be asked at all, before a name is resolved. */
struct capture_reason fetch_hop_aim(struct fetch_hop *hop, struct str text)
{
    if (url_parse(hop->arena, text, &hop->url) != OK || !url_is_web(&hop->url) ||
        hop->url.user.len > 0)
        return trouble(CAPTURE_BAD_ADDRESS, str_first(text, 200));
    int port = url_port(&hop->url);
    if (port != 80 && port != 443 && !fetch_allows_host(hop->request->allow, hop->url.host, port))
        return trouble(CAPTURE_BAD_PORT, str_print(hop->arena, "%d", port));
    hop->url.has_fragment = false;
    return no_trouble;
}

/* One request; an empty `*ret_next` when it was the last. */
struct capture_reason fetch_hop_run(struct fetch_hop *hop, struct str *ret_next)
{
    const char *next = NULL;
    struct capture_reason why = perform(hop);
    if (why.trouble != CAPTURE_NO_TROUBLE)
        return why;
    if (curl_easy_getinfo(hop->curl, CURLINFO_REDIRECT_URL, &next) == CURLE_OK && next) {
        *ret_next = str_copy(hop->arena, str_from_c(next));
        return no_trouble;
    }
    *ret_next = (struct str){0};
    long status = status_of(hop->curl);
    if (status == 200 || (hop->request->form.len > 0 && status / 100 == 2))
        return no_trouble;
    return trouble(http_status_trouble(status), str_print(hop->arena, "%ld", status));
}

int64_t fetch_hop_status(const struct fetch_hop *hop)
{
    return status_of(hop->curl);
}

struct capture_exchange fetch_hop_exchange(struct fetch_hop *hop)
{
    const char *address = NULL;
    CURL *curl = hop->curl;
    if (curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &address) != CURLE_OK)
        address = NULL;
    return (struct capture_exchange){
        .url = url_print(hop->arena, &hop->url),
        .address = str_copy(hop->arena, str_from_c(address)),
        .protocol = protocol_of(curl),
        .request_head = buf_text(&hop->sent),
        .response_head = buf_text(&hop->head),
        .body = buf_text(hop->is_reading ? &hop->body : &hop->refusal),
        .time = hop->time,
        .status = status_of(curl),
    };
}
