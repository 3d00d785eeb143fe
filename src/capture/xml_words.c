#include "capture/xml_words.h"

static bool opens_quoted(struct str text)
{
    return text.len > 0 && (text.ptr[0] == '"' || text.ptr[0] == '\'');
}

struct str xml_declared_encoding(struct str bytes)
{
    size_t at = 0;
    if (!str_starts_with(bytes, STR("<?xml")) || !str_find_char(bytes, '>', &at))
        return (struct str){0};
    struct str declaration = str_first(bytes, at);
    if (!str_find(declaration, STR("encoding"), &at))
        return (struct str){0};
    struct str rest = str_trim(str_skip(declaration, at + STR("encoding").len));
    if (!str_starts_with(rest, STR("=")))
        return (struct str){0};
    rest = str_trim(str_skip(rest, 1));
    if (!opens_quoted(rest) || !str_find_char(str_skip(rest, 1), rest.ptr[0], &at))
        return (struct str){0};
    return str_first(str_skip(rest, 1), at);
}

struct str xml_take_value(struct str *text)
{
    struct str value = {0};
    *text = str_trim(*text);
    if (opens_quoted(*text)) {
        char quote = text->ptr[0];
        *text = str_skip(*text, 1);
        (void)str_cut(text, quote, &value);
        return value;
    }
    size_t n = 0;
    while (n < text->len && !char_is_space(text->ptr[n]))
        n++;
    value = str_first(*text, n);
    *text = str_skip(*text, n);
    return value;
}
