#include "capture/feed_build.h"

#include "base/limits.h"
#include "capture/feed_markup.h"
#include "text/url.h"

struct str feed_attribute(const struct xml_tag *tag, struct str space, struct str name)
{
    for (size_t i = 0; i < tag->n_attributes; i++) {
        const struct xml_attribute *attribute = &tag->attributes[i];
        if (str_eq_folded(attribute->name, name) &&
            str_eq(feed_names_space(attribute->uri, attribute->prefix), space))
            return attribute->value;
    }
    return (struct str){0};
}

/* Addresses among the attributes of links, enclosures and media. */
static bool is_address(struct str key)
{
    return str_eq(key, STR("href")) || str_eq(key, STR("url")) || str_eq(key, STR("uri")) ||
           str_eq(key, STR("rdf:resource"));
}

void feed_attributes_add(struct feed_build *build,
                         const struct xml_tag *tag,
                         struct feed_value *object)
{
    struct arena *arena = build->arena;
    for (size_t i = 0; i < tag->n_attributes; i++) {
        const struct xml_attribute *attribute = &tag->attributes[i];
        struct str space = feed_names_space(attribute->uri, attribute->prefix);
        if (str_eq(space, STR("xml")) || attribute->value.ptr == NULL)
            continue;
        struct str key = str_lower(arena, attribute->name);
        if (space.len > 0)
            key = str_join(arena, str_join(arena, space, STR(":")), key);
        struct str value = str_copy(arena, attribute->value);
        if (is_address(key))
            value = feed_markup_address(arena, value, build->frames[build->n - 1].base);
        feed_value_set_text(arena, object, key, value);
    }
}

bool feed_set_ranked(struct feed_build *build,
                     const struct feed_frame *frame,
                     struct str text,
                     bool is_first)
{
    int rank = (int)build->n;
    if (frame->row && str_eq(frame->row->space, STR("media")))
        rank += LIMIT_FEED_DEPTH; /* about a picture of the item, not the item */
    struct feed_value *value = feed_value_find(frame->context, frame->key);
    if (value && value->kind == FEED_TEXT && value->text.len > 0 &&
        (value->rank < rank || (is_first && value->rank == rank)))
        return false;
    value = feed_value_at(build->arena, frame->context, frame->key);
    *value = (struct feed_value){.kind = FEED_TEXT, .text = text, .rank = rank};
    return true;
}

/* --- versions -------------------------------------------------------------- */

static struct str version_of_rss(struct str said)
{
    static const struct {
        struct str said;
        struct str version;
    } versions[] = {
        {STR_INIT("0.91"), STR_INIT("rss091u")}, {STR_INIT("0.92"), STR_INIT("rss092")},
        {STR_INIT("0.93"), STR_INIT("rss093")},  {STR_INIT("0.94"), STR_INIT("rss094")},
        {STR_INIT("0.90"), STR_INIT("rss090")},  {STR_INIT("1.0"), STR_INIT("rss10")},
    };
    for (size_t i = 0; i < N_OF(versions); i++) {
        if (str_eq(said, versions[i].said))
            return versions[i].version;
    }
    return str_starts_with(said, STR("2.")) ? STR("rss20") : STR("rss");
}

/* The first element that gives it away says it. */
static void note_version(struct feed_build *build, const struct xml_tag *tag, struct str name)
{
    struct str said = feed_attribute(tag, STR(""), STR("version"));
    if (build->version.len > 0)
        return;
    if (str_eq(name, STR("rss")))
        build->version = version_of_rss(str_trim(said));
    else if (str_eq(name, STR("feed")) && str_eq(said, STR("0.1")))
        build->version = STR("atom01");
    else if (str_eq(name, STR("feed")) && str_eq(said, STR("0.2")))
        build->version = STR("atom02");
    else
        build->version = feed_names_version(tag->uri);
    if (build->version.len == 0 && str_eq(name, STR("feed")))
        build->version = str_eq(said, STR("0.3")) ? STR("atom03") : STR("atom");
    else if (build->version.len == 0 && str_eq(name, STR("channel")))
        build->version = STR("cdf");
}

/* --- elements -------------------------------------------------------------- */

static bool is_construct(const struct feed_row *row)
{
    return row && (row->kind == FEED_KIND_TITLE || row->kind == FEED_KIND_SUMMARY ||
                   row->kind == FEED_KIND_CONTENT || row->kind == FEED_KIND_MARKUP);
}

/* `_` is a common mistake for `-`. */
static struct str language(struct arena *arena, struct str lang)
{
    char *copy = arena_alloc_raw(arena, lang.len + 1);
    for (size_t i = 0; i < lang.len; i++)
        copy[i] = (char)(lang.ptr[i] == '_' ? '-' : lang.ptr[i]);
    return (struct str){copy, lang.len};
}

