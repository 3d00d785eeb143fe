#include "capture/meta.h"

#include "capture/byline.h"
#include "capture/entities.h"
#include "capture/letters.h"
#include "capture/page.h"

/* Names of meta elements, the most trusted first for each thing wanted. */
static const struct {
    enum meta_want want;
    struct str name;
} names[] = {
    {META_TITLE, STR_INIT("dc:title")},
    {META_TITLE, STR_INIT("dc.title")},
    {META_TITLE, STR_INIT("dcterms.title")},
    {META_TITLE, STR_INIT("dcterm:title")},
    {META_TITLE, STR_INIT("citation_title")},
    {META_TITLE, STR_INIT("og:title")},
    {META_TITLE, STR_INIT("parsely-title")},
    {META_TITLE, STR_INIT("sailthru.title")},
    {META_TITLE, STR_INIT("twitter:title")},
    {META_TITLE, STR_INIT("title")},
    {META_BYLINE, STR_INIT("dc:creator")},
    {META_BYLINE, STR_INIT("dc.creator")},
    {META_BYLINE, STR_INIT("dcterms.creator")},
    {META_BYLINE, STR_INIT("dcterm:creator")},
    {META_BYLINE, STR_INIT("author")},
    {META_BYLINE, STR_INIT("authors")},
    {META_BYLINE, STR_INIT("parsely-author")},
    {META_BYLINE, STR_INIT("article:author")},
    {META_BYLINE, STR_INIT("article:author_name")},
    {META_BYLINE, STR_INIT("og:article:author")},
    {META_BYLINE, STR_INIT("sailthru.author")},
    {META_BYLINE, STR_INIT("byl")},
    {META_BYLINE, STR_INIT("byline")},
    {META_BYLINE, STR_INIT("citation_author")},
    {META_BYLINE, STR_INIT("cxenseparse:author")},
    {META_BYLINE, STR_INIT("creator")},
    {META_SOURCE, STR_INIT("og:site_name")},
    {META_SOURCE, STR_INIT("dc.publisher")},
    {META_SOURCE, STR_INIT("dcterms.publisher")},
    {META_SOURCE, STR_INIT("citation_journal_title")},
    {META_SOURCE, STR_INIT("application-name")},
    {META_SOURCE, STR_INIT("apple-mobile-web-app-title")},
    {META_PUBLISHED, STR_INIT("article:published_time")},
    {META_PUBLISHED, STR_INIT("og:article:published_time")},
    {META_PUBLISHED, STR_INIT("datepublished")},
    {META_PUBLISHED, STR_INIT("parsely-pub-date")},
    {META_PUBLISHED, STR_INIT("article:published")},
    {META_PUBLISHED, STR_INIT("article:publish_date")},
    {META_PUBLISHED, STR_INIT("sailthru.date")},
    {META_PUBLISHED, STR_INIT("cxenseparse:publishtime")},
    {META_PUBLISHED, STR_INIT("cxenseparse:recs:publishtime")},
    {META_PUBLISHED, STR_INIT("pubdate")},
    {META_PUBLISHED, STR_INIT("publishdate")},
    {META_PUBLISHED, STR_INIT("publish-date")},
    {META_PUBLISHED, STR_INIT("publish_date")},
    {META_PUBLISHED, STR_INIT("published_at")},
    {META_PUBLISHED, STR_INIT("publication_date")},
    {META_PUBLISHED, STR_INIT("publicationdate")},
    {META_PUBLISHED, STR_INIT("dc.date.issued")},
    {META_PUBLISHED, STR_INIT("dc.date.published")},
    {META_PUBLISHED, STR_INIT("dc.date.created")},
    {META_PUBLISHED, STR_INIT("dcterms.issued")},
    {META_PUBLISHED, STR_INIT("dcterms.available")},
    {META_PUBLISHED, STR_INIT("dcterms.date")},
    {META_PUBLISHED, STR_INIT("dc.date")},
    {META_PUBLISHED, STR_INIT("dc:date")},
    {META_PUBLISHED, STR_INIT("dcterms.created")},
    {META_PUBLISHED, STR_INIT("citation_publication_date")},
    {META_PUBLISHED, STR_INIT("citation_online_date")},
    {META_PUBLISHED, STR_INIT("citation_date")},
    {META_PUBLISHED, STR_INIT("og:published_time")},
    {META_PUBLISHED, STR_INIT("originalpublicationdate")},
    {META_PUBLISHED, STR_INIT("rnews:datepublished")},
    {META_PUBLISHED, STR_INIT("date")},
    {META_MODIFIED, STR_INIT("article:modified_time")},
    {META_MODIFIED, STR_INIT("og:article:modified_time")},
    {META_MODIFIED, STR_INIT("datemodified")},
    {META_MODIFIED, STR_INIT("og:updated_time")},
    {META_MODIFIED, STR_INIT("article:updated_time")},
    {META_MODIFIED, STR_INIT("dcterms.modified")},
    {META_MODIFIED, STR_INIT("dc.date.modified")},
    {META_MODIFIED, STR_INIT("lastmod")},
    {META_MODIFIED, STR_INIT("last-modified")},
    {META_MODIFIED, STR_INIT("lastmodified")},
    {META_MODIFIED, STR_INIT("revision_date")},
    {META_MODIFIED, STR_INIT("revised")},
    {META_DESCRIPTION, STR_INIT("dc:description")},
    {META_DESCRIPTION, STR_INIT("dc.description")},
    {META_DESCRIPTION, STR_INIT("dcterms.description")},
    {META_DESCRIPTION, STR_INIT("og:description")},
    {META_DESCRIPTION, STR_INIT("description")},
    {META_DESCRIPTION, STR_INIT("sailthru.description")},
    {META_DESCRIPTION, STR_INIT("twitter:description")},
    {META_IMAGE, STR_INIT("og:image")},
    {META_IMAGE, STR_INIT("og:image:url")},
    {META_IMAGE, STR_INIT("og:image:secure_url")},
    {META_IMAGE, STR_INIT("twitter:image")},
    {META_IMAGE, STR_INIT("twitter:image:src")},
    {META_IMAGE, STR_INIT("parsely-image-url")},
    {META_IMAGE, STR_INIT("sailthru.image.full")},
    {META_IMAGE, STR_INIT("thumbnail")},
    {META_LANG, STR_INIT("og:locale")},
    {META_LANG, STR_INIT("content-language")},
    {META_LANG, STR_INIT("dc.language")},
    {META_LANG, STR_INIT("language")},
};

