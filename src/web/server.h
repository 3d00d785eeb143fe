#ifndef WEB_SERVER_H
#define WEB_SERVER_H

/* HTTP itself: the one file that knows libmicrohttpd is server.c. */

#include "web/app.h"

struct server;

struct server_options {
    struct str address; /* "127.0.0.1", "::1" or "0.0.0.0" */
    int port;           /* 0: any free one */
    int n_threads;      /* 0: one a core */
};

/* Listens and answers until server_stop. CONFLICT: the port is in use. DENIED:
 * the address may not be used. INVALID: it is none. FAULT. `*ret_why` gets one
 * line for the operator, in the arena. */
MUST_CHECK enum outcome server_start(struct arena *arena,
                                     const struct app *app,
                                     const struct server_options *options,
                                     struct server **ret_server,
                                     struct str *ret_why);

/* The port that it listens on. */
int server_port(const struct server *server);

/* Takes no new connections, lets running requests finish, then closes. Accepts NULL. */
void server_stop(struct server *server);

#endif
