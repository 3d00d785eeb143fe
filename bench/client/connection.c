#include "connection.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

bool connection_open(struct connection *connection, int port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int yes = 1;
    connection->is_busy = false;
    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(connection->fd >= 0);
    if (connect(connection->fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
        connection_close(connection);
        return false;
    }
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    return true;
}

void connection_close(struct connection *connection)
{
    close(connection->fd);
    connection->fd = -1;
}

void connection_begin(struct connection *connection, struct str request, int64_t due_us)
{
    connection->unsent = request;
    connection->due_us = due_us;
    connection->is_busy = true;
    connection->has_head = false;
    connection->head_bytes = 0;
    connection->location = STR("");
}

static enum connection_event send_rest(struct connection *connection)
{
    while (connection->unsent.len > 0) {
        ssize_t n = send(connection->fd, connection->unsent.ptr, connection->unsent.len,
                         MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0)
            return errno == EAGAIN ? CONNECTION_WAITS : CONNECTION_BROKEN;
        connection->unsent = str_skip(connection->unsent, (size_t)n);
    }
    return CONNECTION_ANSWERED;
}

static bool read_field(struct str line, struct str name, struct str *ret_value)
{
    if (!str_starts_with_folded(line, name))
        return false;
    *ret_value = str_trim(str_skip(line, name.len));
    return true;
}

/* False when it is no answer whose end can be told. */
static bool read_head(struct connection *connection, struct str head)
{
    struct str line, value;
    int64_t status;
    int64_t n_bytes = 0;
    str_cut(&head, '\n', &line);
    line = str_skip(line, sizeof("HTTP/1.1 ") - 1);
    if (str_take_number(&line, 999, &status) != OK)
        return false;
    while (str_cut(&head, '\n', &line)) {
        if (read_field(line, STR("Content-Length:"), &value)) {
            if (str_to_number(value, INT64_MAX, &n_bytes) != OK)
                return false;
        } else if (read_field(line, STR("Location:"), &value)) {
            connection->location = value;
        } else if (read_field(line, STR("Transfer-Encoding:"), &value)) {
            return false;
        }
    }
    connection->status = (int)status;
    connection->body_bytes_left = status == 304 ? 0 : (size_t)n_bytes;
    connection->has_head = true;
    return true;
}

/* What was received of the head; what came behind it is taken off the body. */
static bool take_head(struct connection *connection, size_t n)
{
    connection->head_bytes += n;
    struct str received = {connection->head, connection->head_bytes};
    size_t end;
    if (!str_find(received, STR("\r\n\r\n"), &end))
        return connection->head_bytes < CONNECTION_HEAD_BYTES;
    size_t body_bytes = received.len - end - 4;
    if (!read_head(connection, str_first(received, end)) ||
        body_bytes > connection->body_bytes_left)
        return false;
    connection->body_bytes_left -= body_bytes;
    return true;
}

enum connection_event connection_go_on(struct connection *connection)
{
    static char thrown_away[1 << 16];
    enum connection_event sent = send_rest(connection);
    if (sent != CONNECTION_ANSWERED)
        return sent;
    while (!connection->has_head || connection->body_bytes_left > 0) {
        char *to = connection->has_head ? thrown_away : connection->head + connection->head_bytes;
        size_t room = connection->has_head ? sizeof(thrown_away)
                                           : CONNECTION_HEAD_BYTES - connection->head_bytes;
        ssize_t n = recv(connection->fd, to, room, MSG_DONTWAIT);
        if (n < 0 && errno == EAGAIN)
            return CONNECTION_WAITS;
        if (n <= 0)
            return CONNECTION_BROKEN;
        if (!connection->has_head) {
            if (!take_head(connection, (size_t)n))
                return CONNECTION_BROKEN;
        } else if ((size_t)n > connection->body_bytes_left) {
            return CONNECTION_BROKEN;
        } else {
            connection->body_bytes_left -= (size_t)n;
        }
    }
    connection->is_busy = false;
    return CONNECTION_ANSWERED;
}
