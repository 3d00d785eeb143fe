#ifndef CAPTURE_VOCABULARY_H
#define CAPTURE_VOCABULARY_H

/* What the words of a page's classes and ids give away about its parts, in
 * several languages: one table. To add a word, add a row (docs/capture.md). */

#include "base/str.h"

enum vocabulary {
    VOCABULARY_FURNITURE = 1, /* menus, share bars, notices */
    VOCABULARY_AROUND = 2, /* around articles, even when it is prose: more stories, bios, offers */
    VOCABULARY_COMMENTS = 4,
    VOCABULARY_GALLERY = 8,
    VOCABULARY_LEAD = 16,    /* the opening that stands apart */
    VOCABULARY_CAPTION = 32, /* of a picture, and whose picture it is */
    VOCABULARY_TEASER = 64,  /* announces one other page */
    VOCABULARY_BODY = 128,   /* the text of an article */
    VOCABULARY_DEK = 256,    /* the line under a title */
    VOCABULARY_META = 512,   /* who wrote it, when, in which section */
};

/* The kinds that the value of a class or an id names, added up. */
unsigned vocabulary_of(struct str names);

#endif
