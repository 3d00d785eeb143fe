#ifndef CLIENT_CONNECTION_H
#define CLIENT_CONNECTION_H

/* One kept-alive connection that sends a request and reads its answer. */

#include "base/str.h"

#define CONNECTION_HEAD_BYTES 8192

struct connection {
    int fd; /* -1: closed */
    struct str unsent;
    size_t request; /* which of the requests is under way */
    int64_t due_us; /* from when on its answer is waited for */
    bool is_busy;
    bool has_head;
    char head[CONNECTION_HEAD_BYTES];
    size_t head_bytes;
    size_t body_bytes_left;
    int status;
    struct str location; /* in `head` */
};

enum connection_event {
    CONNECTION_WAITS,    /* for the socket */
    CONNECTION_ANSWERED, /* status and location are there */
    CONNECTION_BROKEN,   /* closed by the other side, or an answer that cannot be read */
};

/* To 127.0.0.1; without waiting from then on. False when nobody listens. */
bool connection_open(struct connection *connection, int port);
void connection_close(struct connection *connection);

/* Begins a request; its bytes must stay until it is answered. */
void connection_begin(struct connection *connection, struct str request, int64_t due_us);

/* Sends and reads as far as the socket goes. */
enum connection_event connection_go_on(struct connection *connection);

#endif
