#!/usr/bin/env python3
"""The whole server at 1,000, 50,000 and 490,607 posts, beside nginx: one table and one chart.

Everything is made here: the corpus (bench/corpus), the sites, the load. Figures are ratios of medians taken in
turn, because shared machines are noisy and an absolute time proves nothing.
"""
import argparse
import importlib
import pathlib
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(BENCH))

import chart  # noqa: E402
import real_texts  # noqa: E402
import row  # noqa: E402
import table  # noqa: E402
from big_site import BigSite  # noqa: E402
from nginx import Nginx  # noqa: E402

# In this order: the writers come after those who only read.
ROWS = ("importing", "start", "article_page", "lists", "search", "readers", "comments", "memory", "backup")
SIZES = (1000, 50000, 490607)
QUICK_SIZES = (1000, 20000)
CHART = BENCH.parent / "build" / "bench.svg"


class Bench:
    """What all rows share: the sites from the smallest to the largest, nginx, how long to look."""

    def __init__(self, folder, sites, nginx, is_quick):
        self.folder, self.sites, self.nginx = folder, sites, nginx
        self.seconds = 1 if is_quick else 3
        self.n_known = 100 if is_quick else 1000
        self.n_paths = 20000 if is_quick else 200000

    def list_of_paths(self, name, paths):
        """A file of them, for wrk."""
        file = self.folder / f"{name}.paths"
        file.write_text("".join(f"{path}\n" for path in paths))
        return file


def measure(name, bench):
    start = time.monotonic()
    try:
        rows = importlib.import_module(f"rows.{name}").measure(bench)
    except row.NotThere as missing:
        rows = [row.Row(name, "", 0, True, missing=str(missing))]
    print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    return rows


def load(sites):
    """Those that can be made; a word on the others."""
    for site in sites:
        start = time.monotonic()
        try:
            site.load()
            site.start()
        except row.NotThere as missing:
            print(f"{site.n:,} posts: {missing}", file=sys.stderr)
            continue
        print(f"{site.n:,} posts: {time.monotonic() - start:.0f} s", file=sys.stderr)
        yield site


def run(folder, options):
    texts = real_texts.write(folder / "texts") if options.real else None
    sizes = QUICK_SIZES if options.quick else SIZES
    sites = list(load([BigSite(folder, n, texts) for n in sizes]))
    try:
        with Nginx() as nginx:
            bench = Bench(folder, sites, nginx, options.quick)
            return [found for name in options.rows or ROWS for found in measure(name, bench)]
    finally:
        for site in sites:
            site.stop()


def report(rows):
    sizes = sorted({size for one in rows for size in one.figures})
    print("\n".join(table.lines(rows, sizes)))
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
