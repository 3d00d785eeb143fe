"""The article page beside nginx serving the same bytes: for strangers, for a member, and each time another article."""
import drive
import row

PAGE_BYTES = 16 * 1024
N_LOOKED_AT = 300
N_FILES = 2000
ROUNDS = 3


def page_of_size(site, reader):
    """The path of the article, among some, whose page is nearest to 16 KB."""
    return min(site.article_paths(N_LOOKED_AT), key=lambda path: abs(len(reader.get(path).body) - PAGE_BYTES))


def beside_nginx(rows, site, rounds, ours, theirs):
    """Drives both in turn and keeps the ratios of the medians."""
    pairs = [(theirs(at), ours(at)) for at in range(rounds)]
    their, our = (drive.median(drives) for drives in zip(*pairs))
    rows[0].figures[site.n] = our.rate / their.rate
    rows[1].figures[site.n] = our.cpu_ms / their.cpu_ms
    rows[0].note = f"nginx {their.rate:,.0f} a second, passalong {our.rate:,.0f}"
    rows[1].note = f"nginx {their.cpu_ms:.3f} ms, passalong {our.cpu_ms:.3f} ms"


def measure_cached(bench, site, rounds, rows, reader, path):
    cookie = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
    copy = bench.nginx.put(reader.get(path).body)
    beside_nginx(rows, site, rounds, lambda _: drive.wrk(site, path, bench.seconds, cookie),
                 lambda _: drive.wrk(bench.nginx, copy, bench.seconds))


def measure_every(bench, site, rounds, rows):
    """nginx serves some of the articles, so that both send pages of the same sizes."""
    reader = site.site.reader()
    copies = [bench.nginx.put(reader.get(path).body) for path in site.article_paths(min(N_FILES, site.n))]
    theirs = bench.list_of_paths("copies", copies)
    paths = bench.list_of_paths(f"articles of {site.n}", site.article_paths(bench.n_paths))
    beside_nginx(rows, site, rounds, lambda at: drive.every_path(site, paths, bench.seconds, at * bench.n_paths // rounds),
                 lambda _: drive.every_path(bench.nginx, theirs, bench.seconds))


def pair(what, least_rate, most_cpu):
    return (row.least(f"{what}: requests a second, of nginx's", least_rate),
            row.most(f"{what}: CPU a request, times nginx's", most_cpu))


def measure(bench):
    strangers = pair("article page for strangers", 0.9, 1.5)
    members = pair("article page for a member", 0.5, 3)
    others = pair("another article each time", 0.2, 8)
    for site in bench.sites:
        rounds = ROUNDS if site is bench.sites[-1] else 1  # the smaller ones show the growth
        stranger = site.site.reader()
        path = page_of_size(site, stranger)
        measure_cached(bench, site, rounds, strangers, stranger, path)
        member = site.site.reader()
        member.cookies["session"] = site.members(1)[0].removeprefix("session=")
        measure_cached(bench, site, rounds, members, member, path)
        measure_every(bench, site, rounds, others)
    return [*strangers, *members, *others]
