#include "capture/feed_json.h"

#include "base/cleanup.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "capture/feed_markup.h"
#include "capture/json_value.h"

struct pair {
    const char *from; /* in JSON Feed */
    struct str to;    /* in the tree */
};

static struct str get(struct feed_build *build, const json_t *object, const char *key)
{
    return json_value_text(build->arena, json_object_get(object, key));
}

static void copy_texts(struct feed_build *build,
                       const json_t *object,
                       const struct pair *pairs,
                       size_t n,
                       struct feed_value *to)
{
    for (size_t i = 0; i < n; i++) {
        struct str text = get(build, object, pairs[i].from);
        if (text.len > 0)
            feed_value_set_text(build->arena, to, pairs[i].to, text);
    }
}

#define COPY_TEXTS(build, object, pairs, to)                                                       \
    copy_texts((build), (object), (pairs), N_OF(pairs), (to))

static struct feed_value *
add_object(struct feed_build *build, struct feed_value *to, struct str list)
{
    struct feed_value *object =
        feed_value_add(build->arena, feed_value_at(build->arena, to, list), LIMIT_FEED_VALUES);
    object->kind = FEED_OBJECT;
    return object;
}

static struct feed_value *
add_link(struct feed_build *build, struct feed_value *to, struct str rel, struct str href)
{
    if (href.len == 0)
        return NULL;
    struct str base = build->frames[0].base;
    struct feed_value *link = add_object(build, to, STR("links"));
    feed_value_set_text(build->arena, link, STR("rel"), rel);
    feed_value_set_text(build->arena, link, STR("href"),
                        feed_markup_address(build->arena, href, base));
    if (str_eq(rel, STR("alternate"))) {
        feed_value_set_text(build->arena, link, STR("type"), STR("text/html"));
        feed_value_set_text(build->arena, to, STR("link"), feed_value_text(link, STR("href")));
    }
    return link;
}

/* 1.1 has a list, 1.0 one object. */
static void add_authors(struct feed_build *build, const json_t *from, struct feed_value *to)
{
    static const struct pair pairs[] = {
        {"name", STR_INIT("name")}, {"url", STR_INIT("href")}, {"avatar", STR_INIT("avatar")}};
    const json_t *authors = json_object_get(from, "authors");
    const json_t *single = json_object_get(from, "author");
    size_t n = json_is_array(authors) ? json_array_size(authors) : json_is_object(single);
    for (size_t i = 0; i < n && i < LIMIT_FEED_VALUES; i++) {
        struct feed_value *person = add_object(build, to, STR("authors"));
        COPY_TEXTS(build, json_is_array(authors) ? json_array_get(authors, i) : single, pairs,
                   person);
        struct str name = feed_value_text(person, STR("name"));
        *feed_value_at(build->arena, to, STR("author_detail")) = *person;
        if (name.len > 0)
            feed_value_set_text(build->arena, to, STR("author"), name);
    }
}

static void add_text(struct feed_build *build,
                     struct feed_value *to,
                     struct str key,
                     struct str type,
                     struct str text)
{
    struct arena *arena = build->arena;
    struct str base = build->frames[0].base;
    if (text.len == 0)
        return;
    bool is_list = str_eq(key, STR("content"));
    if (str_eq(type, STR("text/html")))
        text = feed_markup_normal(arena, text, base);
    struct feed_value *detail =
        is_list ? add_object(build, to, key)
                : feed_value_at(arena, to, str_join(arena, key, STR("_detail")));
    feed_value_set_text(arena, detail, STR("type"), type);
    feed_value_set_text(arena, detail, STR("base"), base);
    feed_value_set_text(arena, detail, STR("value"), text);
    if (!is_list)
        feed_value_set_text(arena, to, key, text);
    else if (!feed_value_find(to, STR("summary")))
        feed_value_set_text(arena, to, STR("summary"), text);
}

static void add_attachments(struct feed_build *build, const json_t *item, struct feed_value *entry)
{
    static const struct pair pairs[] = {{"mime_type", STR_INIT("type")},
                                        {"title", STR_INIT("title")},
                                        {"size_in_bytes", STR_INIT("length")},
                                        {"duration_in_seconds", STR_INIT("duration")}};
    const json_t *attachments = json_object_get(item, "attachments");
    for (size_t i = 0; i < json_array_size(attachments) && i < LIMIT_FEED_VALUES; i++) {
        const json_t *attachment = json_array_get(attachments, i);
        struct feed_value *link =
            add_link(build, entry, STR("enclosure"), get(build, attachment, "url"));
        if (link)
            COPY_TEXTS(build, attachment, pairs, link);
    }
}

