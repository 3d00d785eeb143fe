#ifndef TEXT_SIGNATURE_H
#define TEXT_SIGNATURE_H

/* Keyed hashes by which a sender shows that it knows a secret (RFC 2104). */

#include "base/str.h"

/* Whether a header such as "sha256=6d1c..." (W3C WebSub, 7.1: sha1, sha256, sha384,
 * sha512; hexadecimal) is that of the bytes under the secret. Takes the same
 * time wherever a wrong one differs. */
bool signature_is_right(struct str header, struct str secret, struct str bytes);

#endif
