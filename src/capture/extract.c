#include "capture/extract.h"

#include "capture/body.h"
#include "capture/edges.h"
#include "capture/furniture.h"
#include "capture/lead.h"
#include "capture/letters.h"
#include "capture/litter.h"
#include "capture/metadata.h"
#include "capture/page_signs.h"
#include "capture/tree.h"

#include "base/limits.h"
#include "text/html_tree.h"
#include "text/url.h"

/* A web address told by the page, made absolute; empty when it is none. */
static struct str absolute(struct arena *arena, struct str reference, struct str base_url)
{
    struct url base;
    struct url url;
    enum outcome outcome = url_parse(arena, base_url, &base) == OK
                               ? url_resolve(arena, &base, reference, &url)
                               : url_parse(arena, reference, &url);
    if (reference.len == 0 || outcome != OK || !url_is_web(&url))
        return (struct str){0};
    return url_print(arena, &url);
}

/* A page may call only its own site's address canonical. */
static struct str canonical_of(struct arena *arena, struct str told, struct str page_url)
{
    struct url page;
    struct url canonical;
    struct str address = absolute(arena, told, page_url);
    if (url_parse(arena, page_url, &page) != OK || url_parse(arena, address, &canonical) != OK ||
        !str_eq(url_site(&page), url_site(&canonical)))
        return (struct str){0};
    return address;
}

static enum capture_trouble parse(struct arena *arena,
                                  const struct extract_input *input,
                                  bool is_fragment,
                                  struct html_document *ret_document)
{
    enum outcome outcome = is_fragment ? html_parse_fragment(arena, input->html, ret_document)
                                       : html_parse(arena, input->html, ret_document);
    if (outcome == OK)
        return CAPTURE_NO_TROUBLE;
    return input->html.len > LIMIT_HTML_BYTES ? CAPTURE_TOO_LARGE : CAPTURE_TOO_COMPLEX;
}

/* What the body's HTML is to the cleaner: relative addresses made absolute. */
static enum capture_trouble
give_html(struct arena *arena, struct node *body, struct str base_url, struct finding *finding)
{
    struct safe_html clean;
    struct html_rules rules = {HTML_ARTICLE, base_url};
    struct str html = tree_html(arena, body, LIMIT_HTML_BYTES);
    if (html_clean(arena, html, &rules, &clean) != OK)
        return CAPTURE_TOO_LARGE;
    finding->html = clean.text;
    finding->clean = clean;
    return CAPTURE_NO_TROUBLE;
}

/* The publisher's name, or its site's. */
static void name_source(struct arena *arena, struct str page_url, struct finding *finding)
{
    struct url page;
    if (finding->source.len == 0 && url_parse(arena, page_url, &page) == OK)
        finding->source = url_site(&page);
}

/* Below this many characters a page's article may have gone with its furniture. */
enum { SUSPICIOUS_CHARACTERS = 250 };

/* The article's element, in paragraphs; NULL when the page has no text. */
static struct node *find_article(struct arena *arena,
                                 const struct html_document *document,
                                 struct finding *finding,
                                 enum furniture_cuts cuts)
{
    struct node *root = tree_build(arena, document);
    struct node *head = tree_find(root, HTML_TAG_HEAD);
    if (head)
        tree_drop(head);
    furniture_cut(arena, root, finding->title, cuts);
    struct node *body = body_find(root);
    if (!body)
        return NULL;
    lead_join(arena, root, body, finding);
    body_make_paragraphs(arena, body);
    litter_cut(arena, body, finding->title);
    return body;
}

static size_t characters_of(const struct node *body)
{
    return body ? body->n_characters : 0;
}

/* A page that names its article like furniture gets other looks with fewer cuts;
 * the one with more cuts wins if it keeps most of the text. */
static struct node *
find_body(struct arena *arena, const struct html_document *document, struct finding *finding)
{
    struct node *body = find_article(arena, document, finding, FURNITURE_CUT_ALL);
    if (characters_of(body) >= SUSPICIOUS_CHARACTERS)
        return body;
    struct node *sure = find_article(arena, document, finding, FURNITURE_CUT_SURE);
    struct node *whole = find_article(arena, document, finding, FURNITURE_CUT_NOTHING);
    struct node *other = characters_of(sure) * 5 > characters_of(whole) * 4 ? sure : whole;
    return characters_of(other) > 2 * characters_of(body) ? other : body;
}

enum capture_trouble
extract_page(struct arena *arena, const struct extract_input *input, struct finding *ret_finding)
{
    struct html_document document;
    struct metadata metadata;
    enum capture_trouble trouble = parse(arena, input, false, &document);
    if (trouble != CAPTURE_NO_TROUBLE)
        return trouble;
    if (input->signs)
        page_signs_read(arena, &document, input->html, input->signs);
    const struct metadata_input told = {&document, input->url, input->dates};
    metadata_read(arena, &told, &metadata);
    struct finding finding = metadata.finding;
    struct str base_url = url_base(arena, metadata.base, input->url);
    struct node *body = find_body(arena, &document, &finding);
    if (!body)
        return CAPTURE_NO_ARTICLE;
    lead_cut_standfirst(arena, body, &finding);
    edges_read(arena, body, input->dates, &finding);
    finding.url = input->url;
    finding.canonical = canonical_of(arena, finding.canonical, input->url);
    finding.image = absolute(arena, finding.image, base_url);
    finding.excerpt = metadata.description;
    name_source(arena, input->url, &finding);
    *ret_finding = finding;
    return give_html(arena, body, base_url, ret_finding);
}

/* The first heading, else a short first line that is no sentence. */
static struct node *title_of_fragment(struct arena *arena, struct node *root)
{
    struct node *first = NULL;
    for (struct node *node = root; node; node = tree_next(node, root)) {
        if (node->is_text || !tree_is_block(node) || tree_has_block(node))
            continue;
        struct str text = tree_text(arena, node);
        if (text.len == 0)
            continue;
        if (node->tag >= HTML_TAG_H1 && node->tag <= HTML_TAG_H3)
            return node;
        bool is_line = letters_words(text) <= 20 && !letters_ends_sentence(text);
        if (!first && is_line && node != root)
            first = node;
        else if (letters_words(text) > 20)
            break;
    }
    return first;
}

enum capture_trouble extract_fragment(struct arena *arena,
                                      const struct extract_input *input,
                                      struct finding *ret_finding)
{
    struct html_document document;
    struct finding finding = {.url = input->url};
    enum capture_trouble trouble = parse(arena, input, true, &document);
    if (trouble != CAPTURE_NO_TROUBLE)
        return trouble;
    struct node *root = tree_build(arena, &document);
    tree_measure(root);
    if (root->n_characters == 0)
        return CAPTURE_NO_ARTICLE;
    root->tag = HTML_TAG_DIV;
    body_make_paragraphs(arena, root);
    tree_measure(root);
    struct node *title = title_of_fragment(arena, root);
    if (title && title->n_characters < root->n_characters) {
        finding.title = tree_text(arena, title);
        tree_drop(title);
    } else {
        finding.title = html_excerpt_of_text(arena, tree_text(arena, root), 100);
    }
    edges_read(arena, root, input->dates, &finding);
    *ret_finding = finding;
    return give_html(arena, root, input->url, ret_finding);
}