static void add_tags(struct feed_build *build, const json_t *item, struct feed_value *entry)
{
    const json_t *tags = json_object_get(item, "tags");
    for (size_t i = 0; i < json_array_size(tags) && i < LIMIT_FEED_VALUES; i++) {
        struct str term = json_value_text(build->arena, json_array_get(tags, i));
        if (term.len > 0)
            feed_value_set_text(build->arena, add_object(build, entry, STR("tags")), STR("term"),
                                term);
    }
}

static void
set_date(struct feed_build *build, struct feed_value *to, struct str key, struct str text)
{
    if (text.len > 0)
        feed_date_set(build, to, key, text);
}

static void add_item(struct feed_build *build, const json_t *item)
{
    static const struct pair pairs[] = {{"id", STR_INIT("id")},
                                        {"language", STR_INIT("language")},
                                        {"banner_image", STR_INIT("banner_image")}};
    struct feed_value *entry = feed_value_add(build->arena, build->entries, LIMIT_FEED_ITEMS);
    struct str image = get(build, item, "image");
    entry->kind = FEED_OBJECT;
    COPY_TEXTS(build, item, pairs, entry);
    add_link(build, entry, STR("alternate"), get(build, item, "url"));
    add_link(build, entry, STR("related"), get(build, item, "external_url"));
    add_text(build, entry, STR("title"), STR("text/plain"), get(build, item, "title"));
    add_text(build, entry, STR("summary"), STR("text/plain"), get(build, item, "summary"));
    add_text(build, entry, STR("content"), STR("text/html"), get(build, item, "content_html"));
    add_text(build, entry, STR("content"), STR("text/plain"), get(build, item, "content_text"));
    set_date(build, entry, STR("published"), get(build, item, "date_published"));
    set_date(build, entry, STR("updated"), get(build, item, "date_modified"));
    add_authors(build, item, entry);
    add_tags(build, item, entry);
    add_attachments(build, item, entry);
    if (image.len > 0)
        feed_value_set_text(build->arena, add_object(build, entry, STR("media_thumbnail")),
                            STR("url"),
                            feed_markup_address(build->arena, image, build->frames[0].base));
}

static void add_feed(struct feed_build *build, const json_t *root)
{
    static const struct pair pairs[] = {{"language", STR_INIT("language")},
                                        {"icon", STR_INIT("logo")},
                                        {"favicon", STR_INIT("icon")}};
    const json_t *hubs = json_object_get(root, "hubs");
    struct feed_value *feed = build->feed;
    COPY_TEXTS(build, root, pairs, feed);
    add_text(build, feed, STR("title"), STR("text/plain"), get(build, root, "title"));
    add_text(build, feed, STR("subtitle"), STR("text/plain"), get(build, root, "description"));
    add_link(build, feed, STR("alternate"), get(build, root, "home_page_url"));
    add_link(build, feed, STR("self"), get(build, root, "feed_url"));
    add_link(build, feed, STR("next"), get(build, root, "next_url"));
    add_authors(build, root, feed);
    for (size_t i = 0; i < json_array_size(hubs) && i < LIMIT_FEED_VALUES; i++)
        add_link(build, feed, STR("hub"), get(build, json_array_get(hubs, i), "url"));
}

enum outcome feed_json_read(struct feed_build *build, struct str text, struct str *ret_why)
{
    json_error_t error;
    CLEANUP(json_close) json_t *root = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, &error);
    struct str version = get(build, root, "version");
    const json_t *items = json_object_get(root, "items");
    if (root == NULL) {
        *ret_why =
            str_print(build->arena, "the JSON is broken, line %d: %.150s", error.line, error.text);
        return INVALID;
    }
    if (!str_contains(version, STR("jsonfeed.org/version/")) && !json_is_array(items)) {
        *ret_why = STR("this is JSON, but no JSON Feed");
        return INVALID;
    }
    build->version = str_ends_with(version, STR("/1.1")) ? STR("json11") : STR("json1");
    build->is_feed = true;
    build->is_cut = json_array_size(items) > LIMIT_FEED_ITEMS;
    add_feed(build, root);
    for (size_t i = 0; i < json_array_size(items) && i < LIMIT_FEED_ITEMS; i++)
        add_item(build, json_array_get(items, i));
    return OK;
}
