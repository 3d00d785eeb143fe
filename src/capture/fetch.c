#include "capture/fetch.h"

#include "capture/fetch_allow.h"

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

/* One fetch through all its redirects. */
struct fetch {
    struct arena *arena;
    const struct fetch_request *request;
    CURL *curl;
    struct url url; /* of this hop */
    struct buf body;
    struct capture_reason why; /* found in a callback, which can only say "stop" to curl */
    int64_t deadline_ms;
    bool is_reading;
};

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
    fetch->why = trouble(CAPTURE_NO_TROUBLE, (struct str){0});
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static struct str content_type_of(struct arena *arena, CURL *curl)
{
    const char *type = NULL;
    if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) != CURLE_OK)
        type = NULL;
    return str_copy(arena, str_trim(str_from_c(type)));
}

static long status_of(CURL *curl)
{
    long status = 0;
    if (curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
        status = 0;
    return status;
}

/* HTML, XHTML and plain text; a server that names no type is given the benefit. */
static bool is_page(struct str content_type)
{
    struct str type = {0};
    if (!str_cut(&content_type, ';', &type))
        return true;
    type = str_trim(type);
    return str_eq_folded(type, STR("text/html")) || str_eq_folded(type, STR("text/plain")) ||
           str_eq_folded(type, STR("application/xhtml+xml")) || type.len == 0;
}

static bool is_picture(struct str content_type)
{
    return str_starts_with_folded(content_type, STR("image/")) || content_type.len == 0 ||
           str_starts_with_folded(content_type, STR("application/octet-stream"));
}

/* Gets the body after decompression; what does not interest us is not kept. */
static size_t on_body(char *bytes, size_t size, size_t n, void *data)
{
    struct fetch *fetch = data;
    if (status_of(fetch->curl) != 200)
        return size * n;
    struct str type = content_type_of(fetch->arena, fetch->curl);
    bool wants_picture = fetch->request->wants_picture;
    if (wants_picture ? !is_picture(type) : !is_page(type)) {
        fetch->why = trouble(wants_picture ? CAPTURE_NOT_A_PICTURE : CAPTURE_NOT_A_PAGE, type);
        return 0;
    }
    if (!fetch->is_reading && fetch->request->on_reading)
        fetch->request->on_reading(fetch->request->data);
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
    return trouble(CAPTURE_NO_TROUBLE, (struct str){0});
}

static enum capture_trouble trouble_of_status(long status)
{
    switch (status) {
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

static bool set_options(struct fetch *fetch, struct curl_slist *headers)
{
    CURL *curl = fetch->curl;
    struct str site = fetch->request->site_url;
    struct str agent = site.len == 0
                           ? STR("Passalong/0.1")
                           : str_print(fetch->arena, "Passalong/0.1 (+%.*s)", STR_ARG(site));
    const char *agent_text = NULL;
    if (str_c(fetch->arena, agent, &agent_text) != OK)
        return false;
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_USERAGENT, agent_text) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, fetch) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetch) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)LIMIT_FETCH_CONNECT_SECONDS) ==
               CURLE_OK;
}

/* One request; an empty `*ret_next` when it was the last. */
static struct capture_reason hop(struct fetch *fetch, struct str *ret_next)
{
    const char *url = NULL;
    const char *next = NULL;
    int64_t left_ms = fetch->deadline_ms - clock_monotonic_ms();
    fetch->why = trouble(CAPTURE_NO_TROUBLE, (struct str){0});
    if (left_ms <= 0)
        return trouble(CAPTURE_TOO_SLOW, fetch->url.host);
    if (str_c(fetch->arena, url_print(fetch->arena, &fetch->url), &url) != OK ||
        curl_easy_setopt(fetch->curl, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(fetch->curl, CURLOPT_TIMEOUT_MS, (long)left_ms) != CURLE_OK)
        return trouble(CAPTURE_BAD_ADDRESS, fetch->url.host);
    CURLcode code = curl_easy_perform(fetch->curl);
    if (code != CURLE_OK)
        return reason_of(fetch, code);
    if (curl_easy_getinfo(fetch->curl, CURLINFO_REDIRECT_URL, &next) == CURLE_OK && next) {
        *ret_next = str_copy(fetch->arena, str_from_c(next));
        return trouble(CAPTURE_NO_TROUBLE, (struct str){0});
    }
    *ret_next = (struct str){0};
    long status = status_of(fetch->curl);
    if (status != 200)
        return trouble(trouble_of_status(status), str_print(fetch->arena, "%ld", status));
    return trouble(CAPTURE_NO_TROUBLE, (struct str){0});
}

static struct capture_reason follow(struct fetch *fetch)
{
    struct str next = fetch->request->url;
    for (int n_redirects = 0; n_redirects <= LIMIT_FETCH_REDIRECTS; n_redirects++) {
        struct capture_reason why = check_url(fetch, next);
        if (why.trouble == CAPTURE_NO_TROUBLE)
            why = hop(fetch, &next);
        if (why.trouble != CAPTURE_NO_TROUBLE || next.len == 0)
            return why;
    }
    return trouble(CAPTURE_TOO_MANY_REDIRECTS, (struct str){0});
}

struct capture_reason fetch_page(struct arena *arena,
                                 const struct fetch_request *request,
                                 struct fetch_answer *ret_answer)
{
    struct fetch fetch = {.arena = arena, .request = request};
    CLEANUP(curl_close) CURL *curl = curl_easy_init();
    CLEANUP(list_close)
    struct curl_slist *headers =
        curl_slist_append(NULL, request->wants_picture
                                    ? "Accept: image/webp, image/jpeg, image/png, image/*;q=0.8"
                                    : "Accept: text/html, application/xhtml+xml, text/plain;q=0.8");
    fetch.curl = curl;
    fetch.deadline_ms = clock_monotonic_ms() + LIMIT_FETCH_SECONDS * 1000;
    buf_init(&fetch.body, arena,
             request->wants_picture ? (size_t)LIMIT_PICTURE_BYTES : (size_t)LIMIT_FETCH_BYTES);
    if (!curl || !headers || !set_options(&fetch, headers)) {
        log_error("capture: curl could not be set up");
        return trouble(CAPTURE_CRASHED, (struct str){0});
    }
    struct capture_reason why = follow(&fetch);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        *ret_answer = (struct fetch_answer){url_print(arena, &fetch.url),
                                            content_type_of(arena, curl), buf_text(&fetch.body)};
    return why;
}