void meta_add_tag(struct meta *meta, struct str tag)
{
    tag = letters_trim(tag);
    for (size_t i = 0; i < meta->n_tags; i++) {
        if (str_eq_folded(meta->tags[i], tag))
            return;
    }
    if (tag.len > 0 && letters_width(tag) <= LIMIT_TAG_CHARACTERS && meta->n_tags < LIMIT_TAGS)
        meta->tags[meta->n_tags++] = tag;
}

static bool is_address(struct str text)
{
    return str_starts_with_folded(text, STR("http://")) ||
           str_starts_with_folded(text, STR("https://")) || str_starts_with(text, STR("//"));
}

/* One more name in a list that is told as an element each. */
static struct str joined(struct arena *arena, struct str names_so_far, struct str name)
{
    if (str_contains(names_so_far, name) || names_so_far.len > (size_t)LIMIT_BYLINE_CHARACTERS * 4)
        return names_so_far;
    bool has_comma = str_contains(names_so_far, STR(",")) && str_contains(name, STR(","));
    return str_print(arena, "%.*s%s %.*s", STR_ARG(names_so_far), has_comma ? ";" : ",",
                     STR_ARG(name)); /* "Doe, Jane; Roe, Richard" */
}

/* Bylines by their rows; several under one name are several people. */
static void add_byline(struct arena *arena, struct meta *meta, size_t rank, struct str name)
{
    size_t at = 0;
    if (!byline_is_personal(name))
        return;
    while (at < meta->n_bylines && meta->byline_ranks[at] < rank)
        at++;
    if (at < meta->n_bylines && meta->byline_ranks[at] == rank) {
        meta->bylines[at] = joined(arena, meta->bylines[at], name);
        return;
    }
    if (at >= MAX_META_BYLINES)
        return;
    meta->n_bylines += meta->n_bylines < MAX_META_BYLINES;
    for (size_t i = meta->n_bylines - 1; i > at; i--) {
        meta->bylines[i] = meta->bylines[i - 1];
        meta->byline_ranks[i] = meta->byline_ranks[i - 1];
    }
    meta->bylines[at] = name;
    meta->byline_ranks[at] = rank;
}

static void add_source(struct meta *meta, struct str name)
{
    if (meta->n_site_names < MAX_SITE_NAMES && !is_address(name))
        meta->site_names[meta->n_site_names++] = name;
}

/* One name of a meta element (a property may hold several) with its content. */
static void read_named(struct arena *arena, struct meta *meta, struct str name, struct str content)
{
    for (size_t i = 0; i < N_OF(names); i++) {
        enum meta_want want = names[i].want;
        if (!str_eq_folded(names[i].name, name))
            continue;
        struct str value = letters_fold_space(arena, entities_decode(arena, content));
        if (want == META_BYLINE)
            add_byline(arena, meta, i, value);
        if (want == META_SOURCE)
            add_source(meta, value);
        if (meta->best[want].len == 0 || i < meta->rank[want]) {
            meta->best[want] = value;
            meta->rank[want] = i;
        }
    }
    if (str_eq_folded(name, STR("copyright")) || str_eq_folded(name, STR("dc.rights")))
        meta->rights = content;
    if (str_eq_folded(name, STR("article:tag")))
        meta_add_tag(meta, content);
    if (str_eq_folded(name, STR("news_keywords")) ||
        ((str_eq_folded(name, STR("keywords")) || str_eq_folded(name, STR("parsely-tags")) ||
          str_eq_folded(name, STR("sailthru.tags"))) &&
         meta->keywords.len == 0))
        meta->keywords = content;
}

void meta_read(struct arena *arena, const struct html_node *node, struct meta *meta)
{
    static const char *const places[] = {"property", "name", "http-equiv"};
    struct str content = page_first(page_attribute(node, "content"), page_attribute(node, "value"));
    for (size_t i = 0; content.len > 0 && i < N_OF(places); i++) {
        struct str value = page_attribute(node, places[i]);
        struct str name = {0};
        while (letters_take_word(&value, &name))
            read_named(arena, meta, name, content);
    }
}
