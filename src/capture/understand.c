#include "capture/understand.h"

#include "capture/encoding.h"
#include "capture/extract.h"
#include "capture/http_head.h"
#include "capture/letters.h"
#include "capture/page_signs.h"
#include "capture/paste.h"
#include "capture/terms.h"
#include "capture/wall.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/dates.h"
#include "text/html_tree.h"
#include "text/language.h"
#include "text/normal.h"
#include "text/url.h"

/* Whether "<" stands before an element's name that is followed by its end or an attribute. */
static bool is_tag(struct str text)
{
    size_t n = 1;
    while (n < text.len && (char_is_alpha(text.ptr[n]) || char_is_digit(text.ptr[n])))
        n++;
    return n > 1 && n < 20 && n < text.len && char_is_alpha(text.ptr[1]) &&
           (text.ptr[n] == '>' || text.ptr[n] == '/' || char_is_space(text.ptr[n]));
}

/* A server's complaint may stand in front of a whole page. */
static bool opens_late(struct str bytes)
{
    bytes = str_first(bytes, 4096);
    for (; bytes.len > 0; bytes = str_skip(bytes, 1)) {
        if (bytes.ptr[0] == '<' && (str_starts_with_folded(bytes, STR("<!doctype html")) ||
                                    str_starts_with_folded(bytes, STR("<html"))))
            return true;
    }
    return false;
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
           (bytes.len > 0 && bytes.ptr[0] == '<' && is_tag(bytes)) || opens_late(bytes);
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
                                      struct extract_input input,
                                      struct finding *finding)
{
    struct str text = input.html;
    const struct dates *dates = input.dates;
    switch (material->kind) {
    case CAPTURE_RICH:
        input.html = cut_clipboard(text);
        return extract_fragment(arena, &input, finding);
    case CAPTURE_PLAIN:
        return paste_read(arena, text, dates, finding);
    case CAPTURE_LINK:
    case CAPTURE_DOCUMENT:
    case CAPTURE_FEED:
    case CAPTURE_OPML:
    case CAPTURE_PICTURE:
        break;
    }
    return is_html(material, text) ? extract_page(arena, &input, finding)
                                   : paste_read(arena, text, dates, finding);
}

/* A first paragraph shorter than this says too little alone. */
enum { MIN_EXCERPT_BYTES = 60 };

/* The first paragraph of prose, headings and small print above it passed over, with
 * those behind it while it is short; the whole text when there is none. */
static struct str opening_of(struct str text)
{
    size_t at = 0;
    for (struct str rest = text; str_find(rest, STR("\n\n"), &at); rest = str_skip(rest, at + 2)) {
        struct str paragraph = str_first(rest, at);
        if (!letters_ends_sentence(paragraph) && letters_words(paragraph) < 10)
            continue;
        struct str tail = str_skip(rest, MIN_EXCERPT_BYTES);
        return str_find(tail, STR("\n\n"), &at) ? str_first(rest, MIN_EXCERPT_BYTES + at) : rest;
    }
    return text;
}

/* Excerpt and language out of the text, where nothing better was told. */
static enum capture_trouble
finish(struct arena *arena, struct finding *finding, struct str *ret_text)
{
    struct str text = {0};
    struct str lang = {0};
    if (html_to_text(arena, finding->html, &text) != OK)
        return CAPTURE_TOO_LARGE;
    if (is_blank(text))
        return CAPTURE_NO_ARTICLE;
    finding->text = text;
    if (finding->excerpt.len == 0)
        finding->excerpt = opening_of(text);
    finding->excerpt = html_excerpt_of_text(arena, finding->excerpt, LIMIT_EXCERPT_CHARACTERS);
    if (finding->title.len == 0)
        finding->title = html_excerpt_of_text(arena, text, 100);
    if (language_normalise(arena, finding->lang, &lang) != OK)
        lang = language_detect(text);
    finding->lang = lang;
    *ret_text = text;
    return CAPTURE_NO_TROUBLE;
}

/* Where a fetched page sends its reader instead; empty when it is the page itself. */
static struct str
refresh_of(struct arena *arena, const struct material *material, const struct page_signs *signs)
{
    struct url page;
    struct url next;
    struct str told = signs->refresh;
    if (told.len == 0)
        told = page_refresh_address(http_head_value(material->head, STR("Refresh")));
    if (material->kind != CAPTURE_LINK || told.len == 0 ||
        url_parse(arena, material->url, &page) != OK ||
        url_resolve(arena, &page, told, &next) != OK || !url_is_web(&next))
        return (struct str){0};
    page.has_fragment = false;
    next.has_fragment = false;
    struct str address = url_print(arena, &next);
    return str_eq(address, url_print(arena, &page)) ? (struct str){0} : address;
}

static const struct encoding *encoding_of(const struct material *material)
{
    bool is_pasted = material->kind == CAPTURE_PLAIN || material->kind == CAPTURE_RICH;
    return encoding_sniff(material->bytes, is_pasted
                                               ? STR("utf-8")
                                               : encoding_of_content_type(material->content_type));
}

/* The reading proper: the article, or what stands in its way. */
static enum capture_trouble understand_text(struct arena *arena,
                                            const struct material *material,
                                            struct str html,
                                            struct finding *finding)
{
    struct page_signs signs = {0};
    struct wall_view view = {.signs = &signs, .url = material->url};
    const struct extract_input input = {html, material->url, open_dates(arena, material->zone),
                                        &signs};
    enum capture_trouble trouble = read_text(arena, material, input, finding);
    struct str refresh = refresh_of(arena, material, &signs);
    if (refresh.len > 0) {
        *finding = (struct finding){.refresh = refresh};
        return CAPTURE_NO_TROUBLE;
    }
    if (trouble == CAPTURE_NO_TROUBLE)
        trouble = finish(arena, finding, &view.text);
    trouble = wall_in_the_way(&view, trouble);
    finding->is_cut = wall_has_cut(&view);
    const struct terms_told told = {&signs, material->head, material->tdmrep, material->url};
    terms_read(arena, &told, finding);
    return trouble;
}

enum capture_trouble
understand(struct arena *arena, const struct material *material, struct finding *ret_finding)
{
    struct finding finding = {0};
    if (str_starts_with(material->bytes, STR("%PDF-")))
        return CAPTURE_PDF;
    if (encoding_is_binary(material->bytes))
        return CAPTURE_BINARY;
    const struct encoding *encoding = encoding_of(material);
    struct str text = text_normal(arena, encoding_decode(arena, material->bytes, encoding));
    if (is_blank(text))
        return CAPTURE_EMPTY;
    enum capture_trouble trouble = understand_text(arena, material, text, &finding);
    if (trouble == CAPTURE_NO_TROUBLE && arena_is_over(arena))
        trouble = CAPTURE_TOO_COMPLEX;
    if (finding.url.len == 0)
        finding.url = material->url;
    finding.encoding = encoding->name;
    *ret_finding = finding;
    return trouble;
}

enum capture_trouble understand_refusal(struct arena *arena,
                                        const struct material *material,
                                        enum capture_trouble trouble)
{
    struct html_document document;
    struct page_signs signs = {0};
    struct str text = encoding_decode(arena, material->bytes, encoding_of(material));
    if (html_parse(arena, text, &document) == OK)
        page_signs_read(arena, &document, text, &signs);
    return wall_of_refusal(material->head, &signs, trouble);
}
