/* Whatever text a view is given, a parser gives it back from each place where
 * it may stand, and finds no element or attribute that the template has not. */

#include "base/buf.h"
#include "base/utf8.h"
#include "views/escape.h"

#include <gumbo.h>

#define MAX_INPUT_BYTES 4096
#define MAX_PAGE_BYTES  (MAX_INPUT_BYTES * 64)

/* The elements of the page below, as far as the walk meets them. */
#define N_ELEMENTS 8

struct found {
    const GumboElement *p, *whole, *part, *title, *textarea;
    size_t n_elements;
    size_t n_attributes;
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static struct str make_page(struct arena *arena, struct str text)
{
    struct buf out;
    struct str page;

    buf_init(&out, arena, MAX_PAGE_BYTES);
    BUF_ADD(&out, "<!doctype html><html><head><title>");
    view_add_text(&out, text);
    BUF_ADD(&out, "</title></head><body><p title=\"");
    view_add_attr(&out, text);
    BUF_ADD(&out, "\" lang='");
    view_add_attr(&out, text);
    BUF_ADD(&out, "'>");
    view_add_text(&out, text);
    BUF_ADD(&out, "</p><a href=\"");
    view_add_url(&out, text);
    BUF_ADD(&out, "\">whole</a><a class=\"part\" href=\"/");
    view_add_part(&out, text);
    BUF_ADD(&out, "\">part</a><textarea>\n");
    view_add_text(&out, text);
    BUF_ADD(&out, "</textarea></body></html>");
    CHECK(buf_finish(&out, &page) == OK);
    return page;
}

static void note_element(struct found *found, const GumboElement *element)
{
    found->n_elements++;
    found->n_attributes += element->attributes.length;
    if (element->tag == GUMBO_TAG_P)
        found->p = element;
    else if (element->tag == GUMBO_TAG_TITLE)
        found->title = element;
    else if (element->tag == GUMBO_TAG_TEXTAREA)
        found->textarea = element;
    else if (element->tag == GUMBO_TAG_A && element->attributes.length == 1)
        found->whole = element;
    else if (element->tag == GUMBO_TAG_A)
        found->part = element;
}

/* The page is four levels deep when all is well; deeper is already wrong. */
static void walk(struct found *found, const GumboNode *node, int depth)
{
    CHECK(depth < 5);
    CHECK(node->type != GUMBO_NODE_COMMENT && node->type != GUMBO_NODE_CDATA);
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    note_element(found, &node->v.element);
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        walk(found, node->v.element.children.data[i], depth + 1);
}

static struct str attribute(const GumboElement *element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);

    CHECK(found != NULL);
    return str_from_c(found->value);
}

static struct str content(const GumboElement *element)
{
    if (element->children.length == 0)
        return STR("");
    CHECK(element->children.length == 1);
    const GumboNode *node = element->children.data[0];
    return str_from_c(node->v.text.text);
}

/* Gumbo itself gives U+FFFD for controls and non-characters. */
static bool is_replaced(uint32_t code)
{
    bool is_control =
        (code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r') ||
        (code >= 0x7f && code <= 0x9f);

    return is_control || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
}

/* What the parser must give back for a valid text. */
static struct str as_parsed(struct arena *arena, struct str text)
{
    struct buf out;
    struct str result;
    char bytes[4];

    buf_init(&out, arena, MAX_PAGE_BYTES);
    while (text.len > 0) {
        uint32_t code = utf8_next(&text);
        size_t n = utf8_encode(is_replaced(code) ? 0xfffd : code, bytes);
        buf_add(&out, (struct str){bytes, n});
    }
    CHECK(buf_finish(&out, &result) == OK);
    return result;
}

static void check_texts(struct arena *arena, const struct found *found, struct str text)
{
    struct str expected = as_parsed(arena, text);

    CHECK(str_eq(attribute(found->p, "title"), expected));
    CHECK(str_eq(attribute(found->p, "lang"), expected));
    CHECK(str_eq(content(found->p), expected));
    CHECK(str_eq(content(found->title), expected));
    CHECK(str_eq(content(found->textarea), expected));
    struct str url = attribute(found->whole, "href");
    CHECK(str_eq(url, STR("#")) || str_eq(url, expected));
}

static int digit_of(char c)
{
    return char_is_digit(c) ? c - '0' : c - 'A' + 10;
}

/* A part decodes to the very bytes, and nothing in it can end it. */
static void check_part(struct str href, struct str text)
{
    CHECK(href.len > 0 && href.ptr[0] == '/');
    href = str_skip(href, 1);
    for (size_t i = 0; i < text.len; i++) {
        CHECK(href.len > 0);
        if (href.ptr[0] != '%') {
            CHECK(href.ptr[0] == text.ptr[i]);
            CHECK(char_is_alpha(text.ptr[i]) || char_is_digit(text.ptr[i]) ||
                  str_contains(STR("-._~"), str_first(href, 1)));
            href = str_skip(href, 1);
            continue;
        }
        CHECK(href.len >= 3);
        CHECK(digit_of(href.ptr[1]) * 16 + digit_of(href.ptr[2]) == (unsigned char)text.ptr[i]);
        href = str_skip(href, 3);
    }
    CHECK(href.len == 0);
}

/* What a browser would make of the address: it must not run or leave unseen. */
static void check_url(struct arena *arena, struct str url)
{
    static const struct str harmless[] = {STR_INIT("https://"), STR_INIT("http://"),
                                          STR_INIT("mailto:"),  STR_INIT("/"),
                                          STR_INIT("#"),        STR_INIT("?")};
    bool is_harmless = url.len == 0;

    for (size_t i = 0; i < N_OF(harmless); i++)
        is_harmless = is_harmless || str_starts_with(str_lower(arena, url), harmless[i]);
    CHECK(is_harmless);
    CHECK(!str_starts_with(url, STR("//")) && !str_starts_with(url, STR("/\\")));
    for (size_t i = 0; i < url.len; i++)
        CHECK((unsigned char)url.ptr[i] >= 0x20);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    SCRATCH_ARENA(arena, 64 << 20);
    struct str text = {(const char *)bytes, n_bytes < MAX_INPUT_BYTES ? n_bytes : MAX_INPUT_BYTES};
    struct str page = make_page(&arena, text);
    struct found found = {0};

    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, page.ptr, page.len);
    walk(&found, output->root, 0);
    CHECK(found.n_elements == N_ELEMENTS && found.n_attributes == 5);
    CHECK(found.p && found.whole && found.part && found.title && found.textarea);
    if (utf8_is_valid(text))
        check_texts(&arena, &found, text);
    check_part(attribute(found.part, "href"), text);
    check_url(&arena, attribute(found.whole, "href"));
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return 0;
}
