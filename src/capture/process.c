#include "capture/process.h"

#include "base/cleanup.h"
#include "base/file.h"
#include "base/str.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What OpenSSL's users agree on for other authorities than the system's: the operator says whom
 * the children may trust, and nothing else of the environment reaches them. */
static const char *const trusted_names[] = {"SSL_CERT_FILE", "SSL_CERT_DIR"};

enum { ENVIRONMENT_ARENA_BYTES = 16 * 1024, MAX_VARIABLES = 2 + N_OF(trusted_names) };

static void take_environment(struct arena *arena, char *environment[MAX_VARIABLES])
{
    static char no_leak_check[] = "ASAN_OPTIONS=detect_leaks=0"; /* it would need ptrace */
    size_t n = 0;
    environment[n++] = no_leak_check;
    for (size_t i = 0; i < N_OF(trusted_names); i++) {
        const char *value = getenv(trusted_names[i]);
        if (value)
            environment[n++] =
                (char *)(uintptr_t)str_print(arena, "%s=%s", trusted_names[i], value).ptr;
    }
    environment[n] = NULL;
}

static bool start(const char *argument, int child_fd, pid_t *ret_pid)
{
    static char program[] = "passalong";
    SCRATCH_ARENA(scratch, ENVIRONMENT_ARENA_BYTES);
    char *environment[MAX_VARIABLES];
    char *const arguments[] = {program, (char *)(uintptr_t)argument, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    take_environment(&scratch, environment);
    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    if (posix_spawnattr_init(&attributes) != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return false;
    }
    int rc = posix_spawn_file_actions_adddup2(&actions, child_fd, STDIN_FILENO);
    rc |= posix_spawn_file_actions_adddup2(&actions, child_fd, STDOUT_FILENO);
    rc |= posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    rc |= posix_spawnattr_setsigmask(&attributes, &none);
    rc |= posix_spawnattr_setsigdefault(&attributes, &all);
    if (rc == 0)
        rc = posix_spawn(ret_pid, "/proc/self/exe", &actions, &attributes, arguments, environment);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return rc == 0;
}

bool process_start(const char *argument, struct process *ret_child)
{
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    CLEANUP(file_close) int child_fd = ends[1];
    *ret_child = (struct process){.fd = ends[0]};
    if (start(argument, child_fd, &ret_child->pid))
        return true;
    file_close(&ends[0]);
    return false;
}

void process_end(const struct process *child)
{
    int status = 0;
    int fd = child->fd;
    (void)kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    file_close(&fd);
}
