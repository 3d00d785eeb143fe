/* RSS and Atom, by the reader that subscriptions use. */
#include "transfer/record.h"

#include "capture/feed.h"
#include "text/dates.h"

/* An item alone is a feed of one item: what stood before the first, it, and the end. */
static struct str document_of(struct arena *arena, struct str head, struct str piece)
{
    struct str end = STR("</channel></rss>");
    if (head.len == 0)
        return piece;
    if (str_contains(head, STR("<feed")))
        end = STR("</feed>");
    else if (str_contains(head, STR("<rdf:RDF")))
        end = STR("</rdf:RDF>");
    return str_join(arena, str_join(arena, head, piece), end);
}

static struct record
record_of(struct arena *arena, const struct feed *feed, const struct feed_item *item)
{
    const struct feed_date *date = item->published.is_known ? &item->published : &item->updated;
    struct str when = date->is_known ? dates_print_iso(arena, date->utc) : STR("");
    return (struct record){
        .id = item->id,
        .title = item->title,
        .byline = item->byline,
        .source = item->source_name.len > 0 ? item->source_name : feed->title,
        .url = item->url,
        .published = when,
        .shared = when,
        .lang = item->lang.len > 0 ? item->lang : feed->lang,
        .tags = item->tags,
        .html = item->html.len > 0 ? item->html : item->summary,
    };
}

enum outcome record_read_feed(struct arena *arena,
                              struct str head,
                              struct str piece,
                              struct records *ret_records,
                              struct str *ret_why)
{
    const struct feed_input input = {.bytes = document_of(arena, head, piece)};
    struct feed feed;
    enum outcome read = feed_read(arena, &input, &feed, ret_why);
    if (read != OK)
        return INVALID;
    struct record *records = arena_array(arena, struct record, feed.n_items);
    for (size_t i = 0; i < feed.n_items; i++)
        records[i] = record_of(arena, &feed, &feed.items[i]);
    *ret_records = (struct records){records, feed.n_items};
    return OK;
}
