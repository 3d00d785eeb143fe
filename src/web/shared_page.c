#include "web/shared_page.h"

#include "base/limits.h"
#include "community/topic.h"
#include "web/app.h"
#include "web/context.h"
#include "web/encoding.h"
#include "web/page_cache.h"
#include "web/route.h"
#include "web/site.h"

static struct kept_name name_of(const struct request *rq, enum kept_form form)
{
    return (struct kept_name){
        .form = form,
        .language = (int)rq->language,
        .host = rq->app->url.len == 0 ? rq->headers.host : STR(""),
        .target = rq->target,
    };
}

static enum kept_form form_of(enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_GZIP:
        return KEPT_GZIP;
    case ENCODING_BROTLI:
        return KEPT_BROTLI;
    case ENCODING_NONE:
        break;
    }
    return KEPT_PLAIN;
}

/* Until the day ends, or until one of the topics changes: all of them, if the
 * handler named none. */
static struct kept_state state_of(const struct request *rq)
{
    const struct dates *dates = rq->site->dates[rq->language];
    struct day today = dates_day_of(dates, rq->now);
    struct kept_state state = {
        .moment = rq->moment,
        .topics = {db_anything},
        .n_topics = 1,
        .until = dates_day_start(dates, day_of_number(day_number(today) + 1)),
    };
    if (rq->n_topics == 0)
        return state;
    state.topics[0] = topic_site;
    for (size_t i = 0; i < rq->n_topics; i++)
        state.topics[state.n_topics++] = rq->topics[i];
    return state;
}

/* Strong: it names the very bytes. */
static struct str tag_of(struct arena *arena, struct str bytes, enum encoding encoding)
{
    struct str name = encoding_name(encoding);
    return str_print(arena, "\"%016llx%s%.*s\"", (unsigned long long)str_fingerprint(bytes),
                     name.len > 0 ? "-" : "", STR_ARG(name));
}

/* The plain page in the coding that the browser wants, made once. */
static struct kept_page *encoded(struct request *rq,
                                 const struct kept_state *state,
                                 struct kept_page *plain,
                                 enum encoding encoding)
{
    if (encoding == ENCODING_NONE)
        return plain;
    struct str bytes = encoding_apply(rq->arena, encoding, plain->bytes);
    struct kept_page *page = kept_page_new(bytes, tag_of(rq->arena, plain->bytes, encoding), NULL);
    page->content_type = plain->content_type;
    page->encoding = encoding_name(encoding);
    struct kept_name name = name_of(rq, form_of(encoding));
    page_cache_add(rq->app->pages, &name, state, page);
    kept_page_drop(plain);
    return page;
}

static bool find_whole(struct request *rq, struct response *rs)
{
    struct page_cache *pages = rq->app->pages;
    enum encoding encoding = encoding_choose(rq->headers.accept_encoding);
    struct kept_state state;
    struct kept_page *page;
    struct kept_name name = name_of(rq, form_of(encoding));
    if (page_cache_find(pages, &name, rq->now, &page, &state) != OK) {
        name.form = KEPT_PLAIN;
        if (encoding == ENCODING_NONE ||
            page_cache_find(pages, &name, rq->now, &page, &state) != OK)
            return false;
        page = encoded(rq, &state, page, encoding);
    }
    response_kept(rs, page, request_has_tag(rq, page->tag));
    return true;
}

bool shared_page_find(struct request *rq, struct response *rs)
{
    return find_whole(rq, rs);
}

static void fill(struct request *rq, struct response *rs, const struct kept_page *page)
{
    struct buf *out = response_page(rs, 200);
    context_fill(rq, rs, out, page->bytes, page->holes, page->n_holes);
}

