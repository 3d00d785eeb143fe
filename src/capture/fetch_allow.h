#ifndef CAPTURE_FETCH_ALLOW_H
#define CAPTURE_FETCH_ALLOW_H

/* What an operator opened by name although it is private or on another port:
 * "host:port" opens that host on that port, "address/bits" a range of addresses. */

#include "base/str.h"

struct sockaddr;

/* True when an entry "host:port" names this host and port. */
bool fetch_allows_host(struct str_list allow, struct str host, int port);

/* True when an entry "address/bits" holds this address. */
bool fetch_allows_address(struct str_list allow, const struct sockaddr *address);

#endif
