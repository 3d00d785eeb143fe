#ifndef WEB_RESPONSE_H
#define WEB_RESPONSE_H

/* What a page answers. It is filled in the request's arena and handed to the
 * server when the handler is done; the headers that every answer carries
 * (security, caching) are added there and cannot be forgotten here. */

#include "base/buf.h"

struct kept_page;

struct response_header {
    struct response_header *next;
    struct str name;
    struct str value; /* both terminated behind their end */
};

enum response_cache {
    CACHE_PRIVATE,   /* a page: asked for anew each time */
    CACHE_SHARED,    /* a page for all strangers: kept by caches, which ask each time */
    CACHE_NEVER,     /* not even by the reader's browser */
    CACHE_SHORT,     /* the same for everybody, for an hour */
    CACHE_IMMUTABLE, /* its address changes with its bytes */
};

struct response {
    struct arena *arena;
    int status; /* 0: nothing answered yet */
    enum response_cache cache;
    struct str content_type;
    struct str tag;      /* of a page for all strangers; empty: none */
    struct str encoding; /* of its body; empty: as it is */
    struct str body;
    bool is_file; /* instead of the body: file_bytes of file_fd, which the server closes */
    int file_fd;
    size_t file_bytes;
    struct buf page; /* becomes the body when it was asked for */
    bool is_page;
    struct kept_page *kept; /* instead of the body; let go of when the answer has left */
    struct response_header *headers;
};

void response_init(struct response *rs, struct arena *arena);

/* An HTML page: write it into the buffer that is returned, e.g.
 * `view_article(response_page(rs, 200), &model)`. */
struct buf *response_page(struct response *rs, int status);

/* The same for a piece of a page that app.js puts in its place. */
struct buf *response_fragment(struct response *rs, int status);

/* JSON text, made with jansson or a view. */
void response_json(struct response *rs, int status, struct str json);

/* Plain text. */
void response_text(struct response *rs, int status, struct str text);

/* Bytes of any type; they must outlive the response (static, or the request's arena). */
void response_bytes(struct response *rs, struct str content_type, struct str bytes);

/* An open file, sent by the kernel; it is the server's from now on. */
void response_file(struct response *rs, struct str content_type, int fd, size_t n_bytes);

/* A page for all strangers; 304 when the browser has it. What `page` points to must
 * outlive the response. */
void response_shared(struct response *rs, const struct kept_page *page, bool is_known);

/* The same of a page that is kept, and is the response's from now on. */
void response_kept(struct response *rs, struct kept_page *page, bool is_known);

/* 304: what the browser has is still good. */
void response_not_modified(struct response *rs);

/* 303 See Other, to a path of our own: anything but "/..." (not "//...") goes to "/". */
void response_redirect(struct response *rs, struct str path);

/* Adds a header. What holds CR, LF or NUL is a programmer's error and aborts:
 * values of strangers never go into headers unescaped. */
void response_add_header(struct response *rs, struct str name, struct str value);

/* True when a status and a body were set. */
static inline bool response_is_filled(const struct response *rs)
{
    return rs->status != 0;
}

#endif
