#include "text/link_header.h"

/* Takes what stands before the separator, outside of quotes. */
static struct str take_part(struct str *rest, char separator)
{
    bool is_quoted = false;
    size_t at = 0;
    for (; at < rest->len && (is_quoted || rest->ptr[at] != separator); at++) {
        if (rest->ptr[at] == '"')
            is_quoted = !is_quoted;
    }
    struct str part = str_first(*rest, at);
    *rest = str_skip(*rest, at + 1);
    return str_trim(part);
}

static struct str without_quotes(struct str value)
{
    bool is_quoted =
        value.len >= 2 && str_starts_with(value, STR("\"")) && str_ends_with(value, STR("\""));
    return is_quoted ? (struct str){value.ptr + 1, value.len - 2} : value;
}

/* `; rel=hub; title="..."` */
static bool has_relation(struct str parameters, struct str relation)
{
    while (parameters.len > 0) {
        struct str value = take_part(&parameters, ';');
        struct str name;
        if (str_cut(&value, '=', &name) && str_eq_folded(str_trim(name), STR("rel")) &&
            str_has_word_folded(without_quotes(str_trim(value)), ' ', relation))
            return true;
    }
    return false;
}

struct str link_header_find(struct str value, struct str relation)
{
    size_t open = 0;
    size_t close = 0;
    while (str_find_char(value, '<', &open) &&
           str_find_char(str_skip(value, open + 1), '>', &close)) {
        struct str address = {value.ptr + open + 1, close};
        value = str_skip(value, open + 1 + close + 1);
        if (has_relation(take_part(&value, ','), relation))
            return str_trim(address);
    }
    return STR("");
}
