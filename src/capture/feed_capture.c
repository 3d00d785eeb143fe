#include "capture/feed_capture.h"

#include "capture/ask.h"
#include "capture/feed_message.h"
#include "capture/tidy.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "text/language.h"
#include "text/name.h"

static struct feed_date check_date(struct feed_date date)
{
    return date.is_known && tidy_date(date.utc) ? date : (struct feed_date){0};
}

static struct feed_item check_item(struct arena *arena, const struct feed_item *told)
{
    return (struct feed_item){
        .id = told->id,
        .url = tidy_address(arena, told->url),
        .title = name_tidy(arena, told->title, LIMIT_TITLE_CHARACTERS),
        .byline = name_tidy(arena, told->byline, LIMIT_BYLINE_CHARACTERS),
        .html = told->html,
        .summary = told->summary,
        .published = check_date(told->published),
        .updated = check_date(told->updated),
        .tags = tidy_tags(arena, told->tags),
        .source_name = name_tidy(arena, told->source_name, LIMIT_SOURCE_CHARACTERS),
        .source_url = tidy_address(arena, told->source_url),
        .lang = language_is_valid(told->lang) ? told->lang : STR(""),
    };
}

static struct feed_capture check(struct arena *arena, const struct feed_capture *told)
{
    const struct feed *feed = &told->feed;
    struct feed_item *items = arena_array(arena, struct feed_item, feed->n_items);
    for (size_t i = 0; i < feed->n_items; i++)
        items[i] = check_item(arena, &feed->items[i]);
    return (struct feed_capture){
        .found = tidy_address(arena, told->found),
        .feed = {.title = name_tidy(arena, feed->title, LIMIT_SOURCE_CHARACTERS),
                 .link = tidy_address(arena, feed->link),
                 .self = tidy_address(arena, feed->self),
                 .hub = tidy_address(arena, feed->hub),
                 .lang = language_is_valid(feed->lang) ? feed->lang : STR(""),
                 .refresh_seconds = feed->refresh_seconds,
                 .items = items,
                 .n_items = feed->n_items},
    };
}

enum outcome feed_capture_run(struct arena *arena,
                              const struct capture_request *request,
                              const int *stop_fd,
                              struct feed_capture *ret_captured,
                              struct capture_reason *ret_why)
{
    const struct capture_watch watch = {.stop_fd = stop_fd};
    int64_t deadline_ms = clock_monotonic_ms() + LIMIT_FEED_SECONDS * 1000;
    struct feed_capture told;
    struct str bytes = {0};
    struct capture_reason why = {.trouble = ask_child(arena, request, &watch, deadline_ms, &bytes)};
    if (why.trouble == CAPTURE_NO_TROUBLE && feed_message_read(arena, bytes, &told, &why) != OK) {
        log_error("capture: the child's answer about a feed cannot be read");
        why.trouble = CAPTURE_CRASHED;
    }
    if (why.trouble == CAPTURE_NO_TROUBLE) {
        *ret_captured = check(arena, &told);
        return OK;
    }
    why.detail = name_tidy(arena, why.detail, 300);
    *ret_why = why;
    return capture_outcome(why.trouble);
}
