/* The child's life: limits first, then the request, then a sandbox that gets
 * narrower once the page is there, then one answer. */

#include "capture/child.h"

#include "capture/drawing.h"
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

static bool is_fetched(enum capture_kind kind)
{
    return kind == CAPTURE_LINK || kind == CAPTURE_PICTURE;
}

/* Fetches what a link names, or takes the bytes as they came. */
static struct capture_reason get_material(struct arena *arena,
                                          const struct capture_request *request,
                                          struct material *ret_material)
{
    struct capture_reason why = {0};
    *ret_material = (struct material){
        .kind = request->kind, .bytes = request->bytes, .url = request->url, .zone = request->zone};
    if (!is_fetched(request->kind))
        return why;
    struct fetch_answer page = {0};
    const struct fetch_request fetch = {.url = request->url,
                                        .site_url = request->site_url,
                                        .allow = request->allow,
                                        .wants_picture = request->kind == CAPTURE_PICTURE,
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

/* What a child has to say: one of the three. */
struct saying {
    struct capture_reason why;
    struct finding finding;
    struct drawn picture;
};

static void add_saying(struct buf *buf, const struct saying *saying, enum capture_kind kind)
{
    if (saying->why.trouble != CAPTURE_NO_TROUBLE)
        message_add_reason(buf, saying->why);
    else if (kind == CAPTURE_PICTURE)
        message_add_picture(buf, &saying->picture);
    else
        message_add_finding(buf, &saying->finding);
}

static int answer(struct arena *arena, const struct saying *saying, enum capture_kind kind)
{
    struct buf buf;
    struct str bytes = {0};
    const char *fault = NULL;
    buf_init(&buf, arena, LIMIT_CAPTURE_ANSWER_BYTES);
    add_saying(&buf, saying, kind);
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

/* The narrow stage: what was brought is looked at where nothing can be opened. */
static bool enter_looking(enum capture_kind kind)
{
    return kind == CAPTURE_PICTURE ? sandbox_enter_drawing() : sandbox_enter_reading();
}

static int serve(struct arena *arena, const struct capture_request *request)
{
    struct material material;
    struct saying saying = {0};
    enum capture_kind kind = request->kind;
    if (kind == CAPTURE_PICTURE && !drawing_open())
        return EXIT_BROKEN;
    if (!(is_fetched(kind) ? sandbox_enter_fetching() : enter_looking(kind)))
        return EXIT_BROKEN;
    saying.why = get_material(arena, request, &material);
    if (is_fetched(kind) && !enter_looking(kind))
        return EXIT_BROKEN;
    if (saying.why.trouble == CAPTURE_NO_TROUBLE) {
        tell_step(arena, CAPTURE_UNDERSTANDING);
        saying.why.trouble = kind == CAPTURE_PICTURE
                                 ? drawing_make(arena, material.bytes, &saying.picture)
                                 : understand(arena, &material, &saying.finding);
    }
    return answer(arena, &saying, kind);
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
