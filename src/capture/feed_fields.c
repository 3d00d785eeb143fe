/* All kinds of elements but text constructs and people. */
#include "capture/feed_build.h"

#include "base/limits.h"
#include "capture/feed_markup.h"
#include "capture/references.h"

/* --- containers ------------------------------------------------------------ */

/* CDF tells the address and the date of a channel or item in attributes. */
static void add_cdf(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct arena *arena = build->arena;
    struct str changed = feed_attribute(tag, STR(""), STR("lastmod"));
    struct str href = feed_attribute(tag, STR(""), STR("href"));
    if (changed.len > 0)
        feed_date_set(build, frame->context, STR("updated"), str_copy(arena, changed));
    if (href.len > 0)
        feed_link_start(build, frame, tag);
}

static void
start_feed(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    build->is_feed = true;
    if (build->entry)
        return;
    frame->context = build->feed;
    if (frame->lang.len > 0 && frame->lang.ptr != build->frames[0].lang.ptr)
        feed_value_set_text(build->arena, build->feed, STR("language"), frame->lang);
    add_cdf(build, frame, tag);
}

static void
start_entry(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct str about = feed_attribute(tag, STR("rdf"), STR("about"));
    build->is_feed = true;
    build->is_cut = build->is_cut || build->entries->n >= LIMIT_FEED_ITEMS;
    if (build->entries->n >= LIMIT_FEED_ITEMS)
        build->listener.is_full = true;
    build->entry = feed_value_add(build->arena, build->entries, LIMIT_FEED_ITEMS);
    build->entry->kind = FEED_OBJECT;
    build->has_content = false;
    frame->own = build->entry;
    frame->context = build->entry;
    if (about.len > 0)
        feed_value_set_text(build->arena, build->entry, STR("id"), str_copy(build->arena, about));
    add_cdf(build, frame, tag);
}

/* Atom's source has children, RSS's an address and a text; Atom 0.3 feeds may have one too. */
static void
start_source(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct str url = feed_attribute(tag, STR(""), STR("url"));
    if (frame->context == NULL)
        return;
    frame->own = feed_value_at(build->arena, frame->context, STR("source"));
    *frame->own = (struct feed_value){.kind = FEED_OBJECT};
    frame->context = frame->own;
    frame->key = STR("title");
    if (url.len > 0)
        feed_value_set_text(build->arena, frame->own, STR("href"), str_copy(build->arena, url));
}

static void
start_object(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct str resource = feed_attribute(tag, STR("rdf"), STR("resource"));
    frame->key = (struct str){0};
    if (frame->context == NULL || resource.len > 0)
        return; /* RSS 1.0's channel only points to its image */
    frame->context = feed_value_at(build->arena, frame->context, frame->row->key);
    frame->context->kind = FEED_OBJECT;
}

/* The roots that hold channel and items. */
static void start_pass(struct feed_build *build, struct feed_frame *frame)
{
    if (frame->context == NULL && build->n == 2) {
        build->is_feed = true;
        frame->context = build->feed;
    }
}

/* --- links ----------------------------------------------------------------- */

static bool is_page(struct str type)
{
    return str_eq_folded(type, STR("text/html")) || str_eq_folded(type, STR("html")) ||
           str_eq_folded(type, STR("application/xhtml+xml")) || str_eq_folded(type, STR("xhtml"));
}

static struct feed_value *add_link(struct feed_build *build, const struct feed_frame *frame)
{
    struct feed_value *links = feed_value_at(build->arena, frame->context, STR("links"));
    struct feed_value *link = feed_value_add(build->arena, links, LIMIT_FEED_VALUES);
    link->kind = FEED_OBJECT;
    return link;
}

static void
set_default(struct arena *arena, struct feed_value *object, struct str key, struct str text)
{
    if (feed_value_find(object, key) == NULL)
        feed_value_set_text(arena, object, key, text);
}

/* "url" and "uri" are other words for "href". */
static void enforce_href(struct arena *arena, struct feed_value *link)
{
    static const struct str words[] = {STR_INIT("url"), STR_INIT("uri")};
    for (size_t i = 0; i < N_OF(words); i++) {
        struct str href = feed_value_text(link, words[i]);
        if (href.len == 0)
            continue;
        feed_value_remove(link, words[i]);
        set_default(arena, link, STR("href"), href);
    }
}

