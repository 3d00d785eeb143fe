"""Readers while 64 members write comments: the p99 of a steady stream of pages, times what it is without the writers."""
import drive
import row
import writers

READS_A_SECOND = 200
CONNECTIONS = 16
WRITERS = 64
ROUNDS = 3
PATHS = 500


def read(site, requests, seconds):
    answers = drive.client(site, requests, seconds, connections=CONNECTIONS, rate=READS_A_SECOND)
    assert all(answer.status == 200 for answer in answers)
    return [answer.seconds for answer in answers]


def measure(bench):
    rows = row.most("readers' p99 while 64 write, times without", 2)
    for site in bench.sites:
        requests = [drive.get(path) for path in site.article_paths(PATHS)]
        comments = writers.requests(site)
        alone, beside = [], []
        for _ in range(ROUNDS):
            alone += read(site, requests, bench.seconds)
            writing = drive.Client(site, comments, bench.seconds, connections=WRITERS)
            beside += read(site, requests, bench.seconds)
            writing.answers()
        rows.figures[site.n] = drive.p99(beside) / drive.p99(alone)
        rows.note = f"{READS_A_SECOND} pages a second: {drive.p99(alone):.1f} and {drive.p99(beside):.1f} ms"
    return [rows]
