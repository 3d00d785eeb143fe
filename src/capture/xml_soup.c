/* Tags as they come: attributes without quotes, bare ampersands, tags that cross.
 * An end closes the nearest open element of its name with all that is open
 * inside; without one it counts for nothing. */
#include "capture/xml.h"

#include "base/buf.h"
#include "base/limits.h"
#include "capture/references.h"
#include "capture/xml_words.h"

enum { MAX_ATTRIBUTES = 64, MAX_NAMESPACES = 256 };

struct binding {
    struct str prefix;
    struct str uri;
    size_t depth;
};

struct soup {
    struct arena *arena;
    struct xml_listener *listener;
    struct str open[LIMIT_FEED_DEPTH]; /* names with prefixes */
    size_t n_open;
    struct binding namespaces[MAX_NAMESPACES];
    size_t n_namespaces;
};

static bool is_name_start(char c)
{
    return char_is_alpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static struct str take_name(struct str *text)
{
    size_t n = 0;
    while (n < text->len && (is_name_start(text->ptr[n]) || char_is_digit(text->ptr[n]) ||
                             text->ptr[n] == '-' || text->ptr[n] == '.'))
        n++;
    struct str name = str_first(*text, n);
    *text = str_skip(*text, n);
    return name;
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

/* XML has no place for them. */
static struct str without_controls(struct arena *arena, struct str text)
{
    size_t n = 0;
    while (n < text.len && !is_control(text.ptr[n]))
        n++;
    if (n == text.len)
        return text;
    char *copy = arena_alloc_raw(arena, text.len);
    size_t n_kept = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_control(text.ptr[i]))
            copy[n_kept++] = text.ptr[i];
    }
    return (struct str){copy, n_kept};
}

/* --- names ----------------------------------------------------------------- */

static void split_name(struct str whole, struct str *ret_prefix, struct str *ret_name)
{
    size_t at = 0;
    *ret_prefix = (struct str){0};
    *ret_name = whole;
    if (!str_find_char(whole, ':', &at))
        return;
    *ret_prefix = str_first(whole, at);
    *ret_name = str_skip(whole, at + 1);
}

static struct str find_uri(const struct soup *soup, struct str prefix)
{
    if (str_eq(prefix, STR("xml")))
        return STR("http://www.w3.org/XML/1998/namespace");
    for (size_t i = soup->n_namespaces; i > 0; i--) {
        if (str_eq(soup->namespaces[i - 1].prefix, prefix))
            return soup->namespaces[i - 1].uri;
    }
    return (struct str){0};
}

/* xmlns="..." and xmlns:x="..." become namespaces of the element that is about to open. */
static bool declare(struct soup *soup, const struct xml_attribute *attribute)
{
    bool is_default = attribute->prefix.len == 0 && str_eq(attribute->name, STR("xmlns"));
    if (!is_default && !str_eq(attribute->prefix, STR("xmlns")))
        return false;
    if (soup->n_namespaces < MAX_NAMESPACES)
        soup->namespaces[soup->n_namespaces++] = (struct binding){
            is_default ? STR("") : attribute->name, attribute->value, soup->n_open + 1};
    return true;
}

/* --- tags ------------------------------------------------------------------ */

/* The value behind "=", with or without quotes. */
static struct str take_value(struct soup *soup, struct str *text)
{
    struct str value = references_decode(soup->arena, xml_take_value(text));
    return without_controls(soup->arena, value);
}

/* `text` is what stands between the element's name and its '>'. */
static size_t
read_attributes(struct soup *soup, struct str text, struct xml_attribute attributes[MAX_ATTRIBUTES])
{
    size_t n = 0;
    while (n < MAX_ATTRIBUTES) {
        while (text.len > 0 && !is_name_start(text.ptr[0]))
            text = str_skip(text, 1);
        if (text.len == 0)
            break;
        struct xml_attribute *attribute = &attributes[n];
        *attribute = (struct xml_attribute){0};
        split_name(take_name(&text), &attribute->prefix, &attribute->name);
        struct str rest = str_trim(text);
        if (rest.len > 0 && rest.ptr[0] == '=') {
            text = str_skip(rest, 1);
            attribute->value = take_value(soup, &text);
        }
        n += !declare(soup, attribute);
    }
    for (size_t i = 0; i < n; i++) {
        if (attributes[i].prefix.len > 0)
            attributes[i].uri = find_uri(soup, attributes[i].prefix);
    }
    return n;
}

static void close_last(struct soup *soup)
{
    soup->listener->on_end(soup->listener->data);
    while (soup->n_namespaces > 0 && soup->namespaces[soup->n_namespaces - 1].depth >= soup->n_open)
        soup->n_namespaces--;
    soup->n_open--;
}

