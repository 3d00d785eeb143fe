/* Both kinds of form body, read in place: decoding never makes text longer, so
 * a body of megabytes is held once. */
#include "web/form.h"

#include "base/limits.h"
#include "base/utf8.h"

struct reader {
    struct arena *arena;
    struct form_entry *items;
    size_t room;
    struct form form;
};

static void note_wrong(struct form *form, enum form_wrong wrong, struct str field)
{
    if (form->wrong != FORM_FINE)
        return;
    form->wrong = wrong;
    form->wrong_field = field;
}

static int hex_digit(char c)
{
    if (char_is_digit(c))
        return c - '0';
    char lower = char_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

size_t percent_decode(char *bytes, size_t len, bool plus_is_space, bool *ret_is_bad)
{
    size_t to = 0;
    for (size_t from = 0; from < len; from++) {
        char c = bytes[from];
        if (c == '+' && plus_is_space) {
            c = ' ';
        } else if (c == '%') {
            int high = len - from > 2 ? hex_digit(bytes[from + 1]) : -1;
            int low = len - from > 2 ? hex_digit(bytes[from + 2]) : -1;
            if (high < 0 || low < 0) {
                *ret_is_bad = true;
            } else {
                c = (char)(unsigned char)(high * 16 + low);
                from += 2;
            }
        }
        bytes[to++] = c;
    }
    return to;
}

/* CR LF and CR become LF; NULs go. */
static struct str fold_in_place(char *bytes, size_t len, bool *ret_has_nul)
{
    size_t to = 0;
    for (size_t from = 0; from < len; from++) {
        char c = bytes[from];
        if (c == '\0') {
            *ret_has_nul = true;
            continue;
        }
        if (c == '\r') {
            if (from + 1 < len && bytes[from + 1] == '\n')
                continue;
            c = '\n';
        }
        bytes[to++] = c;
    }
    return (struct str){bytes, to};
}

/* A name or a value as the header promises it; what is wrong is noted for `field`. */
static struct str
clean_text(struct reader *reader, char *bytes, size_t len, const struct str *field)
{
    bool has_nul = false;
    struct str text = fold_in_place(bytes, len, &has_nul);
    bool is_valid = utf8_is_valid(text);
    if (!is_valid)
        text = utf8_repair(reader->arena, text);
    if (has_nul)
        note_wrong(&reader->form, FORM_HAS_NUL, field ? *field : text);
    if (!is_valid)
        note_wrong(&reader->form, FORM_NOT_UTF8, field ? *field : text);
    return text;
}

static void add_entry(struct reader *reader, struct form_entry entry)
{
    CHECK(reader->form.n < reader->room);
    reader->items[reader->form.n++] = entry;
}

static struct reader reader_make(struct arena *arena, size_t n_at_most)
{
    size_t room = n_at_most < LIMIT_REQUEST_FIELDS ? n_at_most : LIMIT_REQUEST_FIELDS;
    struct form_entry *items = arena_array(arena, struct form_entry, room);
    return (struct reader){.arena = arena, .items = items, .room = room, .form = {.items = items}};
}

static void read_pair(struct reader *reader, char *bytes, size_t len)
{
    char *equals = memchr(bytes, '=', len);
    size_t name_len = equals ? (size_t)(equals - bytes) : len;
    bool is_bad_name = false;
    name_len = percent_decode(bytes, name_len, true, &is_bad_name);
    struct form_entry entry = {.name = clean_text(reader, bytes, name_len, NULL)};
    bool is_bad_value = false;
    if (equals != NULL) {
        char *value = equals + 1;
        size_t value_len =
            percent_decode(value, (size_t)(bytes + len - value), true, &is_bad_value);
        entry.value = clean_text(reader, value, value_len, &entry.name);
    }
    if (is_bad_name || is_bad_value)
        note_wrong(&reader->form, FORM_BAD_ESCAPE, entry.name);
    add_entry(reader, entry);
}

struct form form_read_urlencoded(struct arena *arena, char *bytes, size_t len)
{
    size_t n_at_most = 1;
    for (size_t i = 0; i < len && n_at_most < LIMIT_REQUEST_FIELDS; i++)
        n_at_most += bytes[i] == '&';
    struct reader reader = reader_make(arena, n_at_most);
    char *end = bytes + len;
    for (char *at = bytes; at < end;) {
        char *ampersand = memchr(at, '&', (size_t)(end - at));
        size_t pair_len = (size_t)((ampersand ? ampersand : end) - at);
        if (pair_len > 0 && reader.form.n == LIMIT_REQUEST_FIELDS) {
            note_wrong(&reader.form, FORM_TOO_MANY_FIELDS, STR(""));
            break;
        }
        if (pair_len > 0)
            read_pair(&reader, at, pair_len);
        at += pair_len + 1;
    }
    return reader.form;
}

/* The value of `key="value"` among the parameters of a header. False: absent. */
static bool find_parameter(struct str header, struct str key, struct str *ret_value)
{
    struct str rest = header;
    struct str piece = STR("");
    if (!str_cut(&rest, ';', &piece))
        return false;
    while (rest.len > 0) {
        struct str name = STR("");
        rest = str_trim(rest);
        bool has_value = str_contains(rest, STR("="));
        str_cut(&rest, '=', &name);
        rest = str_trim(rest);
        bool is_quoted = str_starts_with(rest, STR("\""));
        if (is_quoted)
            rest = str_skip(rest, 1);
        struct str value;
        if (!str_cut(&rest, is_quoted ? '"' : ';', &value))
            value = STR("");
        if (is_quoted)
            str_cut(&rest, ';', &piece);
        if (has_value && str_eq_folded(str_trim(name), key)) {
            *ret_value = is_quoted ? value : str_trim(value);
            return true;
        }
    }
    return false;
}

enum outcome form_boundary(struct str content_type, struct str *ret_boundary)
{
    struct str boundary;
    if (!find_parameter(content_type, STR("boundary"), &boundary))
        return INVALID;
    if (boundary.len == 0 || boundary.len > 70) /* RFC 2046, 5.1.1 */
        return INVALID;
    *ret_boundary = boundary;
    return OK;
}

/* Takes a part's header lines off `*rest`, up to and with the empty line, and
 * keeps the one that names the field. False: cut off. */
static bool take_disposition(struct str *rest, struct str *ret_disposition)
{
    *ret_disposition = STR("");
    for (;;) {
        size_t line_len = 0;
        if (!str_find(*rest, STR("\r\n"), &line_len))
            return false;
        struct str line = str_first(*rest, line_len);
        *rest = str_skip(*rest, line_len + 2);
        if (line.len == 0)
            return true;
        struct str name = STR("");
        str_cut(&line, ':', &name);
        if (str_eq_folded(str_trim(name), STR("content-disposition")))
            *ret_disposition = str_trim(line);
    }
}

/* The bytes of a borrowed text inside the body, to be decoded where they stand. */
static char *bytes_of(char *body, struct str inside)
{
    return body + (inside.ptr - (const char *)body);
}

static bool add_part(struct reader *reader, char *body, struct str disposition, struct str content)
{
    struct str name;
    if (!str_starts_with_folded(disposition, STR("form-data")) ||
        !find_parameter(disposition, STR("name"), &name))
        return false;
    struct form_entry entry = {0};
    entry.is_file = find_parameter(disposition, STR("filename"), &entry.file_name);
    entry.name = clean_text(reader, bytes_of(body, name), name.len, NULL);
    if (entry.is_file) {
        entry.file_name =
            clean_text(reader, bytes_of(body, entry.file_name), entry.file_name.len, &entry.name);
        entry.value = content;
    } else {
        entry.value = clean_text(reader, bytes_of(body, content), content.len, &entry.name);
    }
    add_entry(reader, entry);
    return true;
}

/* Reads the part behind a delimiter. False: it is broken, or one too many. */
static bool take_part(struct reader *reader, char *body, struct str *rest, struct str delimiter)
{
    struct str disposition;
    if (!take_disposition(rest, &disposition))
        return false;
    /* A part without content: the empty line's end is the delimiter's beginning. */
    struct str search = {rest->ptr - 2, rest->len + 2};
    size_t at = 0;
    if (!str_find(search, delimiter, &at))
        return false;
    struct str content = at < 2 ? STR("") : str_first(*rest, at - 2);
    *rest = str_skip(search, at + delimiter.len);
    if (reader->form.n == LIMIT_REQUEST_FIELDS) {
        note_wrong(&reader->form, FORM_TOO_MANY_FIELDS, STR(""));
        return false;
    }
    return add_part(reader, body, disposition, content);
}

struct form form_read_multipart(struct arena *arena, struct str boundary, char *bytes, size_t len)
{
    struct reader reader = reader_make(arena, LIMIT_REQUEST_FIELDS);
    struct str delimiter = str_join(arena, STR("\r\n--"), boundary);
    struct str rest = {bytes, len};
    size_t at = 0;
    /* The first delimiter may open the body, without the line end before it. */
    if (str_starts_with(rest, str_skip(delimiter, 2)))
        rest = str_skip(rest, delimiter.len - 2);
    else if (str_find(rest, delimiter, &at))
        rest = str_skip(rest, at + delimiter.len);
    else
        rest = STR("");
    while (!str_starts_with(rest, STR("--"))) {
        size_t line_end = 0;
        /* RFC 2046 lets blanks follow a delimiter. */
        bool has_line =
            str_find(rest, STR("\r\n"), &line_end) && str_trim(str_first(rest, line_end)).len == 0;
        rest = str_skip(rest, line_end + 2);
        if (!has_line || !take_part(&reader, bytes, &rest, delimiter)) {
            note_wrong(&reader.form, FORM_BROKEN, STR(""));
            break;
        }
    }
    return reader.form;
}

const struct form_entry *form_find(const struct form *form, struct str name)
{
    for (size_t i = 0; i < form->n; i++)
        if (str_eq(form->items[i].name, name))
            return &form->items[i];
    return NULL;
}

struct str form_value(const struct form *form, struct str name)
{
    const struct form_entry *entry = form_find(form, name);
    return entry != NULL && !entry->is_file ? entry->value : STR("");
}
