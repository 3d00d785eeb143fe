#include "capture/discover.h"

#include "text/html_tree.h"
#include "text/url.h"

#include "text/html5/node.h"

/* The most likely first: comments' feeds and the like come behind the site's own. */
static const struct str types[] = {
    STR_INIT("application/rss+xml"),
    STR_INIT("application/atom+xml"),
    STR_INIT("application/feed+json"),
    STR_INIT("application/rdf+xml"),
};

static struct str attribute(const struct html_node *node, const char *name)
{
    struct str value;
    return html_attribute(node, name, &value) == OK ? value : STR("");
}

static bool has_word(struct str words, struct str wanted)
{
    struct str word;
    while (str_cut(&words, ' ', &word)) {
        if (str_eq_folded(word, wanted))
            return true;
    }
    return false;
}

static bool is_feed_type(struct str type)
{
    struct str kind;
    if (!str_cut(&type, ';', &kind))
        return false;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_eq_folded(str_trim(kind), types[i]))
            return true;
    }
    return false;
}

static bool is_feed_link(const struct html_node *node)
{
    return node->type == HTML_NODE_ELEMENT && node->tag == HTML_TAG_LINK &&
           has_word(attribute(node, "rel"), STR("alternate")) &&
           is_feed_type(attribute(node, "type")) && attribute(node, "href").len > 0;
}

/* What relative addresses on the page stand for: its <base>, else its own address. */
static struct str base_of(struct arena *arena, const struct html_document *document, struct str url)
{
    struct url own;
    struct url base;
    const struct html_node *node = document->root;
    for (; node != NULL; node = html_next(node, document->root)) {
        bool is_base = node->type == HTML_NODE_ELEMENT && node->tag == HTML_TAG_BASE;
        if (is_base && url_parse(arena, url, &own) == OK &&
            url_resolve(arena, &own, str_trim(attribute(node, "href")), &base) == OK)
            return url_print(arena, &base);
    }
    return url;
}

struct str discover_feed(struct arena *arena, struct str html, struct str url)
{
    struct html_document document;
    struct url base;
    struct url found;
    if (html_parse(arena, html, &document) != OK ||
        url_parse(arena, base_of(arena, &document, url), &base) != OK)
        return STR("");
    const struct html_node *node = document.root;
    for (; node != NULL; node = html_next(node, document.root)) {
        if (is_feed_link(node) &&
            url_resolve(arena, &base, str_trim(attribute(node, "href")), &found) == OK &&
            url_is_web(&found))
            return url_print(arena, &found);
    }
    return STR("");
}
