#!/usr/bin/env python3
"""The whole server at 1,000, 50,000 and 490,607 posts, beside nginx: one table and one chart.

Everything is made here: the corpus (bench/corpus), the sites, the load. Figures are ratios of medians taken in
turn, because shared machines are noisy and an absolute time proves nothing.
"""
import argparse
import contextlib
import importlib
import os
import pathlib
import signal
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(BENCH))

import chart  # noqa: E402
import process  # noqa: E402
import real_texts  # noqa: E402
import row  # noqa: E402
import table  # noqa: E402
from big_site import BigSite  # noqa: E402
from nginx import Nginx  # noqa: E402

# In this order: the writers come after those who only read.
ROWS = ("importing", "start", "article_page", "lists", "search", "readers", "comments", "memory", "backup")
SIZES = (1000, 50000, 490607)
QUICK_SIZES = (1000, 20000)
MINUTES, QUICK_MINUTES = 15, 2
CHART = BENCH.parent / "build" / "bench.svg"


class Bench:
    """What all rows share: the sites from the smallest to the largest, nginx, how long to look."""

    def __init__(self, folder, is_quick):
        self.folder, self.sites, self.nginx = folder, [], None
        self.seconds = 1 if is_quick else 3
        self.n_known = 100 if is_quick else 1000
        self.n_paths = 20000 if is_quick else 200000

    def list_of_paths(self, name, paths):
        """A file of them, for wrk."""
        file = self.folder / f"{name}.paths"
        file.write_text("".join(f"{path}\n" for path in paths))
        return file


class Ended(Exception):
    """The time is over, or somebody has pressed Ctrl-C."""


@contextlib.contextmanager
def ended_after(minutes):
    """Within the block: Ended when the time is over, and for Ctrl-C."""
    def end(number, _):
        raise Ended(f"the {minutes} minutes were over" if number == signal.SIGALRM else "interrupted")
    signal.signal(signal.SIGALRM, end)
    signal.signal(signal.SIGINT, end)
    signal.alarm(minutes * 60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the table comes now


def load(bench, sizes, texts):
    """The sites that can be made; a word on the others."""
    for site in (BigSite(bench.folder, n, texts) for n in sizes):
        start = time.monotonic()
        try:
            site.load()
            site.start()
        except row.NotThere as missing:
            print(f"{site.n:,} posts: {missing}", file=sys.stderr)
            continue
        bench.sites.append(site)
        print(f"{site.n:,} posts: {time.monotonic() - start:.0f} s", file=sys.stderr)


def missing(name, why):
    return [row.Row(name, "", 0, True, missing=str(why))]


def measure(name, bench):
    start = time.monotonic()
    try:
        rows = importlib.import_module(f"rows.{name}").measure(bench)
    except row.NotThere as why:
        rows = missing(name, why)
    print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    return rows


def run(folder, options):
    """The rows; those for which there was no time say so."""
    names, found = list(options.rows or ROWS), []
    bench = Bench(folder, options.quick)
    try:
        with ended_after(QUICK_MINUTES if options.quick else MINUTES), Nginx() as bench.nginx:
            texts = real_texts.write(folder / "texts") if options.real else None
            load(bench, QUICK_SIZES if options.quick else SIZES, texts)
            while names:
                found += measure(names[0], bench)
                del names[0]
    except Ended as why:
        found += [one for name in names for one in missing(name, why)]
    finally:
        for site in bench.sites:
            site.stop()
        kill_children()
    return found


def kill_children():
    """What an end in the middle has left at work."""
    for pid in process.family(os.getpid())[1:]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def report(rows):
    sizes = sorted({size for one in rows for size in one.figures})
    print("\n".join(table.lines(rows, sizes)))
    if not sizes:
        return
    CHART.write_text("\n".join(chart.draw(rows, sizes)) + "\n")
    print(f"Chart: {CHART.relative_to(BENCH.parent)}")


def main():
    options = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    options.add_argument("rows", nargs="*", metavar="ROW", help=f"quick, or some of: {', '.join(ROWS)}")
    options.add_argument("--real", action="store_true", help="real texts, shuffled (needs ../shared/data)")
    options.add_argument("--sites", metavar="FOLDER", help="where the sites are kept for the next run; else they go")
    options = options.parse_args()
    options.quick = "quick" in options.rows
    options.rows = [name for name in options.rows if name != "quick"]
    if unknown := set(options.rows) - set(ROWS):
        sys.exit(f"There is no row {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=BENCH.parent / "build") as folder:
        kept = pathlib.Path(options.sites or folder)
        kept.mkdir(parents=True, exist_ok=True)
        report(run(kept, options))


if __name__ == "__main__":
    main()
