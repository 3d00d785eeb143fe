#ifndef CAPTURE_ENCODING_TABLE_H
#define CAPTURE_ENCODING_TABLE_H

/* The encodings that the web knows (encoding.spec.whatwg.org): names, labels, kinds. */

#include "base/str.h"

enum encoding_kind {
    ENCODING_UTF8,
    ENCODING_SINGLE_BYTE,
    ENCODING_MULTI_BYTE,
    ENCODING_REPLACEMENT,  /* of those that hide markup: never decoded */
    ENCODING_USER_DEFINED, /* x-user-defined: bytes in private use */
};

struct encoding {
    struct str name; /* "Shift_JIS" */
    enum encoding_kind kind;
    const char *icu;   /* the converter that comes nearest; NULL: none is needed */
    struct str labels; /* lower case, parted by spaces */
};

/* The encoding of a label as it stands in a document; NULL when there is none. */
const struct encoding *encoding_find(struct str label);

#endif
