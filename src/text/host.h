#ifndef TEXT_HOST_H
#define TEXT_HOST_H

/* The host of an address in the one form that everybody means: lower case,
 * Punycode, IPv4 as four decimal numbers, IPv6 shortened and in brackets. */

#include "base/str.h"

/* INVALID for an empty host, forbidden characters, and broken IP addresses. */
MUST_CHECK enum outcome host_parse(struct arena *arena, struct str text, struct str *ret_host);

/* A web host that is an IP address. */
bool host_is_address(struct str host);

#endif
