#ifndef COMMUNITY_TOKEN_H
#define COMMUNITY_TOKEN_H

/* Secrets that a browser or a link carries and of which the store keeps a hash:
 * 32 random bytes, so an unsalted fast hash is enough. */

#include "base/str.h"

struct str token_new(struct arena *arena);

/* BLAKE2b-256 in hexadecimal: what is stored and looked up. */
struct str token_hash(struct arena *arena, struct str token);

#endif
