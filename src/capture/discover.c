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

static bool is_feed_type(struct str type)
{
    struct str kind;
    if (!str_cut(&type, ';', &kind))
        return false;
    for (size_t i = 0; i < N_OF(types); i++) {
        if (str_eq_folded(str_trim(kind), types[i]))
            return true;
    }
    return false;
}

static bool is_feed_link(const struct html_node *node)
{
    return node->type == HTML_NODE_ELEMENT && node->tag == HTML_TAG_LINK &&
           str_has_word_folded(html_attribute_text(node, "rel"), ' ', STR("alternate")) &&
           is_feed_type(html_attribute_text(node, "type")) &&
           html_attribute_text(node, "href").len > 0;
}

/* What the page's <base> says, or nothing. */
static struct str base_href(const struct html_document *document)
{
    struct str href = {0};
    const struct html_node *node = document->root;
    for (; node != NULL && href.len == 0; node = html_next(node, document->root)) {
        if (node->type == HTML_NODE_ELEMENT && node->tag == HTML_TAG_BASE)
            href = html_attribute_text(node, "href");
    }
    return href;
}

struct str discover_feed(struct arena *arena, struct str html, struct str url)
{
    struct html_document document;
    struct url base;
    struct url found;
    if (html_parse(arena, html, &document) != OK ||
        url_parse(arena, url_base(arena, base_href(&document), url), &base) != OK)
        return STR("");
    const struct html_node *node = document.root;
    for (; node != NULL; node = html_next(node, document.root)) {
        if (is_feed_link(node) &&
            url_resolve(arena, &base, html_attribute_text(node, "href"), &found) == OK &&
            url_is_web(&found))
            return url_print(arena, &found);
    }
    return STR("");
}
