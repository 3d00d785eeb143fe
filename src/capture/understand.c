#include "capture/understand.h"

#include "capture/encoding.h"
#include "capture/extract.h"
#include "capture/letters.h"
#include "capture/paste.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/dates.h"
#include "text/language.h"
#include "text/normal.h"

/* Whether "<" stands before an element's name that is followed by its end or an attribute. */
static bool is_tag(struct str text)
{
    size_t n = 1;
    while (n < text.len && (char_is_alpha(text.ptr[n]) || char_is_digit(text.ptr[n])))
        n++;
    return n > 1 && n < 20 && n < text.len && char_is_alpha(text.ptr[1]) &&
           (text.ptr[n] == '>' || text.ptr[n] == '/' || char_is_space(text.ptr[n]));
}

bool capture_looks_like_html(struct str bytes)
{
    if (str_starts_with(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_skip(bytes, 3);
    bytes = str_trim(bytes);
    size_t end = 0;
    while (str_starts_with(bytes, STR("<!--")) && str_find(bytes, STR("-->"), &end))
        bytes = str_trim(str_skip(bytes, end + 3));
    return str_starts_with_folded(bytes, STR("<!doctype")) ||
           str_starts_with(bytes, STR("<?xml")) ||
           (bytes.len > 0 && bytes.ptr[0] == '<' && is_tag(bytes));
}

static const struct dates *open_dates(struct arena *arena, struct str zone)
{
    const struct dates *dates = NULL;
    if (zone.len == 0 || dates_open(arena, STR("en"), zone, &dates) != OK)
        return NULL;
    return dates;
}

/* Between the clipboard's marks, when it set them. */
static struct str cut_clipboard(struct str html)
{
    size_t at = 0;
    if (str_find(html, STR("<!--StartFragment-->"), &at))
        html = str_skip(html, at + STR("<!--StartFragment-->").len);
    if (str_find(html, STR("<!--EndFragment-->"), &at))
        html = str_first(html, at);
    return html;
}

static bool is_blank(struct str text)
{
    return letters_trim(text).len == 0;
}

static bool is_html(const struct material *material, struct str text)
{
    if (str_starts_with_folded(material->content_type, STR("text/plain")))
        return false;
    return material->content_type.len > 0 || capture_looks_like_html(text);
}

static enum capture_trouble read_text(struct arena *arena,
                                      const struct material *material,
                                      struct str text,
                                      struct finding *finding)
{
    const struct dates *dates = open_dates(arena, material->zone);
    struct extract_input input = {text, material->url, dates};
    switch (material->kind) {
    case CAPTURE_RICH:
        input.html = cut_clipboard(text);
        return extract_fragment(arena, &input, finding);
    case CAPTURE_PLAIN:
        return paste_read(arena, text, dates, finding);
    case CAPTURE_LINK:
    case CAPTURE_DOCUMENT:
    case CAPTURE_PICTURE:
        break;
    }
    return is_html(material, text) ? extract_page(arena, &input, finding)
                                   : paste_read(arena, text, dates, finding);
}

/* Excerpt and language out of the text, where nothing better was told. */
static enum capture_trouble finish(struct arena *arena, struct finding *finding)
{
    struct str text = {0};
    struct str lang = {0};
    if (html_to_text(arena, finding->html, &text) != OK)
        return CAPTURE_TOO_LARGE;
    if (is_blank(text))
        return CAPTURE_NO_ARTICLE;
    if (finding->excerpt.len == 0)
        finding->excerpt = text;
    finding->excerpt = html_excerpt_of_text(arena, finding->excerpt, LIMIT_EXCERPT_CHARACTERS);
    if (finding->title.len == 0)
        finding->title = html_excerpt_of_text(arena, text, 100);
    if (language_normalise(arena, finding->lang, &lang) != OK)
        lang = language_detect(text);
    finding->lang = lang;
    return CAPTURE_NO_TROUBLE;
}

enum capture_trouble
understand(struct arena *arena, const struct material *material, struct finding *ret_finding)
{
    struct finding finding = {0};
    if (encoding_is_binary(material->bytes))
        return CAPTURE_BINARY;
    bool is_pasted = material->kind == CAPTURE_PLAIN || material->kind == CAPTURE_RICH;
    struct str charset =
        is_pasted ? STR("utf-8") : encoding_of_content_type(material->content_type);
    struct str text = text_normal(arena, encoding_to_utf8(arena, material->bytes, charset));
    if (is_blank(text))
        return CAPTURE_EMPTY;
    enum capture_trouble trouble = read_text(arena, material, text, &finding);
    if (trouble == CAPTURE_NO_TROUBLE)
        trouble = finish(arena, &finding);
    if (trouble == CAPTURE_NO_TROUBLE && arena_is_over(arena))
        trouble = CAPTURE_TOO_COMPLEX;
    if (finding.url.len == 0)
        finding.url = material->url;
    *ret_finding = finding;
    return trouble;
}
