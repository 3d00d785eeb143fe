"""From the start of the program to its first page."""
import statistics
import time

import row

STARTS = 5


def start(site):
    site.stop()
    begun = time.monotonic()
    site.site.start()
    site.site.reader().get("/")
    return time.monotonic() - begun


def measure(bench):
    seconds = row.most("start to the first page", 0.2, "s")
    for site in bench.sites:
        seconds.figures[site.n] = statistics.median(start(site) for _ in range(STARTS))
    return [seconds]
