#include "capture/metadata.h"

#include "capture/byline.h"
#include "capture/class_words.h"
#include "capture/jsonld.h"
#include "capture/lead_image.h"
#include "capture/letters.h"
#include "capture/meta.h"
#include "capture/microdata.h"
#include "capture/page.h"
#include "capture/page_date.h"
#include "capture/standfirst.h"
#include "capture/title.h"
#include "capture/wire.h"

#include "text/html_tree.h"
#include "text/url.h"

#include "text/html5/node.h"

/* How many bytes of text may stand between a heading and its standfirst. */
enum { SECONDS_OF_DAY = 86400, NEAR_BYTES = 1500 };

/* All that is collected on the one way through the page. */
struct reader {
    struct arena *arena;
    struct meta meta;
    struct jsonld jsonld;
    struct microdata microdata;
    struct titles titles;
    struct byline byline;
    struct page_date date;
    struct str standfirst;
    struct str image; /* of the page itself */
    struct str lang;
    struct str canonical;
    struct str link_image;
    struct str link_author;
    struct str base;
    const struct html_node *heading; /* the article's, as far as is known; NULL above it */
    bool is_sure_heading;
};

/* --- the walk ------------------------------------------------------------------ */

static void read_link(struct reader *reader, const struct html_node *node)
{
    struct str rel = page_attribute(node, "rel");
    if (str_eq_folded(rel, STR("canonical")))
        reader->canonical = page_attribute(node, "href");
    else if (str_eq_folded(rel, STR("image_src")))
        reader->link_image = page_attribute(node, "href");
    else if (str_eq_folded(rel, STR("author")))
        reader->link_author = page_attribute(node, "title");
}

static void read_script(struct reader *reader, const struct html_node *node)
{
    if (!str_starts_with_folded(page_attribute(node, "type"), STR("application/ld+json")) ||
        node->first == NULL)
        return;
    (void)jsonld_read(reader->arena, node->first->text, &reader->jsonld);
}

/* Elements of the head. False for those that may stand in the page itself. */
static bool read_head(struct reader *reader, const struct html_node *node)
{
    switch ((int)node->tag) {
    case HTML_TAG_META:
        meta_read(reader->arena, node, &reader->meta);
        microdata_read(reader->arena, node, reader->heading, &reader->microdata);
        return true;
    case HTML_TAG_TITLE:
        if (reader->titles.page.len == 0)
            reader->titles.page = page_text(reader->arena, node);
        return true;
    case HTML_TAG_LINK:
        read_link(reader, node);
        microdata_read(reader->arena, node, reader->heading, &reader->microdata);
        return true;
    case HTML_TAG_HTML:
        reader->lang = page_first(page_attribute(node, "lang"), page_attribute(node, "xml:lang"));
        return true;
    case HTML_TAG_BASE:
        reader->base = page_first(reader->base, page_attribute(node, "href"));
        return true;
    case HTML_TAG_SCRIPT:
        read_script(reader, node);
        return true;
    case HTML_TAG_STYLE:
    case HTML_TAG_NOSCRIPT:
        return true;
    default:
        return false;
    }
}

/* The first heading is the article's until one comes that the page's title bears out. */
static void read_heading(struct reader *reader, const struct html_node *node)
{
    if (!title_read_heading(reader->arena, node, &reader->titles) || reader->is_sure_heading)
        return;
    reader->is_sure_heading = title_bears_out(reader->arena, &reader->titles);
    if (reader->heading && !reader->is_sure_heading)
        return;
    reader->heading = node;
    reader->date.n_bytes_behind = 0;
}

static void read_element(struct reader *reader, const struct html_node *node)
{
    const struct html_node *heading = reader->heading;
    if (read_head(reader, node))
        return;
    if (node->tag == HTML_TAG_H1 || node->tag == HTML_TAG_H2)
        read_heading(reader, node);
    if (node->tag == HTML_TAG_IMG && heading && reader->image.len == 0)
        reader->image = lead_image_of(node, heading);
    unsigned kinds = class_kinds(node);
    if (node->n_attributes > 0 || node->tag == HTML_TAG_TIME) {
        microdata_read(reader->arena, node, reader->heading, &reader->microdata);
        byline_read(&reader->byline, node, kinds, heading);
        page_date_read(&reader->date, node, kinds, heading);
        if (heading && reader->standfirst.len == 0 && reader->date.n_bytes_behind < NEAR_BYTES)
            reader->standfirst = standfirst_of(reader->arena, node, kinds, heading);
    }
}

static bool is_silent(const struct html_node *text)
{
    const struct html_node *parent = text->parent;
    return parent->type != HTML_NODE_ELEMENT ||
           (parent->tag == HTML_TAG_SCRIPT || parent->tag == HTML_TAG_STYLE ||
            parent->tag == HTML_TAG_NOSCRIPT || parent->tag == HTML_TAG_TITLE);
}

