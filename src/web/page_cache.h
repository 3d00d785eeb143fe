#ifndef WEB_PAGE_CACHE_H
#define WEB_PAGE_CACHE_H

/* Pages as they were made, for those who ask next. A page is kept with the
 * topics that it shows and the moment before it was read, and is found only
 * while none of them has changed: never is one handed out that is older than
 * a write acknowledged before the question (db/changes.h). The cache has a
 * limit in bytes; when it is full, a page comes in when it is asked for a second
 * time, and what was not asked for lately makes room. So who reads a whole site,
 * each page once, neither pays for keeping nor drives out what others read. */

#include "db/changes.h"
#include "views/viewer.h"

#include <stdatomic.h>

enum { KEPT_TOPICS = 4 };

/* Held by the cache and by every request that uses it (base/shared.h); never
 * changed, but for `prepared`, which the server makes of it when it is first sent. */
struct kept_page {
    struct str bytes;
    struct str tag;          /* strong, quoted, terminated; of a whole page */
    struct str content_type; /* both of a whole page, and literals */
    struct str encoding;     /* empty: none */
    const struct view_hole *holes;
    size_t n_holes;
    _Atomic(void *) prepared;               /* NULL: not yet */
    void (*_Atomic forget)(void *prepared); /* set before `prepared` */
};

/* As what a page is kept; each is an entry of its own. */
enum kept_form {
    KEPT_PIECES, /* rendered for nobody, with holes */
    KEPT_PLAIN,  /* whole, as strangers get it */
    KEPT_GZIP,
    KEPT_BROTLI,
};

struct kept_name {
    enum kept_form form;
    int language;
    struct str host; /* where the page's own address depends on it, else empty */
    struct str target;
};

/* What it is that is kept. */
struct kept_state {
    struct db_moment moment; /* from before the first reading */
    struct db_topic topics[KEPT_TOPICS];
    size_t n_topics;
    int64_t until; /* UTC seconds: a page also changes with the day */
};

struct page_cache;

/* Lives in the arena. */
struct page_cache *page_cache_new(struct arena *arena, struct db_changes *changes);

/* Accepts NULL. */
void page_cache_done(struct page_cache *cache);

/* A page that nobody holds but the caller. */
struct kept_page *kept_page_new(struct str bytes, struct str tag, const struct view_holes *holes);

/* Lets go of it. Accepts NULL. */
void kept_page_drop(struct kept_page *page);

/* To be dropped by the caller. NOT_FOUND: none is kept, or it is no longer true. */
MUST_CHECK enum outcome page_cache_find(struct page_cache *cache,
                                        const struct kept_name *name,
                                        int64_t now,
                                        struct kept_page **ret_page,
                                        struct kept_state *ret_state);

/* Whether it is worth making a kept page of so many bytes: there is room for it,
 * or it was asked for before, not long ago. Remembers that it is asked for now. */
bool page_cache_wants(struct page_cache *cache, const struct kept_name *name, size_t n_bytes);

/* Keeps it, if it is not too large, in the place of one of the same name. */
void page_cache_add(struct page_cache *cache,
                    const struct kept_name *name,
                    const struct kept_state *state,
                    struct kept_page *page);

/* How much is kept now, for tests and figures. */
size_t page_cache_bytes(struct page_cache *cache);
size_t page_cache_count(struct page_cache *cache);

#endif
