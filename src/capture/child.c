/* The child's life: limits first, then the request, then a sandbox that gets
 * narrower once the page is there, then one answer. */

#include "capture/child.h"

#include "capture/content_coding.h"
#include "capture/drawing.h"
#include "capture/feed_message.h"
#include "capture/fetch.h"
#include "capture/http_head.h"
#include "capture/message.h"
#include "capture/sandbox.h"
#include "capture/understand.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"

#include <unistd.h>

enum { EXIT_ANSWERED = 0, EXIT_BROKEN = 1 };

/* Keeps the arena's own count below what the kernel lets the process have. */
enum { ARENA_BYTES = LIMIT_CAPTURE_MEMORY_BYTES / 2 };

/* A step's record is short and the pipe is empty: it never blocks for long. */
static void tell_step(struct arena *arena, enum capture_step step)
{
    struct buf buf;
    const char *why = NULL;
    buf_init(&buf, arena, 64);
    message_add_step(&buf, step);
    ignore_outcome(file_write_all(STDOUT_FILENO, buf_text(&buf), &why));
}

static void on_reading(void *data)
{
    tell_step(data, CAPTURE_READING);
}

/* HTML, XHTML and plain text. */
static const struct str page_types[] = {STR_INIT("text/html"), STR_INIT("application/xhtml+xml"),
                                        STR_INIT("text/plain")};

/* Those that are kept, and what careless servers call them. */
static const struct str picture_types[] = {
    STR_INIT("image/jpeg"), STR_INIT("image/jpg"),  STR_INIT("image/png"),
    STR_INIT("image/gif"),  STR_INIT("image/webp"), STR_INIT("image/avif"),
    STR_INIT("image/heic"), STR_INIT("image/heif"), STR_INIT("application/octet-stream"),
};

static struct capture_reason
fetch(struct arena *arena, const struct capture_request *request, struct fetch_answer *ret_answer)
{
    bool is_picture = request->kind == CAPTURE_PICTURE;
    const struct fetch_request fetch = {
        .url = request->url,
        .accept = is_picture ? STR("image/webp, image/jpeg, image/png, image/*;q=0.8")
                             : STR("text/html, application/xhtml+xml, text/plain;q=0.8"),
        .types = is_picture ? (struct str_list){picture_types, N_OF(picture_types)}
                            : (struct str_list){page_types, N_OF(page_types)},
        .max_bytes = is_picture ? LIMIT_PICTURE_BYTES : LIMIT_FETCH_BYTES,
        .etag = request->etag,
        .last_modified = request->last_modified,
        .n_redirects = request->n_redirects,
        .is_automatic = request->is_automatic,
        .site_url = request->site_url,
        .allow = request->allow,
        .on_reading = on_reading,
        .data = arena,
    };
    tell_step(arena, CAPTURE_CONNECTING);
    return fetch_get(arena, &fetch, ret_answer);
}

/* What the fetch brought, without its content coding. */
static enum capture_trouble
open_answer(struct arena *arena, const struct fetch_answer *page, struct material *material)
{
    material->url = page->exchange.url;
    material->content_type = page->content_type;
    material->head = page->exchange.response_head;
    material->tdmrep = page->tdmrep;
    enum outcome outcome = content_coding_undo(arena, page->exchange.body, page->content_coding,
                                               LIMIT_FETCH_BYTES, &material->bytes);
    if (outcome == TOO_LARGE)
        return CAPTURE_TOO_LARGE;
    return outcome == OK ? CAPTURE_NO_TROUBLE : CAPTURE_BROKEN_ANSWER;
}

/* The record of the fetch, beside what was understood of the page. */
static void keep_record(const struct fetch_answer *page, struct finding *finding)
{
    struct str head = page->exchange.response_head;
    finding->exchange = page->exchange;
    finding->etag = http_head_value(head, STR("ETag"));
    finding->last_modified = http_head_value(head, STR("Last-Modified"));
    finding->crawl_delay_seconds = page->crawl_delay_seconds;
    finding->n_redirects = page->n_redirects;
}

static int send_answer(struct str bytes)
{
    const char *fault = NULL;
    if (file_write_all(STDOUT_FILENO, bytes, &fault) == OK)
        return EXIT_ANSWERED;
    log_error("capture: the answer could not be sent: %s", fault);
    return EXIT_BROKEN;
}

