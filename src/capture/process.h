#ifndef CAPTURE_PROCESS_H
#define CAPTURE_PROCESS_H

/* A child of the same executable that talks through one socket, which is its
 * input and output. A socket rather than pipes: a child that died makes send
 * fail instead of raising SIGPIPE. */

#include <stdbool.h>
#include <sys/types.h>

struct process {
    pid_t pid;
    int fd; /* our end */
};

/* Starts `passalong ARGUMENT` without environment, but for the authorities that the operator
 * trusts: SSL_CERT_FILE, SSL_CERT_DIR. False: no process or descriptor is left. */
bool process_start(const char *argument, struct process *ret_child);

/* Kills it, waits for its end and closes our end of the socket. */
void process_end(const struct process *child);

#endif
