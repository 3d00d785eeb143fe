#ifndef CAPTURE_CHILD_H
#define CAPTURE_CHILD_H

/* The sandboxed side of capture_run. The child is this same executable,
 * started as `passalong capture-child`: main.c routes that hidden argument
 * here before it does anything else (no options, no database, no threads).
 * A request comes on standard input, steps and one answer go to standard
 * output; standard error is the parent's log. */

#define CAPTURE_CHILD_ARGUMENT "capture-child"

/* Serves the one request and returns the exit status: 0 when it answered. */
int capture_child_main(void);

#endif