static void read_text(struct reader *reader, const struct html_node *text)
{
    struct str line = letters_trim(text->text);
    if (line.len == 0 || is_silent(text))
        return;
    byline_read_text(&reader->byline, line, text->parent, reader->heading);
    page_date_read_text(&reader->date, line, text->parent, reader->heading);
}

/* --- choosing ------------------------------------------------------------------- */

static void add_name(struct titles *titles, struct str name)
{
    if (name.len > 0 && titles->n_names < MAX_TITLE_NAMES)
        titles->names[titles->n_names++] = name;
}

/* A site is called by its host too: "example.com", "example". */
static void add_host(struct reader *reader, struct str address)
{
    struct url url;
    size_t dot = 0;
    if (url_parse(reader->arena, address, &url) != OK)
        return;
    struct str site = url_site(&url);
    add_name(&reader->titles, site);
    if (str_find_char(site, '.', &dot) && dot > 2)
        add_name(&reader->titles, str_first(site, dot));
}

static struct str choose_title(struct reader *reader, struct str url)
{
    struct titles *titles = &reader->titles;
    const struct str told[] = {reader->jsonld.title, reader->jsonld.name,
                               reader->meta.best[META_TITLE]};
    for (size_t i = 0; i < N_OF(told); i++) {
        if (told[i].len > 0)
            titles->told[titles->n_told++] = told[i];
    }
    if (titles->n_told == 0 && reader->microdata.title.len > 0) /* mostly the heading itself */
        titles->told[titles->n_told++] = reader->microdata.title;
    for (size_t i = 0; i < reader->meta.n_site_names; i++)
        add_name(titles, reader->meta.site_names[i]);
    add_name(titles, reader->jsonld.source);
    add_name(titles, reader->microdata.source);
    add_host(reader, url);
    return title_choose(reader->arena, titles);
}

/* "Doe, Jane" where the page says "Jane Doe" elsewhere. */
static struct str upright(const struct reader *reader, struct str name, struct str other)
{
    struct str last = {0};
    struct str first = name;
    if (other.len == 0 || !str_cut(&first, ',', &last) || first.len == 0)
        return name;
    first = letters_trim(first);
    struct str turned =
        str_print(reader->arena, "%.*s %.*s", STR_ARG(first), STR_ARG(letters_trim(last)));
    return str_eq_folded(turned, other) ? other : name;
}

/* A publisher that names itself as the author names nobody. */
static bool is_own_name(const struct reader *reader, struct str name, struct str source)
{
    return str_eq_folded(name, source) || str_eq_folded(name, reader->jsonld.source) ||
           str_eq_folded(name, reader->microdata.source) || str_contains(reader->meta.rights, name);
}

static struct byline_found shown_byline(const struct reader *reader)
{
    for (size_t i = 0; i < N_BYLINE_RANKS; i++) {
        if (reader->byline.found[i].names.len > 0)
            return reader->byline.found[i];
    }
    return (struct byline_found){0};
}

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (char_is_digit(text.ptr[i]))
            return true;
    }
    return false;
}

/* "Jane Doe @jane", "Jane Doe Follow", "Jane Doe,": the name alone. */
static struct str cut_tail(struct str name)
{
    size_t at = 0;
    if (str_find(name, STR(" @"), &at) || str_find(name, STR(" (@"), &at))
        name = str_first(name, at);
    if (str_ends_with(name, STR(" Follow")))
        name.len -= STR(" Follow").len;
    while (str_ends_with(name, STR(",")) || str_ends_with(name, STR(";")))
        name = letters_trim(str_first(name, name.len - 1));
    return name;
}

/* What is told for machines, then what readers see; a login only where there is no name. */
static struct byline_found choose_byline(const struct reader *reader, struct str source)
{
    struct byline_found found[MAX_META_BYLINES + 4] = {0};
    size_t n = 0;
    struct byline_found login = {0};
    struct byline_found shown = shown_byline(reader);
    found[n++].names = reader->jsonld.byline;
    for (size_t i = 0; i < reader->meta.n_bylines; i++)
        found[n++].names = reader->meta.bylines[i];
    found[n++].names = reader->microdata.byline;
    found[n++] = shown;
    found[n++].names = reader->link_author;
    for (size_t i = 0; i < n; i++) {
        struct str name = cut_tail(wire_byline_names(found[i].names));
        if (name.len == 0 || !byline_is_personal(name) || is_own_name(reader, name, source))
            continue;
        if (!has_digit(name)) {
            found[i].names = upright(reader, name, page_first(reader->link_author, shown.names));
            return found[i];
        }
        if (login.names.len == 0)
            login = (struct byline_found){name, found[i].printed};
    }
    return login;
}