/* What was written into `buf`, or the reason why there is nothing. */
static int answer_with(struct arena *arena, struct buf *buf, struct capture_reason why)
{
    struct str bytes = {0};
    if (why.trouble == CAPTURE_NO_TROUBLE && buf_finish(buf, &bytes) != OK)
        why = (struct capture_reason){.trouble = CAPTURE_TOO_LARGE};
    if (why.trouble != CAPTURE_NO_TROUBLE) {
        buf_init(buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
        message_add_reason(buf, why);
        bytes = buf_text(buf);
    }
    return send_answer(bytes);
}

static int answer(struct arena *arena, const struct finding *finding, struct capture_reason why)
{
    struct buf buf;
    buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        message_add_finding(&buf, finding);
    return answer_with(arena, &buf, why);
}

static int serve_feed(struct arena *arena, const struct capture_request *request)
{
    struct feed_capture captured;
    struct buf buf;
    if (!sandbox_enter_reading())
        return EXIT_BROKEN;
    struct capture_reason why = feed_understand(arena, request, &captured);
    buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        feed_message_add(&buf, &captured);
    return answer_with(arena, &buf, why);
}

/* Statuses that keep readers out may come with a page that tells more. */
static enum capture_trouble
name_refusal(struct arena *arena, const struct fetch_answer *page, enum capture_trouble trouble)
{
    struct material material = {.kind = CAPTURE_LINK};
    if (page->exchange.status == 401)
        return CAPTURE_SIGN_IN_PAGE;
    if (page->exchange.status == 402)
        return CAPTURE_PAYWALL;
    if ((trouble != CAPTURE_FORBIDDEN && trouble != CAPTURE_BUSY) ||
        open_answer(arena, page, &material) != CAPTURE_NO_TROUBLE)
        return trouble;
    return understand_refusal(arena, &material, trouble);
}

/* A link: fetched with the network in reach, read without. */
static int serve_link(struct arena *arena, const struct capture_request *request)
{
    struct fetch_answer page;
    struct finding finding = {0};
    struct material material = {.kind = CAPTURE_LINK, .zone = request->zone};
    if (!sandbox_enter_fetching())
        return EXIT_BROKEN;
    struct capture_reason why = fetch(arena, request, &page);
    if (!sandbox_enter_reading())
        return EXIT_BROKEN;
    if (why.trouble == CAPTURE_NO_TROUBLE) {
        tell_step(arena, CAPTURE_UNDERSTANDING);
        why.trouble = open_answer(arena, &page, &material);
    } else {
        why.trouble = name_refusal(arena, &page, why.trouble);
    }
    if (why.trouble == CAPTURE_NO_TROUBLE) {
        why.trouble = understand(arena, &material, &finding);
        keep_record(&page, &finding);
    }
    return answer(arena, &finding, why);
}

/* Bytes that are here already. */
static int serve_bytes(struct arena *arena, const struct capture_request *request)
{
    struct finding finding = {0};
    const struct material material = {
        .kind = request->kind, .bytes = request->bytes, .url = request->url, .zone = request->zone};
    if (!sandbox_enter_reading())
        return EXIT_BROKEN;
    tell_step(arena, CAPTURE_UNDERSTANDING);
    struct capture_reason why = {.trouble = understand(arena, &material, &finding)};
    return answer(arena, &finding, why);
}

/* A picture: the library is opened first, for it reads files; then as a link. */
static int serve_picture(struct arena *arena, const struct capture_request *request)
{
    struct fetch_answer fetched;
    struct drawn drawn = {0};
    struct buf buf;
    struct material material = {.kind = CAPTURE_PICTURE};
    if (!drawing_open() || !sandbox_enter_fetching())
        return EXIT_BROKEN;
    struct capture_reason why = fetch(arena, request, &fetched);
    if (!sandbox_enter_drawing())
        return EXIT_BROKEN;
    if (why.trouble == CAPTURE_NO_TROUBLE) {
        tell_step(arena, CAPTURE_UNDERSTANDING);
        why.trouble = open_answer(arena, &fetched, &material);
    }
    if (why.trouble == CAPTURE_NO_TROUBLE)
        why.trouble = drawing_make(arena, material.bytes, &drawn);
    buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        message_add_picture(&buf, &drawn);
    return answer_with(arena, &buf, why);
}

int capture_child_main(void)
{
    SCRATCH_ARENA(arena, ARENA_BYTES);
    struct str bytes = {0};
    struct capture_request request;
    const char *why = NULL;
    if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0 || !sandbox_limit())
        return EXIT_BROKEN;
    if (file_read_all(&arena, STDIN_FILENO, LIMIT_CAPTURE_REQUEST_BYTES, &bytes, &why) != OK ||
        message_read_request(&arena, bytes, &request) != OK) {
        log_error("capture: the child got no request that it can read");
        return EXIT_BROKEN;
    }
    switch (request.kind) {
    case CAPTURE_LINK:
        return serve_link(&arena, &request);
    case CAPTURE_FEED:
    case CAPTURE_OPML:
        return serve_feed(&arena, &request);
    case CAPTURE_PICTURE:
        return serve_picture(&arena, &request);
    case CAPTURE_DOCUMENT:
    case CAPTURE_RICH:
    case CAPTURE_PLAIN:
        break;
    }
    return serve_bytes(&arena, &request);
}
