#include "capture/metadata.h"

#include "capture/jsonld.h"
#include "capture/letters.h"
#include "capture/stamp.h"
#include "capture/title.h"
#include "capture/wire.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/html_tree.h"

#include "text/html5/node.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

enum want {
    WANT_TITLE,
    WANT_BYLINE,
    WANT_SOURCE,
    WANT_PUBLISHED,
    WANT_DESCRIPTION,
    WANT_IMAGE,
    WANT_LANG,
    N_WANTS,
};

/* Names of meta elements, the most trusted first for each thing wanted. */
static const struct {
    enum want want;
    struct str name;
} meta_names[] = {
    {WANT_TITLE, STR_INIT("dc:title")},
    {WANT_TITLE, STR_INIT("dc.title")},
    {WANT_TITLE, STR_INIT("dcterms.title")},
    {WANT_TITLE, STR_INIT("dcterm:title")},
    {WANT_TITLE, STR_INIT("og:title")},
    {WANT_TITLE, STR_INIT("parsely-title")},
    {WANT_TITLE, STR_INIT("twitter:title")},
    {WANT_TITLE, STR_INIT("title")},
    {WANT_BYLINE, STR_INIT("dc:creator")},
    {WANT_BYLINE, STR_INIT("dc.creator")},
    {WANT_BYLINE, STR_INIT("dcterms.creator")},
    {WANT_BYLINE, STR_INIT("dcterm:creator")},
    {WANT_BYLINE, STR_INIT("author")},
    {WANT_BYLINE, STR_INIT("article:author")},
    {WANT_BYLINE, STR_INIT("parsely-author")},
    {WANT_BYLINE, STR_INIT("byl")},
    {WANT_BYLINE, STR_INIT("citation_author")},
    {WANT_SOURCE, STR_INIT("og:site_name")},
    {WANT_SOURCE, STR_INIT("application-name")},
    {WANT_SOURCE, STR_INIT("dc.publisher")},
    {WANT_PUBLISHED, STR_INIT("article:published_time")},
    {WANT_PUBLISHED, STR_INIT("datepublished")},
    {WANT_PUBLISHED, STR_INIT("parsely-pub-date")},
    {WANT_PUBLISHED, STR_INIT("article:published")},
    {WANT_PUBLISHED, STR_INIT("sailthru.date")},
    {WANT_PUBLISHED, STR_INIT("pubdate")},
    {WANT_PUBLISHED, STR_INIT("publishdate")},
    {WANT_PUBLISHED, STR_INIT("publish-date")},
    {WANT_PUBLISHED, STR_INIT("dc.date.issued")},
    {WANT_PUBLISHED, STR_INIT("dc.date")},
    {WANT_PUBLISHED, STR_INIT("dcterms.created")},
    {WANT_PUBLISHED, STR_INIT("citation_publication_date")},
    {WANT_PUBLISHED, STR_INIT("og:published_time")},
    {WANT_PUBLISHED, STR_INIT("date")},
    {WANT_DESCRIPTION, STR_INIT("dc:description")},
    {WANT_DESCRIPTION, STR_INIT("dc.description")},
    {WANT_DESCRIPTION, STR_INIT("dcterms.description")},
    {WANT_DESCRIPTION, STR_INIT("og:description")},
    {WANT_DESCRIPTION, STR_INIT("description")},
    {WANT_DESCRIPTION, STR_INIT("twitter:description")},
    {WANT_IMAGE, STR_INIT("og:image")},
    {WANT_IMAGE, STR_INIT("og:image:url")},
    {WANT_IMAGE, STR_INIT("og:image:secure_url")},
    {WANT_IMAGE, STR_INIT("twitter:image")},
    {WANT_IMAGE, STR_INIT("twitter:image:src")},
    {WANT_LANG, STR_INIT("og:locale")},
    {WANT_LANG, STR_INIT("content-language")},
    {WANT_LANG, STR_INIT("dc.language")},
    {WANT_LANG, STR_INIT("language")},
};

/* What is collected on the way through the page. */
struct reader {
    struct arena *arena;
    const struct dates *dates;
    struct str best[N_WANTS];
    size_t rank[N_WANTS]; /* the row of `meta_names` it came from */
    struct jsonld jsonld;
    struct str page_title;
    struct str heading;
    size_t n_headings;
    struct str byline;
    struct str time;
    struct str standfirst;
    struct str lang;
    struct str canonical;
    struct str *tags;
    size_t n_tags;
    struct str keywords;
};

static struct str attribute(const struct html_node *node, const char *name)
{
    struct str value = {0};
    return html_attribute(node, name, &value) == OK ? letters_trim(value) : (struct str){0};
}

static struct str first_of(struct str a, struct str b)
{
    return a.len > 0 ? a : b;
}

