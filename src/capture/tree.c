#include "capture/tree.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "capture/letters.h"
#include "text/html.h"
#include "text/html_tree.h"

/* Elements whose contents are no text for readers. */
static bool is_silent(enum html_tag tag)
{
    switch ((int)tag) {
    case HTML_TAG_SCRIPT:
    case HTML_TAG_STYLE:
    case HTML_TAG_TEMPLATE:
    case HTML_TAG_OBJECT:
    case HTML_TAG_EMBED:
    case HTML_TAG_APPLET:
    case HTML_TAG_CANVAS:
    case HTML_TAG_AUDIO:
    case HTML_TAG_BUTTON:
    case HTML_TAG_INPUT:
    case HTML_TAG_SELECT:
    case HTML_TAG_TEXTAREA:
    case HTML_TAG_IFRAME:
    case HTML_TAG_NOFRAMES:
    case HTML_TAG_NOSCRIPT:
    case HTML_TAG_SVG:
    case HTML_TAG_MATH:
        return true;
    default:
        return false;
    }
}

static void append(struct node *parent, struct node *node)
{
    node->parent = parent;
    node->previous = parent->last;
    node->next = NULL;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

/* Our node for a parsed one; NULL for what is left out. */
static struct node *copy_of(struct arena *arena, const struct html_node *origin)
{
    switch (origin->type) {
    case HTML_NODE_ELEMENT: {
        if (origin->space != HTML_SPACE_HTML || is_silent(origin->tag))
            return NULL;
        struct node *node = arena_new(arena, struct node);
        node->origin = origin;
        node->tag = origin->tag;
        node->named = vocabulary_of(tree_attribute(node, "class")) |
                      vocabulary_of(tree_attribute(node, "id"));
        return node;
    }
    case HTML_NODE_TEXT: {
        struct node *node = arena_new(arena, struct node);
        node->is_text = true;
        node->tag = HTML_TAG_UNKNOWN;
        node->text = origin->text;
        return node;
    }
    case HTML_NODE_DOCUMENT:
    case HTML_NODE_COMMENT:
    case HTML_NODE_DOCTYPE:
    case HTML_NODE_CONTENT:
        break;
    }
    return NULL;
}

/* Climbs in step with the parsed tree, which knows each node's parent. */
struct node *tree_build(struct arena *arena, const struct html_document *document)
{
    const struct html_node *top = document->root;
    struct node *root = arena_new(arena, struct node);
    struct node *parent = root;
    root->origin = top;
    root->tag = HTML_TAG_HTML;
    const struct html_node *origin = html_next(top, top);
    while (origin) {
        while (parent != root && parent->origin != origin->parent)
            parent = parent->parent;
        struct node *node = copy_of(arena, origin);
        if (node)
            append(parent, node);
        if (node && !node->is_text) {
            parent = node;
            origin = html_next(origin, top);
        } else {
            origin = html_next_after(origin, top);
        }
    }
    return root;
}

struct node *tree_next_after(struct node *node, const struct node *top)
{
    while (node != top) {
        if (node->next)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

struct node *tree_next(struct node *node, const struct node *top)
{
    return node->first ? node->first : tree_next_after(node, top);
}

struct node *tree_find(struct node *top, enum html_tag tag)
{
    for (struct node *node = top; node; node = tree_next(node, top)) {
        if (tree_is_element(node, tag))
            return node;
    }
    return NULL;
}

struct str tree_attribute(const struct node *node, const char *name)
{
    struct str value = {0};
    if (node->origin && node->origin->type == HTML_NODE_ELEMENT &&
        html_attribute(node->origin, name, &value) == OK)
        return value;
    return (struct str){0};
}

bool tree_has_word(const struct node *node, const char *attribute, struct str word)
{
    struct str rest = tree_attribute(node, attribute);
    struct str one = {0};
    while (letters_take_word(&rest, &one)) {
        if (str_eq_folded(one, word))
            return true;
    }
    return false;
}

bool tree_is_element(const struct node *node, enum html_tag tag)
{
    return !node->is_text && node->tag == tag;
}

bool tree_is_block(const struct node *node)
{
    static const enum html_tag blocks[] = {
        HTML_TAG_P,       HTML_TAG_DIV,    HTML_TAG_SECTION,    HTML_TAG_ARTICLE,
        HTML_TAG_MAIN,    HTML_TAG_HEADER, HTML_TAG_FOOTER,     HTML_TAG_ASIDE,
        HTML_TAG_NAV,     HTML_TAG_UL,     HTML_TAG_OL,         HTML_TAG_LI,
        HTML_TAG_DL,      HTML_TAG_DT,     HTML_TAG_DD,         HTML_TAG_TABLE,
        HTML_TAG_TBODY,   HTML_TAG_THEAD,  HTML_TAG_TFOOT,      HTML_TAG_TR,
        HTML_TAG_TD,      HTML_TAG_TH,     HTML_TAG_CAPTION,    HTML_TAG_BLOCKQUOTE,
        HTML_TAG_PRE,     HTML_TAG_FIGURE, HTML_TAG_FIGCAPTION, HTML_TAG_H1,
        HTML_TAG_H2,      HTML_TAG_H3,     HTML_TAG_H4,         HTML_TAG_H5,
        HTML_TAG_H6,      HTML_TAG_HR,     HTML_TAG_FORM,       HTML_TAG_FIELDSET,
        HTML_TAG_ADDRESS, HTML_TAG_CENTER, HTML_TAG_DETAILS,    HTML_TAG_SUMMARY,
        HTML_TAG_HGROUP,  HTML_TAG_BODY,   HTML_TAG_HTML,       HTML_TAG_HEAD,
        HTML_TAG_TITLE,
    };
    for (size_t i = 0; !node->is_text && i < N_OF(blocks); i++) {
        if (node->tag == blocks[i])
            return true;
    }
    return false;
}

bool tree_has_block(struct node *node)
{
    for (struct node *inner = node->first ? tree_next(node, node) : NULL; inner;
         inner = tree_next(inner, node)) {
        if (tree_is_block(inner))
            return true;
    }
    return false;
}

bool tree_has_picture(struct node *node)
{
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (tree_is_element(inner, HTML_TAG_IMG) || tree_is_element(inner, HTML_TAG_VIDEO))
            return true;
    }
    return false;
}

void tree_drop(struct node *node)
{
    struct node *parent = node->parent;
    if (!parent)
        return;
    *(node->previous ? &node->previous->next : &parent->first) = node->next;
    *(node->next ? &node->next->previous : &parent->last) = node->previous;
    node->parent = NULL;
    node->previous = NULL;
    node->next = NULL;
}

struct node *
tree_insert(struct arena *arena, struct node *parent, struct node *before, enum html_tag tag)
{
    struct node *node = arena_new(arena, struct node);
    node->tag = tag;
    if (!before) {
        append(parent, node);
        return node;
    }
    node->parent = parent;
    node->next = before;
    node->previous = before->previous;
    *(before->previous ? &before->previous->next : &parent->first) = node;
    before->previous = node;
    return node;
}

void tree_move(struct node *node, struct node *parent)
{
    tree_drop(node);
    append(parent, node);
}

struct str tree_text(struct arena *arena, struct node *node)
{
    struct buf buf;
    size_t size = 0;
    for (struct node *inner = node; inner; inner = tree_next(inner, node))
        size += inner->text.len + 2;
    buf_init(&buf, arena, size);
    for (struct node *inner = node; inner; inner = tree_next(inner, node)) {
        if (inner->is_text)
            buf_add(&buf, inner->text);
        else if (tree_is_block(inner) || inner->tag == HTML_TAG_BR)
            BUF_ADD(&buf, " ");
    }
    return letters_fold_space(arena, buf_text(&buf));
}

/* Characters with white space folded; a text's own edges count as nothing. */
static size_t count_characters(struct str text)
{
    size_t n = 0;
    bool has_space = false;
    while (text.len > 0) {
        uint32_t code = utf8_next(&text);
        if (letter_is_space(code)) {
            has_space = n > 0;
            continue;
        }
        n += (size_t)has_space + (letter_is_ideograph(code) ? 2 : 1);
        has_space = false;
    }
    return n;
}

static bool is_link(const struct node *node)
{
    return tree_is_element(node, HTML_TAG_A) && tree_attribute(node, "href").len > 0;
}

static bool is_in_link(const struct node *node)
{
    while (node && !is_link(node))
        node = node->parent;
    return node != NULL;
}

/* Starts a node's sums; *n_links counts the links that it stands in. */
static void open_sums(struct node *node, size_t *n_links)
{
    *n_links += is_link(node);
    if (node->is_text &&
        (node->counted.ptr != node->text.ptr || node->counted.len != node->text.len)) {
        node->counted = node->text;
        node->n_counted = count_characters(node->text);
    }
    node->n_characters = node->n_counted;
    node->n_link_characters = *n_links > 0 ? node->n_characters : 0;
}

/* Behind all that is inside: the sums are told to the parent. */
static void close_sums(struct node *node, const struct node *top, size_t *n_links)
{
    *n_links -= is_link(node);
    if (node != top) {
        node->parent->n_characters += node->n_characters;
        node->parent->n_link_characters += node->n_link_characters;
    }
}

void tree_measure(struct node *top)
{
    struct node *node = top;
    size_t n_links = is_in_link(top->parent);
    while (node) {
        open_sums(node, &n_links);
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node != top && !node->next) {
            close_sums(node, top, &n_links);
            node = node->parent;
        }
        close_sums(node, top, &n_links);
        node = node == top ? NULL : node->next;
    }
}

/* An address that only jumps inside its page to the top or to nothing is none. */
static void add_attributes(struct buf *buf, struct arena *arena, const struct node *node)
{
    static const char *const kept[] = {"href",     "src",      "alt",    "title",   "width",
                                       "height",   "id",       "name",   "lang",    "dir",
                                       "cite",     "datetime", "start",  "colspan", "rowspan",
                                       "reversed", "scope",    "srcset", "class"};
    for (size_t i = 0; i < N_OF(kept); i++) {
        struct str value = tree_attribute(node, kept[i]);
        if (value.len == 0)
            continue;
        buf_print(buf, " %s=\"", kept[i]);
        buf_add(buf, html_escape(arena, value));
        BUF_ADD(buf, "\"");
    }
}

/* Elements that HTML does not know are unwrapped. */
static bool has_tags(const struct node *node)
{
    return !node->is_text && node->tag != HTML_TAG_UNKNOWN;
}

static void add_open(struct buf *buf, struct arena *arena, const struct node *node)
{
    if (node->is_text) {
        buf_add(buf, html_escape(arena, node->text));
    } else if (has_tags(node)) {
        BUF_ADD(buf, "<");
        buf_add(buf, html_tag_name(node->tag));
        add_attributes(buf, arena, node);
        BUF_ADD(buf, ">");
    }
}

static void add_close(struct buf *buf, const struct node *node)
{
    if (!has_tags(node) || html_tag_flags(node->tag) & HTML_VOID_ELEMENT)
        return;
    BUF_ADD(buf, "</");
    buf_add(buf, html_tag_name(node->tag));
    BUF_ADD(buf, ">");
}

struct str tree_html(struct arena *arena, struct node *top, size_t max_bytes)
{
    struct buf buf;
    struct str html = {0};
    buf_init(&buf, arena, max_bytes);
    struct node *node = top;
    while (node) {
        add_open(&buf, arena, node);
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node != top && !node->next) {
            add_close(&buf, node);
            node = node->parent;
        }
        add_close(&buf, node);
        node = node == top ? NULL : node->next;
    }
    return buf_finish(&buf, &html) == OK ? html : (struct str){0};
}
