/* The child's life: limits first, then the request, then a sandbox that gets
 * narrower once the page is there, then one answer. */

#include "capture/child.h"

#include "capture/fetch.h"
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

/* Fetches what a link names, or takes the bytes as they came. */
static struct capture_reason get_material(struct arena *arena,
                                          const struct capture_request *request,
                                          struct material *ret_material)
{
    struct capture_reason why = {0};
    *ret_material = (struct material){
        .kind = request->kind, .bytes = request->bytes, .url = request->url, .zone = request->zone};
    if (request->kind != CAPTURE_LINK)
        return why;
    struct fetch_answer page = {0};
    const struct fetch_request fetch = {.url = request->url,
                                        .site_url = request->site_url,
                                        .allow = request->allow,
                                        .on_reading = on_reading,
                                        .data = arena};
    tell_step(arena, CAPTURE_CONNECTING);
    why = fetch_page(arena, &fetch, &page);
    if (why.trouble == CAPTURE_NO_TROUBLE) {
        ret_material->bytes = page.bytes;
        ret_material->url = page.url;
        ret_material->content_type = page.content_type;
    }
    return why;
}

static int answer(struct arena *arena, const struct finding *finding, struct capture_reason why)
{
    struct buf buf;
    struct str bytes = {0};
    const char *fault = NULL;
    buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        message_add_finding(&buf, finding);
    else
        message_add_reason(&buf, why);
    if (buf_finish(&buf, &bytes) != OK) {
        buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
        message_add_reason(&buf, (struct capture_reason){.trouble = CAPTURE_TOO_LARGE});
        bytes = buf_text(&buf);
    }
    if (file_write_all(STDOUT_FILENO, bytes, &fault) != OK) {
        log_error("capture: the answer could not be sent: %s", fault);
        return EXIT_BROKEN;
    }
    return EXIT_ANSWERED;
}

static int serve(struct arena *arena, const struct capture_request *request)
{
    struct material material;
    struct finding finding = {0};
    bool is_shut =
        request->kind == CAPTURE_LINK ? sandbox_enter_fetching() : sandbox_enter_reading();
    if (!is_shut)
        return EXIT_BROKEN;
    struct capture_reason why = get_material(arena, request, &material);
    if (request->kind == CAPTURE_LINK && !sandbox_enter_reading())
        return EXIT_BROKEN;
    if (why.trouble == CAPTURE_NO_TROUBLE) {
        tell_step(arena, CAPTURE_UNDERSTANDING);
        why.trouble = understand(arena, &material, &finding);
    }
    return answer(arena, &finding, why);
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
    return serve(&arena, &request);
}
