#include "capture/encoding_prescan.h"

#include "capture/xml_words.h"

/* The bytes and how far they are read. */
struct scan {
    struct str bytes;
    size_t at;
};

/* Borrows; compared without regard to case. */
struct attribute {
    struct str name;
    struct str value;
};

static bool is_at_end(const struct scan *scan)
{
    return scan->at >= scan->bytes.len;
}

/* The byte here; 0 at the end, where no caller wants one. */
static char peek(const struct scan *scan)
{
    return is_at_end(scan) ? '\0' : scan->bytes.ptr[scan->at];
}

static bool is_space(char c)
{
    return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static void skip_spaces(struct scan *scan)
{
    while (is_space(peek(scan)))
        scan->at++;
}

/* To the next '>', or to the end. */
static void skip_to_bracket(struct scan *scan)
{
    while (!is_at_end(scan) && peek(scan) != '>')
        scan->at++;
}

static bool stands_here(const struct scan *scan, struct str word)
{
    return str_starts_with_folded(str_skip(scan->bytes, scan->at), word);
}

/* The value behind "="; false when the bytes end in it. */
static bool take_value(struct scan *scan, struct str *ret_value)
{
    skip_spaces(scan);
    char quote = peek(scan);
    bool is_quoted = quote == '"' || quote == '\'';
    if (is_quoted)
        scan->at++;
    size_t start = scan->at;
    while (!is_at_end(scan) &&
           (is_quoted ? peek(scan) != quote : !is_space(peek(scan)) && peek(scan) != '>'))
        scan->at++;
    *ret_value = str_first(str_skip(scan->bytes, start), scan->at - start);
    if (is_at_end(scan))
        return false;
    if (is_quoted)
        scan->at++;
    return true;
}

/* "Get an attribute": false at the tag's end, or when the bytes end before the
 * attribute does, in which case it does not count. */
static bool take_attribute(struct scan *scan, struct attribute *ret_attribute)
{
    while (is_space(peek(scan)) || peek(scan) == '/')
        scan->at++;
    if (peek(scan) == '>' || is_at_end(scan))
        return false;
    size_t start = scan->at;
    while (!is_at_end(scan) && !is_space(peek(scan)) && peek(scan) != '/' && peek(scan) != '>' &&
           (peek(scan) != '=' || scan->at == start))
        scan->at++;
    ret_attribute->name = str_first(str_skip(scan->bytes, start), scan->at - start);
    ret_attribute->value = (struct str){0};
    skip_spaces(scan);
    if (peek(scan) == '=') {
        scan->at++;
        return take_value(scan, &ret_attribute->value);
    }
    return !is_at_end(scan);
}

/* What may not be declared in bytes that could be read so far. */
static const struct encoding *declared(struct str label)
{
    const struct encoding *encoding = encoding_find(label);
    if (encoding && str_starts_with(encoding->name, STR("UTF-16")))
        return encoding_find(STR("utf-8"));
    if (encoding && encoding->kind == ENCODING_USER_DEFINED)
        return encoding_find(STR("windows-1252"));
    return encoding;
}

struct str encoding_label_in(struct str content)
{
    struct scan scan = {content, 0};
    for (; !is_at_end(&scan); scan.at++) {
        if (!stands_here(&scan, STR("charset")))
            continue;
        struct scan rest = {content, scan.at + STR("charset").len};
        skip_spaces(&rest);
        if (peek(&rest) != '=')
            continue;
        rest.at++;
        skip_spaces(&rest);
        struct str label = str_skip(content, rest.at);
        char quote = peek(&rest);
        size_t end = 0;
        if (quote == '"' || quote == '\'') {
            label = str_skip(label, 1);
            return str_find_char(label, quote, &end) ? str_first(label, end) : (struct str){0};
        }
        while (end < label.len && !is_space(label.ptr[end]) && label.ptr[end] != ';')
            end++;
        return str_first(label, end);
    }
    return (struct str){0};
}

/* What one meta element declares, from its attributes on; NULL for nothing. */
static const struct encoding *read_meta(struct scan *scan)
{
    enum { NO_NEED, NEEDS_PRAGMA, NEEDS_NONE } need = NO_NEED;
    bool has_seen_pragma = false;
    bool has_seen_content = false;
    bool has_pragma = false;
    struct str label = {0};
    struct attribute attribute;
    while (take_attribute(scan, &attribute)) {
        if (str_eq_folded(attribute.name, STR("http-equiv")) && !has_seen_pragma) {
            has_seen_pragma = true;
            has_pragma = str_eq_folded(attribute.value, STR("content-type"));
        } else if (str_eq_folded(attribute.name, STR("content")) && !has_seen_content) {
            struct str told = encoding_label_in(attribute.value);
            has_seen_content = true;
            if (need == NO_NEED && encoding_find(told)) {
                label = told;
                need = NEEDS_PRAGMA;
            }
        } else if (str_eq_folded(attribute.name, STR("charset")) && need != NEEDS_NONE) {
            label = attribute.value;
            need = NEEDS_NONE;
        }
    }
    bool is_whole = !is_at_end(scan);
    if (!is_whole || need == NO_NEED || (need == NEEDS_PRAGMA && !has_pragma))
        return NULL;
    return declared(label);
}

/* To the end tag of an element whose content is no markup. */
static void skip_raw_text(struct scan *scan, struct str name)
{
    size_t n = 0;
    while (str_find(str_skip(scan->bytes, scan->at), STR("</"), &n)) {
        scan->at += n;
        if (str_starts_with_folded(str_skip(scan->bytes, scan->at + 2), name))
            return;
        scan->at += 2;
    }
    scan->at = scan->bytes.len;
}

/* Behind a tag's name and attributes; far into the document also behind its raw text. */
static void skip_tag(struct scan *scan)
{
    static const struct str raw[] = {STR_INIT("script"), STR_INIT("style"), STR_INIT("title"),
                                     STR_INIT("textarea")};
    bool is_far = scan->at >= PRESCAN_BYTES;
    size_t start = scan->at + 1;
    struct attribute attribute;
    while (!is_at_end(scan) && !is_space(peek(scan)) && peek(scan) != '>')
        scan->at++;
    struct str name = str_first(str_skip(scan->bytes, start), scan->at - start);
    while (take_attribute(scan, &attribute))
        continue;
    for (size_t i = 0; is_far && i < N_OF(raw); i++) {
        if (str_eq_folded(name, raw[i]))
            skip_raw_text(scan, name);
    }
}

/* A comment's two dashes may be those that begin it. */
static void skip_comment(struct scan *scan)
{
    size_t at = 0;
    struct str rest = str_skip(scan->bytes, scan->at + 2);
    scan->at = str_find(rest, STR("-->"), &at) ? scan->at + 2 + at + 2 : scan->bytes.len;
}

static bool is_tag_here(const struct scan *scan)
{
    struct str rest = str_skip(scan->bytes, scan->at + 1);
    if (str_starts_with(rest, STR("/")))
        rest = str_skip(rest, 1);
    return rest.len > 0 && char_is_alpha(rest.ptr[0]);
}

static bool is_meta_here(const struct scan *scan)
{
    struct str rest = str_skip(scan->bytes, scan->at + STR("<meta").len);
    return stands_here(scan, STR("<meta")) && rest.len > 0 &&
           (is_space(rest.ptr[0]) || rest.ptr[0] == '/');
}

/* What stands at a '<' is passed over, up to its last byte; a meta is read. */
static const struct encoding *take_markup(struct scan *scan)
{
    if (stands_here(scan, STR("<!--"))) {
        skip_comment(scan);
    } else if (is_meta_here(scan)) {
        scan->at += STR("<meta").len;
        return read_meta(scan);
    } else if (is_tag_here(scan)) {
        skip_tag(scan);
    } else if (stands_here(scan, STR("<!")) || stands_here(scan, STR("</")) ||
               stands_here(scan, STR("<?"))) {
        skip_to_bracket(scan);
    }
    return NULL;
}

/* "Get an XML encoding". */
static const struct encoding *read_declaration(struct str bytes)
{
    struct str label = xml_declared_encoding(bytes);
    return label.len > 0 ? declared(label) : NULL;
}

const struct encoding *encoding_prescan(struct str bytes)
{
    struct scan scan = {bytes, 0};
    size_t n = 0;
    if (str_starts_with(bytes, STR("<\0?\0x\0")))
        return encoding_find(STR("utf-16le"));
    if (str_starts_with(bytes, STR("\0<\0?\0x")))
        return encoding_find(STR("utf-16be"));
    while (str_find_char(str_skip(bytes, scan.at), '<', &n)) {
        scan.at += n;
        const struct encoding *encoding = take_markup(&scan);
        if (encoding)
            return encoding;
        if (peek(&scan) == '<' || peek(&scan) == '>')
            scan.at++;
    }
    return read_declaration(bytes);
}
