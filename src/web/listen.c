#include "web/listen.h"

#include "base/cleanup.h"
#include "base/file.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static enum outcome
read_address(struct arena *arena, struct str text, int port, union address *ret_address)
{
    const char *c = "";
    enum outcome outcome = str_c(arena, text, &c);
    if (outcome != OK)
        return outcome;
    union address address = {.v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)}};
    if (inet_pton(AF_INET6, c, &address.v6.sin6_addr) != 1) {
        address = (union address){0};
        address.v4.sin_family = AF_INET;
        address.v4.sin_port = htons((uint16_t)port);
        if (inet_pton(AF_INET, c, &address.v4.sin_addr) != 1)
            return INVALID;
    }
    *ret_address = address;
    return OK;
}

static socklen_t length_of(const union address *address)
{
    return address->any.sa_family == AF_INET6 ? sizeof(address->v6) : sizeof(address->v4);
}

static int port_of(int fd)
{
    union address address = {0};
    socklen_t length = sizeof(address);
    CHECK(getsockname(fd, &address.any, &length) == 0);
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

/* 0, or the number of the error. */
static int bind_and_listen(int fd, const union address *address)
{
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(fd, &address->any, length_of(address)) != 0 || listen(fd, SOMAXCONN) != 0)
        return errno;
    return 0;
}

static enum outcome outcome_of(int error, const char **ret_words)
{
    switch (error) {
    case EADDRINUSE:
        *ret_words = "another program is using it";
        return CONFLICT;
    case EACCES:
    case EPERM:
        *ret_words = "this user may not use it";
        return DENIED;
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
        *ret_words = "this machine does not have that address";
        return INVALID;
    default:
        *ret_words = "the system refuses it";
        return FAULT;
    }
}

static enum outcome
open_socket(const union address *address, int *ret_fd, int *ret_port, const char **ret_words)
{
    CLEANUP(file_close)
    int fd = socket(address->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int error = fd < 0 ? errno : bind_and_listen(fd, address);
    if (error != 0)
        return outcome_of(error, ret_words);
    *ret_port = port_of(fd);
    *ret_fd = fd;
    fd = -1;
    return OK;
}

enum outcome listen_open(struct arena *arena,
                         struct str address,
                         int port,
                         int *ret_fd,
                         int *ret_port,
                         struct str *ret_why)
{
    union address bound;
    const char *words = "it is no IP address";
    enum outcome outcome = read_address(arena, address, port, &bound);
    if (outcome == OK)
        outcome = open_socket(&bound, ret_fd, ret_port, &words);
    if (outcome != OK)
        *ret_why =
            str_print(arena, "cannot listen on %.*s port %d: %s", STR_ARG(address), port, words);
    return outcome;
}