static struct str text_of(struct arena *arena, const struct html_node *node)
{
    struct buf buf;
    buf_init(&buf, arena, 20000);
    for (const struct html_node *inner = node; inner; inner = html_next(inner, node)) {
        bool is_text = inner->type == HTML_NODE_TEXT;
        bool is_silent =
            inner->parent && inner->parent->type == HTML_NODE_ELEMENT &&
            (inner->parent->tag == HTML_TAG_STYLE || inner->parent->tag == HTML_TAG_SCRIPT) &&
            inner != node && node != inner->parent;
        if (is_text && !is_silent)
            buf_add(&buf, inner->text);
        else if (!is_text)
            BUF_ADD(&buf, " ");
    }
    return letters_fold_space(arena, buf_text(&buf));
}

static void add_tag(struct reader *reader, struct str tag)
{
    tag = letters_trim(tag);
    for (size_t i = 0; i < reader->n_tags; i++) {
        if (str_eq_folded(reader->tags[i], tag))
            return;
    }
    if (tag.len > 0 && letters_width(tag) <= LIMIT_TAG_CHARACTERS && reader->n_tags < LIMIT_TAGS)
        reader->tags[reader->n_tags++] = tag;
}

/* One name of a meta element (a property may hold several) with its content. */
static void read_named(struct reader *reader, struct str name, struct str content)
{
    for (size_t i = 0; i < N_OF(meta_names); i++) {
        enum want want = meta_names[i].want;
        if (!str_eq_folded(meta_names[i].name, name))
            continue;
        bool is_address = str_starts_with(content, STR("http"));
        bool is_better = reader->best[want].len == 0 || i < reader->rank[want];
        if (is_better && !(want == WANT_BYLINE && is_address)) {
            reader->best[want] = letters_fold_space(reader->arena, content);
            reader->rank[want] = i;
        }
    }
    if (str_eq_folded(name, STR("article:tag")))
        add_tag(reader, content);
    if (str_eq_folded(name, STR("news_keywords")) ||
        (str_eq_folded(name, STR("keywords")) && reader->keywords.len == 0))
        reader->keywords = content;
}

static void read_meta(struct reader *reader, const struct html_node *node)
{
    static const char *const places[] = {"property", "name", "itemprop", "http-equiv"};
    struct str content = first_of(attribute(node, "content"), attribute(node, "value"));
    for (size_t i = 0; content.len > 0 && i < N_OF(places); i++) {
        struct str value = attribute(node, places[i]);
        struct str name = {0};
        while (letters_take_word(&value, &name))
            read_named(reader, name, content);
    }
}

static bool has_class(const struct html_node *node, struct str part)
{
    struct str value = attribute(node, "class");
    struct str word = {0};
    while (letters_take_word(&value, &word)) {
        if (str_contains(word, part))
            return true;
    }
    return false;
}

/* The words at an end of a class, as in "author", "blog-author", "byline__name". */
static bool is_byline_class(struct str word)
{
    return str_starts_with_folded(word, STR("byline")) || str_ends_with(word, STR("byline")) ||
           str_ends_with(word, STR("author")) || str_ends_with(word, STR("authors")) ||
           str_ends_with(word, STR("author-name")) || str_ends_with(word, STR("authorname"));
}

static bool is_byline(const struct html_node *node)
{
    struct str classes = attribute(node, "class");
    struct str word = {0};
    while (letters_take_word(&classes, &word)) {
        if (is_byline_class(word))
            return true;
    }
    return str_eq(attribute(node, "rel"), STR("author")) ||
           str_eq(attribute(node, "itemprop"), STR("author")) ||
           str_eq(attribute(node, "id"), STR("byline"));
}

static bool is_standfirst(const struct html_node *node)
{
    static const struct str words[] = {STR_INIT("standfirst"), STR_INIT("subheadline"),
                                       STR_INIT("article-subtitle"), STR_INIT("sub-headline")};
    for (size_t i = 0; i < N_OF(words); i++) {
        if (has_class(node, words[i]))
            return true;
    }
    struct str value = attribute(node, "class");
    return str_eq(value, STR("dek")) || str_eq(value, STR("deck")) ||
           str_eq(attribute(node, "itemprop"), STR("alternativeHeadline"));
}

/* Names with a date or an hour behind them are still names. */
static struct str cut_date(const struct dates *dates, struct str text)
{
    struct str rest = text;
    struct str word = {0};
    struct date_parsed date;
    while (letters_take_word(&rest, &word)) {
        struct str tail = {word.ptr, (size_t)(text.ptr + text.len - word.ptr)};
        if (stamp_is(dates, tail, &date))
            return letters_trim(str_first(text, (size_t)(word.ptr - text.ptr)));
    }
    return text;
}

static void read_byline(struct reader *reader, const struct html_node *node)
{
    struct str names = {0};
    struct str text = text_of(reader->arena, node);
    if (text.len < 400 && wire_names_are(cut_date(reader->dates, text), &names))
        reader->byline = names;
}

/* A time that says that it is the publication's beats one that does not. */
static void read_time(struct reader *reader, const struct html_node *node)
{
    struct str when = attribute(node, "datetime");
    struct str pubdate;
    struct date_parsed parsed;
    if (when.len == 0)
        when = text_of(reader->arena, node);
    bool is_publication = str_eq(attribute(node, "itemprop"), STR("datePublished")) ||
                          has_class(node, STR("published")) ||
                          html_attribute(node, "pubdate", &pubdate) == OK;
    if ((reader->time.len == 0 || is_publication) &&
        dates_parse(reader->dates, str_first(when, 80), &parsed) == OK)
        reader->time = str_first(when, 80);
}

