#include "capture/picture.h"

#include "capture/ask.h"
#include "capture/message.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "text/name.h"

/* Whoever wrote it, it opens as its kind does. */
static bool is_of_its_kind(const struct drawn_file *file)
{
    switch (file->kind) {
    case DRAWN_WEBP:
        return str_starts_with(file->bytes, STR("RIFF")) &&
               str_starts_with(str_skip(file->bytes, 8), STR("WEBP"));
    case DRAWN_JPEG:
        return str_starts_with(file->bytes, STR("\xFF\xD8\xFF"));
    case DRAWN_PNG:
        break;
    }
    return str_starts_with(file->bytes, STR("\x89PNG\r\n\x1A\n"));
}

static struct capture_reason
read_answer(struct arena *arena, struct str answer, struct drawn *ret_drawn)
{
    struct capture_reason why = {0};
    bool is_good = message_read_picture(answer, ret_drawn, &why) == OK;
    for (size_t i = 0; is_good && why.trouble == CAPTURE_NO_TROUBLE && i < ret_drawn->n_files; i++)
        is_good = is_of_its_kind(&ret_drawn->files[i]);
    if (!is_good) {
        log_error("capture: the child's answer cannot be read");
        return (struct capture_reason){.trouble = CAPTURE_CRASHED};
    }
    why.detail = name_tidy(arena, why.detail, 300);
    return why;
}

/* The door speaks of pages. */
static enum capture_trouble word_for(enum capture_trouble trouble)
{
    if (trouble == CAPTURE_TOO_LARGE)
        return CAPTURE_PICTURE_TOO_LARGE;
    return trouble == CAPTURE_NOT_A_PAGE || trouble == CAPTURE_PDF ? CAPTURE_NOT_A_PICTURE
                                                                   : trouble;
}

enum outcome picture_draw(struct arena *arena,
                          const struct capture_request *request,
                          const struct capture_watch *watch,
                          struct drawn *ret_drawn,
                          struct capture_reason *ret_why)
{
    CHECK(request->kind == CAPTURE_PICTURE);
    struct str answer = {0};
    struct drawn drawn = {0};
    int64_t deadline_ms = clock_monotonic_ms() + LIMIT_CAPTURE_SECONDS * 1000;
    struct capture_reason why = {.trouble = ask_child(arena, request, watch, deadline_ms, &answer)};
    if (why.trouble == CAPTURE_NO_TROUBLE)
        why = read_answer(arena, answer, &drawn);
    why.trouble = word_for(why.trouble);
    if (why.trouble == CAPTURE_NO_TROUBLE)
        *ret_drawn = drawn;
    else
        *ret_why = why;
    return capture_outcome(why.trouble);
}
