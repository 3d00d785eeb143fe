#ifndef FUZZ_HTML_RULE_H
#define FUZZ_HTML_RULE_H

/* The rule that cleaned HTML is held to, written without a look at the cleaner:
 * parsed again it has only these elements, these attributes and these schemes. */

#include "base/str.h"

#include <gumbo.h>

static inline bool rule_is_listed(const char *word, const char *words)
{
    struct str rest = str_from_c(words);
    struct str listed;
    while (str_cut(&rest, ' ', &listed)) {
        if (str_eq(listed, str_from_c(word)))
            return true;
    }
    return false;
}

static inline bool rule_allows_address(const char *value)
{
    struct str address = str_from_c(value);
    for (size_t i = 0; i < address.len; i++) {
        if ((unsigned char)address.ptr[i] <= ' ' || (unsigned char)address.ptr[i] >= 0x7F)
            return false;
    }
    if (str_starts_with(address, STR("https://")) || str_starts_with(address, STR("http://")) ||
        str_starts_with(address, STR("mailto:")))
        return true;
    for (size_t i = 0; i < address.len; i++) {
        if (strchr("/?#", address.ptr[i]) != NULL)
            return true;
        if (address.ptr[i] == ':' || address.ptr[i] == '\\')
            return false;
    }
    return address.len > 0;
}

static inline bool rule_allows_attribute(const char *element, const GumboAttribute *attribute)
{
    const char *name = attribute->name;
    if (attribute->attr_namespace != GUMBO_ATTR_NAMESPACE_NONE)
        return false;
    if (strcmp(name, "href") == 0)
        return strcmp(element, "a") == 0 && rule_allows_address(attribute->value);
    if (strcmp(name, "src") == 0)
        return strcmp(element, "img") == 0 && strncmp(attribute->value, "http", 4) == 0 &&
               rule_allows_address(attribute->value);
    if (strcmp(name, "cite") == 0)
        return rule_allows_address(attribute->value);
    if (strcmp(name, "id") == 0)
        return strncmp(attribute->value, "note-", 5) == 0;
    if (strcmp(name, "rel") == 0)
        return strcmp(attribute->value, "nofollow ugc noopener") == 0;
    return rule_is_listed(name,
                          "lang dir title alt width height loading referrerpolicy colspan rowspan "
                          "scope start reversed type value datetime open");
}

static inline bool rule_allows_element(const GumboElement *element)
{
    if (element->tag_namespace != GUMBO_NAMESPACE_HTML || element->tag == GUMBO_TAG_UNKNOWN)
        return false;
    const char *name = gumbo_normalized_tagname(element->tag);
    if (!rule_is_listed(name,
                        "p h2 h3 h4 h5 h6 pre hr blockquote ul ol li dl dt dd figure figcaption "
                        "details summary table caption thead tbody tfoot tr td th a abbr b bdi bdo "
                        "cite code del dfn em i ins kbd mark q ruby rp rt s samp small span strong "
                        "sub sup time u var br wbr img"))
        return false;
    for (unsigned i = 0; i < element->attributes.length; i++) {
        if (!rule_allows_attribute(name, element->attributes.data[i]))
            return false;
    }
    return true;
}

static inline bool rule_allows_node(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
        return true;
    if (node->type != GUMBO_NODE_ELEMENT || !rule_allows_element(&node->v.element))
        return false;
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        if (!rule_allows_node(node->v.element.children.data[i]))
            return false;
    }
    return true;
}

/* Parses cleaned HTML as a browser would a page and judges all that is in its body. */
static inline bool rule_allows(struct str html)
{
    GumboOutput *output =
        gumbo_parse_with_options(&kGumboDefaultOptions, html.len ? html.ptr : "", html.len);
    const GumboVector *parts = &output->root->v.element.children;
    bool is_allowed = parts->length == 2; /* head and body */
    for (unsigned i = 0; i < parts->length && is_allowed; i++) {
        const GumboNode *part = parts->data[i];
        bool is_body = part->v.element.tag == GUMBO_TAG_BODY;
        is_allowed = is_body || part->v.element.children.length == 0;
        for (unsigned j = 0; j < part->v.element.children.length && is_allowed; j++)
            is_allowed = rule_allows_node(part->v.element.children.data[j]);
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return is_allowed;
}

#endif
