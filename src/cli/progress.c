#include "cli/progress.h"

#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { QUIET_MS = 1000, LINE_MS = 10000, REDRAW_MS = 250 };

/* One command runs in one process, so its one progress line may be static. */
static int64_t started_ms;
static int64_t started_at; /* of the bytes of progress_rate */
static int64_t started_n;
static int64_t shown_ms;
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

void progress_rate(const char *doing, int64_t n, int64_t done, int64_t all)
{
    int64_t now_ms = clock_monotonic_ms();
    if (started_ms == 0) {
        started_ms = now_ms;
        started_at = done;
        started_n = n;
    }
    int64_t run_ms = now_ms - started_ms;
    bool is_terminal = isatty(STDERR_FILENO) == 1;
    if (run_ms < QUIET_MS || now_ms - shown_ms < (is_terminal ? REDRAW_MS : LINE_MS))
        return;
    shown_ms = now_ms;
    (void)fprintf(stderr, "%s%s: %lld", is_terminal ? "\r" : "", doing, (long long)n);
    (void)fprintf(stderr, ", %lld a second", (long long)((n - started_n) * 1000 / run_ms));
    if (all > 0 && done > started_at)
        (void)fprintf(stderr, ", %lld%%, %lld s left", (long long)(done * 100 / all),
                      (long long)((all - done) * run_ms / (done - started_at) / 1000));
    (void)fputs(is_terminal ? "   " : "\n", stderr);
    is_line_open = is_terminal;
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
    started_ms = shown_ms = 0;
    shown_percent = -1;
    is_line_open = false;
}
