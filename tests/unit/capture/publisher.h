#ifndef UNIT_CAPTURE_PUBLISHER_H
#define UNIT_CAPTURE_PUBLISHER_H

/* A small and badly behaved web server on a loopback port, in a thread of the test. */

#include <pthread.h>
#include <stdbool.h>

/* The size of the page /padded. */
enum { PADDED_BYTES = 10000000 };

struct publisher {
    pthread_t thread;
    int fd;
    int port;
};

bool publisher_start(struct publisher *publisher);
void publisher_stop(struct publisher *publisher);

#endif
