#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

/* The socket that the server listens on, and why there may be none. */

#include "base/str.h"

/* Binds and listens at `address` ("127.0.0.1", "::1") and `port` (0: any free
 * one, told in ret_port). CONFLICT: in use. DENIED: not allowed. INVALID: no
 * address of this machine. FAULT. `*ret_why` gets one line, in the arena, on failure. */
MUST_CHECK enum outcome listen_open(struct arena *arena,
                                    struct str address,
                                    int port,
                                    int *ret_fd,
                                    int *ret_port,
                                    struct str *ret_why);

#endif
