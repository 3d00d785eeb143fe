"""Lists, archive, calendar, source, tag and author pages, from the newest to the oldest: the largest site's p99 over the smallest's.

Each address is asked for once, so that no kept page answers. The sites are visited in turn by short visits
of one client, so that what else the machine does falls on all of them.
"""
import datetime
import random
import statistics
import urllib.parse

import big_site
import drive
import row

VISITS = 8
ADDRESSES = 4000


def keys(site, chance):
    """Places in the lists, anywhere."""
    first, last = site.rows("select min(shared), max(shared) from article where state = 2")[0]
    while True:
        yield f"{chance.choice('on')}{chance.randint(first, last)}-{chance.randint(1, site.n)}"


def names(site, table):
    """Slugs from the commonest to the rarest, for walking at random."""
    return [slug for slug, in site.rows(f"select slug from {table} where n_articles > 0 order by n_articles desc")]


def kinds(site, chance):
    """name: a maker of addresses."""
    blog, key = f"/b/{big_site.BLOG}", keys(site, chance)
    days = [datetime.date(1970, 1, 1) + datetime.timedelta(day) for day, in site.rows("select day from blog_day")]
    sources, tags = names(site, "source"), names(site, "tag")
    bylines = [name for name, in site.rows("select byline from article where byline <> '' group by byline"
                                           " order by count(*) desc limit 1000")]
    handle, = site.rows("select handle from member order by id limit 1")[0]
    return {
        "front": lambda: f"/?from={next(key)}",
        "blog": lambda: f"{blog}?from={next(key)}",
        "year": lambda: f"{blog}/{chance.choice(days):%Y}?from={next(key)}",
        "month": lambda: f"{blog}/{chance.choice(days):%Y/%m}?from={next(key)}",
        "day": lambda: f"{blog}/{chance.choice(days):%Y/%m/%d}?from={next(key)}",
        "source": lambda: f"/source/{chance.choice(sources)}?from={next(key)}",
        "tag": lambda: f"/tag/{chance.choice(tags)}?from={next(key)}",
        "writer": lambda: f"/by/{urllib.parse.quote(chance.choice(bylines))}?from={next(key)}",
        "member": lambda: f"/m/{handle}?from={next(key)}",
        "on this day": lambda: f"{blog}/on-this-day/{chance.choice(days):%m/%d}?from={next(key)}",
    }


class Visits:
    """All visits of one site: the seconds of each kind of page."""

    def __init__(self, site):
        self.site, self.chance = site, random.Random(big_site.SEED)
        self.kinds = kinds(site, self.chance)
        self.seconds = {kind: [] for kind in self.kinds}

    def go(self, seconds):
        asked = [self.chance.choice(list(self.kinds)) for _ in range(ADDRESSES)]
        requests = [drive.get(self.kinds[kind]()) for kind in asked]
        for answer in drive.client(self.site, requests, seconds)[:ADDRESSES]:
            assert answer.status == 200, f"{requests[answer.request].splitlines()[0]}: {answer.status}"
            self.seconds[asked[answer.request]].append(answer.seconds)

    def p99(self):
        return drive.p99([second for seconds in self.seconds.values() for second in seconds])

    def median(self, kind):
        return statistics.median(self.seconds[kind])


def measure(bench):
    visits = [Visits(site) for site in bench.sites]
    for _ in range(VISITS):
        for one in visits:
            one.go(bench.seconds / 4)
    smallest, largest = visits[0], visits[-1]
    growth = row.most("list pages uncached: p99, times the smallest site's", 1.5)
    growth.figures = {one.site.n: one.p99() / smallest.p99() for one in visits}
    growth.note = "medians: " + ", ".join(
        f"{kind} {1000 * smallest.median(kind):.2f} to {1000 * largest.median(kind):.2f} ms" for kind in largest.kinds)
    return [growth]