static void close_element(struct soup *soup, struct str whole)
{
    size_t i = soup->n_open;
    while (i > 0 && !str_eq_folded(soup->open[i - 1], whole))
        i--;
    while (i > 0 && soup->n_open >= i)
        close_last(soup);
}

/* No item stands inside another: where one begins, the one before was not closed. */
static bool never_nests(struct str name)
{
    return str_eq_folded(name, STR("item")) || str_eq_folded(name, STR("entry"));
}

static void open_element(struct soup *soup, struct str whole, struct str inside)
{
    struct xml_attribute attributes[MAX_ATTRIBUTES];
    bool is_empty = str_ends_with(inside, STR("/"));
    if (never_nests(whole))
        close_element(soup, whole);
    if (soup->n_open == LIMIT_FEED_DEPTH)
        return;
    if (is_empty)
        inside.len--;
    struct xml_tag tag = {.n_attributes = read_attributes(soup, inside, attributes),
                          .attributes = attributes};
    split_name(whole, &tag.prefix, &tag.name);
    tag.uri = find_uri(soup, tag.prefix);
    soup->open[soup->n_open++] = whole;
    soup->listener->on_start(soup->listener->data, &tag);
    if (is_empty)
        close_last(soup);
}

/* How much of the text stands before the tag's '>', which quotes may hide; a '<' ends it
 * too. A quote that never ends hides nothing. */
static size_t tag_length(struct str text)
{
    char quote = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (quote == 0 && (c == '>' || c == '<'))
            return i;
        if (c == quote)
            quote = 0;
        else if (quote == 0 && (c == '"' || c == '\'') && i > 0 && text.ptr[i - 1] == '=')
            quote = c;
    }
    size_t at = text.len;
    return quote != 0 && str_find_char(text, '>', &at) ? at : text.len;
}

/* A tag at the front, which starts with '<'; false when it is only a sign. */
static bool take_tag(struct soup *soup, struct str *text)
{
    bool is_end = text->len > 1 && text->ptr[1] == '/';
    struct str rest = str_skip(*text, is_end ? 2 : 1);
    if (rest.len == 0 || !is_name_start(rest.ptr[0]))
        return false;
    struct str name = take_name(&rest);
    size_t n = tag_length(rest);
    struct str inside = str_trim(str_first(rest, n));
    rest = str_skip(rest, n);
    *text = rest.len > 0 && rest.ptr[0] == '>' ? str_skip(rest, 1) : rest;
    if (is_end)
        close_element(soup, name);
    else
        open_element(soup, name, inside);
    return true;
}

/* --- texts ----------------------------------------------------------------- */

static void hear_text(struct soup *soup, struct str text)
{
    text = without_controls(soup->arena, text);
    if (text.len > 0)
        soup->listener->on_text(soup->listener->data, text);
}

/* Up to the end mark, and what follows it; without one, all there is. */
static struct str cut_at(struct str *text, struct str end)
{
    size_t at = 0;
    struct str before = *text;
    if (str_find(*text, end, &at)) {
        before = str_first(*text, at);
        *text = str_skip(*text, at + end.len);
    } else {
        *text = str_skip(*text, text->len);
    }
    return before;
}

/* What starts with '<'. */
static void take_markup(struct soup *soup, struct str *text)
{
    if (str_starts_with(*text, STR("<![CDATA["))) {
        *text = str_skip(*text, 9);
        hear_text(soup, cut_at(text, STR("]]>")));
    } else if (str_starts_with(*text, STR("<!--"))) {
        (void)cut_at(text, STR("-->"));
    } else if (str_starts_with(*text, STR("<?")) || str_starts_with(*text, STR("<!"))) {
        (void)cut_at(text, STR(">"));
    } else if (str_eq(*text, STR("<")) || str_eq(*text, STR("</"))) {
        *text = str_skip(*text, 2); /* cut in a tag */
    } else if (!take_tag(soup, text)) {
        hear_text(soup, STR("<"));
        *text = str_skip(*text, 1);
    }
}

void xml_read_soup(struct arena *arena, struct str text, struct xml_listener *listener)
{
    struct soup *soup = arena_new(arena, struct soup);
    soup->arena = arena;
    soup->listener = listener;
    while (text.len > 0 && !listener->is_full) {
        size_t n = 0;
        if (!str_find_char(text, '<', &n))
            n = text.len;
        hear_text(soup, references_decode(arena, str_first(text, n)));
        text = str_skip(text, n);
        if (text.len > 0)
            take_markup(soup, &text);
    }
    while (soup->n_open > 0)
        close_last(soup);
}
