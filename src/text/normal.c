#include "text/normal.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Combining marks, U+0300 to U+036F, are what a text that is not composed has:
 * other scripts' marks have no composed letters, or keep their parts. */
static bool has_marks(struct str text)
{
    size_t at = 0;
    for (char lead = '\xCC'; lead <= '\xCD'; lead++) {
        struct str rest = text;
        while (str_find_char(rest, lead, &at)) {
            rest = str_skip(rest, at + 1);
            if (rest.len > 0 && (lead == '\xCC' || (unsigned char)rest.ptr[0] <= 0xAF))
                return true;
        }
    }
    return false;
}

/* As UTF-16 and back; each text of n bytes has at most n units, and composing adds none. */
static struct str compose(struct arena *arena, const UNormalizer2 *form, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = (int32_t)text.len + 1;
    int32_t n = 0;
    UChar *wide = arena_array(arena, UChar, (size_t)room);
    UChar *composed = arena_array(arena, UChar, (size_t)room);
    u_strFromUTF8(wide, room, &n, text.ptr, (int32_t)text.len, &status);
    n = unorm2_normalize(form, wide, n, composed, room, &status);
    char *bytes = arena_alloc_raw(arena, 3 * (size_t)n + 1);
    int32_t n_bytes = 0;
    u_strToUTF8(bytes, 3 * n + 1, &n_bytes, composed, n, &status);
    return U_SUCCESS(status) ? (struct str){bytes, (size_t)n_bytes} : text;
}

struct str text_normal(struct arena *arena, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!has_marks(text) || text.len > INT32_MAX / 4)
        return text;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    return U_SUCCESS(status) ? compose(arena, form, text) : text;
}
