#include "cli/progress.h"

#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>

enum { QUIET_MS = 1000 };

/* One command runs in one process, so its one progress line may be static. */
static int64_t started_ms;
static int shown_percent = -1;

void progress_show(const char *doing, int permille)
{
    int64_t now_ms = clock_monotonic_ms();
    if (started_ms == 0)
        started_ms = now_ms;
    if (now_ms - started_ms < QUIET_MS || permille / 10 == shown_percent)
        return;
    shown_percent = permille / 10;
    (void)fprintf(stderr, "\r%s %d%%", doing, shown_percent);
}

void progress_end(void)
{
    if (shown_percent >= 0)
        (void)fputc('\n', stderr);
    started_ms = 0;
    shown_percent = -1;
}
