/* Attributes are not copied but made: each has a function that reads the value,
 * judges it and writes it anew. */
#include "text/html_allow.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/html_tree.h"
#include "text/language.h"

#include "text/html5/node.h"

enum {
    MAX_ID_BYTES = 64,
    MAX_TITLE_CHARACTERS = 300,
    MAX_ALT_CHARACTERS = 1000,
    MAX_ATTRIBUTES_BYTES = 64 << 10
};

/* The length of a code point at the front that the parser does not let through
 * but reads as U+FFFD: C1 controls and noncharacters, which only a numeric
 * reference can have brought in. 0 for all others. */
static size_t unreadable_length(struct str text)
{
    unsigned char lead = (unsigned char)text.ptr[0];
    if (lead != 0xC2 && lead != 0xEF && lead < 0xF0)
        return 0;
    struct str rest = text;
    uint32_t code = utf8_next(&rest);
    bool is_unreadable = (code >= 0x80 && code <= 0x9F) || (code >= 0xFDD0 && code <= 0xFDEF) ||
                         (code & 0xFFFE) == 0xFFFE;
    return is_unreadable ? text.len - rest.len : 0;
}

void html_add_text(struct buf *out, struct str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        size_t n_unreadable = unreadable_length(str_skip(text, i));
        struct str instead = text.ptr[i] == '&'   ? STR("&amp;")
                             : text.ptr[i] == '<' ? STR("&lt;")
                             : text.ptr[i] == '>' ? STR("&gt;")
                             : n_unreadable > 0   ? STR("\uFFFD")
                                                  : STR("");
        if (instead.len == 0)
            continue;
        buf_add(out, (struct str){text.ptr + from, i - from});
        buf_add(out, instead);
        i += n_unreadable > 0 ? n_unreadable - 1 : 0;
        from = i + 1;
    }
    buf_add(out, str_skip(text, from));
}

void html_add_attribute_text(struct buf *out, struct str text)
{
    size_t at = 0;
    while (str_find_char(text, '"', &at)) {
        html_add_text(out, str_first(text, at));
        BUF_ADD(out, "&quot;");
        text = str_skip(text, at + 1);
    }
    html_add_text(out, text);
}

struct writer {
    const struct html_attributes *how;
    const struct html_node *node;
    struct buf out;
    bool has_id;
};

static void add(struct writer *writer, struct str name, struct str value)
{
    BUF_ADD(&writer->out, " ");
    buf_add(&writer->out, name);
    BUF_ADD(&writer->out, "=\"");
    html_add_attribute_text(&writer->out, value);
    BUF_ADD(&writer->out, "\"");
}

static bool read(const struct writer *writer, const char *name, struct str *ret_value)
{
    return html_attribute(writer->node, name, ret_value) == OK;
}

/* Text for a person: on one line, without control characters, cut. */
static struct str folded_text(const struct writer *writer, struct str value, size_t max_characters)
{
    struct buf out;
    buf_init(&out, writer->how->arena, value.len);
    bool is_after_space = true;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        bool is_space = (unsigned char)c <= ' ' || c == '\x7F';
        if (!is_space)
            buf_add_char(&out, c);
        else if (!is_after_space)
            buf_add_char(&out, ' ');
        is_after_space = is_space;
    }
    return str_trim(utf8_first(str_trim(buf_text(&out)), max_characters));
}

static void add_text(struct writer *writer, const char *name, size_t max_characters)
{
    struct str value;
    if (!read(writer, name, &value))
        return;
    value = folded_text(writer, value, max_characters);
    if (value.len > 0)
        add(writer, str_from_c(name), value);
}

static void add_number(struct writer *writer, const char *name, int64_t min, int64_t max)
{
    struct str value;
    int64_t number = 0;
    if (!read(writer, name, &value) || str_to_number(str_trim(value), max, &number) != OK ||
        number < min)
        return;
    BUF_ADD(&writer->out, " ");
    buf_add(&writer->out, str_from_c(name));
    BUF_ADD(&writer->out, "=\"");
    buf_add_number(&writer->out, number);
    BUF_ADD(&writer->out, "\"");
}

