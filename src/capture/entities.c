#include "capture/entities.h"

#include "capture/references.h"

#include "base/buf.h"

/* "<em>", "</a>": a letter or a slash must follow the bracket, and it must close soon. */
static bool take_markup(struct str *s)
{
    size_t end = 0;
    struct str inside = str_first(str_skip(*s, 1), 200);
    if (inside.len == 0 || !(char_is_alpha(inside.ptr[0]) || inside.ptr[0] == '/') ||
        !str_find_char(inside, '>', &end))
        return false;
    *s = str_skip(*s, end + 2);
    return true;
}

static struct str drop_markup(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, arena, text.len);
    while (text.len > 0) {
        if (text.ptr[0] == '<' && take_markup(&text))
            continue;
        buf_add_char(&out, text.ptr[0]);
        text = str_skip(text, 1);
    }
    return buf_text(&out);
}

struct str entities_decode(struct arena *arena, struct str text)
{
    size_t at = 0;
    text = references_decode(arena, text);
    if (str_find_char(text, '<', &at))
        text = drop_markup(arena, text);
    return text;
}
