#ifndef CAPTURE_WARC_H
#define CAPTURE_WARC_H

/* A capture's exchange as a WARC file (ISO 28500:2017, WARC/1.1), for archives and
 * their tools: warcinfo, request and response. The same exchange gives the same
 * bytes, whenever and wherever it is written: record ids are made of what they
 * name (UUIDs of version 8, RFC 9562). */

#include "capture/exchange.h"

/* The file, uncompressed. Digests are SHA-256 throughout ("sha256:" and lower-case
 * hexadecimal). The body stands as it came, content coding and all, but without
 * transfer coding, so that field is left out; heads of HTTP/2 have HTTP/1.1's form,
 * and WARC-Protocol says so. TOO_LARGE when it does not fit LIMIT_OBJECT_BYTES. */
MUST_CHECK enum outcome
warc_write(struct arena *arena, const struct capture_exchange *exchange, struct str *ret_warc);

#endif
