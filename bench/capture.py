#!/usr/bin/env python3
"""How well articles are captured: `passalong extract` and `feed` on real pages, scored by their sets' own rules.

The pages stand in ../shared/data, which is not part of the project; without it this says so and ends.
"""
import argparse
import collections
import datetime
import gzip
import html.parser
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import capture_encodings
import capture_feeds

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
PROGRAM = ROOT / "build" / "release" / "passalong"

Row = collections.namedtuple("Row", "set what score wanted published")
WORD = re.compile(r"\w+")


class TextOfHtml(html.parser.HTMLParser):
    """The words that a reader of the HTML sees: blocks part them, inline elements do not."""

    BLOCKS = set("address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure "
                 "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td "
                 "tfoot th thead title tr ul".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []
        self.n_hidden = 0

    def handle_starttag(self, tag, attributes):
        self.n_hidden += tag in ("script", "style")
        self.pieces.append(" " * (tag in self.BLOCKS))

    def handle_endtag(self, tag):
        self.n_hidden -= tag in ("script", "style")
        self.pieces.append(" " * (tag in self.BLOCKS))

    def handle_data(self, data):
        if self.n_hidden <= 0:
            self.pieces.append(data)


def text_of_html(source):
    reader = TextOfHtml()
    reader.feed(source)
    return "".join(reader.pieces)


def shingles(text):
    words = WORD.findall(text.lower())
    if len(words) < 4:
        return collections.Counter([tuple(words)] if words else [])
    return collections.Counter(zip(words, words[1:], words[2:], words[3:]))


def shingle_f1(found, expected):
    a, b = shingles(found), shingles(expected)
    common = sum((a & b).values())
    if not common:
        return float(not a and not b)
    precision, recall = common / sum(a.values()), common / sum(b.values())
    return 2 * precision * recall / (precision + recall)


def fold(text):
    return " ".join(text.split()) if text else ""


def day_of(date):
    """The UTC day of a date as pages write it, None when it cannot be read."""
    if not date:
        return None
    try:
        moment = datetime.datetime.fromisoformat(date.strip().replace("Z", "+00:00"))
    except ValueError:
        return date.strip()[:10]
    if moment.tzinfo:
        moment = moment.astimezone(datetime.timezone.utc)
    return moment.date().isoformat()


def extract(files, url=None):
    """{file: what was found in it}, in one process."""
    command = [PROGRAM, "extract", *(["--url", url] if url else []), *files]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[:4]} ended with {done.returncode}")
    return {found["file"]: found for found in map(json.loads, done.stdout.splitlines())}


class Tally:
    """Hits among cases, and the misses to be shown."""

    def __init__(self):
        self.n = collections.Counter()
        self.hits = collections.Counter()
        self.misses = []

    def add(self, what, case, found, expected):
        if not expected:
            return
        self.n[what] += 1
        self.hits[what] += found == expected
        if found != expected:
            self.misses.append(f"{what} {case}: {found!r} for {expected!r}")

    def score(self, what):
        return self.hits[what] / max(self.n[what], 1)


def score_readability(data):
    """readability (65): body by shingles, title, byline and date as equal fields."""
    folders = sorted(folder for folder in (data / "readability").iterdir() if folder.is_dir())
    found = extract([folder / "source.html" for folder in folders])
    tally, f1 = Tally(), []
    for folder in folders:
        page = found[str(folder / "source.html")]
        wanted = json.loads((folder / "expected-metadata.json").read_text())
        f1.append(shingle_f1(page.get("text") or "", text_of_html((folder / "expected.html").read_text())))
        if f1[-1] < 0.97:
            tally.misses.append(f"body {folder.name}: {f1[-1]:.3f}")
        tally.add("title", folder.name, fold(page.get("title")), fold(wanted.get("title")))
        tally.add("byline", folder.name, fold(page.get("byline")), fold(wanted.get("byline")))
        tally.add("date", folder.name, day_of(page.get("published")), day_of(wanted.get("publishedTime")))
        tally.add("excerpt", folder.name, fold(page.get("excerpt")), fold(wanted.get("excerpt")))
        tally.add("siteName", folder.name, fold(page.get("source")), fold(wanted.get("siteName")))
        tally.add("lang", folder.name, (page.get("lang") or "").lower(), (wanted.get("lang") or "").lower())
    rows = [
        Row("readability", "4-shingle F1", sum(f1) / len(f1), 0.97, "AutoExtract .970, readability.js .947 (other pages)"),
        Row("readability", "title", tally.score("title"), 0.95, ""),
        Row("readability", "byline", tally.score("byline"), 0.85, ""),
        Row("readability", "date by day", tally.score("date"), 0.9, ""),
        Row("readability", "excerpt", tally.score("excerpt"), None, ""),
        Row("readability", "siteName", tally.score("siteName"), None, ""),
        Row("readability", "lang", tally.score("lang"), None, ""),
    ]
    return rows, tally.misses


def unpacked(data, folder, packed):
    """The pages of a set as files in `folder`: {packed name: file}."""
    files = {}
    for name in packed:
        files[name] = folder / pathlib.Path(name).name.removesuffix(".gz")
        files[name].write_bytes(gzip.decompress((data / name).read_bytes()))
    return files


