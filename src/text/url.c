/* Follows url.spec.whatwg.org for http and https. Everything that may stand in a
 * printed address is written anew here, byte by byte, never copied unseen. */
#include "text/url.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/host.h"

enum { MAX_PRINTED_BYTES = 3 * LIMIT_URL_BYTES + 64 };

static bool is_special(struct str scheme)
{
    return str_eq(scheme, STR("http")) || str_eq(scheme, STR("https"));
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* White space and controls at the ends go, tabs and line breaks everywhere. */
static struct str stripped(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len);
    while (text.len > 0 && (unsigned char)text.ptr[0] <= ' ')
        text = str_skip(text, 1);
    while (text.len > 0 && (unsigned char)text.ptr[text.len - 1] <= ' ')
        text.len--;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\t' && text.ptr[i] != '\n' && text.ptr[i] != '\r')
            buf_add_char(&out, text.ptr[i]);
    }
    return buf_text(&out);
}

static bool is_unreserved(char c)
{
    return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* The text with all but unreserved characters and those of `also` encoded. */
static struct str encoded(struct arena *arena, struct str text, const char *also)
{
    static const char digits[] = "0123456789ABCDEF";
    char *start = arena_alloc_raw(arena, text.len * 3);
    char *at = start;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        unsigned char byte = (unsigned char)c;
        if (is_unreserved(c) || (c != '\0' && *also != '\0' && strchr(also, c) != NULL)) {
            *at++ = c;
        } else {
            *at++ = '%';
            *at++ = digits[byte >> 4];
            *at++ = digits[byte & 15];
        }
    }
    return (struct str){start, (size_t)(at - start)};
}

/* Of each part: the delimiters that it may hold as they are. */
static const char IN_PATH[] = "/%:@!$&()*+,;=[]";
static const char IN_QUERY[] = "/%:@!$&()*+,;=[]?";
static const char IN_USER[] = "%:!$&()*+,;=";

static bool cut_scheme(struct arena *arena, struct str *rest, struct str *ret_scheme)
{
    size_t n = 0;
    while (n < rest->len && (char_is_alpha(rest->ptr[n]) ||
                             (n > 0 && (char_is_digit(rest->ptr[n]) || rest->ptr[n] == '+' ||
                                        rest->ptr[n] == '-' || rest->ptr[n] == '.'))))
        n++;
    if (n == 0 || n >= rest->len || rest->ptr[n] != ':')
        return false;
    *ret_scheme = str_lower(arena, str_first(*rest, n));
    *rest = str_skip(*rest, n + 1);
    return true;
}

/* Takes fragment and query off the end. */
static void cut_tail(struct arena *arena, struct str *rest, struct url *url)
{
    size_t at = 0;
    if (str_find_char(*rest, '#', &at)) {
        url->fragment = encoded(arena, str_skip(*rest, at + 1), IN_QUERY);
        url->has_fragment = true;
        *rest = str_first(*rest, at);
    }
    if (str_find_char(*rest, '?', &at)) {
        url->query = encoded(arena, str_skip(*rest, at + 1), IN_QUERY);
        url->has_query = true;
        *rest = str_first(*rest, at);
    }
}

static enum outcome read_port(struct str text, struct url *url)
{
    int64_t port = 0;
    url->port = -1;
    if (text.len == 0)
        return OK;
    if (str_to_number(text, 65535, &port) != OK)
        return INVALID;
    url->port = (int)port;
    if (is_special(url->scheme) && port == (url->scheme.len == 5 ? 443 : 80))
        url->port = -1;
    return OK;
}

/* user@host:port */
static enum outcome read_authority(struct arena *arena, struct str text, struct url *url)
{
    size_t user_end = text.len;
    while (user_end > 0 && text.ptr[user_end - 1] != '@')
        user_end--;
    if (user_end > 0) {
        url->user = encoded(arena, str_first(text, user_end - 1), IN_USER);
        text = str_skip(text, user_end);
    }
    size_t host_end = text.len;
    size_t bracket = 0;
    if (str_starts_with(text, STR("["))) {
        if (!str_find_char(text, ']', &bracket))
            return INVALID;
        host_end = bracket + 1;
        if (host_end < text.len && text.ptr[host_end] != ':')
            return INVALID;
    } else if (str_find_char(text, ':', &bracket)) {
        host_end = bracket;
    }
    struct str port = host_end < text.len ? str_skip(text, host_end + 1) : STR("");
    if (read_port(port, url) != OK)
        return INVALID;
    url->has_host = true;
    return host_parse(arena, str_first(text, host_end), &url->host);
}

