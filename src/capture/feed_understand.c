/* The child's part of a feed: its bytes understood, or the page that came in its
 * place asked for the feed. */

#include "capture/content_coding.h"
#include "capture/discover.h"
#include "capture/encoding.h"
#include "capture/feed_capture.h"
#include "capture/opml.h"

#include "base/limits.h"

static struct capture_reason reason(enum capture_trouble trouble, struct str detail)
{
    return (struct capture_reason){trouble, detail};
}

static struct str discover(struct arena *arena, const struct feed_input *input)
{
    struct str charset = encoding_of_content_type(input->content_type);
    struct str text = encoding_to_utf8(arena, input->bytes, charset);
    if (!capture_looks_like_html(text) &&
        !str_starts_with_folded(input->content_type, STR("text/html")))
        return STR("");
    return discover_feed(arena, text, input->url);
}

/* The bytes without what was done to them on their way. */
static enum capture_trouble
open_bytes(struct arena *arena, const struct capture_request *request, struct str *ret_bytes)
{
    enum outcome opened = content_coding_undo(arena, request->bytes, request->content_coding,
                                              LIMIT_FEED_BYTES, ret_bytes);
    if (opened == TOO_LARGE)
        return CAPTURE_TOO_LARGE;
    if (opened != OK)
        return CAPTURE_BROKEN_ANSWER;
    return str_trim(*ret_bytes).len == 0 ? CAPTURE_EMPTY : CAPTURE_NO_TROUBLE;
}

/* A list of feeds as a feed whose items are feeds. */
static enum outcome
read_list(struct arena *arena, struct str bytes, struct feed *ret_feed, struct str *ret_why)
{
    struct opml opml;
    enum outcome read = opml_read(arena, bytes, &opml, ret_why);
    if (read != OK)
        return read;
    struct feed_item *items = arena_array(arena, struct feed_item, opml.n);
    for (size_t i = 0; i < opml.n; i++)
        items[i] = (struct feed_item){.title = opml.feeds[i].title,
                                      .url = opml.feeds[i].url,
                                      .source_url = opml.feeds[i].site,
                                      .source_name = opml.feeds[i].folder};
    *ret_feed = (struct feed){.title = opml.title, .items = items, .n_items = opml.n};
    return OK;
}

struct capture_reason feed_understand(struct arena *arena,
                                      const struct capture_request *request,
                                      struct feed_capture *ret_captured)
{
    struct feed_input input = {.content_type = request->content_type, .url = request->url};
    struct feed_capture captured = {.found = STR("")};
    struct str why = STR("");
    enum capture_trouble trouble = open_bytes(arena, request, &input.bytes);
    if (trouble != CAPTURE_NO_TROUBLE)
        return reason(trouble, STR(""));
    bool is_list = request->kind == CAPTURE_OPML;
    enum outcome read = is_list ? read_list(arena, input.bytes, &captured.feed, &why)
                                : feed_read(arena, &input, &captured.feed, &why);
    if (read == TOO_LARGE)
        return reason(CAPTURE_TOO_LARGE, STR(""));
    if (read != OK) {
        captured.feed = (struct feed){0};
        captured.found = is_list ? STR("") : discover(arena, &input);
        if (captured.found.len == 0)
            return reason(CAPTURE_NOT_A_FEED, why);
    }
    if (arena_is_over(arena))
        return reason(CAPTURE_TOO_COMPLEX, STR(""));
    *ret_captured = captured;
    return reason(CAPTURE_NO_TROUBLE, STR(""));
}
