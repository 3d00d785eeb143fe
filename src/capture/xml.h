#ifndef CAPTURE_XML_H
#define CAPTURE_XML_H

/* XML of feeds as a stream of starts, texts and ends. It is read twice at most:
 * by libxml2 as the standard has it, and, where that finds it ill-formed, by a
 * reader of tags that takes what comes. No DTD reaches either of them: see xml_plain. */

#include "base/str.h"

struct xml_attribute {
    struct str uri;    /* of its namespace; mostly empty */
    struct str prefix; /* as written; mostly empty */
    struct str name;
    struct str value;
};

struct xml_tag {
    struct str uri; /* of its namespace; empty for none, and for a prefix that nobody declared */
    struct str prefix;
    struct str name; /* without prefix, in the document's case */
    const struct xml_attribute *attributes;
    size_t n_attributes;
};

/* Who listens. Each start has its end, also where the document is cut; what they
 * are given lives until they return. Once `is_full` is set nothing more comes. */
struct xml_listener {
    void (*on_start)(void *data, const struct xml_tag *tag);
    void (*on_text)(void *data, struct str text);
    void (*on_end)(void *data);
    void *data;
    bool is_full;
};

/* UTF-8 text without XML declaration and DTD, and with the names of HTML's entities and
 * of the DTD's plain ones replaced by what they stand for, except in CDATA sections.
 * TOO_LARGE when that grows past twice LIMIT_FEED_BYTES. */
MUST_CHECK enum outcome xml_plain(struct arena *arena, struct str text, struct str *ret_text);

/* INVALID when it is not well-formed: then `*ret_why` says in words what and where, and
 * what was heard is a beginning. `*ret_why` is also set, on OK, for undeclared prefixes. */
MUST_CHECK enum outcome
xml_read(struct arena *arena, struct str text, struct xml_listener *listener, struct str *ret_why);

/* The same for anything that has tags: never fails. */
void xml_read_soup(struct arena *arena, struct str text, struct xml_listener *listener);

#endif
