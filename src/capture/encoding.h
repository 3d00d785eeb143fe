#ifndef CAPTURE_ENCODING_H
#define CAPTURE_ENCODING_H

/* Bytes of unknown encoding to UTF-8, as browsers do it (html.spec.whatwg.org,
 * 13.2.3.2; encoding.spec.whatwg.org): byte order mark, then what the transport
 * said, then what the document says of itself, then UTF-8 if it is that, else
 * windows-1252. */

#include "capture/encoding_table.h"

/* What the bytes are in. `charset` is the transport's word for it, or empty. */
const struct encoding *encoding_sniff(struct str bytes, struct str charset);

/* The bytes in UTF-8, without their byte order mark. Bad sequences become U+FFFD.
 * Lives in the arena or borrows from `bytes`. */
struct str encoding_decode(struct arena *arena, struct str bytes, const struct encoding *encoding);

/* Both, one after the other. */
struct str encoding_to_utf8(struct arena *arena, struct str bytes, struct str charset);

/* True for bytes that are no text in any encoding: pictures, archives, programs. */
bool encoding_is_binary(struct str bytes);

/* The value of charset in a content type, or empty. Borrows. */
struct str encoding_of_content_type(struct str content_type);

#endif
