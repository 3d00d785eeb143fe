/* Reads what html_write_attributes has written: lower case, double quotes,
 * references for what would end a value. */
#include "text/html_pictures.h"

#include "base/buf.h"

/* Takes the tag at the front of `*rest` off it, from < to the > that no quote
 * hides. False when there is no whole one. */
static bool take_tag(struct str *rest, struct str *ret_tag)
{
    bool is_quoted = false;
    for (size_t i = 0; i < rest->len; i++) {
        if (rest->ptr[i] == '"')
            is_quoted = !is_quoted;
        if (rest->ptr[i] == '>' && !is_quoted) {
            *ret_tag = str_first(*rest, i + 1);
            *rest = str_skip(*rest, i + 1);
            return true;
        }
    }
    return false;
}

static const struct reference {
    struct str written;
    char meant;
} references[] = {
    {STR_INIT("&amp;"), '&'},  {STR_INIT("&lt;"), '<'},   {STR_INIT("&gt;"), '>'},
    {STR_INIT("&quot;"), '"'}, {STR_INIT("&#39;"), '\''},
};

static struct str without_references(struct arena *arena, struct str value)
{
    struct buf out;
    buf_init(&out, arena, value.len);
    while (value.len > 0) {
        size_t n = 1;
        char c = value.ptr[0];
        for (size_t i = 0; c == '&' && i < N_OF(references); i++) {
            if (!str_starts_with(value, references[i].written))
                continue;
            n = references[i].written.len;
            buf_add_char(&out, references[i].meant);
            break;
        }
        if (n == 1)
            buf_add_char(&out, c);
        value = str_skip(value, n);
    }
    return buf_text(&out);
}

/* The value of ` name="` in a tag; empty when it has none. */
static struct str read_attribute(struct arena *arena, struct str tag, struct str name)
{
    size_t at = 0;
    if (!str_find(tag, name, &at))
        return STR("");
    struct str value = str_skip(tag, at + name.len);
    size_t end = value.len;
    (void)str_find_char(value, '"', &end);
    return without_references(arena, str_first(value, end));
}

bool html_next_picture(struct arena *arena,
                       struct html_walk *walk,
                       struct safe_html *ret_before,
                       struct html_picture *ret_picture)
{
    struct str rest = walk->rest.text;
    size_t at = 0;
    struct str tag;
    while (str_find_char(rest, '<', &at)) {
        const char *begin = rest.ptr + at;
        rest = str_skip(rest, at);
        if (!take_tag(&rest, &tag))
            return false;
        if (str_starts_with(tag, STR("<a ")))
            walk->is_linked = true;
        else if (str_eq(tag, STR("</a>")))
            walk->is_linked = false;
        if (!str_starts_with(tag, STR("<img ")))
            continue;
        *ret_before =
            (struct safe_html){{walk->rest.text.ptr, (size_t)(begin - walk->rest.text.ptr)}};
        *ret_picture = (struct html_picture){
            .address = read_attribute(arena, tag, STR(" src=\"")),
            .alt = read_attribute(arena, tag, STR(" alt=\"")),
            .is_linked = walk->is_linked,
        };
        walk->rest.text = rest;
        return true;
    }
    return false;
}

static bool has(const struct str *items, size_t n, struct str wanted)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(items[i], wanted))
            return true;
    }
    return false;
}

struct str_list html_picture_addresses(struct arena *arena, struct safe_html html, size_t n_max)
{
    struct html_walk walk = {.rest = html};
    struct html_picture picture;
    struct safe_html before;
    struct str *items = arena_array(arena, struct str, n_max);
    size_t n = 0;
    while (n < n_max && html_next_picture(arena, &walk, &before, &picture)) {
        if (picture.address.len > 0 && !has(items, n, picture.address))
            items[n++] = picture.address;
    }
    return (struct str_list){items, n};
}
