#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

/* Which network addresses the fetcher may talk to: those that anyone on the
 * public Internet could reach, so that nobody makes us ask our own neighbours. */

#include "base/str.h"

struct sockaddr;

/* False for private, loopback, link-local, shared (CGNAT), multicast, documentation,
 * benchmarking, reserved and unspecified addresses of both families, for IPv6
 * addresses that carry such an IPv4 one (mapped, compatible, 6to4, NAT64, Teredo),
 * and for any other family. */
bool address_is_public(const struct sockaddr *address);

/* "203.0.113.7" or "2001:db8::1", for log and display. */
struct str address_print(struct arena *arena, const struct sockaddr *address);

#endif