void feed_link_start(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct arena *arena = build->arena;
    if (frame->context == NULL)
        return;
    struct feed_value *link = add_link(build, frame);
    bool is_cdf = frame->row->kind != FEED_KIND_LINK; /* other attributes are not the link's */
    if (is_cdf) {
        struct str href = str_copy(arena, feed_attribute(tag, STR(""), STR("href")));
        feed_value_set_text(arena, link, STR("href"),
                            feed_markup_address(arena, href, frame->base));
    } else {
        feed_attributes_add(build, tag, link);
        enforce_href(arena, link);
    }
    set_default(arena, link, STR("rel"), STR("alternate"));
    bool is_self = str_eq(feed_value_text(link, STR("rel")), STR("self"));
    set_default(arena, link, STR("type"), is_self ? STR("application/atom+xml") : STR("text/html"));
    frame->own = link;
    struct str href = feed_value_text(link, STR("href"));
    bool is_alternate = str_eq(feed_value_text(link, STR("rel")), STR("alternate"));
    if (href.len > 0 && is_alternate && is_page(feed_value_text(link, STR("type")))) {
        struct feed_frame as_link = {.context = frame->context, .key = STR("link")};
        (void)feed_set_ranked(build, &as_link, href, false);
    }
}

/* RSS has the address as text. */
static void end_link(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    struct arena *arena = build->arena;
    if (frame->own == NULL || feed_value_find(frame->own, STR("href")) || text.len == 0)
        return;
    struct str href = str_copy(arena, feed_markup_address(arena, text, frame->base));
    feed_value_set_text(arena, frame->own, STR("href"), href);
    frame->key = STR("link");
    (void)feed_set_ranked(build, frame, href, false);
}

static void
add_enclosure(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    if (frame->context == NULL)
        return;
    struct feed_value *link = add_link(build, frame);
    feed_attributes_add(build, tag, link);
    enforce_href(build->arena, link);
    feed_value_set_text(build->arena, link, STR("rel"), STR("enclosure"));
}

static void add_license(struct feed_build *build, const struct feed_frame *frame, struct str href)
{
    if (frame->context == NULL || href.len == 0)
        return;
    struct feed_value *link = add_link(build, frame);
    feed_value_set_text(build->arena, link, STR("rel"), STR("license"));
    feed_value_set_text(build->arena, link, STR("href"), str_copy(build->arena, href));
}

/* RSS's guid is the page's address unless it says no, or there is a link. As a name it is
 * resolved only where it is surely an address: the name must outlive a move of the feed. */
static void end_id(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    struct arena *arena = build->arena;
    if (frame->context == NULL)
        return;
    struct str address = str_copy(arena, feed_markup_address(arena, text, frame->base));
    if (frame->is_permalink && (str_starts_with(text, STR("/")) || str_starts_with(text, STR("."))))
        text = address;
    if (!feed_set_ranked(build, frame, text, false) || !str_eq(frame->name, STR("guid")))
        return;
    bool is_link =
        frame->is_permalink && text.len > 0 && !feed_value_find(frame->context, STR("link"));
    feed_value_set_bool(arena, frame->context, STR("guidislink"), is_link);
    if (is_link) {
        *feed_value_at(arena, frame->context, STR("link")) =
            (struct feed_value){.kind = FEED_TEXT, .text = address, .rank = INT32_MAX};
    }
}

/* --- tags ------------------------------------------------------------------ */

static bool same_text(struct str text, const struct feed_value *tag, struct str key)
{
    return str_eq(text, feed_value_text(tag, key));
}

static void
set_or_null(struct arena *arena, struct feed_value *object, struct str key, struct str text)
{
    struct feed_value *value = feed_value_at(arena, object, key);
    if (text.len > 0)
        *value = (struct feed_value){.kind = FEED_TEXT, .text = text};
}