/* A page that is not worth keeping goes out of the request's arena. */
static void send_once(struct request *rq, struct response *rs, struct str bytes)
{
    enum encoding encoding = encoding_choose(rq->headers.accept_encoding);
    const struct kept_page page = {
        .bytes = encoding_apply(rq->arena, encoding, bytes),
        .tag = tag_of(rq->arena, bytes, encoding),
        .content_type = rs->content_type,
        .encoding = encoding_name(encoding),
    };
    response_shared(rs, &page, request_has_tag(rq, page.tag));
}

static bool find_pieces(struct request *rq, struct response *rs)
{
    struct kept_name name = name_of(rq, KEPT_PIECES);
    struct kept_state state;
    struct kept_page *page;
    if (page_cache_find(rq->app->pages, &name, rq->now, &page, &state) != OK)
        return false;
    fill(rq, rs, page);
    kept_page_drop(page);
    return true;
}

/* Runs the handler as for a stranger; true: what it answered is for all. */
static bool render(struct request *rq,
                   struct response *rs,
                   struct view_holes *holes,
                   enum outcome *ret_outcome,
                   struct str *ret_bytes)
{
    struct viewer viewer = rq->viewer;
    struct member member = rq->member;
    struct session_id session = rq->session;
    rq->viewer = (struct viewer){0};
    rq->member = (struct member){0};
    rq->session = (struct session_id){0};
    rq->holes = holes;
    *ret_outcome = rq->route->handler(rq, rs);
    rq->holes = NULL;
    rq->viewer = viewer;
    rq->member = member;
    rq->session = session;
    if (*ret_outcome != OK || rs->status != 200 || rs->headers != NULL)
        return false;
    *ret_bytes = rs->body;
    return !rs->is_page || buf_finish(&rs->page, ret_bytes) == OK;
}

static enum outcome run_for_strangers(struct request *rq, struct response *rs)
{
    enum outcome outcome = OK;
    struct str bytes;
    if (find_whole(rq, rs))
        return OK;
    if (!render(rq, rs, NULL, &outcome, &bytes))
        return outcome;
    struct kept_name name = name_of(rq, KEPT_PLAIN);
    if (!page_cache_wants(rq->app->pages, &name, bytes.len)) {
        send_once(rq, rs, bytes);
        return OK;
    }
    struct kept_page *page = kept_page_new(bytes, tag_of(rq->arena, bytes, ENCODING_NONE), NULL);
    page->content_type = rs->content_type;
    struct kept_state state = state_of(rq);
    page_cache_add(rq->app->pages, &name, &state, page);
    page = encoded(rq, &state, page, encoding_choose(rq->headers.accept_encoding));
    response_kept(rs, page, request_has_tag(rq, page->tag));
    return OK;
}

static enum outcome run_for_member(struct request *rq, struct response *rs)
{
    enum outcome outcome = OK;
    struct str bytes;
    struct view_holes holes = {.arena = rq->arena};
    if (find_pieces(rq, rs))
        return OK;
    if (!render(rq, rs, &holes, &outcome, &bytes)) {
        response_init(rs, rq->arena);
        rq->n_topics = 0;
        return rq->route->handler(rq, rs);
    }
    if (!rs->is_page) /* a feed has no holes */
        return OK;
    struct kept_name name = name_of(rq, KEPT_PIECES);
    if (!page_cache_wants(rq->app->pages, &name, bytes.len)) {
        fill(rq, rs, &(struct kept_page){.bytes = bytes, .holes = holes.items, .n_holes = holes.n});
        return OK;
    }
    struct kept_page *page = kept_page_new(bytes, STR(""), &holes);
    struct kept_state state = state_of(rq);
    page_cache_add(rq->app->pages, &name, &state, page);
    fill(rq, rs, page);
    kept_page_drop(page);
    return OK;
}

enum outcome shared_page_run(struct request *rq, struct response *rs)
{
    if (request_wants_fragment(rq))
        return rq->route->handler(rq, rs);
    return request_is_signed_in(rq) ? run_for_member(rq, rs) : run_for_strangers(rq, rs);
}
