#include "web/response.h"

#include "base/limits.h"
#include "web/page_cache.h"

/* A page of the usual size is written without growing. */
enum { PAGE_ROOM_BYTES = 64 * 1024 };

void response_init(struct response *rs, struct arena *arena)
{
    *rs = (struct response){.arena = arena};
}

static void set_body(struct response *rs, int status, struct str content_type, struct str body)
{
    rs->status = status;
    rs->content_type = content_type;
    rs->body = body;
    rs->is_page = false;
}

struct buf *response_page(struct response *rs, int status)
{
    set_body(rs, status, STR("text/html; charset=utf-8"), STR(""));
    rs->is_page = true;
    buf_init(&rs->page, rs->arena, LIMIT_RESPONSE_BYTES);
    if (!buf_reserve(&rs->page, PAGE_ROOM_BYTES))
        rs->page.is_over = true;
    return &rs->page;
}

struct buf *response_fragment(struct response *rs, int status)
{
    struct buf *page = response_page(rs, status);
    response_add_header(rs, STR("X-Robots-Tag"), STR("noindex"));
    return page;
}

void response_json(struct response *rs, int status, struct str json)
{
    set_body(rs, status, STR("application/json"), json);
}

void response_text(struct response *rs, int status, struct str text)
{
    set_body(rs, status, STR("text/plain; charset=utf-8"), text);
}

void response_bytes(struct response *rs, struct str content_type, struct str bytes)
{
    set_body(rs, 200, content_type, bytes);
}

void response_file(struct response *rs, struct str content_type, int fd, size_t n_bytes)
{
    set_body(rs, 200, content_type, STR(""));
    rs->is_file = true;
    rs->file_fd = fd;
    rs->file_bytes = n_bytes;
}

void response_shared(struct response *rs, const struct kept_page *page, bool is_known)
{
    set_body(rs, is_known ? 304 : 200, page->content_type, is_known ? STR("") : page->bytes);
    rs->cache = CACHE_SHARED;
    rs->tag = page->tag;
    rs->encoding = page->encoding;
}

void response_kept(struct response *rs, struct kept_page *page, bool is_known)
{
    response_shared(rs, page, is_known);
    rs->kept = page;
}

void response_not_modified(struct response *rs)
{
    set_body(rs, 304, STR(""), STR(""));
}

/* A browser takes "//host" and "/\host" for other sites, and drops tabs and
 * line ends before it looks. */
static bool is_own_path(struct str path)
{
    if (path.len == 0 || path.ptr[0] != '/')
        return false;
    if (path.len > 1 && (path.ptr[1] == '/' || path.ptr[1] == '\\'))
        return false;
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] <= ' ' || (unsigned char)path.ptr[i] >= 0x7f)
            return false;
    return true;
}

void response_redirect(struct response *rs, struct str path)
{
    set_body(rs, 303, STR(""), STR(""));
    response_add_header(rs, STR("Location"), is_own_path(path) ? path : STR("/"));
}

static bool is_header_text(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\r' || text.ptr[i] == '\n' || text.ptr[i] == '\0')
            return false;
    return true;
}

void response_add_header(struct response *rs, struct str name, struct str value)
{
    /* Else whoever wrote the value could write headers or a page of their own. */
    CHECK(name.len > 0 && is_header_text(name) && is_header_text(value));
    struct response_header *header = arena_new(rs->arena, struct response_header);
    header->name = str_copy(rs->arena, name);
    header->value = str_copy(rs->arena, value);
    header->next = rs->headers;
    rs->headers = header;
}
