#include "capture/page.h"

#include "capture/class_words.h"
#include "capture/letters.h"

#include "base/buf.h"
#include "text/html_tree.h"

#include "text/html5/node.h"

enum { MAX_TEXT_BYTES = 20000 };

struct str page_attribute(const struct html_node *node, const char *name)
{
    struct str value = {0};
    return html_attribute(node, name, &value) == OK ? letters_trim(value) : (struct str){0};
}

bool page_has_attribute(const struct html_node *node, const char *name)
{
    struct str value;
    return html_attribute(node, name, &value) == OK;
}

static bool is_text(const struct html_node *node)
{
    return node->type == HTML_NODE_TEXT;
}

/* Text that nobody sees, unless it is asked for itself. */
static bool is_silent(const struct html_node *node, const struct html_node *top)
{
    const struct html_node *parent = node->parent;
    return node != top && parent != top && parent->type == HTML_NODE_ELEMENT &&
           (parent->space != HTML_SPACE_HTML || parent->tag == HTML_TAG_STYLE ||
            parent->tag == HTML_TAG_SCRIPT || parent->tag == HTML_TAG_NOSCRIPT);
}

struct str page_text(struct arena *arena, const struct html_node *top)
{
    struct buf buf;
    buf_init(&buf, arena, MAX_TEXT_BYTES);
    for (const struct html_node *node = top; node && !buf.is_over; node = html_next(node, top)) {
        if (!is_text(node))
            BUF_ADD(&buf, " ");
        else if (!is_silent(node, top))
            buf_add(&buf, node->text);
    }
    return letters_fold_space(arena, buf_text(&buf));
}

static bool parts_lines(const struct html_node *node)
{
    static const enum html_tag tags[] = {
        HTML_TAG_ADDRESS, HTML_TAG_BR,      HTML_TAG_DD, HTML_TAG_DIV,  HTML_TAG_DT, HTML_TAG_H1,
        HTML_TAG_H2,      HTML_TAG_H3,      HTML_TAG_H4, HTML_TAG_H5,   HTML_TAG_H6, HTML_TAG_LI,
        HTML_TAG_P,       HTML_TAG_SECTION, HTML_TAG_TD, HTML_TAG_TIME, HTML_TAG_TR, HTML_TAG_UL,
    };
    for (size_t i = 0; i < N_OF(tags); i++) {
        if (node->type == HTML_NODE_ELEMENT && node->tag == tags[i])
            return true;
    }
    return false;
}

/* The node at which the line that `node` stands in begins: its innermost block. */
static const struct html_node *line_of(const struct html_node *node, const struct html_node *top)
{
    while (node != top && !parts_lines(node))
        node = node->parent;
    return node;
}

struct str page_lines(struct arena *arena, const struct html_node *top)
{
    struct buf buf;
    const struct html_node *line = NULL;
    buf_init(&buf, arena, MAX_TEXT_BYTES);
    for (const struct html_node *node = top; node && !buf.is_over; node = html_next(node, top)) {
        if (!is_text(node)) {
            buf_add(&buf, parts_lines(node) ? STR("\n") : STR(" "));
            continue;
        }
        struct str text = letters_fold_space(arena, node->text);
        if (text.len == 0 || is_silent(node, top))
            continue;
        const struct html_node *own = line_of(node, top);
        buf_add(&buf, line && own != line ? STR("\n") : STR(" "));
        buf_add(&buf, text);
        line = own;
    }
    return buf_text(&buf);
}

struct str page_value(struct arena *arena, const struct html_node *node)
{
    static const char *const places[] = {"content", "value", "datetime", "title"};
    for (size_t i = 0; i < N_OF(places); i++) {
        struct str value = page_attribute(node, places[i]);
        if (value.len > 0)
            return letters_fold_space(arena, value);
    }
    return page_text(arena, node);
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool page_take_part(struct str *name, struct str *ret_part)
{
    size_t start = 0;
    while (start < name->len && !char_is_alpha(name->ptr[start]) &&
           (unsigned char)name->ptr[start] < 0x80)
        start++;
    size_t end = start;
    while (end < name->len &&
           (char_is_alpha(name->ptr[end]) || (unsigned char)name->ptr[end] >= 0x80)) {
        if (end > start && is_capital(name->ptr[end]) && !is_capital(name->ptr[end - 1]))
            break;
        end++;
    }
    *ret_part = str_first(str_skip(*name, start), end - start);
    *name = str_skip(*name, end);
    return end > start;
}

static bool is_in(const struct str *words, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(words[i], word))
            return true;
    }
    return false;
}

static bool has_part(struct str name, const struct str *words, size_t n)
{
    struct str part = {0};
    while (page_take_part(&name, &part)) {
        if (is_in(words, n, part))
            return true;
    }
    return false;
}

bool page_is_named(const struct html_node *node, const struct str *words, size_t n)
{
    return has_part(page_attribute(node, "class"), words, n) ||
           has_part(page_attribute(node, "id"), words, n);
}

static size_t depth_of(const struct html_node *node)
{
    size_t depth = 0;
    for (; node; node = node->parent)
        depth++;
    return depth;
}

/* The innermost node around both. */
static const struct html_node *common_of(const struct html_node *a, const struct html_node *b)
{
    size_t depth_a = depth_of(a);
    size_t depth_b = depth_of(b);
    for (; depth_a > depth_b; depth_a--)
        a = a->parent;
    for (; depth_b > depth_a; depth_b--)
        b = b->parent;
    while (a != b) {
        a = a->parent;
        b = b->parent;
    }
    return a;
}

bool page_is_aside(const struct html_node *node, const struct html_node *heading)
{
    bool is_footer = false; /* an article may have one of its own */
    bool is_shared = false; /* the heading is in it too */
    const struct html_node *common = heading ? common_of(node, heading) : NULL;
    for (; node && node->type == HTML_NODE_ELEMENT; node = node->parent) {
        enum html_tag tag = node->tag;
        if (tag == HTML_TAG_ARTICLE || tag == HTML_TAG_MAIN)
            return false;
        if (tag == HTML_TAG_BODY)
            return is_footer;
        is_shared = is_shared || node == common;
        if (is_shared)
            continue;
        unsigned kinds = class_kinds(node);
        if (tag == HTML_TAG_NAV || tag == HTML_TAG_ASIDE || (kinds & CLASS_ASIDE))
            return true;
        is_footer = is_footer || tag == HTML_TAG_FOOTER || (kinds & CLASS_FOOTER);
    }
    return is_footer;
}
