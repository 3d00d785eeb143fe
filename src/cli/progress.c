#include "cli/progress.h"

#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { QUIET_MS = 1000 };

/* One command runs in one process, so its one progress line may be static. */
static int64_t started_ms;
static int shown_percent = -1;
static bool is_line_open;

void progress_show(const char *doing, int permille)
{
    int64_t now_ms = clock_monotonic_ms();
    if (started_ms == 0)
        started_ms = now_ms;
    if (now_ms - started_ms < QUIET_MS || permille / 10 == shown_percent)
        return;
    shown_percent = permille / 10;
    (void)fprintf(stderr, "\r%s %d%%", doing, shown_percent);
    is_line_open = true;
}

void progress_step(const char *doing)
{
    if (!isatty(STDERR_FILENO))
        return;
    (void)fprintf(stderr, "\r%-16s", doing);
    is_line_open = true;
}

void progress_end(void)
{
    if (is_line_open)
        (void)fputc('\n', stderr);
    started_ms = 0;
    shown_percent = -1;
    is_line_open = false;
}
