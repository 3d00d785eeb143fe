"""Memory while strangers and a member read, others search, and 64 write."""
import drive
import process
import row
import writers

WRITERS = 64


def measure(bench):
    memory = row.most("memory while serving all of this (PSS)", 128, "MB")
    for site in bench.sites:
        paths = bench.list_of_paths(f"articles of {site.n}", site.article_paths(bench.n_paths))
        comments = writers.requests(site)
        reads = [drive.get(path) for path in ("/", "/search?q=police", "/search?q=the+president", *site.article_paths(50))]
        with process.Watch(lambda: process.pss_megabytes(site.pid)) as watch:
            writing = drive.Client(site, comments, bench.seconds, connections=WRITERS)
            reading = drive.Client(site, reads, bench.seconds, connections=WRITERS)
            drive.every_path(site, paths, bench.seconds)
            writing.answers()
            reading.answers()
        memory.figures[site.n] = watch.peak
    return [memory]
