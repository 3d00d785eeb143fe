"""Comments that are acknowledged, each on disk: by 64 writers, on a disk that syncs slowly, and after a kill."""
import re
import sqlite3
import time

import drive
import row
import writers

WRITERS = 64
SYNC_US = 5000


def acknowledged(answers):
    """The ids of the comments that answers name."""
    ids = [re.search(r"/c/(\d+)", answer.location) for answer in answers if answer.status == 303]
    return [int(found.group(1)) for found in ids if found]


def refusals(answers):
    return sorted({answer.status for answer in answers if answer.status != 303})


def lost(site, ids):
    """How many of these the store does not have."""
    store = sqlite3.connect(site.data / "passalong.db")
    store.execute("create temp table said (id integer primary key)")
    store.executemany("insert or ignore into said values (?)", [(one,) for one in ids])
    n, = store.execute("select count(*) from said where id not in (select id from comment)").fetchone()
    store.close()
    return n


def measure_rate(bench, site, page, rate, losses):
    """The server is killed while they write; what was acknowledged until then must be there."""
    theirs = drive.wrk(bench.nginx, page, bench.seconds)
    requests = writers.requests(site)
    writing = drive.Client(site, requests, 2 * bench.seconds, connections=WRITERS)
    time.sleep(bench.seconds)
    site.site.kill()
    answers = writing.answers()
    ids = acknowledged(answers)
    rate.figures[site.n] = len(ids) / bench.seconds / theirs.rate
    rate.note = f"{len(ids) / bench.seconds:,.0f} a second; other answers: {refusals(answers) or 'none'}"
    losses.figures[site.n] = lost(site, ids)
    site.start()


def slow_rate(site, n_writers, seconds):
    answers = drive.client(site, writers.requests(site), seconds, connections=n_writers)
    return len(acknowledged(answers)) / seconds


def measure_slow(bench, site):
    slow = row.least("comments of 64 writers on a disk with syncs of 5 ms, times one writer's", 15)
    with site.slow_disk(SYNC_US):
        one, many = (slow_rate(site, n, bench.seconds) for n in (1, WRITERS))
    slow.figures[site.n] = many / one
    slow.note = f"{one:,.0f} and {many:,.0f} a second"
    return slow


def measure(bench):
    rate = row.least("comments on disk of 64 writers, of nginx's requests", 0.1)
    losses = row.most("acknowledged comments lost by a kill", 0)
    for site in bench.sites:
        page = bench.nginx.put(site.site.reader().get(site.article_paths(1)[0]).body)
        measure_rate(bench, site, page, rate, losses)
    return [rate, losses, measure_slow(bench, bench.sites[-1])]
