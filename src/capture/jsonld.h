#ifndef CAPTURE_JSONLD_H
#define CAPTURE_JSONLD_H

/* What a page tells search engines about its article: schema.org as JSON-LD,
 * also where it is not quite JSON (json_mend.h). */

#include "base/str.h"

struct jsonld {
    bool is_article;       /* of an article proper, not of a page or a video */
    struct str title;      /* the headline */
    struct str name;       /* of the same thing, sometimes the better title */
    struct str standfirst; /* the alternative headline */
    struct str byline;     /* names parted by ", " */
    struct str source;
    struct str published; /* as written */
    struct str modified;
    struct str lang;
    struct str description;
    struct str image;
    struct str logo; /* of the publisher: no article's image */
    struct str url;
    struct str tags; /* parted by commas */
};

/* Reads one script's text into the fields that are still empty: from the first
 * object that is an article of some kind, wherever it is nested, else from one
 * that is the page itself. False when there is none. */
bool jsonld_read(struct arena *arena, struct str json, struct jsonld *jsonld);

#endif
