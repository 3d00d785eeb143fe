#include "capture/opml.h"

#include "base/limits.h"
#include "capture/feed_encoding.h"
#include "capture/letters.h"
#include "capture/xml.h"
#include "text/html.h"

struct reader {
    struct arena *arena;
    struct opml_feed *feeds;
    size_t n;
    size_t room;
    struct str folders[LIMIT_FEED_DEPTH + 1]; /* by depth; each with all that it is in */
    size_t depth;
    struct str title;
    struct buf text; /* of the title */
    bool is_title;
    bool is_opml;
    bool is_cut;
    struct xml_listener listener;
};

static struct str value_of(struct arena *arena, const struct xml_tag *tag, struct str name)
{
    for (size_t i = 0; i < tag->n_attributes; i++) {
        if (str_eq_folded(tag->attributes[i].name, name))
            return str_copy(arena, letters_fold_space(arena, tag->attributes[i].value));
    }
    return (struct str){0};
}

static void add_feed(struct reader *reader, struct opml_feed feed)
{
    if (reader->n == LIMIT_OPML_FEEDS) {
        reader->is_cut = true;
        reader->listener.is_full = true;
        return;
    }
    if (reader->n == reader->room) {
        reader->room = reader->room ? reader->room * 2 : 64;
        struct opml_feed *feeds = arena_array(reader->arena, struct opml_feed, reader->room);
        if (reader->n > 0)
            memcpy(feeds, reader->feeds, reader->n * sizeof *feeds);
        reader->feeds = feeds;
    }
    reader->feeds[reader->n++] = feed;
}

/* An outline is a feed when it has the feed's address, else a folder. */
static struct str read_outline(struct reader *reader, const struct xml_tag *tag, struct str folder)
{
    struct arena *arena = reader->arena;
    struct str title = value_of(arena, tag, STR("title"));
    struct str url = value_of(arena, tag, STR("xmlUrl"));
    if (title.len == 0)
        title = value_of(arena, tag, STR("text"));
    if (url.len > 0) {
        add_feed(reader, (struct opml_feed){.title = title,
                                            .url = url,
                                            .site = value_of(arena, tag, STR("htmlUrl")),
                                            .folder = folder});
        return folder;
    }
    if (title.len == 0 || folder.len + title.len > LIMIT_URL_BYTES)
        return folder;
    return folder.len == 0 ? title : str_join(arena, str_join(arena, folder, STR("/")), title);
}

static void on_start(void *data, const struct xml_tag *tag)
{
    struct reader *reader = data;
    bool is_deep = reader->depth >= LIMIT_FEED_DEPTH;
    struct str folder = reader->folders[is_deep ? LIMIT_FEED_DEPTH : reader->depth];
    reader->is_opml = reader->is_opml || str_eq_folded(tag->name, STR("opml"));
    reader->is_title = str_eq_folded(tag->name, STR("title"));
    if (str_eq_folded(tag->name, STR("outline")))
        folder = read_outline(reader, tag, folder);
    reader->depth++;
    if (!is_deep)
        reader->folders[reader->depth] = folder;
}

static void on_text(void *data, struct str text)
{
    struct reader *reader = data;
    if (reader->is_title)
        buf_add(&reader->text, text);
}

static void on_end(void *data)
{
    struct reader *reader = data;
    reader->is_title = false;
    reader->depth--;
}

static void reader_init(struct reader *reader, struct arena *arena)
{
    *reader = (struct reader){.arena = arena};
    buf_init(&reader->text, arena, LIMIT_URL_BYTES);
    reader->listener = (struct xml_listener){
        .on_start = on_start, .on_text = on_text, .on_end = on_end, .data = reader};
}

enum outcome
opml_read(struct arena *arena, struct str bytes, struct opml *ret_opml, struct str *ret_why)
{
    struct reader *reader = arena_new(arena, struct reader);
    struct str text = {0};
    struct str why = {0};
    if (bytes.len > LIMIT_FEED_BYTES ||
        xml_plain(arena, feed_encoding_read(arena, bytes, STR("")).text, &text) != OK) {
        *ret_why = STR("it is too large for a list of feeds");
        return TOO_LARGE;
    }
    reader_init(reader, arena);
    if (xml_read(arena, text, &reader->listener, &why) != OK) {
        reader_init(reader, arena);
        xml_read_soup(arena, text, &reader->listener);
    }
    if (!reader->is_opml) {
        *ret_why = STR("this is no OPML: it has no opml element");
        return INVALID;
    }
    *ret_opml = (struct opml){.title = str_trim(buf_text(&reader->text)),
                              .feeds = reader->feeds,
                              .n = reader->n,
                              .is_cut = reader->is_cut};
    return OK;
}

/* --- writing --------------------------------------------------------------- */

static void add_attribute(struct buf *buf, const char *name, struct str value)
{
    buf_print(buf, " %s=\"", name);
    buf_add(buf, html_escape(buf->arena, value));
    BUF_ADD(buf, "\"");
}

static void write_feed(struct buf *buf, const struct opml_feed *feed)
{
    BUF_ADD(buf, "    <outline type=\"rss\"");
    add_attribute(buf, "text", feed->title.len > 0 ? feed->title : feed->url);
    add_attribute(buf, "xmlUrl", feed->url);
    if (feed->site.len > 0)
        add_attribute(buf, "htmlUrl", feed->site);
    BUF_ADD(buf, "/>\n");
}

/* Takes the folders off both that they begin with alike. */
static void cut_common(struct str *a, struct str *b)
{
    struct str rest_a = *a;
    struct str rest_b = *b;
    struct str folder_a = {0};
    struct str folder_b = {0};
    while (str_cut(&rest_a, '/', &folder_a) && str_cut(&rest_b, '/', &folder_b) &&
           str_eq(folder_a, folder_b)) {
        *a = rest_a;
        *b = rest_b;
    }
}

/* Closes and opens as many folders as stand between the two. */
static void change_folder(struct buf *buf, struct str from, struct str to)
{
    struct str folder = {0};
    cut_common(&from, &to);
    while (str_cut(&from, '/', &folder))
        BUF_ADD(buf, "    </outline>\n");
    while (str_cut(&to, '/', &folder)) {
        BUF_ADD(buf, "    <outline");
        add_attribute(buf, "text", folder);
        BUF_ADD(buf, ">\n");
    }
}

void opml_write(struct buf *buf, const struct opml *opml)
{
    struct str folder = {0};
    BUF_ADD(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                 "  <head>\n    <title>");
    buf_add(buf, html_escape(buf->arena, opml->title));
    BUF_ADD(buf, "</title>\n  </head>\n  <body>\n");
    for (size_t i = 0; i < opml->n; i++) {
        change_folder(buf, folder, opml->feeds[i].folder);
        folder = opml->feeds[i].folder;
        write_feed(buf, &opml->feeds[i]);
    }
    change_folder(buf, folder, (struct str){0});
    BUF_ADD(buf, "  </body>\n</opml>\n");
}
