"""Search: how long the first page takes for words from the rarest to the commonest, and whether what is sought is found."""
import random
import re
import urllib.parse

import drive
import row
from row import NotThere

N_QUERIES = 600
MOST_WORDS = 5
FIRST = 10
ORDERS = ("newest", "best")


def path_of(words, order):
    return "/search?" + urllib.parse.urlencode({"q": words, "order": order})


def queries(site, n):
    """Of one to five words, each of any rank: a word in every article is as likely as one in a few."""
    words = [query["word"] for query in site.wanted("word")]
    chance = random.Random(2)
    return [" ".join(chance.sample(words, chance.randint(1, MOST_WORDS))) for _ in range(n)]


def time_them(bench, site, rows):
    for at, order in enumerate(ORDERS):
        requests = [drive.get(path_of(words, order)) for words in queries(site, N_QUERIES)]
        answers = drive.client(site, requests, 2 * bench.seconds)[:N_QUERIES]
        assert all(answer.status == 200 for answer in answers)
        rows[at].figures[site.n] = drive.p99([answer.seconds for answer in answers])
        slowest = max(answers, key=lambda answer: answer.seconds)
        rows[at].note = f"{len(answers)} queries; slowest {1000 * slowest.seconds:.1f} ms: {queries(site, N_QUERIES)[slowest.request]}"


def found_first(reader, words):
    """The articles that the first ten results are of."""
    page = reader.get(path_of(words, "best")).text
    main = page[page.index("<main"):]
    ids = re.findall(r'href="/a/(\d+)/', main)
    return list(dict.fromkeys(ids))[:FIRST]


def share_found(site, kind, wanted):
    reader = site.site.reader()
    wanted = [query for query in wanted if kind in query]
    hits = sum(query["id"] in found_first(reader, query[kind]) for query in wanted)
    return hits / len(wanted)


def measure(bench):
    if bench.sites[0].site.reader().request("GET", path_of("x", "best")).status == 404:
        raise NotThere("passalong has no search yet")
    times = [row.most(f"search, {order} first: p99 of the first page", 25, "ms") for order in ORDERS]
    known = row.least("known items found in the first ten", 0.97)
    misspelt = row.least("the same with one letter wrong", 0.9)
    for site in bench.sites:
        time_them(bench, site, times)
        wanted = site.wanted("known")[:bench.n_known]
        known.figures[site.n] = share_found(site, "words", wanted)
        misspelt.figures[site.n] = share_found(site, "misspelt", wanted)
    return [*times, known, misspelt]