/* "." and ".." also in their encoded spellings. */
static size_t n_dots(struct str segment)
{
    size_t n = 0;
    while (segment.len > 0) {
        if (segment.ptr[0] == '.')
            segment = str_skip(segment, 1);
        else if (str_starts_with_folded(segment, STR("%2e")))
            segment = str_skip(segment, 3);
        else
            return 0;
        n++;
    }
    return n <= 2 ? n : 0;
}

/* Resolves "." and "..", makes every backslash a slash. */
static struct str normal_path(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len + 1);
    bool is_last = false;
    for (size_t at = text.len > 0 && is_slash(text.ptr[0]); !is_last;) {
        size_t end = at;
        while (end < text.len && !is_slash(text.ptr[end]))
            end++;
        is_last = end >= text.len;
        struct str segment = {text.ptr + at, end - at};
        size_t dots = n_dots(segment);
        while (dots == 2 && out.len > 0 && out.ptr[--out.len] != '/') {
        }
        if (dots == 0 || is_last)
            BUF_ADD(&out, "/");
        if (dots == 0)
            buf_add(&out, segment);
        at = end + 1;
    }
    return encoded(arena, buf_text(&out), IN_PATH);
}

static enum outcome read_web(struct arena *arena, struct str rest, struct url *url)
{
    while (rest.len > 0 && is_slash(rest.ptr[0]))
        rest = str_skip(rest, 1);
    size_t end = 0;
    while (end < rest.len && !is_slash(rest.ptr[end]))
        end++;
    url->path = normal_path(arena, str_skip(rest, end));
    return read_authority(arena, str_first(rest, end), url);
}

static enum outcome read_other(struct arena *arena, struct str rest, struct url *url)
{
    url->port = -1;
    if (str_starts_with(rest, STR("//"))) {
        size_t end = 2;
        while (end < rest.len && rest.ptr[end] != '/')
            end++;
        struct str authority = str_skip(str_first(rest, end), 2);
        rest = str_skip(rest, end);
        if (authority.len == 0)
            url->has_host = true;
        else if (read_authority(arena, authority, url) != OK)
            return INVALID;
    }
    url->path = encoded(arena, rest, IN_PATH);
    return OK;
}

enum outcome url_parse(struct arena *arena, struct str text, struct url *ret_url)
{
    struct url url = {.port = -1};
    if (text.len > LIMIT_URL_BYTES)
        return INVALID;
    struct str rest = stripped(arena, text);
    if (!cut_scheme(arena, &rest, &url.scheme))
        return INVALID;
    cut_tail(arena, &rest, &url);
    enum outcome read =
        is_special(url.scheme) ? read_web(arena, rest, &url) : read_other(arena, rest, &url);
    if (read != OK)
        return read;
    *ret_url = url;
    return OK;
}

/* scheme://user@host:port */
static void add_origin(struct buf *out, const struct url *url)
{
    buf_add(out, url->scheme);
    BUF_ADD(out, ":");
    if (!url->has_host)
        return;
    BUF_ADD(out, "//");
    if (url->user.len > 0) {
        buf_add(out, url->user);
        BUF_ADD(out, "@");
    }
    buf_add(out, url->host);
    if (url->port >= 0) {
        BUF_ADD(out, ":");
        buf_add_number(out, url->port);
    }
}

static void add_query(struct buf *out, const struct url *url)
{
    if (url->has_query) {
        BUF_ADD(out, "?");
        buf_add(out, url->query);
    }
}

struct str url_print(struct arena *arena, const struct url *url)
{
    struct buf out;
    buf_init(&out, arena, MAX_PRINTED_BYTES);
    add_origin(&out, url);
    buf_add(&out, url->path);
    add_query(&out, url);
    if (url->has_fragment) {
        BUF_ADD(&out, "#");
        buf_add(&out, url->fragment);
    }
    return buf_text(&out);
}

