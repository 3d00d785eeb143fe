#include "capture/page.h"

#include "capture/class_words.h"
#include "capture/letters.h"

#include "base/buf.h"
#include "text/html_tree.h"

#include <gumbo.h>

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { MAX_TEXT_BYTES = 20000 };

struct str page_attribute(const GumboNode *node, const char *name)
{
    struct str value = {0};
    return html_attribute(node, name, &value) == OK ? letters_trim(value) : (struct str){0};
}

bool page_has_attribute(const GumboNode *node, const char *name)
{
    return gumbo_get_attribute(&node->v.element.attributes, name) != NULL;
}

static bool is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

/* Text that nobody sees, unless it is asked for itself. */
static bool is_silent(const GumboNode *node, const GumboNode *top)
{
    const GumboNode *parent = node->parent;
    return node != top && parent != top && parent->type == GUMBO_NODE_ELEMENT &&
           (parent->v.element.tag == GUMBO_TAG_STYLE || parent->v.element.tag == GUMBO_TAG_SCRIPT ||
            parent->v.element.tag == GUMBO_TAG_NOSCRIPT);
}

struct str page_text(struct arena *arena, const GumboNode *top)
{
    struct buf buf;
    buf_init(&buf, arena, MAX_TEXT_BYTES);
    for (const GumboNode *node = top; node && !buf.is_over; node = html_next(node, top)) {
        if (!is_text(node))
            BUF_ADD(&buf, " ");
        else if (!is_silent(node, top))
            buf_add(&buf, str_from_c(node->v.text.text));
    }
    return letters_fold_space(arena, buf_text(&buf));
}

static bool parts_lines(const GumboNode *node)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_ADDRESS, GUMBO_TAG_BR, GUMBO_TAG_DD, GUMBO_TAG_DIV,     GUMBO_TAG_DT,
        GUMBO_TAG_H1,      GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4,      GUMBO_TAG_H5,
        GUMBO_TAG_H6,      GUMBO_TAG_LI, GUMBO_TAG_P,  GUMBO_TAG_SECTION, GUMBO_TAG_TD,
        GUMBO_TAG_TIME,    GUMBO_TAG_TR, GUMBO_TAG_UL,
    };
    for (size_t i = 0; i < N_OF(tags); i++) {
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tags[i])
            return true;
    }
    return false;
}

/* The node at which the line that `node` stands in begins: its innermost block. */
static const GumboNode *line_of(const GumboNode *node, const GumboNode *top)
{
    while (node != top && !parts_lines(node))
        node = node->parent;
    return node;
}

struct str page_lines(struct arena *arena, const GumboNode *top)
{
    struct buf buf;
    const GumboNode *line = NULL;
    buf_init(&buf, arena, MAX_TEXT_BYTES);
    for (const GumboNode *node = top; node && !buf.is_over; node = html_next(node, top)) {
        if (!is_text(node)) {
            buf_add(&buf, parts_lines(node) ? STR("\n") : STR(" "));
            continue;
        }
        struct str text = letters_fold_space(arena, str_from_c(node->v.text.text));
        if (text.len == 0 || is_silent(node, top))
            continue;
        const GumboNode *own = line_of(node, top);
        buf_add(&buf, line && own != line ? STR("\n") : STR(" "));
        buf_add(&buf, text);
        line = own;
    }
    return buf_text(&buf);
}

struct str page_value(struct arena *arena, const GumboNode *node)
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
    *ret_part = (struct str){name->ptr + start, end - start};
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

bool page_is_named(const GumboNode *node, const struct str *words, size_t n)
{
    return has_part(page_attribute(node, "class"), words, n) ||
           has_part(page_attribute(node, "id"), words, n);
}

static size_t depth_of(const GumboNode *node)
{
    size_t depth = 0;
    for (; node; node = node->parent)
        depth++;
    return depth;
}

/* The innermost node around both. */
static const GumboNode *common_of(const GumboNode *a, const GumboNode *b)
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

bool page_is_aside(const GumboNode *node, const GumboNode *heading)
{
    bool is_footer = false; /* an article may have one of its own */
    bool is_shared = false; /* the heading is in it too */
    const GumboNode *common = heading ? common_of(node, heading) : NULL;
    for (; node && node->type == GUMBO_NODE_ELEMENT; node = node->parent) {
        GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN)
            return false;
        if (tag == GUMBO_TAG_BODY)
            return is_footer;
        is_shared = is_shared || node == common;
        if (is_shared)
            continue;
        unsigned kinds = class_kinds(node);
        if (tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE || (kinds & CLASS_ASIDE))
            return true;
        is_footer = is_footer || tag == GUMBO_TAG_FOOTER || (kinds & CLASS_FOOTER);
    }
    return is_footer;
}
