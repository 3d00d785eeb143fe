/* What libxml2 is told: no network, no DTD, no tree, its own limits on depth and size. */
#include "capture/xml.h"

#include "base/cleanup.h"
#include "base/limits.h"

#include <libxml/parserInternals.h>

struct reading {
    struct arena *arena;
    struct xml_listener *listener;
    xmlParserCtxtPtr context;
    struct str why;
    size_t depth;
};

static struct str from_xml(const xmlChar *c)
{
    return str_from_c((const char *)c);
}

/* Five pointers an attribute: name, prefix, URI, start and end of its value. */
static struct xml_attribute *
copy_attributes(struct arena *arena, const xmlChar **attributes, size_t n)
{
    struct xml_attribute *copies = arena_array(arena, struct xml_attribute, n);
    for (size_t i = 0; i < n; i++) {
        const xmlChar **given = attributes + i * 5;
        copies[i] = (struct xml_attribute){
            .name = from_xml(given[0]),
            .prefix = from_xml(given[1]),
            .uri = from_xml(given[2]),
            .value = {(const char *)given[3], (size_t)(given[4] - given[3])},
        };
    }
    return copies;
}

static void stop_when_full(struct reading *reading)
{
    if (reading->listener->is_full)
        xmlStopParser(reading->context);
}

static void on_start(void *data,
                     const xmlChar *name,
                     const xmlChar *prefix,
                     const xmlChar *uri,
                     int n_namespaces,
                     const xmlChar **namespaces,
                     int n_attributes,
                     int n_defaulted,
                     const xmlChar **attributes)
{
    (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    struct reading *reading = data;
    SCRATCH_ARENA(scratch, SIZE_MAX);
    if (reading->listener->is_full)
        return;
    struct xml_tag tag = {
        .uri = from_xml(uri),
        .prefix = from_xml(prefix),
        .name = from_xml(name),
        .n_attributes = (size_t)n_attributes,
        .attributes = copy_attributes(&scratch, attributes, (size_t)n_attributes),
    };
    reading->depth++;
    reading->listener->on_start(reading->listener->data, &tag);
    stop_when_full(reading);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct reading *reading = data;
    if (reading->depth == 0)
        return;
    reading->depth--;
    reading->listener->on_end(reading->listener->data);
    stop_when_full(reading);
}

static void on_text(void *data, const xmlChar *text, int n)
{
    struct reading *reading = data;
    if (!reading->listener->is_full)
        reading->listener->on_text(reading->listener->data,
                                   (struct str){(const char *)text, (size_t)n});
}

/* Only the first is told, and after a fatal one nothing is worth the time. */
static void on_error(void *data, xmlErrorPtr error)
{
    struct reading *reading = data;
    if (error->level == XML_ERR_FATAL)
        xmlStopParser(reading->context);
    if (reading->why.len > 0 || error->message == NULL || reading->listener->is_full)
        return;
    struct str message = str_trim(str_first(from_xml((const xmlChar *)error->message), 200));
    reading->why = str_print(reading->arena, "line %d: %.*s", error->line, STR_ARG(message));
}

static void context_free(xmlParserCtxtPtr *context)
{
    if (*context == NULL)
        return;
    xmlFreeParserCtxt(*context);
}

/* libxml2 compares each attribute of a tag with all others, and has no limit of its own. */
static bool is_crowded(struct str text)
{
    size_t n = 0;
    bool is_tag = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<' || text.ptr[i] == '>') {
            is_tag = text.ptr[i] == '<';
            n = 0;
        }
        n += is_tag && text.ptr[i] == '=';
        if (n > LIMIT_XML_ATTRIBUTES)
            return true;
    }
    return false;
}

enum outcome
xml_read(struct arena *arena, struct str text, struct xml_listener *listener, struct str *ret_why)
{
    struct reading reading = {.arena = arena, .listener = listener};
    if (text.len == 0 || text.len > INT32_MAX) {
        *ret_why = STR("there is nothing in it");
        return INVALID;
    }
    if (is_crowded(text)) {
        *ret_why = STR("one of its tags has too many attributes");
        return INVALID;
    }
    CLEANUP(context_free)
    xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt(text.ptr, (int)text.len);
    CHECK(context != NULL);
    *context->sax = (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .serror = on_error,
    };
    /* NOENT: the five entities that are left, in attributes too; others do not get here */
    (void)xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    context->userData = &reading;
    reading.context = context;
    bool is_parsed = xmlParseDocument(context) == 0 || context->wellFormed || listener->is_full;
    while (reading.depth > 0)
        on_end(&reading, NULL, NULL, NULL);
    *ret_why = reading.why;
    return is_parsed && (context->wellFormed || listener->is_full) ? OK : INVALID;
}
