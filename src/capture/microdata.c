#include "capture/microdata.h"

#include "capture/letters.h"
#include "capture/page.h"

#include "base/limits.h"
#include "text/html_tree.h"

#include "text/html5/node.h"

enum { MAX_NAME_BYTES = 200 };

static const struct {
    struct str name;
    size_t offset;
} fields[] = {
    {STR_INIT("headline"), offsetof(struct microdata, title)},
    {STR_INIT("alternativeHeadline"), offsetof(struct microdata, standfirst)},
    {STR_INIT("datePublished"), offsetof(struct microdata, published)},
    {STR_INIT("dateCreated"), offsetof(struct microdata, published)},
    {STR_INIT("uploadDate"), offsetof(struct microdata, published)},
    {STR_INIT("dateModified"), offsetof(struct microdata, modified)},
    {STR_INIT("description"), offsetof(struct microdata, description)},
    {STR_INIT("inLanguage"), offsetof(struct microdata, lang)},
};

static struct str *field_of(struct microdata *microdata, struct str name)
{
    for (size_t i = 0; i < N_OF(fields); i++) {
        if (str_eq_folded(fields[i].name, name))
            return (struct str *)(void *)((char *)microdata + fields[i].offset);
    }
    return NULL;
}

/* The type of the item that an element's property belongs to; empty without one. */
static struct str type_around(const struct html_node *node)
{
    for (node = node->parent; node && node->type == HTML_NODE_ELEMENT; node = node->parent) {
        struct str type =
            page_first(page_attribute(node, "itemtype"), page_attribute(node, "typeof"));
        if (type.len > 0 || page_has_attribute(node, "itemscope"))
            return type;
    }
    return (struct str){0};
}

static bool is_of_article(const struct html_node *node)
{
    static const struct str others[] = {
        STR_INIT("Comment"),        STR_INIT("ListItem"),     STR_INIT("Person"),
        STR_INIT("Organization"),   STR_INIT("ImageObject"),  STR_INIT("Offer"),
        STR_INIT("WPHeader"),       STR_INIT("WPFooter"),     STR_INIT("WPSideBar"),
        STR_INIT("BreadcrumbList"), STR_INIT("UserComments"), STR_INIT("Product"),
        STR_INIT("SiteNavigation"), STR_INIT("Rating"),       STR_INIT("Event"),
    };
    struct str type = type_around(node);
    for (size_t i = 0; i < N_OF(others); i++) {
        if (str_contains(type, others[i]))
            return false;
    }
    return true;
}

static bool names_property(const struct html_node *node, struct str wanted)
{
    struct str names = page_attribute(node, "itemprop");
    struct str name = {0};
    while (letters_take_word(&names, &name)) {
        if (str_eq_folded(name, wanted))
            return true;
    }
    return false;
}

/* The name inside an author or a publisher, told for machines or as text. */
static struct str name_inside(struct arena *arena, const struct html_node *top)
{
    for (const struct html_node *node = html_next(top, top); node; node = html_next(node, top)) {
        if (node->type != HTML_NODE_ELEMENT || !names_property(node, STR("name")))
            continue;
        struct str name =
            page_first(page_attribute(node, "content"), page_attribute(node, "value"));
        return name.len > 0 ? letters_fold_space(arena, name) : page_text(arena, node);
    }
    return (struct str){0};
}

static struct str name_of(struct arena *arena, const struct html_node *node)
{
    struct str name = name_inside(arena, node);
    if (name.len == 0)
        name = page_first(page_attribute(node, "content"), page_attribute(node, "value"));
    if (name.len == 0 && !page_has_attribute(node, "itemscope"))
        name = page_text(arena, node);
    bool is_address = str_starts_with(name, STR("http"));
    return is_address || name.len > MAX_NAME_BYTES ? (struct str){0}
                                                   : letters_fold_space(arena, name);
}

static void
add_author(struct arena *arena, const struct html_node *node, struct microdata *microdata)
{
    struct str name = name_of(arena, node);
    struct str all = microdata->byline;
    if (name.len == 0 || str_contains(all, name) || all.len > LIMIT_BYLINE_CHARACTERS)
        return;
    microdata->byline =
        all.len > 0 ? str_print(arena, "%.*s, %.*s", STR_ARG(all), STR_ARG(name)) : name;
}

static struct str image_of(const struct html_node *node)
{
    static const char *const places[] = {"content", "value", "src", "href"};
    for (size_t i = 0; i < N_OF(places); i++) {
        struct str value = page_attribute(node, places[i]);
        if (value.len > 0)
            return value;
    }
    return (struct str){0};
}

static void read_property(struct arena *arena,
                          const struct html_node *node,
                          struct str name,
                          struct microdata *microdata)
{
    struct str *field = field_of(microdata, name);
    if (field && field->len == 0)
        *field = page_value(arena, node);
    if (str_eq_folded(name, STR("author")) || str_eq_folded(name, STR("creator")))
        add_author(arena, node, microdata);
    if (str_eq_folded(name, STR("publisher")) && microdata->source.len == 0)
        microdata->source = name_of(arena, node);
    if (str_eq_folded(name, STR("image")) && microdata->image.len == 0)
        microdata->image = image_of(node);
}

/* "schema:datePublished" without its prefix. */
static struct str without_prefix(struct str name)
{
    size_t at = 0;
    return str_find_char(name, ':', &at) ? str_skip(name, at + 1) : name;
}

void microdata_read(struct arena *arena,
                    const struct html_node *node,
                    const struct html_node *heading,
                    struct microdata *microdata)
{
    bool is_meta = node->tag == HTML_TAG_META;
    struct str names = page_attribute(node, "itemprop");
    struct str name = {0};
    if (names.len == 0 && !is_meta)
        names = page_attribute(node, "property"); /* a meta element's is OpenGraph */
    if (names.len == 0 || !is_of_article(node) || page_is_aside(node, heading))
        return;
    while (letters_take_word(&names, &name))
        read_property(arena, node, without_prefix(name), microdata);
}
