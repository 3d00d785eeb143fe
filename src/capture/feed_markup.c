#include "capture/feed_markup.h"

#include "base/limits.h"
#include "capture/references.h"
#include "capture/xml_words.h"
#include "text/html5/tag.h"
#include "text/url.h"

struct attribute {
    struct str name;
    struct str value;
};

struct normal {
    struct arena *arena;
    struct buf *out;
    struct str base;
    size_t foreign_depth; /* inside SVG or MathML, where case matters and <x/> is empty */
    bool is_last_tag;     /* no tag ends behind here: looking again and again would take long */
    bool is_last_comment;
    struct attribute attributes[LIMIT_HTML_ATTRIBUTES];
};

static bool is_any(struct str name, const struct str *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_folded(name, names[i]))
            return true;
    }
    return false;
}

bool feed_markup_is_void(struct str name)
{
    static const struct str names[] = {
        STR_INIT("area"),  STR_INIT("base"),  STR_INIT("basefont"), STR_INIT("br"),
        STR_INIT("col"),   STR_INIT("embed"), STR_INIT("frame"),    STR_INIT("hr"),
        STR_INIT("img"),   STR_INIT("input"), STR_INIT("isindex"),  STR_INIT("keygen"),
        STR_INIT("link"),  STR_INIT("meta"),  STR_INIT("param"),    STR_INIT("source"),
        STR_INIT("track"), STR_INIT("wbr"),
    };
    return is_any(name, names, N_OF(names));
}

static bool is_address(struct str attribute)
{
    static const struct str names[] = {
        STR_INIT("href"),   STR_INIT("src"),        STR_INIT("cite"),     STR_INIT("poster"),
        STR_INIT("data"),   STR_INIT("background"), STR_INIT("longdesc"), STR_INIT("usemap"),
        STR_INIT("action"), STR_INIT("codebase"),   STR_INIT("classid"),  STR_INIT("profile"),
    };
    return is_any(attribute, names, N_OF(names));
}

static bool has_scheme(struct str reference)
{
    size_t n = 0;
    if (reference.len == 0 || !char_is_alpha(reference.ptr[0]))
        return false;
    while (n < reference.len &&
           (char_is_alpha(reference.ptr[n]) || char_is_digit(reference.ptr[n]) ||
            reference.ptr[n] == '+' || reference.ptr[n] == '-' || reference.ptr[n] == '.'))
        n++;
    return n < reference.len && reference.ptr[n] == ':';
}

struct str feed_markup_address(struct arena *arena, struct str reference, struct str base)
{
    struct url base_url;
    struct url url;
    reference = str_trim(reference);
    if (has_scheme(reference) || base.len == 0 || url_parse(arena, base, &base_url) != OK ||
        url_resolve(arena, &base_url, reference, &url) != OK)
        return reference;
    return url_print(arena, &url);
}

/* --- attributes ------------------------------------------------------------ */

void feed_markup_add_value(struct buf *buf, struct str value)
{
    for (size_t i = 0; i < value.len; i++) {
        uint32_t code = 0;
        size_t n = 0;
        char c = value.ptr[i];
        if (c == '"')
            BUF_ADD(buf, "&quot;");
        else if (c == '<')
            BUF_ADD(buf, "&lt;");
        else if (c == '>')
            BUF_ADD(buf, "&gt;");
        else if (c == '&' && !references_take(str_skip(value, i), &code, &n))
            BUF_ADD(buf, "&amp;");
        else
            buf_add_char(buf, c);
    }
}

static bool is_name_char(char c)
{
    return !char_is_space(c) && c != '=' && c != '>' && c != '/' && c != '<';
}

/* Into the sorted list, unless it has one of that name. Returns how many there are then. */
static size_t insert(struct normal *normal, size_t n, struct attribute attribute)
{
    size_t at = n;
    for (size_t i = 0; i < n; i++) {
        int order = str_compare(normal->attributes[i].name, attribute.name);
        if (order == 0)
            return n;
        if (order > 0 && at == n)
            at = i;
    }
    if (n == N_OF(normal->attributes))
        return n;
    for (size_t i = n; i > at; i--)
        normal->attributes[i] = normal->attributes[i - 1];
    normal->attributes[at] = attribute;
    return n + 1;
}

