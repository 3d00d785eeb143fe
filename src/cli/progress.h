#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

/* A line on standard error for work that takes longer than a second. */

#include <stdint.h>

/* Shows "doing 42%" once a second has passed, then again at each new percent. */
void progress_show(const char *doing, int permille);

/* Shows "doing: 12000, 4100 a second, 42%, 70 s left": n things so far, and how many of all
 * bytes (0: unknown). In place on a terminal; else a line every ten seconds. */
void progress_rate(const char *doing, int64_t n, int64_t done, int64_t all);

/* Names, at once and on a terminal only, a step whose length nobody knows. */
void progress_step(const char *doing);

/* Ends the line, if there is one. */
void progress_end(void);

#endif
