#!/usr/bin/env python3
"""Sharing from end to end: links that fail in every way, the seed's page text, and where an article
then stands: its blog's days, its source, its tags, beside its neighbours."""
import contextlib
import datetime
import gzip
import http.server
import re
import sqlite3
import threading
import time

import tap
from site_under_test import SHARED, Site

STORY = "A title to talk about {n}\n\nSome text that is long enough to be an article in a blog.\n"
PAGE = b"""<!doctype html><html lang="en"><head><title>Bread that waits</title></head><body><article>
<h1>Bread that waits</h1><p>The dough rests overnight in a cool room before anybody touches it, they say.</p>
<p>Then it is baked in a slow oven until the crust sings to the baker who waits for it.</p></article></body></html>"""
SEED = SHARED / "seed" / "good-articles-to-share.txt"
FETCH_BYTES = 10 << 20
WAIT_SECONDS = 50


class Publisher(http.server.BaseHTTPRequestHandler):
    """Pages that go wrong, by path."""
    stopping = threading.Event()

    def page(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        with contextlib.suppress(OSError):
            answer = getattr(self, "do_" + self.path.strip("/").split("/")[0], None)
            answer() if answer else self.page(404, b"none", Content_Type="text/html")

    def do_bread(self):
        self.page(200, PAGE, Content_Type="text/html; charset=utf-8")

    def do_pdf(self):
        self.page(200, b"%PDF-1.4 ...", Content_Type="application/pdf")

    def do_loop(self):
        self.page(302, Location="/loop")

    def do_inward(self):
        self.page(302, Location="http://127.0.0.1/secret")

    def do_gone(self):
        self.page(410, b"gone", Content_Type="text/html")

    def do_paid(self):
        self.page(403, b"pay", Content_Type="text/html")

    def do_bomb(self):
        self.page(200, gzip.compress(b"<p>words, and words</p>" * (2 * FETCH_BYTES // 23)), Content_Type="text/html",
                  Content_Encoding="gzip")

    def do_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while not self.stopping.is_set():
            self.wfile.write(b"<p>words, and words</p>" * 1000)

    def do_slow(self):
        self.stopping.wait(WAIT_SECONDS)

    def do_empty(self):
        self.page(200, b"<html><body></body></html>", Content_Type="text/html")

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def publisher():
    handler = type("Publishing", (Publisher,), {"stopping": threading.Event()})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        handler.stopping.set()
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def site_with_blog(*options):
    site = Site(options=options)
    site.user("Tan KW", role="owner")
    site.blog("good-articles", "Tan KW")
    with site:
        yield site, site.reader().sign_in("Tan KW")


def share(reader, status=200, files=None, **values):
    return reader.submit(reader.get("/share").form("/share"), status=status, files=files, **values)


def wait_for(reader, page, mark):
    """Opens the progress page again, as its Refresh header asks, until the mark is there."""
    end = time.monotonic() + WAIT_SECONDS
    while mark not in page.text:
        assert time.monotonic() < end, page.words
        time.sleep(0.05)
        page = reader.get(page.path)
    return page


def test_each_way_in_which_a_link_fails_is_said_and_the_link_kept():
    reasons = {"nothing": "there is no such page", "gone": "was taken down", "paid": "does not let programs read",
               "pdf": "This is a PDF", "loop": "in circles", "inward": "private network", "bomb": "too large",
               "endless": "too large", "empty": "No article was found"}
    with publisher() as host, site_with_blog("--allow-fetch", host) as (_, tan):
        places = {name: share(tan, way="link", link=f"http://{host}/{name}") for name in reasons}
        for name, words in reasons.items():
            page = wait_for(tan, places[name], 'id="link-error"')
            assert words in page.words, (name, page.words[:800])
            assert page.form("/share").fields["link"] == f"http://{host}/{name}"
        page = share(tan, way="link", link=f"http://{host}/bread")
        assert wait_for(tan, page, 'name="version"').form("/edit").fields["title"] == "Bread that waits"


def test_private_addresses_are_not_asked_unless_the_operator_says_so():
    with publisher() as host, site_with_blog() as (_, tan):
        port = host.split(":")[1]
        for link in ("http://127.0.0.1/x", "http://[::1]/x", "http://10.0.0.1/x", "http://0/x", "http://2130706433/x",
                     "http://[::ffff:127.0.0.1]/x", "http://localhost/x", f"http://{host}/bread",
                     f"http://localhost:{port}/bread"):
            page = share(tan, status=None, way="link", link=link)
            page = wait_for(tan, page, 'id="link-error"')
            assert "private network" in page.words or "unusual port" in page.words, (link, page.words[:600])


def test_what_is_scheduled_appears_when_it_is_due():
    with site_with_blog() as (site, tan):
        form = share(tan, way="plain", plain=STORY.format(n=1)).form("/edit")
        number = re.search(r"/a/(\d+)/edit", form.action).group(1)
        tan.submit(form, do="schedule", time="2090-01-02T03:04")
        assert site.reader().request("GET", f"/a/{number}").status == 404
        site.stop()
        bring_forward(site, number)
        site.start()
        stranger, end = site.reader(), time.monotonic() + WAIT_SECONDS
        while stranger.request("GET", f"/a/{number}").status == 404:
            assert time.monotonic() < end, "it never appeared"
            time.sleep(0.1)
        assert "A title to talk about 1" in stranger.get("/b/good-articles").words
        assert site.run("check").strip() == "clean"


def bring_forward(site, number):
    """As if the years until then had passed."""
    with contextlib.closing(sqlite3.connect(site.folder / "passalong.db", timeout=30)) as store, store:
        store.execute("update article set shared = ? where id = ?", (int(time.time()) - 1, number))


def seed_text():
    if not SEED.exists():
        raise tap.Skip("../shared/data/seed is not here")
    return SEED.read_text(encoding="utf-8")


def paragraphs_of_seed(text):
    lines = [line.strip() for line in text.split("\n\n")]
    first = next(n for n, line in enumerate(lines) if line.startswith("BRUSSELS: "))
    last = next(n for n, line in enumerate(lines) if line.startswith("- AFP"))
    return [lines[first].removeprefix("BRUSSELS: ")] + lines[first + 1:last]


def judge_seed(page, text, time_shown="Mon, 21 Oct 2024, 05:44 PM"):
    article = page.text.split("<article")[1].split('id="discussion"')[0]
    words = page.words
    assert "N.Korea sending troops to Ukraine a 'significant escalation': NATO chief" in words
    assert time_shown in words, words[:800]
    assert "BRUSSELS" in words and "AFP" in words and "/source/afp" in article
    for paragraph in paragraphs_of_seed(text):
        assert " ".join(paragraph.split())[:60] in words, paragraph
    for furniture in ("490,607", "Good.", "Publish date", "Post a Comment16", "Showing 0 of 0 comments Post"):
        assert furniture not in words.split("Discussion")[0], furniture


def test_the_seeds_text_by_browser_is_the_article_and_nothing_of_its_page():
    text = seed_text()
    with site_with_blog() as (site, tan):
        site.policy("AFP", "full")
        form = share(tan, way="plain", plain=text).form("/edit")
        assert form.fields["source"] == "AFP" and form.fields["dateline"] == "BRUSSELS", form.fields
        assert form.fields["published"] == "2024-10-21T17:44", form.fields["published"]
        page = tan.submit(form, do="publish")
        judge_seed(page, text)
        assert site.run("check").strip() == "clean"


def test_the_seeds_text_by_command_line_is_the_same_in_the_sites_zone():
    text = seed_text()
    with site_with_blog() as (site, tan):
        site.policy("AFP", "full")
        form = tan.get("/admin").form("/admin")
        zone = next(name for name in form.fields if "zone" in name)
        tan.submit(form, **{zone: "Asia/Kuala_Lumpur"})
        path = site.run("share", "--blog", "good-articles", "--as", "Tan KW", str(SEED)).strip()
        page = site.reader().get(path)
        judge_seed(page, text)
        said = datetime.datetime(2024, 10, 21, 9, 44, tzinfo=datetime.timezone.utc)
        assert said.strftime("%Y-%m-%dT%H:%M") in page.text, "the moment is that of the site's zone"


def test_tags_source_and_day_lead_to_the_article():
    with site_with_blog() as (site, tan):
        form = share(tan, way="plain", plain=STORY.format(n=1)).form("/edit")
        page = tan.submit(form, do="publish", tags="Light, Deep Sea", source="Harbour Wire", url="https://example.org/a")
        assert 'href="https://example.org/a"' in page.text
        stranger = site.reader()
        day = datetime.datetime.now(datetime.timezone.utc).strftime("/b/good-articles/%Y/%m/%d")
        for place in ("/tag/light", "/tag/deep-sea", "/source/harbour-wire", "/m/tan-kw", "/", "/b/good-articles", day):
            assert "A title to talk about 1" in stranger.get(place).words, place


def test_neighbours_lead_through_the_blog():
    with site_with_blog() as (site, _):
        paths = [site.share("good-articles", "Tan KW", STORY.format(n=n)) for n in range(3)]
        pages = [site.reader().get(path) for path in paths]
        hrefs = [set(re.findall(r'href="(/a/\d+/[^"#?]*)"', page.text)) for page in pages]
        ends = [path if path.startswith("/a/") else re.search(r"/a/\S+", path).group(0) for path in paths]
        assert ends[1] in hrefs[0] and ends[2] not in hrefs[0], hrefs[0]
        assert ends[0] in hrefs[1] and ends[2] in hrefs[1]
        assert ends[1] in hrefs[2] and ends[0] not in hrefs[2]


if __name__ == "__main__":
    tap.run()
