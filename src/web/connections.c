/* A list for each phase, in the order in which it was entered. */
#include "web/connections.h"

#include "base/outcome.h"
#include "base/shared.h"

#include <pthread.h>
#include <sys/socket.h>

enum { N_PHASES = CONNECTION_TAKING + 1 };

struct connection {
    struct connection *previous; /* entered the phase before */
    struct connection *next;
    enum connection_phase phase;
    int fd;
    bool is_hung_up;
};

struct list {
    struct connection *first;
    struct connection *last;
    size_t n;
};

struct connections {
    pthread_mutex_t lock;
    struct list phases[N_PHASES];
    size_t max;
    size_t max_taking;
};

struct connections *connections_new(struct arena *arena, size_t max, size_t max_taking)
{
    struct connections *connections = arena_new(arena, struct connections);
    connections->max = max;
    connections->max_taking = max_taking;
    CHECK(pthread_mutex_init(&connections->lock, NULL) == 0);
    return connections;
}

void connections_done(struct connections *connections)
{
    if (connections != NULL)
        pthread_mutex_destroy(&connections->lock);
}

/* Under the lock, as all up to the exported ones. */
static void leave(struct connections *connections, struct connection *connection)
{
    if (connection->is_hung_up)
        return; /* it left then */
    struct list *list = &connections->phases[connection->phase];
    if (connection->previous != NULL)
        connection->previous->next = connection->next;
    else
        list->first = connection->next;
    if (connection->next != NULL)
        connection->next->previous = connection->previous;
    else
        list->last = connection->previous;
    list->n--;
}

static void
enter(struct connections *connections, struct connection *connection, enum connection_phase phase)
{
    struct list *list = &connections->phases[phase];
    connection->phase = phase;
    connection->next = NULL;
    connection->previous = list->last;
    if (list->last != NULL)
        list->last->next = connection;
    else
        list->first = connection;
    list->last = connection;
    list->n++;
}

/* The server finds the socket at its end and closes it, which takes it from here.
 * Until then it cannot be another's: connection_close waits for the lock. */
static void hang_up(struct connections *connections, enum connection_phase phase)
{
    struct connection *oldest = connections->phases[phase].first;
    if (oldest == NULL)
        return;
    leave(connections, oldest);
    oldest->is_hung_up = true;
    (void)shutdown(oldest->fd, SHUT_RDWR);
}

static void keep_limits(struct connections *connections)
{
    const struct list *phases = connections->phases;
    if (phases[CONNECTION_TAKING].n > connections->max_taking)
        hang_up(connections, CONNECTION_TAKING);
    if (phases[CONNECTION_ASKING].n + phases[CONNECTION_WAITING].n + phases[CONNECTION_TAKING].n >
        connections->max)
        hang_up(connections,
                phases[CONNECTION_ASKING].n > 1 ? CONNECTION_ASKING : CONNECTION_TAKING);
}

struct connection *connection_open(struct connections *connections, int fd)
{
    struct connection *connection = shared_new(sizeof(*connection));
    *connection = (struct connection){.fd = fd};
    pthread_mutex_lock(&connections->lock);
    enter(connections, connection, CONNECTION_ASKING);
    keep_limits(connections);
    pthread_mutex_unlock(&connections->lock);
    return connection;
}

void connection_begin(struct connections *connections,
                      struct connection *connection,
                      enum connection_phase phase)
{
    pthread_mutex_lock(&connections->lock);
    if (!connection->is_hung_up) {
        leave(connections, connection);
        enter(connections, connection, phase);
        keep_limits(connections);
    }
    pthread_mutex_unlock(&connections->lock);
}

void connection_close(struct connections *connections, struct connection *connection)
{
    pthread_mutex_lock(&connections->lock);
    leave(connections, connection);
    pthread_mutex_unlock(&connections->lock);
    CHECK(shared_release(connection));
    shared_free(connection);
}