/* A base that is no web address is none. */
static struct str resolve_base(struct arena *arena, struct str base, struct str parent)
{
    struct url url;
    struct str resolved = str_copy(arena, feed_markup_address(arena, base, parent));
    return url_parse(arena, resolved, &url) == OK && !url_is_web(&url) ? parent : resolved;
}

/* xml:base and xml:lang reach down to what is inside; CDF's "base" does too. */
static void inherit(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    const struct feed_frame *parent = frame - 1;
    struct str base = feed_attribute(tag, STR("xml"), STR("base"));
    struct str lang = feed_attribute(tag, STR("xml"), STR("lang"));
    if (base.len == 0)
        base = feed_attribute(tag, STR(""), STR("base"));
    frame->context = parent->context;
    frame->person = parent->person;
    frame->base = parent->base;
    frame->lang = lang.ptr ? language(build->arena, lang) : parent->lang;
    if (base.len > 0)
        frame->base = resolve_base(build->arena, base, parent->base);
}

static void
start_element(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct str space = feed_names_space(tag->uri, tag->prefix);
    note_version(build, tag, frame->name);
    frame->row = feed_names_find(space, frame->name);
    if (is_construct(frame->row) && frame->context) {
        feed_content_start(build, frame, tag);
        return;
    }
    if (frame->row) {
        frame->key = frame->row->key;
        feed_field_start(build, frame, tag);
        return;
    }
    frame->key = frame->name;
    if (space.len > 0)
        frame->key = str_join(build->arena, str_join(build->arena, space, STR("_")), frame->name);
    if (tag->n_attributes > 0 && frame->context) {
        struct feed_value object = {.kind = FEED_OBJECT};
        feed_attributes_add(build, tag, &object);
        if (object.n > 0)
            *feed_value_at(build->arena, frame->context, frame->key) = object;
    }
}

static void on_start(void *data, const struct xml_tag *tag)
{
    struct feed_build *build = data;
    if (build->n > LIMIT_FEED_DEPTH) {
        build->n_ignored++;
        build->is_cut = true;
        return;
    }
    struct feed_frame *frame = &build->frames[build->n++];
    *frame = (struct feed_frame){.name = str_lower(build->arena, tag->name)};
    buf_init(&frame->text, build->arena, LIMIT_FEED_TEXT_BYTES);
    inherit(build, frame, tag);
    if (build->content.frame > 0) {
        frame->is_inline = true;
        feed_content_add_start(build, tag);
        return;
    }
    start_element(build, frame, tag);
}

static void on_text(void *data, struct str text)
{
    struct feed_build *build = data;
    struct feed_frame *frame = &build->frames[build->n - 1];
    if (build->content.frame > 0)
        feed_content_add_text(build, text);
    else if (frame->context && frame->key.len > 0)
        buf_add(&frame->text, text);
}

/* An unforeseen element with text, unless it had attributes or children that count more. */
static void end_unforeseen(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    const struct feed_value *value = feed_value_find(frame->context, frame->key);
    if (frame->context && text.len > 0 && (value == NULL || value->kind == FEED_TEXT))
        (void)feed_set_ranked(build, frame, text, false);
}

static void on_end(void *data)
{
    struct feed_build *build = data;
    struct feed_frame *frame = &build->frames[build->n - 1];
    if (build->n_ignored > 0) {
        build->n_ignored--;
        return;
    }
    build->is_cut = build->is_cut || frame->text.is_over;
    if (frame->is_inline)
        feed_content_add_end(build, frame);
    else if (build->content.frame == build->n)
        feed_content_end(build, frame);
    else if (frame->row)
        feed_field_end(build, frame, str_trim(buf_text(&frame->text)));
    else
        end_unforeseen(build, frame, str_trim(buf_text(&frame->text)));
    build->n--;
}

void feed_build_init(struct feed_build *build,
                     struct arena *arena,
                     struct str base,
                     struct str lang)
{
    *build = (struct feed_build){.arena = arena, .n = 1};
    build->whole = arena_new(arena, struct feed_value);
    build->whole->kind = FEED_OBJECT;
    build->feed = feed_value_at(arena, build->whole, STR("feed"));
    build->feed->kind = FEED_OBJECT;
    build->entries = feed_value_at(arena, build->whole, STR("entries"));
    build->entries->kind = FEED_LIST;
    build->frames[0] = (struct feed_frame){.base = base, .lang = lang};
    build->listener = (struct xml_listener){
        .on_start = on_start, .on_text = on_text, .on_end = on_end, .data = build};
}
