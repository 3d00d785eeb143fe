#ifndef WEB_ENCODING_H
#define WEB_ENCODING_H

/* Content codings of what we send (RFC 9110, 8.4): which one a browser wants, and
 * the bytes in it. */

#include "base/str.h"

enum encoding { ENCODING_NONE, ENCODING_GZIP, ENCODING_BROTLI };

/* The best of ours that an Accept-Encoding header allows: brotli before gzip. */
enum encoding encoding_choose(struct str accept);

/* "gzip", "br"; empty for none. */
struct str encoding_name(enum encoding encoding);

/* The bytes in that coding, in the arena. */
struct str encoding_apply(struct arena *arena, enum encoding encoding, struct str bytes);

#endif
