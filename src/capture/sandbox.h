#ifndef CAPTURE_SANDBOX_H
#define CAPTURE_SANDBOX_H

/* What the child may still do. Calls outside the list answer EPERM rather than
 * kill: a library that probes for something optional goes on without it, and a
 * hostile page gets nothing either way. Calls that only an attacker makes
 * (execve, ptrace and their like) kill the process at once. */

#include <stdbool.h>

/* Resources, no new privileges, no core, death with the parent. False when the
 * kernel refuses. */
bool sandbox_limit(void);

/* For links: connections out, reading the resolver's and certificates' files. */
bool sandbox_enter_fetching(void);

/* For a command that reads files which its user named: these, and nothing else,
 * may be opened, for reading only. */
bool sandbox_enter_files(void);

/* For parsing: memory, the clock, and the open descriptors; nothing can be
 * opened, connected or started. Only tightens. */
bool sandbox_enter_reading(void);

/* The same with threads, which libvips draws by. */
bool sandbox_enter_drawing(void);

#endif