static void read_element(struct reader *reader, const struct html_node *node)
{
    switch ((int)node->tag) {
    case HTML_TAG_META:
        read_meta(reader, node);
        return;
    case HTML_TAG_TITLE:
        if (reader->page_title.len == 0)
            reader->page_title = text_of(reader->arena, node);
        return;
    case HTML_TAG_LINK:
        if (str_eq_folded(attribute(node, "rel"), STR("canonical")))
            reader->canonical = attribute(node, "href");
        return;
    case HTML_TAG_HTML:
        reader->lang = attribute(node, "lang");
        return;
    case HTML_TAG_H1:
        reader->heading = text_of(reader->arena, node);
        reader->n_headings++;
        return;
    case HTML_TAG_TIME:
        read_time(reader, node);
        return;
    case HTML_TAG_SCRIPT:
        if (str_eq_folded(attribute(node, "type"), STR("application/ld+json")) &&
            node->first != NULL)
            jsonld_read(reader->arena, node->first->text, &reader->jsonld);
        return;
    default:
        break;
    }
    if (reader->byline.len == 0 && is_byline(node))
        read_byline(reader, node);
    if (reader->standfirst.len == 0 && is_standfirst(node))
        reader->standfirst = text_of(reader->arena, node);
    if (str_eq(attribute(node, "itemprop"), STR("datePublished")))
        read_time(reader, node);
}

/* Among what the page calls its article, what its own title bears out; else the first. */
static struct str choose_title(const struct reader *reader, struct str heading)
{
    const struct str told[] = {reader->jsonld.title, reader->jsonld.name, reader->best[WANT_TITLE]};
    struct str first = {0};
    for (size_t i = 0; i < N_OF(told); i++) {
        if (told[i].len > 0 &&
            (str_contains(reader->page_title, told[i]) || str_contains(heading, told[i])))
            return told[i];
        first = first_of(first, told[i]);
    }
    return first.len > 0 ? first : title_of_page(reader->page_title, heading);
}

/* A publisher that names itself as the author names nobody. */
static struct str choose_byline(const struct reader *reader, struct str source)
{
    const struct str told[] = {reader->jsonld.byline, reader->best[WANT_BYLINE], reader->byline};
    for (size_t i = 0; i < N_OF(told); i++) {
        if (told[i].len > 0 && !str_eq_folded(told[i], source) &&
            !str_eq_folded(told[i], reader->jsonld.source))
            return wire_byline_names(told[i]);
    }
    return (struct str){0};
}

/* The first of the dates told that can be read. */
static void read_date(const struct reader *reader, struct finding *finding)
{
    const struct str told[] = {reader->jsonld.published, reader->best[WANT_PUBLISHED],
                               reader->time};
    struct date_parsed parsed;
    for (size_t i = 0; i < N_OF(told) && !finding->has_published; i++) {
        if (told[i].len == 0 || dates_parse(reader->dates, told[i], &parsed) != OK)
            continue;
        finding->published = parsed.utc;
        finding->has_time = parsed.has_time;
        finding->has_published = true;
    }
}

static void give(struct reader *reader, struct metadata *metadata)
{
    struct finding *finding = &metadata->finding;
    struct str keyword = {0};
    while (str_cut(&reader->keywords, ',', &keyword))
        add_tag(reader, keyword);
    metadata->heading = reader->n_headings == 1 ? reader->heading : (struct str){0};
    finding->title = choose_title(reader, metadata->heading);
    finding->source = first_of(reader->best[WANT_SOURCE], reader->jsonld.source);
    finding->byline = choose_byline(reader, finding->source);
    finding->standfirst = reader->standfirst;
    finding->canonical = first_of(reader->canonical, reader->jsonld.url);
    finding->image = first_of(reader->best[WANT_IMAGE], reader->jsonld.image);
    finding->lang = first_of(reader->lang, first_of(reader->jsonld.lang, reader->best[WANT_LANG]));
    finding->tags = (struct str_list){reader->tags, reader->n_tags};
    metadata->description = first_of(reader->jsonld.description, reader->best[WANT_DESCRIPTION]);
    read_date(reader, finding);
}

void metadata_read(struct arena *arena,
                   const struct html_document *document,
                   const struct dates *dates,
                   struct metadata *ret_metadata)
{
    struct reader *reader = arena_new(arena, struct reader);
    struct metadata metadata = {0};
    reader->arena = arena;
    reader->dates = dates;
    reader->tags = arena_array(arena, struct str, LIMIT_TAGS);
    const struct html_node *root = document->root;
    for (const struct html_node *node = root; node; node = html_next(node, root)) {
        if (node->type == HTML_NODE_ELEMENT)
            read_element(reader, node);
    }
    give(reader, &metadata);
    *ret_metadata = metadata;
}