/* A tag, unless it says nothing or is there. */
static void add_tag(struct feed_build *build,
                    const struct feed_frame *frame,
                    struct str term,
                    struct str scheme,
                    struct str label)
{
    struct arena *arena = build->arena;
    if (frame->context == NULL || term.len + label.len == 0)
        return;
    struct feed_value *tags = feed_value_at(arena, frame->context, STR("tags"));
    for (struct feed_member *m = tags->first; m; m = m->next) {
        if (same_text(term, &m->value, STR("term")) &&
            same_text(scheme, &m->value, STR("scheme")) &&
            same_text(label, &m->value, STR("label")))
            return;
    }
    struct feed_value *tag = feed_value_add(arena, tags, LIMIT_FEED_VALUES);
    tag->kind = FEED_OBJECT;
    set_or_null(arena, tag, STR("term"), term);
    set_or_null(arena, tag, STR("scheme"), scheme);
    set_or_null(arena, tag, STR("label"), label);
}

/* What its attributes say is kept until its text is known. */
static void
start_category(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct arena *arena = build->arena;
    struct str scheme = feed_attribute(tag, STR(""), STR("scheme"));
    if (scheme.len == 0)
        scheme = feed_attribute(tag, STR(""), STR("domain"));
    if (scheme.len == 0)
        scheme = frame->row->type;
    struct str term = feed_attribute(tag, STR(""), frame->row->key);
    struct str label = feed_attribute(tag, STR(""), STR("label"));
    frame->own = arena_new(arena, struct feed_value);
    feed_value_set_text(arena, frame->own, STR("term"), str_copy(arena, term));
    feed_value_set_text(arena, frame->own, STR("scheme"), str_copy(arena, scheme));
    feed_value_set_text(arena, frame->own, STR("label"), str_copy(arena, label));
}

static void end_category(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    struct str term = feed_value_text(frame->own, STR("term"));
    struct str scheme = feed_value_text(frame->own, STR("scheme"));
    struct str label = feed_value_text(frame->own, STR("label"));
    add_tag(build, frame, term.len > 0 ? term : text, scheme, label);
    if (term.len > 0 && text.len > 0)
        add_tag(build, frame, text, (struct str){0}, (struct str){0});
}

/* "one, two" or, without commas, "one two". */
static void end_words(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    char separator = str_contains(text, STR(",")) || frame->row->space.len > 0 ? ',' : ' ';
    struct str word = {0};
    while (str_cut(&text, separator, &word))
        add_tag(build, frame, str_trim(word), frame->row->type, (struct str){0});
}

/* --- the rest -------------------------------------------------------------- */

static void
start_listed(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    if (frame->context == NULL)
        return;
    struct feed_value *list = feed_value_at(build->arena, frame->context, frame->row->key);
    frame->own = feed_value_add(build->arena, list, LIMIT_FEED_VALUES);
    frame->own->kind = FEED_OBJECT;
    feed_attributes_add(build, tag, frame->own);
}

/* A thumbnail's text is its address, a credit's the name. */
static void end_listed(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    if (frame->own && text.len > 0 && feed_value_find(frame->own, STR("url")) == NULL)
        feed_value_set_text(build->arena, frame->own,
                            str_ends_with(frame->key, STR("credit")) ? STR("content") : STR("url"),
                            text);
}

static void
start_named(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    if (frame->context == NULL)
        return;
    struct str key = str_join(build->arena, frame->row->key, STR("_detail"));
    frame->own = feed_value_at(build->arena, frame->context, key);
    *frame->own = (struct feed_value){.kind = FEED_OBJECT};
    feed_attributes_add(build, tag, frame->own);
    enforce_href(build->arena, frame->own);
}

static void end_named(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    if (frame->own == NULL || text.len == 0)
        return;
    feed_value_set_text(build->arena, frame->own, STR("name"), text);
    (void)feed_set_ranked(build, frame, text, false);
}

static void end_date(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    if (frame->context && text.len > 0 && feed_set_ranked(build, frame, text, false)) {
        int rank = feed_value_find(frame->context, frame->key)->rank;
        feed_date_set(build, frame->context, frame->key, text);
        feed_value_find(frame->context, frame->key)->rank = rank;
    }
}

static void end_appended(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    if (frame->context == NULL || text.len == 0)
        return;
    struct feed_value *list = feed_value_at(build->arena, frame->context, frame->key);
    *feed_value_add(build->arena, list, LIMIT_FEED_VALUES) =
        (struct feed_value){.kind = FEED_TEXT, .text = text};
}

