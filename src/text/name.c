#include "text/name.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { ZERO_WIDTH_NON_JOINER = 0x200C, ZERO_WIDTH_JOINER = 0x200D };

static bool is_direction(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
}

/* Variation selectors and joiners shape visible letters and emoji: they pass, but
 * are nothing by themselves. */
static bool is_shaping(uint32_t code)
{
    return code == ZERO_WIDTH_NON_JOINER || code == ZERO_WIDTH_JOINER ||
           (code >= 0xFE00 && code <= 0xFE0F);
}

static bool is_invisible(uint32_t code)
{
    int8_t type = u_charType((UChar32)code);
    bool is_blank_letter =
        code == 0x115F || code == 0x1160 || code == 0x3164 || code == 0xFFA0 || code == 0x2800;
    return is_blank_letter || type == U_UNASSIGNED || type == U_FORMAT_CHAR ||
           type == U_PRIVATE_USE_CHAR ||
           u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool is_space(uint32_t code)
{
    return u_isUWhiteSpace((UChar32)code) != 0;
}

static enum name_fault check_code(uint32_t code)
{
    if (code == UTF8_BAD)
        return NAME_NOT_UTF8;
    if (is_control(code))
        return NAME_CONTROL;
    if (is_direction(code))
        return NAME_DIRECTION;
    if (!is_shaping(code) && is_invisible(code))
        return NAME_INVISIBLE;
    return NAME_FINE;
}

enum name_fault name_check(struct str name, size_t max_characters)
{
    bool is_visible = false;
    bool was_space = true; /* at the start as after a space: a space may not follow */
    bool starts_with_space = false;
    size_t n = 0;
    for (struct str rest = name; rest.len > 0; n++) {
        uint32_t code = utf8_next(&rest);
        enum name_fault fault = check_code(code);
        if (fault != NAME_FINE)
            return fault;
        was_space = is_space(code);
        starts_with_space = starts_with_space || (n == 0 && was_space);
        is_visible = is_visible || (!was_space && !is_shaping(code));
    }
    if (!is_visible)
        return NAME_EMPTY;
    if (starts_with_space || was_space)
        return NAME_SPACES;
    return n > max_characters ? NAME_TOO_LONG : NAME_FINE;
}

struct str name_tidy(struct arena *arena, struct str text, size_t max_characters)
{
    struct buf out;
    buf_init(&out, arena, text.len + 1);
    bool has_space = false;
    bool is_visible = false;
    size_t n = 0;
    while (text.len > 0 && n < max_characters) {
        struct str before = text;
        uint32_t code = utf8_next(&text);
        bool is_dropped = code == UTF8_BAD || is_direction(code) ||
                          (!is_shaping(code) && !is_space(code) && check_code(code) != NAME_FINE);
        if (code != UTF8_BAD && is_space(code)) {
            has_space = out.len > 0;
            continue;
        }
        if (is_dropped)
            continue;
        if (has_space && n + 1 < max_characters) {
            BUF_ADD(&out, " ");
            n++;
        } else if (has_space) {
            break;
        }
        has_space = false;
        is_visible = is_visible || !is_shaping(code);
        buf_add(&out, str_first(before, before.len - text.len));
        n++;
    }
    return is_visible ? buf_text(&out) : STR("");
}

struct str name_fold(struct arena *arena, struct str name)
{
    UErrorCode status = U_ZERO_ERROR;
    struct str valid = utf8_repair(arena, name);
    int32_t room = (int32_t)valid.len + 1;
    UChar *wide = arena_array(arena, UChar, (size_t)room);
    int32_t n = 0;
    u_strFromUTF8(wide, room, &n, valid.ptr ? valid.ptr : "", (int32_t)valid.len, &status);
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
    int32_t folded_room = n * 18 + 1; /* U+FDFA, the longest expansion, gives 18 */
    UChar *folded = arena_array(arena, UChar, (size_t)folded_room);
    int32_t n_folded = unorm2_normalize(fold, wide, n, folded, folded_room, &status);
    char *out = arena_alloc(arena, (size_t)n_folded * 3 + 1);
    int32_t n_out = 0;
    u_strToUTF8(out, n_folded * 3 + 1, &n_out, folded, n_folded, &status);
    return U_SUCCESS(status) ? (struct str){out, (size_t)n_out} : valid;
}
