/* A feed's DTD is never handed on, so no entity can grow, loop or be fetched. Of it
 * and of HTML only the plain names count: each stands for a few characters. */
#include "capture/xml.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "capture/references.h"
#include "text/html.h"

enum { MAX_ENTITIES = 64, MAX_ENTITY_BYTES = 200 };

struct entity {
    struct str name;
    struct str value; /* escaped */
};

struct entities {
    struct entity items[MAX_ENTITIES];
    size_t n;
};

/* Up to and with what ends it, or all there is. */
static struct str skip_behind(struct str text, struct str end)
{
    size_t at = 0;
    return str_find(text, end, &at) ? str_skip(text, at + end.len) : str_skip(text, text.len);
}

static struct str take_name(struct str *text)
{
    size_t n = 0;
    *text = str_trim(*text);
    while (n < text->len && !char_is_space(text->ptr[n]) && text->ptr[n] != '"' &&
           text->ptr[n] != '\'' && text->ptr[n] != '>')
        n++;
    struct str name = str_first(*text, n);
    *text = str_skip(*text, n);
    return name;
}

/* <!ENTITY name "value">: only where the value is plain text. `text` stands behind "<!ENTITY". */
static void add_entity(struct arena *arena, struct entities *entities, struct str text)
{
    text = str_first(text, 2 * MAX_ENTITY_BYTES);
    struct str name = take_name(&text);
    struct str value = {0};
    text = str_trim(text);
    if (text.len == 0 || (text.ptr[0] != '"' && text.ptr[0] != '\''))
        return;
    char quote = text.ptr[0];
    text = str_skip(text, 1);
    (void)str_cut(&text, quote, &value);
    value = references_decode(arena, str_first(value, MAX_ENTITY_BYTES + 1));
    if (name.len == 0 || value.len > MAX_ENTITY_BYTES || entities->n == MAX_ENTITIES ||
        str_contains(value, STR("&")) || str_contains(value, STR("<")))
        return;
    entities->items[entities->n++] = (struct entity){name, html_escape(arena, value)};
}

/* What follows the DTD; `text` stands behind "<!DOCTYPE". Its entities are noted. */
static struct str skip_doctype(struct arena *arena, struct str text, struct entities *entities)
{
    bool is_inside = false;
    while (text.len > 0) {
        char c = text.ptr[0];
        if (c == '>' && !is_inside)
            return str_skip(text, 1);
        if (str_starts_with(text, STR("<!--"))) {
            text = skip_behind(text, STR("-->"));
            continue;
        }
        if (str_starts_with(text, STR("<!ENTITY")))
            add_entity(arena, entities, str_skip(text, 8));
        is_inside = (is_inside || c == '[') && c != ']';
        text = str_skip(text, 1);
        if (c == '"' || c == '\'')
            text = skip_behind(text, (struct str){&c, 1});
    }
    return text;
}

/* Where the DTD starts among the comments and instructions before the first element. */
static bool find_doctype(struct str text, size_t *ret_at)
{
    struct str rest = str_trim(text);
    while (rest.len > 0) {
        if (str_starts_with(rest, STR("<!--")))
            rest = skip_behind(rest, STR("-->"));
        else if (str_starts_with(rest, STR("<?")))
            rest = skip_behind(rest, STR("?>"));
        else
            break;
        rest = str_trim(rest);
    }
    *ret_at = rest.len > 0 ? (size_t)(rest.ptr - text.ptr) : text.len;
    return str_starts_with_folded(rest, STR("<!DOCTYPE"));
}

/* The reference at the front, which starts with '&'; false when it is to stay. */
static bool replace(struct buf *buf, struct str *text, const struct entities *entities)
{
    size_t end = 0;
    struct str rest = str_skip(*text, 1);
    if (!str_find_char(str_first(rest, 32), ';', &end))
        return false;
    struct str name = str_first(rest, end);
    for (size_t i = 0; i < entities->n; i++) {
        if (str_eq(entities->items[i].name, name)) {
            buf_add(buf, entities->items[i].value);
            *text = str_skip(rest, end + 1);
            return true;
        }
    }
    char bytes[4];
    uint32_t code = references_find(name);
    if (code < 0x80) /* XML has those itself */
        return false;
    buf_add(buf, (struct str){bytes, utf8_encode(code, bytes)});
    *text = str_skip(rest, end + 1);
    return true;
}

/* A CDATA section or comment as a whole, else the one byte. */
static struct str skip_markup(struct str text)
{
    if (str_starts_with(text, STR("<![CDATA[")))
        return skip_behind(text, STR("]]>"));
    if (str_starts_with(text, STR("<!--")))
        return skip_behind(text, STR("-->"));
    return str_skip(text, 1);
}

static void replace_all(struct buf *buf, struct str text, const struct entities *entities)
{
    while (text.len > 0 && !buf->is_over) {
        size_t n = 0;
        while (n < text.len && text.ptr[n] != '&' && text.ptr[n] != '<')
            n++;
        buf_add(buf, str_first(text, n));
        text = str_skip(text, n);
        if (text.len == 0 || (text.ptr[0] == '&' && replace(buf, &text, entities)))
            continue;
        struct str rest = skip_markup(text);
        buf_add(buf, str_first(text, text.len - rest.len));
        text = rest;
    }
}

enum outcome xml_plain(struct arena *arena, struct str text, struct str *ret_text)
{
    struct entities entities = {0};
    struct buf buf;
    size_t at = 0;
    buf_init(&buf, arena, 2 * (size_t)LIMIT_FEED_BYTES);
    text = str_trim(text);
    if (str_starts_with(text, STR("<?xml")) && text.len > 5 && char_is_space(text.ptr[5]))
        text = skip_behind(text, STR("?>"));
    if (find_doctype(text, &at)) {
        replace_all(&buf, str_first(text, at), &entities);
        text = skip_doctype(arena, str_skip(text, at + 9), &entities);
    }
    replace_all(&buf, text, &entities);
    return buf_finish(&buf, ret_text);
}