/* --- by kind --------------------------------------------------------------- */

void feed_field_start(struct feed_build *build, struct feed_frame *frame, const struct xml_tag *tag)
{
    struct str permalink = feed_attribute(tag, STR(""), STR("ispermalink"));
    switch (frame->row->kind) {
    case FEED_KIND_FEED:
        start_feed(build, frame, tag);
        break;
    case FEED_KIND_ENTRY:
        start_entry(build, frame, tag);
        break;
    case FEED_KIND_SOURCE:
        start_source(build, frame, tag);
        break;
    case FEED_KIND_OBJECT:
        start_object(build, frame, tag);
        break;
    case FEED_KIND_PASS:
        start_pass(build, frame);
        break;
    case FEED_KIND_PERSON:
    case FEED_KIND_OWNER:
        feed_person_start(build, frame);
        break;
    case FEED_KIND_LINK:
        feed_link_start(build, frame, tag);
        break;
    case FEED_KIND_ENCLOSURE:
        add_enclosure(build, frame, tag);
        break;
    case FEED_KIND_LICENSE:
        add_license(build, frame, feed_attribute(tag, STR("rdf"), STR("resource")));
        break;
    case FEED_KIND_CATEGORY:
        start_category(build, frame, tag);
        break;
    case FEED_KIND_NAMED:
        start_named(build, frame, tag);
        break;
    case FEED_KIND_LISTED:
        start_listed(build, frame, tag);
        break;
    case FEED_KIND_ID:
        frame->is_permalink = permalink.ptr == NULL || str_eq_folded(permalink, STR("true"));
        break;
    case FEED_KIND_PLAIN:
    case FEED_KIND_TITLE:
    case FEED_KIND_SUMMARY:
    case FEED_KIND_CONTENT:
    case FEED_KIND_MARKUP:
    case FEED_KIND_PART:
    case FEED_KIND_ADDRESS:
    case FEED_KIND_DATE:
    case FEED_KIND_WORDS:
    case FEED_KIND_APPENDED:
        break;
    }
}

static void end_plain(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    if (frame->row->kind == FEED_KIND_ADDRESS)
        text = str_copy(build->arena, feed_markup_address(build->arena, text, frame->base));
    if (frame->context && text.len > 0)
        (void)feed_set_ranked(build, frame, text, false);
}

void feed_field_end(struct feed_build *build, struct feed_frame *frame, struct str text)
{
    text = references_mend(build->arena, text);
    switch (frame->row->kind) {
    case FEED_KIND_ENTRY:
        if (frame->own == build->entry)
            build->entry = NULL;
        break;
    case FEED_KIND_SOURCE:
    case FEED_KIND_PLAIN:
    case FEED_KIND_ADDRESS:
        end_plain(build, frame, text);
        break;
    case FEED_KIND_PERSON:
    case FEED_KIND_OWNER:
        feed_person_end(build, frame, text);
        break;
    case FEED_KIND_PART:
        feed_person_part(build, frame, text);
        break;
    case FEED_KIND_LINK:
        end_link(build, frame, text);
        break;
    case FEED_KIND_LICENSE:
        add_license(build, frame, text);
        break;
    case FEED_KIND_ID:
        end_id(build, frame, text);
        break;
    case FEED_KIND_CATEGORY:
        end_category(build, frame, text);
        break;
    case FEED_KIND_WORDS:
        end_words(build, frame, text);
        break;
    case FEED_KIND_NAMED:
        end_named(build, frame, text);
        break;
    case FEED_KIND_LISTED:
        end_listed(build, frame, text);
        break;
    case FEED_KIND_DATE:
        end_date(build, frame, text);
        break;
    case FEED_KIND_APPENDED:
        end_appended(build, frame, text);
        break;
    case FEED_KIND_FEED:
    case FEED_KIND_OBJECT:
    case FEED_KIND_PASS:
    case FEED_KIND_ENCLOSURE:
    case FEED_KIND_TITLE:
    case FEED_KIND_SUMMARY:
    case FEED_KIND_CONTENT:
    case FEED_KIND_MARKUP:
        break;
    }
}