static bool
parse_first(const struct reader *reader, const struct str *told, size_t n, struct date_parsed *ret)
{
    for (size_t i = 0; i < n; i++) {
        if (told[i].len > 0 && page_date_parse(reader->date.dates, told[i], ret) == OK)
            return true;
    }
    return false;
}

static void give_published(const struct reader *reader, struct finding *finding)
{
    const struct str told[] = {reader->jsonld.published, reader->meta.best[META_PUBLISHED],
                               reader->microdata.published};
    const struct date_parsed *shown = page_date_shown(&reader->date);
    struct date_parsed parsed;
    if (!parse_first(reader, told, N_OF(told), &parsed)) {
        if (!shown)
            return;
        parsed = *shown;
    }
    finding->published = parsed.utc;
    finding->has_time = parsed.has_time;
    finding->has_published = true;
}

/* A change before the publication is a mistake of the page; a page that tells
 * nothing but its change was published then, as far as anybody can say. */
static void give_modified(const struct reader *reader, struct finding *finding)
{
    const struct str told[] = {reader->jsonld.modified, reader->meta.best[META_MODIFIED],
                               reader->microdata.modified};
    struct date_parsed parsed = reader->date.modified;
    if (!parse_first(reader, told, N_OF(told), &parsed) && !reader->date.has_modified)
        return;
    if (!finding->has_published) {
        finding->published = parsed.utc;
        finding->has_time = parsed.has_time;
        finding->has_published = true;
    }
    bool has_times = parsed.has_time && finding->has_time;
    if (parsed.utc < finding->published - (has_times ? 0 : SECONDS_OF_DAY))
        return;
    finding->modified = parsed.utc;
    finding->has_modified = true;
    finding->has_modified_time = parsed.has_time;
}

static struct str choose_image(const struct reader *reader)
{
    const struct str told[] = {reader->meta.best[META_IMAGE], reader->jsonld.image,
                               reader->link_image, reader->microdata.image, reader->image};
    for (size_t i = 0; i < N_OF(told); i++) {
        bool is_logo = str_eq(told[i], reader->jsonld.logo);
        if (told[i].len > 0 && !is_logo && !lead_image_is_furniture(told[i]))
            return told[i];
    }
    return (struct str){0};
}

static void give_tags(struct reader *reader, struct finding *finding)
{
    struct str lists[] = {reader->meta.keywords, reader->jsonld.tags};
    struct str tag = {0};
    for (size_t i = 0; i < N_OF(lists); i++) {
        while (str_cut(&lists[i], ',', &tag))
            meta_add_tag(&reader->meta, tag);
    }
    finding->tags = (struct str_list){reader->meta.tags, reader->meta.n_tags};
}

static void give(struct reader *reader, struct str url, struct metadata *metadata)
{
    struct finding *finding = &metadata->finding;
    page_date_read_address(&reader->date, page_first(url, reader->canonical));
    finding->title = choose_title(reader, url);
    metadata->heading = title_heading(reader->arena, &reader->titles);
    finding->source = page_first(reader->jsonld.source, page_first(reader->meta.best[META_SOURCE],
                                                                   reader->microdata.source));
    struct byline_found byline = choose_byline(reader, finding->source);
    finding->byline = byline.names;
    finding->byline_printed = page_first(byline.printed, byline.names);
    finding->standfirst = page_first(
        reader->standfirst, page_first(reader->jsonld.standfirst, reader->microdata.standfirst));
    finding->canonical = page_first(reader->canonical, reader->jsonld.url);
    finding->image = choose_image(reader);
    finding->lang = page_first(page_first(reader->lang, reader->jsonld.lang),
                               page_first(reader->meta.best[META_LANG], reader->microdata.lang));
    metadata->description =
        page_first(page_first(reader->jsonld.description, reader->meta.best[META_DESCRIPTION]),
                   reader->microdata.description);
    metadata->base = reader->base;
    give_tags(reader, finding);
    give_published(reader, finding);
    give_modified(reader, finding);
    if (str_eq_folded(finding->standfirst, finding->title))
        finding->standfirst = (struct str){0};
}

void metadata_read(struct arena *arena,
                   const struct metadata_input *input,
                   struct metadata *ret_metadata)
{
    struct reader *reader = arena_new(arena, struct reader);
    struct metadata metadata = {0};
    const struct html_node *root = input->document->root;
    reader->arena = arena;
    reader->meta.tags = arena_array(arena, struct str, LIMIT_TAGS);
    reader->byline = (struct byline){.arena = arena, .dates = input->dates};
    reader->date = (struct page_date){.arena = arena, .dates = input->dates};
    for (const struct html_node *node = root; node; node = html_next(node, root)) {
        if (node->type == HTML_NODE_ELEMENT && node->space == HTML_SPACE_HTML)
            read_element(reader, node);
        else if (node->type == HTML_NODE_TEXT)
            read_text(reader, node);
    }
    give(reader, input->url, &metadata);
    *ret_metadata = metadata;
}
