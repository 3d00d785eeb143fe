#include "jobs/keep.h"

#include "base/limits.h"
#include "capture/warc.h"
#include "text/url_clean.h"

/* A front page is nobody's canonical address but its own. */
static struct str canonical_of(struct arena *arena, const struct capture *capture)
{
    struct url url;
    bool is_article = url_parse(arena, capture->canonical, &url) == OK && !url_is_home(&url);
    return is_article ? capture->canonical : STR("");
}

static struct str tdm_of(struct arena *arena, const struct capture *capture)
{
    if (!capture->is_tdm_reserved)
        return STR("");
    return str_join(arena, STR("1 "), capture->tdm_policy);
}

enum outcome keep_capture(struct arena *arena,
                          const struct objects *objects,
                          struct str asked,
                          const struct capture *capture,
                          struct article_captured *ret_captured)
{
    const struct capture_exchange *exchange = &capture->exchange;
    if (str_is_empty(exchange->url))
        return NOT_FOUND;
    *ret_captured = (struct article_captured){
        .snapshot =
            {
                .captured = exchange->time,
                .asked = asked,
                .url = exchange->url,
                .canonical = canonical_of(arena, capture),
                .server = exchange->address,
                .status = exchange->status,
                .etag = capture->etag,
                .last_modified = capture->last_modified,
                .robots = capture->robots,
                .tdm = tdm_of(arena, capture),
            },
        .title = capture->title,
        .text = capture->text,
    };
    struct str warc;
    enum outcome written = warc_write(arena, exchange, &warc);
    return written == OK ? snapshot_keep(arena, objects, warc, &ret_captured->snapshot) : written;
}
