#ifndef CAPTURE_JSONLD_H
#define CAPTURE_JSONLD_H

/* What a page tells search engines about its article: schema.org as JSON-LD. */

#include "base/str.h"

struct jsonld {
    struct str title;  /* the headline */
    struct str name;   /* of the same thing, sometimes the better title */
    struct str byline; /* names parted by ", " */
    struct str source;
    struct str published; /* as written */
    struct str lang;
    struct str description;
    struct str image;
    struct str url;
};

/* Reads one script's text into the fields that are still empty, from the first
 * object that is an article of some kind. False when there is none. */
bool jsonld_read(struct arena *arena, struct str json, struct jsonld *jsonld);

#endif