/* One of the words, in the case in which they are listed. */
static bool
add_choice(struct writer *writer, const char *name, const struct str *words, size_t n_words)
{
    struct str value;
    if (!read(writer, name, &value))
        return false;
    value = str_trim(value);
    for (size_t i = 0; i < n_words; i++) {
        if (!str_eq_folded(value, words[i]))
            continue;
        add(writer, str_from_c(name), words[i]);
        return true;
    }
    return false;
}

static void add_flag(struct writer *writer, const char *name)
{
    struct str value;
    if (!read(writer, name, &value))
        return;
    BUF_ADD(&writer->out, " ");
    buf_add(&writer->out, str_from_c(name));
}

/* An id or a link to one: our prefix, then letters, digits and -_.: only. */
static bool prefixed_id(const struct writer *writer, struct str id, struct str *ret_id)
{
    if (str_starts_with(id, STR(HTML_ID_PREFIX)))
        id = str_skip(id, sizeof(HTML_ID_PREFIX) - 1);
    if (id.len == 0 || id.len > MAX_ID_BYTES)
        return false;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        if (!char_is_alpha(c) && !char_is_digit(c) && c != '-' && c != '_' && c != '.' && c != ':')
            return false;
    }
    *ret_id = str_join(writer->how->arena, STR(HTML_ID_PREFIX), id);
    return true;
}

static void add_id(struct writer *writer)
{
    struct str id;
    if (writer->how->policy == HTML_COMMENT)
        return;
    bool is_named =
        read(writer, "id", &id) || (writer->node->tag == HTML_TAG_A && read(writer, "name", &id));
    if (!is_named || !prefixed_id(writer, id, &id))
        return;
    add(writer, STR("id"), id);
    writer->has_id = true;
}

static void add_language(struct writer *writer)
{
    static const struct str directions[] = {STR_INIT("ltr"), STR_INIT("rtl"), STR_INIT("auto")};
    struct str tag;
    if ((read(writer, "lang", &tag) || read(writer, "xml:lang", &tag)) &&
        language_normalise(writer->how->arena, str_trim(tag), &tag) == OK)
        add(writer, STR("lang"), tag);
    add_choice(writer, "dir", directions, 3);
}

/* What browsers strip before they look: C0 controls and spaces at the ends, line
 * breaks and tabs anywhere. */
static struct str stripped_address(const struct writer *writer, struct str value)
{
    struct buf out;
    buf_init(&out, writer->how->arena, value.len);
    while (value.len > 0 && (unsigned char)value.ptr[0] <= ' ')
        value = str_skip(value, 1);
    while (value.len > 0 && (unsigned char)value.ptr[value.len - 1] <= ' ')
        value.len--;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] != '\t' && value.ptr[i] != '\n' && value.ptr[i] != '\r')
            buf_add_char(&out, value.ptr[i]);
    }
    return buf_text(&out);
}

/* A web address (or mailto for links) as it will be written; relative only
 * when there is no base to resolve it against. */
static bool
clean_address(const struct writer *writer, struct str value, bool is_link, struct str *ret_address)
{
    const struct html_attributes *how = writer->how;
    struct url url;
    value = stripped_address(writer, value);
    if (value.len == 0 || value.len > LIMIT_URL_BYTES)
        return false;
    if (str_starts_with(value, STR("#"))) {
        struct str id;
        if (!is_link || how->policy == HTML_COMMENT ||
            !prefixed_id(writer, str_skip(value, 1), &id))
            return false;
        *ret_address = str_join(how->arena, STR("#"), id);
        return true;
    }
    bool is_absolute = url_parse(how->arena, value, &url) == OK;
    if (!is_absolute && how->base != NULL)
        is_absolute = url_resolve(how->arena, how->base, value, &url) == OK;
    if (!is_absolute)
        return is_link && url_clean_relative(how->arena, value, ret_address) == OK;
    bool is_mail = is_link && str_eq(url.scheme, STR("mailto"));
    if (!url_is_web(&url) && !is_mail)
        return false;
    *ret_address = url_print(how->arena, &url);
    return ret_address->len <= LIMIT_URL_BYTES;
}

static bool add_link(struct writer *writer)
{
    struct str value;
    struct str address;
    if (!read(writer, "href", &value) || !clean_address(writer, value, true, &address))
        return writer->has_id;
    add(writer, STR("href"), address);
    add_text(writer, "title", MAX_TITLE_CHARACTERS);
    if (!str_starts_with(address, STR("#")))
        add(writer, STR("rel"), STR("nofollow ugc noopener"));
    return true;
}

