/* ICU's transliterator is slow to make (it loads the tables of each script), so
 * one is made at first need and kept for the process: it is immutable
 * and ICU locks what it fills in lazily. ASCII text never asks it. */
#include "text/slug.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/utf8.h"

#include <pthread.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { MAX_TITLE_CODES = 400 }; /* more than fits any slug */

static UTransliterator *to_latin;
static pthread_once_t to_latin_once = PTHREAD_ONCE_INIT;

static void open_to_latin(void)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
    UErrorCode status = U_ZERO_ERROR;
    to_latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) {
        to_latin = NULL;
        log_error("ICU has no transliterator to Latin: %s", u_errorName(status));
    }
}

static struct str latin(struct arena *arena, struct str text)
{
    text = utf8_first(utf8_repair(arena, text), MAX_TITLE_CODES);
    if (str_is_ascii(text))
        return text;
    (void)pthread_once(&to_latin_once, open_to_latin);
    if (to_latin == NULL)
        return text;
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = MAX_TITLE_CODES * 16; /* a syllable of Hangul or Han becomes a few letters */
    UChar *wide = arena_array(arena, UChar, (size_t)room);
    int32_t n = 0;
    u_strFromUTF8(wide, room, &n, text.ptr, (int32_t)text.len, &status);
    int32_t limit = n;
    utrans_transUChars(to_latin, wide, &n, room, 0, &limit, &status);
    char *out = arena_alloc(arena, (size_t)n * 3 + 1);
    int32_t n_out = 0;
    u_strToUTF8(out, n * 3 + 1, &n_out, wide, n, &status);
    return U_SUCCESS(status) ? (struct str){out, (size_t)n_out} : text;
}

/* Apostrophes vanish ("don't" is dont), everything else parts words. */
static struct str hyphenated(struct arena *arena, struct str text, size_t max_bytes)
{
    struct buf out;
    buf_init(&out, arena, text.len + 1);
    bool is_parted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = char_lower(text.ptr[i]);
        if (c == '\'')
            continue;
        if (!char_is_alpha(c) && !char_is_digit(c)) {
            is_parted = out.len > 0;
            continue;
        }
        if (is_parted)
            BUF_ADD(&out, "-");
        is_parted = false;
        buf_add_char(&out, c);
    }
    struct str slug = buf_text(&out);
    if (slug.len <= max_bytes)
        return slug;
    size_t cut = max_bytes;
    while (cut > 0 && slug.ptr[cut] != '-')
        cut--;
    slug = str_first(slug, cut > max_bytes / 2 ? cut : max_bytes);
    return str_ends_with(slug, STR("-")) ? str_first(slug, slug.len - 1) : slug;
}

struct str slug_from_title(struct arena *arena, struct str title)
{
    return hyphenated(arena, latin(arena, title), LIMIT_SLUG_BYTES);
}

struct str slug_from_name(struct arena *arena, struct str name)
{
    return hyphenated(arena, latin(arena, name), LIMIT_HANDLE_BYTES);
}

bool slug_is_valid(struct str slug)
{
    bool was_hyphen = true;
    for (size_t i = 0; i < slug.len; i++) {
        char c = slug.ptr[i];
        bool is_hyphen = c == '-';
        if (!(c >= 'a' && c <= 'z') && !char_is_digit(c) && !is_hyphen)
            return false;
        if (is_hyphen && was_hyphen)
            return false;
        was_hyphen = is_hyphen;
    }
    return !was_hyphen && slug.len <= LIMIT_SLUG_BYTES;
}
