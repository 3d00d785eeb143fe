#ifndef CAPTURE_FEED_NAMES_H
#define CAPTURE_FEED_NAMES_H

/* The elements that feeds are made of, over all formats: which namespace, which name,
 * what kind of thing, and under which key it is kept. */

#include "base/str.h"

enum feed_kind {
    FEED_KIND_PLAIN,   /* its text is the value */
    FEED_KIND_FEED,    /* containers */
    FEED_KIND_ENTRY,   /* ... */
    FEED_KIND_SOURCE,  /* the feed that an entry comes from */
    FEED_KIND_OBJECT,  /* an object of its own: image, textinput */
    FEED_KIND_PASS,    /* says nothing itself; its children do */
    FEED_KIND_TITLE,   /* text constructs */
    FEED_KIND_SUMMARY, /* ... */
    FEED_KIND_CONTENT, /* ... */
    FEED_KIND_MARKUP,  /* any other text construct */
    FEED_KIND_PERSON,  /* a list of people */
    FEED_KIND_OWNER,   /* one of them */
    FEED_KIND_PART,    /* the name, email or href of a person, else plain */
    FEED_KIND_ADDRESS, /* a plain one, resolved */
    FEED_KIND_DATE,    /* kept as written and as parsed */
    FEED_KIND_ID,      /* plain; RSS's may be a link too */
    FEED_KIND_LINK,    /* a list of links */
    FEED_KIND_ENCLOSURE,
    FEED_KIND_LICENSE,
    FEED_KIND_CATEGORY, /* a list of tags */
    FEED_KIND_WORDS,    /* tags with commas or spaces between them */
    FEED_KIND_NAMED,    /* its attributes beside, its text as "name": generator */
    FEED_KIND_LISTED,   /* a list of the attributes of each: media_content */
    FEED_KIND_APPENDED, /* a list of the texts of each: skipHours */
};

struct feed_row {
    struct str space; /* canonical prefix; empty for the formats' own */
    struct str name;  /* lower case */
    enum feed_kind kind;
    struct str key;
    struct str type; /* of a text construct that does not say; a category's scheme */
};

/* The row, or NULL for an element that nobody foresaw. */
const struct feed_row *feed_names_find(struct str space, struct str name);

/* The canonical prefix of a namespace ("dc"), empty for those of the formats themselves;
 * for an unknown one the prefix as written. */
struct str feed_names_space(struct str uri, struct str prefix);

/* The version that an element gives away by its namespace, or empty. */
struct str feed_names_version(struct str uri);

#endif
