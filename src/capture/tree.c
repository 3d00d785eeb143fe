#include "capture/tree.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "capture/letters.h"
#include "text/html.h"
#include "text/html_tree.h"

/* Elements whose contents are no text for readers. */
static bool is_silent(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
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
static struct node *copy_of(struct arena *arena, const GumboNode *origin)
{
    switch (origin->type) {
    case GUMBO_NODE_ELEMENT: {
        if (is_silent(origin->v.element.tag))
            return NULL;
        struct node *node = arena_new(arena, struct node);
        node->origin = origin;
        node->tag = origin->v.element.tag;
        return node;
    }
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA: {
        struct node *node = arena_new(arena, struct node);
        node->is_text = true;
        node->tag = GUMBO_TAG_UNKNOWN;
        node->text = str_from_c(origin->v.text.text);
        return node;
    }
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
        break;
    }
    return NULL;
}

/* Climbs in step with gumbo's tree, which knows each node's parent. */
struct node *tree_build(struct arena *arena, const struct html_document *document)
{
    const GumboNode *top = document->root;
    struct node *root = arena_new(arena, struct node);
    struct node *parent = root;
    root->origin = top;
    root->tag = GUMBO_TAG_HTML;
    const GumboNode *origin = html_next(top, top);
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

struct node *tree_find(struct node *top, GumboTag tag)
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
    if (node->origin && node->origin->type == GUMBO_NODE_ELEMENT &&
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

bool tree_is_element(const struct node *node, GumboTag tag)
{
    return !node->is_text && node->tag == tag;
}

bool tree_is_block(const struct node *node)
{
    static const GumboTag blocks[] = {
        GUMBO_TAG_P,       GUMBO_TAG_DIV,    GUMBO_TAG_SECTION,    GUMBO_TAG_ARTICLE,
        GUMBO_TAG_MAIN,    GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,     GUMBO_TAG_ASIDE,
        GUMBO_TAG_NAV,     GUMBO_TAG_UL,     GUMBO_TAG_OL,         GUMBO_TAG_LI,
        GUMBO_TAG_DL,      GUMBO_TAG_DT,     GUMBO_TAG_DD,         GUMBO_TAG_TABLE,
        GUMBO_TAG_TBODY,   GUMBO_TAG_THEAD,  GUMBO_TAG_TFOOT,      GUMBO_TAG_TR,
        GUMBO_TAG_TD,      GUMBO_TAG_TH,     GUMBO_TAG_CAPTION,    GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_PRE,     GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_H1,
        GUMBO_TAG_H2,      GUMBO_TAG_H3,     GUMBO_TAG_H4,         GUMBO_TAG_H5,
        GUMBO_TAG_H6,      GUMBO_TAG_HR,     GUMBO_TAG_FORM,       GUMBO_TAG_FIELDSET,
        GUMBO_TAG_ADDRESS, GUMBO_TAG_CENTER, GUMBO_TAG_DETAILS,    GUMBO_TAG_SUMMARY,
        GUMBO_TAG_HGROUP,  GUMBO_TAG_BODY,   GUMBO_TAG_HTML,       GUMBO_TAG_HEAD,
        GUMBO_TAG_TITLE,
    };
    for (size_t i = 0; !node->is_text && i < sizeof blocks / sizeof blocks[0]; i++) {
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
tree_insert(struct arena *arena, struct node *parent, struct node *before, GumboTag tag)
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
        else if (tree_is_block(inner) || inner->tag == GUMBO_TAG_BR)
            BUF_ADD(&buf, " ");
    }
    return letters_fold_space(arena, buf_text(&buf));
}

/* Characters with white space folded; a text's own edges count as nothing. */
static size_t count_characters(struct str text)
{
    size_t n = 0;
    struct str word = {0};
    while (letters_take_word(&text, &word))
        n += letters_width(word) + (n > 0);
    return n;
}

static bool is_in_link(const struct node *node)
{
    for (; node; node = node->parent) {
        if (tree_is_element(node, GUMBO_TAG_A) && tree_attribute(node, "href").len > 0)
            return true;
    }
    return false;
}

void tree_measure(struct node *top)
{
    for (struct node *node = top; node; node = tree_next(node, top)) {
        node->n_characters = 0;
        node->n_link_characters = 0;
    }
    for (struct node *node = top; node; node = tree_next(node, top)) {
        if (!node->is_text)
            continue;
        size_t n = count_characters(node->text);
        size_t n_linked = n > 0 && is_in_link(node) ? n : 0;
        for (struct node *above = node; above; above = above == top ? NULL : above->parent) {
            above->n_characters += n;
            above->n_link_characters += n_linked;
        }
    }
}

/* An address that only jumps inside its page to the top or to nothing is none. */
static void add_attributes(struct buf *buf, struct arena *arena, const struct node *node)
{
    static const char *const kept[] = {"href",     "src",      "alt",    "title",   "width",
                                       "height",   "id",       "name",   "lang",    "dir",
                                       "cite",     "datetime", "start",  "colspan", "rowspan",
                                       "reversed", "scope",    "srcset", "class"};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        struct str value = tree_attribute(node, kept[i]);
        if (value.len == 0)
            continue;
        buf_print(buf, " %s=\"", kept[i]);
        buf_add(buf, html_escape(arena, value));
        BUF_ADD(buf, "\"");
    }
}

static bool is_void(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_BR:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
        return true;
    default:
        return false;
    }
}

/* Elements that gumbo does not know are unwrapped. */
static bool has_tags(const struct node *node)
{
    return !node->is_text && node->tag != GUMBO_TAG_UNKNOWN;
}

static void add_open(struct buf *buf, struct arena *arena, const struct node *node)
{
    if (node->is_text) {
        buf_add(buf, html_escape(arena, node->text));
    } else if (has_tags(node)) {
        buf_print(buf, "<%s", gumbo_normalized_tagname(node->tag));
        add_attributes(buf, arena, node);
        BUF_ADD(buf, ">");
    }
}

static void add_close(struct buf *buf, const struct node *node)
{
    if (has_tags(node) && !is_void(node->tag))
        buf_print(buf, "</%s>", gumbo_normalized_tagname(node->tag));
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