/* SVG and MathML say what they are, and xlink: is declared: then it is XML too. */
static size_t insert_namespaces(struct normal *normal, size_t n, struct str element)
{
    bool has_xlink = false;
    for (size_t i = 0; i < n; i++)
        has_xlink = has_xlink || str_starts_with(normal->attributes[i].name, STR("xlink:"));
    if (has_xlink)
        n = insert(normal, n,
                   (struct attribute){STR("xmlns:xlink"), STR("http://www.w3.org/1999/xlink")});
    if (str_eq_folded(element, STR("svg")))
        n = insert(normal, n, (struct attribute){STR("xmlns"), STR("http://www.w3.org/2000/svg")});
    if (str_eq_folded(element, STR("math")))
        n = insert(normal, n,
                   (struct attribute){STR("xmlns"), STR("http://www.w3.org/1998/Math/MathML")});
    return n;
}

/* Sorted; `text` stands between the element's name and its '>'. */
static size_t read_attributes(struct normal *normal, struct str text)
{
    size_t n = 0;
    while (text.len > 0) {
        size_t n_name = 0;
        while (n_name < text.len && is_name_char(text.ptr[n_name]))
            n_name++;
        if (n_name == 0) {
            text = str_skip(text, 1);
            continue;
        }
        struct attribute attribute = {.name = str_first(text, n_name)};
        text = str_skip(text, n_name);
        struct str rest = str_trim(text);
        if (rest.len > 0 && rest.ptr[0] == '=') {
            text = str_skip(rest, 1);
            attribute.value = xml_take_value(&text);
        }
        if (normal->foreign_depth == 0)
            attribute.name = str_lower(normal->arena, attribute.name);
        n = insert(normal, n, attribute);
    }
    return n;
}

static void add_attributes(struct normal *normal, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct attribute *attribute = &normal->attributes[i];
        struct str value = attribute->value;
        if (is_address(attribute->name))
            value = feed_markup_address(normal->arena, references_decode(normal->arena, value),
                                        normal->base);
        BUF_ADD(normal->out, " ");
        buf_add(normal->out, attribute->name);
        BUF_ADD(normal->out, "=\"");
        feed_markup_add_value(normal->out, value);
        BUF_ADD(normal->out, "\"");
    }
}

/* --- tags ------------------------------------------------------------------ */

static bool is_foreign_root(struct str name)
{
    return str_eq_folded(name, STR("svg")) || str_eq_folded(name, STR("math"));
}

/* The text up to a tag's '>', which quotes behind '=' may hide. False when it never comes. */
static bool find_end(struct str text, size_t *ret_at)
{
    char quote = 0;
    size_t first = text.len;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '>' && first == text.len)
            first = i;
        if (c == '>' && quote == 0) {
            *ret_at = i;
            return true;
        }
        if (c == quote)
            quote = 0;
        else if (quote == 0 && (c == '"' || c == '\'') && i > 0 && text.ptr[i - 1] == '=')
            quote = c;
    }
    *ret_at = first;
    return first < text.len;
}

static void add_start(struct normal *normal, struct str name, struct str inside)
{
    bool is_closed = str_ends_with(inside, STR("/"));
    bool is_void = feed_markup_is_void(name) && normal->foreign_depth == 0;
    normal->foreign_depth += is_foreign_root(name);
    if (is_closed)
        inside.len--;
    BUF_ADD(normal->out, "<");
    buf_add(normal->out, normal->foreign_depth > 0 ? name : str_lower(normal->arena, name));
    size_t n = read_attributes(normal, inside);
    if (normal->foreign_depth > 0)
        n = insert_namespaces(normal, n, name);
    add_attributes(normal, n);
    buf_add(normal->out, is_void ? STR(" />") : STR(">"));
    if (!is_closed || is_void)
        return;
    BUF_ADD(normal->out, "</");
    buf_add(normal->out, normal->foreign_depth > 0 ? name : str_lower(normal->arena, name));
    BUF_ADD(normal->out, ">");
    normal->foreign_depth -= is_foreign_root(name);
}

static void add_end(struct normal *normal, struct str name)
{
    if (feed_markup_is_void(name) && normal->foreign_depth == 0)
        return;
    BUF_ADD(normal->out, "</");
    buf_add(normal->out, normal->foreign_depth > 0 ? name : str_lower(normal->arena, name));
    BUF_ADD(normal->out, ">");
    if (normal->foreign_depth > 0)
        normal->foreign_depth -= is_foreign_root(name);
}