enum outcome
url_resolve(struct arena *arena, const struct url *base, struct str reference, struct url *ret_url)
{
    struct str scheme;
    struct str rest = stripped(arena, reference);
    struct str whole = rest;
    if (reference.len > LIMIT_URL_BYTES)
        return INVALID;
    if (cut_scheme(arena, &whole, &scheme))
        return url_parse(arena, rest, ret_url);
    if (!url_is_web(base))
        return INVALID;
    struct buf out;
    buf_init(&out, arena, (size_t)MAX_PRINTED_BYTES * 2);
    char first = rest.len > 0 ? rest.ptr[0] : '\0';
    if (is_slash(first) && rest.len > 1 && is_slash(rest.ptr[1])) {
        buf_add(&out, base->scheme);
        BUF_ADD(&out, ":");
    } else {
        add_origin(&out, base);
        size_t folder = base->path.len;
        while (folder > 0 && base->path.ptr[folder - 1] != '/')
            folder--;
        bool is_same_page = first == '\0' || first == '?' || first == '#';
        if (is_same_page)
            buf_add(&out, base->path);
        else if (!is_slash(first))
            buf_add(&out, str_first(base->path, folder));
        if (first == '\0' || first == '#')
            add_query(&out, base);
    }
    buf_add(&out, rest);
    return url_parse(arena, buf_text(&out), ret_url);
}

enum outcome
url_clean_relative(struct arena *arena, struct str reference, struct str *ret_reference)
{
    struct url url = {0};
    struct str rest = stripped(arena, reference);
    if (rest.len == 0 || rest.len > LIMIT_URL_BYTES)
        return INVALID;
    if (rest.len > 1 && is_slash(rest.ptr[0]) && is_slash(rest.ptr[1])) {
        enum outcome parsed = url_parse(arena, str_join(arena, STR("https:"), rest), &url);
        if (parsed == OK)
            *ret_reference = url_print(arena, &url);
        return parsed;
    }
    cut_tail(arena, &rest, &url);
    struct buf path;
    buf_init(&path, arena, rest.len);
    for (size_t i = 0; i < rest.len; i++)
        buf_add_char(&path, is_slash(rest.ptr[i]) ? '/' : rest.ptr[i]);
    url.path = encoded(arena, buf_text(&path), IN_PATH);
    size_t slash = url.path.len;
    size_t colon = 0;
    ignore_outcome(str_find_char(url.path, '/', &slash) ? OK : NOT_FOUND);
    if (str_find_char(url.path, ':', &colon) && colon < slash)
        return INVALID;
    struct str printed = url_print(arena, &url); /* ":" and the path: there is no scheme */
    *ret_reference = str_skip(printed, 1);
    return ret_reference->len <= LIMIT_URL_BYTES ? OK : INVALID;
}

bool url_is_web(const struct url *url)
{
    return is_special(url->scheme) && url->host.len > 0;
}

struct str url_site(const struct url *url)
{
    struct str www = STR("www.");
    return str_starts_with(url->host, www) ? str_skip(url->host, www.len) : url->host;
}

int url_port(const struct url *url)
{
    if (url->port >= 0)
        return url->port;
    return str_eq(url->scheme, STR("https")) ? 443 : str_eq(url->scheme, STR("http")) ? 80 : -1;
}

bool url_same_origin(const struct url *a, const struct url *b)
{
    return str_eq(a->scheme, b->scheme) && str_eq(a->host, b->host) && url_port(a) == url_port(b);
}

struct str url_encode(struct arena *arena, struct str text)
{
    return encoded(arena, text, "");
}

struct str url_encode_path(struct arena *arena, struct str path)
{
    return encoded(arena, path, "/");
}

static int hex_value(char c)
{
    if (char_is_digit(c))
        return c - '0';
    c = char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum outcome url_decode(struct arena *arena, struct str text, bool is_form, struct str *ret_text)
{
    struct buf out;
    buf_init(&out, arena, text.len);
    buf_reserve(&out, text.len);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        int high = c == '%' && i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text.ptr[i + 2]) : -1;
        if (low >= 0) {
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && is_form) {
            c = ' ';
        }
        if (c == '\0')
            return INVALID;
        buf_add_char(&out, c);
    }
    struct str decoded;
    enum outcome finished = buf_finish(&out, &decoded);
    if (finished != OK || !utf8_is_valid(decoded))
        return INVALID;
    *ret_text = decoded;
    return OK;
}

struct str url_base(struct arena *arena, struct str href, struct str page_url)
{
    struct url page;
    struct url base;
    if (href.len == 0)
        return page_url;
    if (url_parse(arena, page_url, &page) == OK)
        return url_resolve(arena, &page, href, &base) == OK ? url_print(arena, &base) : page_url;
    return url_parse(arena, href, &base) == OK ? url_print(arena, &base) : (struct str){0};
}
