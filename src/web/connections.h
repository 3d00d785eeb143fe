#ifndef WEB_CONNECTIONS_H
#define WEB_CONNECTIONS_H

/* Who is connected, so that no number of idle, slow or stubborn clients keeps
 * others out: when there are too many, the one that has been waiting longest
 * to say or to take something is hung up on. */

#include "base/arena.h"

struct connections;
struct connection;

enum connection_phase {
    CONNECTION_ASKING,  /* idle, or sending its request */
    CONNECTION_WAITING, /* for an answer that is being made: never hung up on */
    CONNECTION_TAKING,  /* its answer */
};

/* `max` connections at once, and `max_taking` answers that wait to be taken, since
 * each of them holds its memory. Lives in the arena. */
struct connections *connections_new(struct arena *arena, size_t max, size_t max_taking);

/* Nobody is connected any more. Accepts NULL. */
void connections_done(struct connections *connections);

/* A new one on this socket; and before the socket is closed. */
struct connection *connection_open(struct connections *connections, int fd);
void connection_close(struct connections *connections, struct connection *connection);

/* A phase begins, perhaps the same anew. */
void connection_begin(struct connections *connections,
                      struct connection *connection,
                      enum connection_phase phase);

#endif