/* A tag at the front; false when the '<' starts none. */
static bool take_tag(struct normal *normal, struct str *text)
{
    bool is_end = text->len > 1 && text->ptr[1] == '/';
    struct str rest = str_skip(*text, is_end ? 2 : 1);
    size_t n = 0;
    size_t end = 0;
    if (rest.len == 0 || !char_is_alpha(rest.ptr[0]) || normal->is_last_tag)
        return false;
    normal->is_last_tag = !find_end(rest, &end);
    if (normal->is_last_tag)
        return false;
    while (n < end && is_name_char(rest.ptr[n]))
        n++;
    struct str name = str_first(rest, n);
    if (is_end)
        add_end(normal, name);
    else
        add_start(normal, name, str_trim((struct str){rest.ptr + n, end - n}));
    *text = str_skip(rest, end + 1);
    return true;
}

/* Comments and instructions go. False for what is neither. */
static bool skip_comment(struct normal *normal, struct str *text)
{
    bool is_comment = str_starts_with(*text, STR("<!--"));
    bool is_other = str_starts_with(*text, STR("<?")) || str_starts_with(*text, STR("<![")) ||
                    str_starts_with_folded(*text, STR("<!DOCTYPE"));
    struct str end = is_comment ? STR("-->") : STR(">");
    size_t at = 0;
    if ((!is_comment && !is_other) || normal->is_last_comment)
        return false;
    normal->is_last_comment = !str_find(str_skip(*text, 4), end, &at);
    if (normal->is_last_comment)
        return false;
    *text = str_skip(*text, 4 + at + end.len);
    return true;
}

/* "&#146;" means a quotation mark to every browser; all other references stay as they are. */
static size_t add_reference(struct normal *normal, struct str text)
{
    uint32_t code = 0;
    size_t n = 0;
    bool is_number = text.len > 1 && text.ptr[1] == '#';
    if (!is_number || !references_take(text, &code, &n)) {
        BUF_ADD(normal->out, "&");
        return 1;
    }
    struct str written = str_first(text, n);
    bool is_low = str_starts_with(written, STR("&#1")) ||
                  str_starts_with_folded(written, STR("&#x8")) ||
                  str_starts_with_folded(written, STR("&#x9"));
    if (is_low && n == 6 && code > 0xFF)
        buf_print(normal->out, "&#x%x;", (unsigned)code);
    else
        buf_add(normal->out, written);
    return n;
}

struct str feed_markup_normal(struct arena *arena, struct str html, struct str base)
{
    struct buf out;
    struct normal normal = {.arena = arena, .out = &out, .base = base};
    size_t at = 0;
    if (!str_find_char(html, '<', &at) && !str_find_char(html, '&', &at))
        return html;
    buf_init(&out, arena, 4 * (size_t)LIMIT_FEED_TEXT_BYTES);
    while (html.len > 0 && !out.is_over) {
        size_t n = 0;
        while (n < html.len && html.ptr[n] != '<' && html.ptr[n] != '&')
            n++;
        buf_add(&out, str_first(html, n));
        html = str_skip(html, n);
        if (html.len == 0)
            break;
        if (html.ptr[0] == '&') {
            html = str_skip(html, add_reference(&normal, html));
        } else if (!skip_comment(&normal, &html) && !take_tag(&normal, &html)) {
            BUF_ADD(&out, "&lt;");
            html = str_skip(html, 1);
        }
    }
    return buf_text(&out);
}

/* --- is it HTML? ----------------------------------------------------------- */

enum { TAG_BYTES = 32 };

static bool is_known_tag(const struct html_tag_index *index, struct str name)
{
    char lower[TAG_BYTES];
    if (name.len > sizeof(lower))
        return false;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = char_lower(name.ptr[i]);
    return html_tag_find(index, (struct str){lower, name.len}) != HTML_TAG_UNKNOWN;
}

bool feed_markup_looks_like_html(struct str text)
{
    bool is_sure = false;
    struct html_tag_index index;
    html_tag_index_init(&index);
    for (; text.len > 0; text = str_skip(text, 1)) {
        uint32_t code = 0;
        size_t n = 0;
        if (text.ptr[0] == '&')
            is_sure = is_sure || references_take(text, &code, &n);
        if (text.ptr[0] != '<')
            continue;
        bool is_end = text.len > 1 && text.ptr[1] == '/';
        struct str rest = str_skip(text, is_end ? 2 : 1);
        while (n < rest.len && (char_is_alpha(rest.ptr[n]) || char_is_digit(rest.ptr[n])))
            n++;
        if (n > 0 && !is_known_tag(&index, str_first(rest, n)))
            return false;
        is_sure = is_sure || (is_end && n > 0 && n < rest.len && rest.ptr[n] == '>');
    }
    return is_sure;
}