def score_trafilatura(data):
    """trafilatura-eval (479): segments that must and must not be in the text."""
    data = data / "trafilatura-eval"
    cases = json.loads((data / "evaldata.json").read_text())
    misses, n_with, hits, false_hits = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        files = unpacked(data, pathlib.Path(folder), [case["html"] for case in cases.values()])
        found = extract(files.values())
    for url, case in cases.items():
        text = fold(found[str(files[case["html"]])].get("text"))
        lost = [segment for segment in case["with"] if fold(segment) not in text]
        kept = [segment for segment in case["without"] if fold(segment) in text]
        n_with += len(case["with"])
        hits += len(case["with"]) - len(lost)
        false_hits += len(kept)
        misses += [f"lost {case['html']} {url}: {segment!r}" for segment in lost]
        misses += [f"kept {case['html']} {url}: {segment!r}" for segment in kept]
    precision, recall = hits / (hits + false_hits), hits / n_with
    f = 2 * precision * recall / (precision + recall)
    rows = [
        Row("trafilatura-eval", "F of segments", f, 0.93, "trafilatura 2.2 .924, magic-html .889"),
        Row("trafilatura-eval", "precision", precision, 0.92, ""),
        Row("trafilatura-eval", "recall", recall, 0.92, ""),
    ]
    return rows, misses


def first_words(text, n):
    return text.split()[:n]


def score_metadata(data):
    """page-metadata (74): each field equal after folding white space, dates by day."""
    data = data / "page-metadata"
    cases = json.loads((data / "cases.json").read_text())
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        files = unpacked(data, pathlib.Path(folder), [case["html"] for case in cases])
        for case in cases:
            page = extract([files[case["html"]]], case["url"])[str(files[case["html"]])]
            wanted, name = case["expected"], case["domain"]
            tally.add("title", name, fold(page.get("title")), fold(wanted.get("title")))
            tally.add("author", name, fold(page.get("author")), fold(wanted.get("author")))
            tally.add("date", name, day_of(page.get("published")), day_of(wanted.get("date_published")))
            tally.add("image", name, page.get("image"), wanted.get("lead_image_url"))
            words = text_of_html(wanted.get("content_first13") or "").split()
            tally.add("words", name, first_words(page.get("text") or "", len(words)), words)
            tally.add("dek", name, fold(page.get("standfirst") or page.get("excerpt")), fold(wanted.get("dek")))
    rows = [
        Row("page-metadata", "title", tally.score("title"), 0.95, ""),
        Row("page-metadata", "author", tally.score("author"), 0.85, ""),
        Row("page-metadata", "date by day", tally.score("date"), 0.9, ""),
        Row("page-metadata", "lead image", tally.score("image"), 0.9, ""),
        Row("page-metadata", "dek", tally.score("dek"), None, ""),
        Row("page-metadata", "first 13 words", tally.score("words"), 0.85, ""),
    ]
    return rows, tally.misses


def score_feeds(data):
    """feeds (931 files, 405 core cases, 36 dates): all assertions of a case hold."""
    found, failures = capture_feeds.score(PROGRAM, data / "feeds")
    wanted = {"feeds: core cases": 0.98, "feeds: other cases": 0.0}
    rows = [Row("feeds", what.removeprefix("feeds: "), n_right / n_all, wanted.get(what, 1.0), "")
            for what, n_right, n_all in found]
    return rows, [str(failure) for failure in failures]


def score_encodings(data):
    """html5lib's encoding examples."""
    return capture_encodings.score(PROGRAM, data), []


SETS = {"feeds": score_feeds, "encodings": score_encodings, "readability": score_readability, "trafilatura": score_trafilatura, "metadata": score_metadata}

ROUNDS = 5


def used(command):
    """Processor seconds and the most memory in MB that a command took, and what it printed."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read()


def readability_js(files):
    """Processor seconds of Readability's own JavaScript for one round over the files; the median."""
    folder = ROOT / "bench" / "readability"
    if not (folder / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    out = subprocess.run(["node", folder / "extract.mjs", str(ROUNDS), *files], check=True, capture_output=True).stdout
    return statistics.median(json.loads(line)["seconds"] for line in out.splitlines())


def measure_speed(data):
    """Extraction alone, beside Readability's JavaScript on the same pages in the same run."""
    files = sorted((data / "readability").glob("*/source.html"))
    many = files * ROUNDS
    # medians of ROUNDS runs, as of the other side: a busy machine makes single ones slow
    start = statistics.median(used([PROGRAM, "extract", files[0]])[0] for _ in range(ROUNDS))  # what starting costs
    runs = [used([PROGRAM, "extract", *many]) for _ in range(ROUNDS)]
    per_round = (statistics.median(seconds for seconds, _, _ in runs) - start) / ROUNDS
    megabytes = max(megabytes for _, megabytes, _ in runs)
    theirs = readability_js(files)
    print(f"speed: {len(files) / per_round:.0f} pages a second and core (wanted 300), "
          f"{megabytes:.0f} MB at most (wanted 200), {theirs / per_round:.1f} times as fast as "
          f"readability.js with linkedom ({len(files) / theirs:.0f} pages a second)")


def print_table(rows):
    print(f"{'set':<18} {'what':<16} {'score':>6} {'wanted':>7}  published")
    for row in rows:
        mark = " " if row.wanted is None or row.score >= row.wanted else "<"
        wanted = "" if row.wanted is None else f"{row.wanted:.2f}"
        print(f"{row.set:<18} {row.what:<16} {row.score:6.3f} {mark}{wanted:>6}  {row.published}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all unless told")
    options.add_argument("--misses", action="store_true", help="show what was missed")
    options = options.parse_args()
    if not DATA.exists():
        print(f"There is no {DATA}: the pages to score with are not part of the project.")
        return
    rows = []
    for name in options.sets or SETS:
        found, misses = SETS[name](DATA)
        rows += found
        if options.misses:
            print("\n".join(misses))
    print_table(rows)
    if not options.sets:
        measure_speed(DATA)


if __name__ == "__main__":
    main()
