#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

/* A line on standard error for work that takes longer than a second. */

/* Shows "doing 42%" once a second has passed, then again at each new percent. */
void progress_show(const char *doing, int permille);

/* Names, at once and on a terminal only, a step whose length nobody knows. */
void progress_step(const char *doing);

/* Ends the line, if there is one. */
void progress_end(void);

#endif