static bool add_picture(struct writer *writer)
{
    struct str value;
    struct str address;
    /* What our own editor sends back names the kept copy; data-kept-from is the publisher's. */
    bool is_named = read(writer, "data-kept-from", &value) || read(writer, "src", &value);
    if (!is_named || !clean_address(writer, value, false, &address))
        return false;
    add(writer, STR("src"), address);
    struct str alt = STR("");
    if (read(writer, "alt", &value))
        alt = folded_text(writer, value, MAX_ALT_CHARACTERS);
    add(writer, STR("alt"), alt);
    add_text(writer, "title", MAX_TITLE_CHARACTERS);
    add_number(writer, "width", 1, 99999);
    add_number(writer, "height", 1, 99999);
    add(writer, STR("loading"), STR("lazy"));
    add(writer, STR("referrerpolicy"), STR("no-referrer"));
    return true;
}

static void add_source(struct writer *writer)
{
    struct str value;
    struct str address;
    if (read(writer, "cite", &value) && !str_starts_with(str_trim(value), STR("#")) &&
        clean_address(writer, value, true, &address))
        add(writer, STR("cite"), address);
}

static void add_cell(struct writer *writer)
{
    static const struct str scopes[] = {STR_INIT("row"), STR_INIT("col"), STR_INIT("rowgroup"),
                                        STR_INIT("colgroup")};
    add_number(writer, "colspan", 2, 1000);
    add_number(writer, "rowspan", 2, 1000);
    if (writer->node->tag == HTML_TAG_TH)
        add_choice(writer, "scope", scopes, 4);
}

static void add_list(struct writer *writer)
{
    static const struct str cased[] = {STR_INIT("a"), STR_INIT("i")};
    struct str type;
    add_flag(writer, "reversed");
    add_number(writer, "start", 0, 999999);
    if (read(writer, "type", &type) && (str_eq(type, STR("A")) || str_eq(type, STR("I"))))
        add(writer, STR("type"), type);
    else
        add_choice(writer, "type", cased, 2);
}

static void add_datetime(struct writer *writer)
{
    struct str value;
    if (!read(writer, "datetime", &value))
        return;
    value = str_trim(value);
    if (value.len == 0 || value.len > 40)
        return;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (!char_is_digit(c) && !char_is_alpha(c) && !strchr(":+-. ", c))
            return;
    }
    add(writer, STR("datetime"), value);
}

/* What only some elements have. False when the element says nothing without it. */
static bool add_own(struct writer *writer)
{
    switch ((int)writer->node->tag) {
    case HTML_TAG_A:
        return add_link(writer);
    case HTML_TAG_IMG:
        return add_picture(writer);
    case HTML_TAG_SPAN:
        return writer->out.len > 0;
    case HTML_TAG_ABBR:
    case HTML_TAG_ACRONYM:
    case HTML_TAG_DFN:
        add_text(writer, "title", MAX_TITLE_CHARACTERS);
        return true;
    case HTML_TAG_BLOCKQUOTE:
    case HTML_TAG_Q:
    case HTML_TAG_DEL:
    case HTML_TAG_INS:
        add_source(writer);
        return true;
    case HTML_TAG_TD:
    case HTML_TAG_TH:
        add_cell(writer);
        return true;
    case HTML_TAG_OL:
        add_list(writer);
        return true;
    case HTML_TAG_LI:
        add_number(writer, "value", 0, 999999);
        return true;
    case HTML_TAG_TIME:
        add_datetime(writer);
        return true;
    case HTML_TAG_DETAILS:
        add_flag(writer, "open");
        return true;
    default:
        return true;
    }
}

bool html_write_attributes(const struct html_attributes *how,
                           const struct html_node *node,
                           const struct html_element *element,
                           struct str *ret_attributes,
                           bool *ret_has_id)
{
    struct writer writer = {.how = how, .node = node};
    buf_init(&writer.out, how->arena, MAX_ATTRIBUTES_BYTES);
    if (node->n_attributes > 0 && element->kind != HTML_RULE) {
        if (element->kind != HTML_VOID)
            add_id(&writer);
        add_language(&writer);
    }
    bool is_kept = add_own(&writer);
    *ret_attributes = buf_text(&writer.out);
    *ret_has_id = writer.has_id;
    return is_kept && !writer.out.is_over;
}
