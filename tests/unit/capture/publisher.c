#include "publisher.h"

#include "base/limits.h"
#include "base/str.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#define HTML_HEAD                                                                                  \
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"

/* HEAD_BYTES: of a head with an empty X-Padding, as send_field sends it. */
enum { ZEROS = 64 << 20, HEAD_BYTES = sizeof HTML_HEAD - 1 + sizeof "X-Padding: \r\n\r\n" - 1 };

static bool send_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        n -= (size_t)sent;
    }
    return true;
}

static void send_text(int fd, const char *text)
{
    (void)send_all(fd, text, strlen(text));
}

/* n bytes of text, or until the other side has had enough. */
static void send_bytes(int fd, int64_t n)
{
    char bytes[8192];
    memset(bytes, 'x', sizeof bytes);
    while (n > 0) {
        size_t now = n < (int64_t)sizeof bytes ? (size_t)n : sizeof bytes;
        if (!send_all(fd, bytes, now))
            return;
        n -= (int64_t)now;
    }
}

/* `text`, or many megabytes of zeros, as gzip. */
static void send_gzip(int fd, const char *text)
{
    char in[4096] = {0};
    char out[4096];
    z_stream zip = {0};
    if (deflateInit2(&zip, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    send_text(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                  "Connection: close\r\n\r\n");
    size_t left = text ? strlen(text) : ZEROS;
    if (text)
        memcpy(in, text, left);
    int rc = Z_OK;
    while (rc == Z_OK) {
        if (zip.avail_in == 0) {
            zip.next_in = (Bytef *)in;
            zip.avail_in = (uInt)(left < sizeof in ? left : sizeof in);
            left -= zip.avail_in;
        }
        zip.next_out = (Bytef *)out;
        zip.avail_out = sizeof out;
        rc = deflate(&zip, left == 0 ? Z_FINISH : Z_NO_FLUSH);
        if (!send_all(fd, out, sizeof out - zip.avail_out))
            break;
    }
    (void)deflateEnd(&zip);
}

/* A short text in a page nearly as large as is fetched. */
static void send_padded(int fd)
{
    static const char text[] = "<p>A page that is mostly white space, and whose text is short.";
    char spaces[8192];
    memset(spaces, ' ', sizeof spaces);
    send_text(fd, HTML_HEAD "\r\n");
    send_text(fd, text);
    for (size_t n = sizeof text - 1; n < PADDED_BYTES;) {
        size_t left = PADDED_BYTES - n;
        size_t now = left < sizeof spaces ? left : sizeof spaces;
        if (!send_all(fd, spaces, now))
            return;
        n += now;
    }
}

/* A page whose head has one long field more. */
static void send_field(int fd, const char *name, int64_t n)
{
    send_text(fd, HTML_HEAD);
    send_text(fd, name);
    send_text(fd, ": ");
    send_bytes(fd, n);
    send_text(fd, "\r\n\r\n<p>A page whose head is longer than its text is.");
}

static void send_redirect(int fd, const char *to)
{
    char head[512];
    (void)snprintf(head, sizeof head,
                   "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n"
                   "Connection: close\r\n\r\n",
                   to);
    send_text(fd, head);
}

static void send_hop(int fd, int64_t n)
{
    char to[64];
    (void)snprintf(to, sizeof to, "/hop/%lld", (long long)n - 1);
    send_redirect(fd, n <= 1 ? "/page" : to);
}

static void send_status(int fd, int64_t status)
{
    char head[256];
    (void)snprintf(head, sizeof head,
                   "HTTP/1.1 %lld Word\r\nContent-Type: text/html\r\nContent-Length: 3\r\n"
                   "Connection: close\r\n\r\nno.",
                   (long long)status);
    send_text(fd, head);
}

#define TEXT_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n"

static const struct {
    const char *path;
    const char *answer;
} plain_answers[] = {
    {"/page", HTML_HEAD "\r\n<title>A page of the test</title><p>A page of the test, with a text "
                        "that is long enough to be taken for an article."},
    {"/pdf",
     "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n%PDF-1.7"},
    {"/short", HTML_HEAD "Content-Length: 1000\r\n\r\nnot a thousand"},
    {"/garbled", "this is no HTTP at all\r\n\r\n"},
    {"/badzip", HTML_HEAD "Content-Encoding: gzip\r\n\r\nthis is no zip"},
    {"/refresh", HTML_HEAD "\r\n<meta http-equiv=refresh content='0; url=/hop/2'>"},
    {"/refresh-loop", HTML_HEAD "\r\n<meta http-equiv=refresh content='0; url=/refresh-loop?'>"},
    {"/refresh-loop?", HTML_HEAD "\r\n<meta http-equiv=refresh content='0; url=/refresh-loop'>"},
    {"/refresh-inward",
     HTML_HEAD "\r\n<meta http-equiv=refresh content='0; url=http://10.0.0.1/'>"},
    {"/challenge", "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                   "<title>Just a moment...</title><script>_cf_chl_opt</script>"},
    {"/hang-up", ""},
    {"/robots.txt", TEXT_HEAD "\r\nUser-agent: *\nDisallow: /kept\nCrawl-delay: 7\n"},
    {"/.well-known/tdmrep.json", TEXT_HEAD "\r\n[]"},
};

static const struct {
    const char *path;
    const char *to;
} redirects[] = {
    {"/loop", "/loop"},
    {"/to-private", "http://127.0.0.1/"},
    {"/to-kept", "/kept/page"},
    {"/to-port", "http://127.0.0.1:1/"},
    {"/to-ftp", "ftp://example.com/"},
    {"/to-password", "http://a:b@example.com/"},
};

/* The number behind a prefix of the path. */
static bool number_behind(struct str path, const char *prefix, int64_t *ret_number)
{
    struct str start = str_from_c(prefix);
    return str_starts_with(path, start) &&
           str_to_number(str_skip(path, start.len), INT64_MAX, ret_number) == OK;
}

static bool answer_plainly(int fd, struct str path)
{
    for (size_t i = 0; i < N_OF(plain_answers); i++) {
        if (str_eq(path, str_from_c(plain_answers[i].path))) {
            send_text(fd, plain_answers[i].answer);
            return true;
        }
    }
    for (size_t i = 0; i < N_OF(redirects); i++) {
        if (str_eq(path, str_from_c(redirects[i].path))) {
            send_redirect(fd, redirects[i].to);
            return true;
        }
    }
    return false;
}

static void answer(const struct publisher *publisher, int fd, struct str request)
{
    struct str rest = request;
    struct str path = {0};
    int64_t n = 0;
    (void)str_cut(&rest, ' ', &path);
    (void)str_cut(&rest, ' ', &path);
    if (publisher->robots && str_eq(path, STR("/robots.txt"))) {
        send_text(fd, publisher->robots);
        return;
    }
    if (answer_plainly(fd, path))
        return;
    if (number_behind(path, "/hop/", &n)) {
        send_hop(fd, n);
    } else if (number_behind(path, "/status/", &n)) {
        send_status(fd, n);
    } else if (number_behind(path, "/bytes/", &n)) {
        send_text(fd, HTML_HEAD "\r\n");
        send_bytes(fd, n);
    } else if (str_eq(path, STR("/endless"))) {
        send_text(fd, HTML_HEAD "\r\n");
        send_bytes(fd, INT64_MAX);
    } else if (str_eq(path, STR("/echo"))) {
        send_text(fd, HTML_HEAD "\r\n<pre>");
        (void)send_all(fd, request.ptr, request.len);
    } else if (number_behind(path, "/head/", &n)) {
        send_field(fd, "X-Padding", n - HEAD_BYTES);
    } else if (number_behind(path, "/etag/", &n)) {
        send_field(fd, "ETag", n);
    } else if (str_eq(path, STR("/padded"))) {
        send_padded(fd);
    } else if (str_eq(path, STR("/tagged"))) {
        if (str_contains(request, STR("If-None-Match: \"first\"")))
            send_status(fd, 304);
        else
            send_text(fd, HTML_HEAD "ETag: \"first\"\r\n\r\n<p>The first of its kind.");
    } else if (str_eq(path, STR("/gzip"))) {
        send_gzip(fd, "<p>hello from a zip</p>");
    } else if (str_eq(path, STR("/bomb"))) {
        send_gzip(fd, NULL);
    } else {
        send_status(fd, 404);
    }
}

/* One connection after the other, until the listening socket is shut. */
static void *serve(void *data)
{
    const struct publisher *publisher = data;
    for (;;) {
        char request[4096];
        int fd = accept(publisher->fd, NULL, NULL);
        if (fd < 0)
            return NULL;
        ssize_t n = recv(fd, request, sizeof request, 0); /* a head comes in one piece here */
        if (n > 0)
            answer(publisher, fd, (struct str){request, (size_t)n});
        (void)close(fd);
    }
}

bool publisher_start(struct publisher *publisher)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr *any = (struct sockaddr *)&address;
    socklen_t size = sizeof address;
    publisher->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (publisher->fd < 0 || bind(publisher->fd, any, size) != 0 ||
        listen(publisher->fd, 16) != 0 || getsockname(publisher->fd, any, &size) != 0)
        return false;
    publisher->port = ntohs(address.sin_port);
    return pthread_create(&publisher->thread, NULL, serve, publisher) == 0;
}

void publisher_stop(struct publisher *publisher)
{
    (void)shutdown(publisher->fd, SHUT_RDWR);
    (void)pthread_join(publisher->thread, NULL);
    (void)close(publisher->fd);
}
