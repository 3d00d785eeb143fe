/* Bytes, text, tree, feed: each step is a file of its own; here they are joined. */
#include "capture/feed.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "capture/feed_build.h"
#include "capture/feed_digest.h"
#include "capture/feed_encoding.h"
#include "capture/feed_json.h"
#include "capture/feed_markup.h"

/* As the standard has it, and else as well as may be. */
static enum outcome read_xml(struct feed_build *build,
                             const struct feed_input *input,
                             struct str text,
                             struct str *ret_why)
{
    struct arena *arena = build->arena;
    struct str plain = {0};
    if (xml_plain(arena, text, &plain) != OK) {
        *ret_why = STR("its entities make it too large");
        return TOO_LARGE;
    }
    if (xml_read(arena, plain, &build->listener, ret_why) != OK) {
        feed_build_init(build, arena, input->url, input->lang);
        xml_read_soup(arena, plain, &build->listener);
    }
    return OK;
}

static struct str why_no_feed(struct str text, struct str fault)
{
    text = str_trim(text);
    if (text.len == 0)
        return STR("there is nothing in it");
    if (str_starts_with_folded(text, STR("<!doctype html")) ||
        str_starts_with_folded(text, STR("<html")))
        return STR("this is a page, not a feed");
    return fault.len > 0 ? fault : STR("it has no element of a feed");
}

static void set_whole(struct feed_build *build, const struct feed *feed)
{
    struct arena *arena = build->arena;
    feed_value_set_bool(arena, build->whole, STR("bozo"), feed->fault.len > 0);
    if (feed->fault.len > 0)
        feed_value_set_text(arena, build->whole, STR("bozo_exception"), feed->fault);
    feed_value_set_text(arena, build->whole, STR("encoding"), feed->encoding);
    feed_value_set_text(arena, build->whole, STR("version"), feed->version);
}

enum outcome feed_read(struct arena *arena,
                       const struct feed_input *input,
                       struct feed *ret_feed,
                       struct str *ret_why)
{
    struct feed_build *build = arena_new(arena, struct feed_build);
    struct str why = {0};
    enum outcome outcome = OK;
    if (input->bytes.len > LIMIT_FEED_BYTES) {
        *ret_why = STR("it is too large for a feed");
        return TOO_LARGE;
    }
    struct feed_text read = feed_encoding_read(arena, input->bytes, input->content_type);
    feed_build_init(build, arena, input->url, input->lang);
    bool is_json = str_starts_with(str_trim(read.text), STR("{"));
    outcome = is_json ? feed_json_read(build, str_trim(read.text), &why)
                      : read_xml(build, input, read.text, &why);
    if (outcome == OK && !build->is_feed) {
        why = why_no_feed(read.text, why);
        outcome = INVALID;
    }
    if (outcome == OK && arena_is_over(arena)) {
        why = STR("it takes too much memory");
        outcome = TOO_LARGE;
    }
    why = utf8_repair(arena, why); /* a message may end within a character */
    if (outcome != OK) {
        *ret_why = why;
        return outcome;
    }
    struct feed feed = feed_digest(arena, build);
    feed.encoding = read.encoding;
    feed.fault = why.len > 0 ? why : utf8_repair(arena, read.fault);
    set_whole(build, &feed);
    *ret_feed = feed;
    return OK;
}
