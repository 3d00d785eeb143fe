#ifndef CAPTURE_CONTENT_CODING_H
#define CAPTURE_CONTENT_CODING_H

/* Undoes what a server did to a body on its way: gzip and deflate (RFC 9110,
 * 8.4.1), br (RFC 7932), zstd (RFC 8878). Untrusted bytes meet four parsers here,
 * so it is called behind the reading sandbox only. */

#include "base/str.h"

/* `codings` is the value of Content-Encoding, as many as LIMIT_FETCH_CODINGS in
 * the order in which they were laid on; empty: the bytes themselves. The result
 * lives in the arena or is `bytes`. TOO_LARGE past max_bytes; INVALID for a
 * coding that is not known, for too many, and for bytes that are not of it or cut. */
MUST_CHECK enum outcome content_coding_undo(struct arena *arena,
                                            struct str bytes,
                                            struct str codings,
                                            size_t max_bytes,
                                            struct str *ret_bytes);

#endif
