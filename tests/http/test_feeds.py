#!/usr/bin/env python3
"""Blogs that are fed from feeds, by a publisher of the test: checks, drafts, articles, hubs, lists."""
import calendar
import contextlib
import hashlib
import hmac
import html
import http.server
import json
import re
import socket
import threading
import time
import urllib.parse

import tap
from site_under_test import Site

LONG = "<p>" + "The ferry left at dawn, and nobody on the quay could say when it would be back. " * 8 + "</p>"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta name="author" content="Ana Lim">
</head><body><article><h1>{title}</h1>
<p>The dough rests overnight in a cool room before anybody touches it, and the baker goes home.</p>
<p>Then it is baked in a slow oven until the crust sings to the baker who waits for it all night.</p>
<p>Whoever eats of it says that it tastes of patience, which is not for sale in any other shop.</p>
</article></body></html>"""


def rss(*items, title="Harbour Wire", head=""):
    return (f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
            f"<title>{title}</title><link>http://example.org/</link>{head}{''.join(items)}</channel></rss>")


def item(name, full=True, text=LONG, link=None, **more):
    body = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if full else f"<description>{text}</description>"
    link = f"<link>{link or 'http://example.org/' + name}</link>"
    more = "".join(f"<{tag}>{value}</{tag}>" for tag, value in more.items())
    return f"<item><guid>{name}</guid><title>About {name}</title>{link}{body}{more}</item>"


HUB_BYTES, HUB_CALLS_MINUTE = 1 << 20, 20  # src/base/limits.h


class Publisher(http.server.BaseHTTPRequestHandler):
    """Answers as the test has set: `answers` maps a path to (status, headers, body) or a function."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path, (404, {}, ""))
        if callable(answer):
            answer = answer(self)
        if answer is None:
            return
        status, headers, body = answer
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        headers = {"Content-Type": "application/rss+xml", **headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.posted.append(dict(urllib.parse.parse_qsl(body)))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def publisher(address="127.0.0.1"):
    server = http.server.ThreadingHTTPServer((address, 0), Publisher)
    server.answers, server.asked, server.posted = {}, [], []
    server.host = f"{address}:{server.server_port}"
    server.url = f"http://{server.host}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def fed(*hosts, options=()):
    site = Site(options=["--allow-fetch", ",".join(hosts), *options])
    site.user("Tan KW", role="owner")
    site.user("Aminah")
    site.blog("good-articles", "Tan KW")
    with site:
        yield site, site.reader().sign_in("Tan KW")


FEEDS = "/b/good-articles/feeds"


def wait_for(look, what="it"):
    """What `look` gives once it is true; it asks again until then."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come about")


def add(reader, url, status=200, **values):
    return reader.submit(reader.get(FEEDS).form("/feeds"), status=status, url=url, **values)


def next_checks(page):
    """When each feed is looked at next, in seconds since 1970; none for those that are not."""
    times = re.findall(r'next look <time datetime="([^"]+)"', page.text)
    return [calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")) for text in times]


def checked(reader):
    """The page of feeds once all were looked at: the next time of each lies ahead."""
    def look():
        page = reader.get(FEEDS)
        is_done = "Not looked at yet" not in page.words and all(t > time.time() + 30 for t in next_checks(page))
        return page if is_done else None
    return wait_for(look, "the check")


def check_again(reader, number=1):
    reader.submit(reader.get(FEEDS).form(f"/{number}/check"))
    return checked(reader)


def titles(reader, path="/b/good-articles"):
    return re.findall(r"About ([\w-]+)", reader.get(path).text)


def test_a_feed_shared_at_once_becomes_articles_with_source_and_credit():
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/feed"] = (200, {}, rss(item("one", **{"dc:creator": "Ana Lim"}), item("two")))
        add(tan, f"{server.url}/feed", mode="at-once")
        page = checked(tan)
        assert "Harbour Wire" in page.words and "2 articles so far" in page.words, page.words
        stranger = site.reader()
        blog = stranger.get("/b/good-articles")
        assert "About one" in blog.words and "About two" in blog.words
        assert blog.words.index("About one") < blog.words.index("About two")  # the newest on top
        path = re.search(r'href="(/a/\d+/about-one)"', blog.text).group(1)
        article = stranger.get(path)
        assert "Ana Lim" in article.words and "Harbour Wire" in article.words
        assert "http://example.org/one" in article.text and "nobody on the quay" in article.words
        assert site.run("check").strip() == "clean"


def test_atom_and_json_feeds_do_as_well():
    atom = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>An Atom feed</title><entry><id>urn:1</id><title>About atom</title>'
            f'<link href="http://example.org/atom"/><updated>2024-10-21T09:44:00Z</updated><content type="html">{html.escape(LONG)}'
            "</content></entry></feed>")
    as_json = {"version": "https://jsonfeed.org/version/1.1", "title": "A JSON feed", "items": [
        {"id": "1", "url": "http://example.org/json", "title": "About json", "content_html": LONG}]}
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/atom"] = (200, {"Content-Type": "application/atom+xml"}, atom)
        server.answers["/json"] = (200, {"Content-Type": "application/feed+json"}, json.dumps(as_json))
        add(tan, f"{server.url}/atom", mode="at-once")
        add(tan, f"{server.url}/json", mode="at-once")
        page = checked(tan)
        assert "An Atom feed" in page.words and "A JSON feed" in page.words
        assert set(titles(site.reader())) == {"atom", "json"}


def test_drafts_are_chosen_many_at_once():
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/feed"] = (200, {}, rss(*(item(name) for name in ("one", "two", "three", "four"))))
        add(tan, f"{server.url}/feed", mode="drafts")
        checked(tan)
        assert titles(site.reader()) == []
        page = tan.get(f"{FEEDS}/drafts")
        numbers = {name: number for number, name in
                   re.findall(r'value="(\d+)"><span class="unseen">Choose About (\w+)<', page.text)}
        assert set(numbers) == {"one", "two", "three", "four"}, page.words
        token = page.form("/drafts").fields["token"]
        send = lambda do, *names: tan.post(f"{FEEDS}/drafts", [("token", token), ("do", do)] + [
            ("article", numbers[name]) for name in names])
        assert "Choose at least one" in send("publish").words
        assert "is published" in send("publish", "one", "three").words
        assert "is dropped" in send("drop", "two").words
        assert set(titles(site.reader())) == {"one", "three"}
        assert set(titles(tan, f"{FEEDS}/drafts")) == {"four"}
        send("drop", "one")  # published by now: left alone
        assert set(titles(site.reader())) == {"one", "three"}
        assert site.run("check").strip() == "clean"


def test_what_has_not_changed_is_not_sent_and_not_shared_again():
    with publisher() as server, fed(server.host) as (site, tan):
        def answer(request):
            if request.headers["If-None-Match"] == '"v1"' and request.headers["If-Modified-Since"]:
                return 304, {"ETag": '"v1"'}, ""
            return 200, {"ETag": '"v1"', "Last-Modified": "Mon, 21 Oct 2024 09:44:00 GMT"}, rss(item("one"))
        server.answers["/feed"] = answer
        add(tan, f"{server.url}/feed", mode="at-once")
        checked(tan)
        page = check_again(tan)
        assert len(server.asked) == 2 and "1 article so far" in page.words
        assert titles(site.reader()) == ["one"]


def test_an_item_seen_once_stays_as_it_is_and_news_are_added():
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/feed"] = (200, {}, rss(item("one")))
        add(tan, f"{server.url}/feed", mode="at-once")
        checked(tan)
        edited = item("one", text=LONG.replace("ferry", "steamer")).replace("About one", "About edited")
        server.answers["/feed"] = (200, {}, rss(item("two"), edited))
        check_again(tan)
        assert set(titles(site.reader())) == {"one", "two"}


def test_an_address_that_the_blog_has_is_not_shared_again():
    with publisher() as server, fed(server.host) as (site, tan):
        site.share("good-articles", "Tan KW", "About one\n\nIt was shared by hand before.\n", "--url", "http://example.org/one")
        server.answers["/feed"] = (200, {}, rss(item("one"), item("two"), item("again", link="http://example.org/two")))
        add(tan, f"{server.url}/feed", mode="at-once")
        checked(tan)
        assert sorted(titles(site.reader())) == ["one", "two"]


def test_items_without_full_text_are_captured_through_their_link():
    with publisher() as server, fed(server.host) as (site, tan):
        for name in ("bread", "cut"):
            server.answers[f"/{name}"] = (200, {"Content-Type": "text/html"}, PAGE.format(title=f"About {name}"))
        server.answers["/feed"] = (200, {}, rss(
            item("bread", full=False, text="Short.", link=f"{server.url}/bread", **{"dc:creator": "Bo Tan"}),
            item("cut", text=LONG.replace("</p>", " […]</p>"), link=f"{server.url}/cut"),
            item("gone", full=False, text="Short.", link=f"{server.url}/gone")))
        add(tan, f"{server.url}/feed", mode="at-once")
        checked(tan)
        blog = wait_for(lambda: len(titles(site.reader())) == 2 and site.reader().get("/b/good-articles"), "the capture")
        path = re.search(r'href="(/a/\d+/about-bread)"', blog.text).group(1)
        article = site.reader().get(path)
        assert "until the crust sings" in article.words and "Short." not in article.words
        assert "Ana Lim" in article.words  # the page knows better than the feed
        assert site.run("check").strip() == "clean"


def test_words_and_the_day_s_number_hold_items_back():
    with publisher() as server, fed(server.host) as (site, tan):
        dates = {name: {"pubDate": f"Mon, {day:02} Oct 2024 09:44:00 GMT"} for day, name in
                 enumerate(("rain-a", "rain-b", "rain-c", "sun", "rain-football"), 1)}
        server.answers["/feed"] = (200, {}, rss(*(item(name, **more) for name, more in dates.items())))
        page = add(tan, f"{server.url}/feed", mode="at-once", wanted="rain, snow", unwanted="football", a_day="2")
        assert "At most so many" in page.words
        checked(tan)
        assert titles(site.reader()) == ["rain-c", "rain-b"]
        for field, value in (("a_day", "many"), ("a_day", "1001"), ("wanted", "a" * 1001)):
            page = add(tan, f"{server.url}/other", status=422, **{field: value})
            assert f'id="{field}-error"' in page.text and page.form("/feeds").fields[field] == value


def test_moves_for_good_are_followed_for_good():
    with publisher() as server, fed(server.host) as (_, tan):
        server.answers["/new"] = (200, {}, rss(item("one")))
        server.answers["/old"] = (301, {"Location": "/new"}, "")
        server.answers["/passing"] = (302, {"Location": "/new"}, "")
        add(tan, f"{server.url}/old")
        add(tan, f"{server.url}/passing")
        checked(tan)
        assert f"{server.url}/new" in tan.get(f"{FEEDS}/1").words
        assert f"{server.url}/passing" in tan.get(f"{FEEDS}/2").words


def test_a_feed_that_is_gone_is_not_looked_at_any_more():
    with publisher() as server, fed(server.host) as (_, tan):
        server.answers["/feed"] = (410, {}, "")
        add(tan, f"{server.url}/feed")
        page = checked(tan)
        assert "Ended by its publisher" in page.words and "gone for good" in page.words
        assert next_checks(page) == []
        server.answers["/feed"] = (200, {}, rss(item("one")))
        page = check_again(tan)
        assert "Ended" not in page.words and len(next_checks(page)) == 1


def test_troubles_are_told_in_words_and_wait_longer_each_time():
    with publisher() as server, fed(server.host) as (_, tan):
        server.answers["/busy"] = (429, {"Retry-After": "7200"}, "")
        server.answers["/broken"] = (500, {}, "")
        server.answers["/picture"] = (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(1000))
        server.answers["/page"] = (200, {"Content-Type": "text/html"}, PAGE.format(title="A page"))
        server.answers["/empty"] = (200, {}, "")
        words = {"busy": "come less often", "broken": "with an error (500)", "picture": "no feed",
                 "page": "no feed", "empty": "empty", "missing": "nothing at this address"}
        for number, (path, said) in enumerate(words.items(), 1):
            add(tan, f"{server.url}/{path}")
            checked(tan)
            page = tan.get(f"{FEEDS}/{number}")
            assert said in page.words, (path, page.words)
        busy, broken, *_ = next_checks(tan.get(FEEDS))
        assert busy - time.time() > 7100 and 800 < broken - time.time() < 1100
        check_again(tan, 2)
        assert 1700 < next_checks(tan.get(FEEDS))[1] - time.time() < 2100


def test_hostile_feeds_end_in_words():
    with publisher() as server, fed(server.host) as (_, tan):
        bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        server.answers["/bomb"] = (200, {}, f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{bomb}]>'
                                   + rss(item("x", text="&e11;")).split("?>", 1)[1])
        server.answers["/large"] = (200, {}, rss(item("x", text="a" * (10 << 20))))
        server.answers["/many"] = (200, {}, rss(*(f"<item><guid>{n}</guid><title>About {n}</title></item>" for n in range(100_000))))
        server.answers["/deep"] = (200, {}, "<rss><channel>" + "<item>" * 100_000)
        for number, path in enumerate(("bomb", "large", "many", "deep"), 1):
            add(tan, f"{server.url}/{path}")
            checked(tan)
            page = tan.get(f"{FEEDS}/{number}")
            assert "article" in page.words or "feed" in page.words, (path, page.words)
        assert "too large" in tan.get(f"{FEEDS}/2").words
        assert "boomboom" not in tan.get(f"{FEEDS}/drafts").text
        assert tan.get("/").status == 200


def test_the_address_of_a_site_leads_to_its_feed():
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/"] = (200, {"Content-Type": "text/html"}, '<!doctype html><html><head><link rel="stylesheet" href="/x.css">'
                               '<link rel="alternate" type="application/rss+xml" href="news/feed"></head><body>Hello</body></html>')
        server.answers["/news/feed"] = (200, {}, rss(item("one")))
        add(tan, server.host, mode="at-once")  # https is tried for what has no scheme
        add(tan, server.url, mode="at-once")
        wait_for(lambda: titles(site.reader()), "the article")
        assert f"{server.url}/news/feed" in tan.get(f"{FEEDS}/2").words


def test_a_slow_publisher_holds_nobody_up_and_none_is_asked_twice_at_once():
    with publisher() as slow, publisher("127.0.0.2") as quick, fed(slow.host, quick.host) as (site, tan):
        go_on = threading.Event()
        under_way, most = [], []

        def drip(request):
            request.send_response(200)
            request.send_header("Content-Length", "1000")
            request.end_headers()
            while not go_on.wait(1):
                try:
                    request.wfile.write(b" ")
                except OSError:
                    break
            return None

        def count(request):
            under_way.append(request)
            most.append(len(under_way))
            under_way.remove(request)
            return 200, {}, rss(item(request.path[1:]))
        slow.answers["/drip"] = drip
        for n in range(20):
            quick.answers[f"/{n}"] = count
        addresses = [f"{slow.url}/drip"] + [f"{quick.url}/{n}" for n in range(20)]
        page = tan.submit(tan.get(FEEDS).form("/feeds/opml"), files={"file": ("list.opml", opml(addresses))})
        began = time.monotonic()
        tan.submit(page.form("/feeds/import"), mode="at-once")
        wait_for(lambda: f"20 articles" in site.reader().get("/m/tan-kw").words or len(set(titles(site.reader()))) == 20, "the articles")
        assert "Not looked at yet" in tan.get(FEEDS).words, "the slow one was to be under way still"
        assert max(most) == 1
        go_on.set()


def opml(addresses):
    lines = "".join(f'<outline text="a feed" type="rss" xmlUrl="{address}"/>' for address in addresses)
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body><outline text="A folder">{lines}</outline></body></opml>'.encode()


def test_lists_of_feeds_come_in_after_a_look_and_go_out():
    with publisher() as server, fed(server.host) as (_, tan):
        server.answers["/one"] = (200, {}, rss(item("one"), title="One &amp; only"))
        add(tan, f"{server.url}/one")
        checked(tan)
        page = tan.submit(tan.get(FEEDS).form("/feeds/opml"), files={"file": (
            "list.opml", opml([f"{server.url}/one", f"{server.url}/two", "mailto:nobody@example.org", f"{server.url}/three"]))})
        assert "2 feeds can be added" in page.words and "1 is known" in page.words and "1 has no address" in page.words
        form = page.form("/feeds/import")
        assert form.fields["feeds"].splitlines() == ["# A folder", f"{server.url}/two", f"{server.url}/three"]
        page = tan.submit(form, status=422, feeds=f"{server.url}/two\nnot an address\n")
        assert "not an address" in page.words and "two" in page.form("/feeds/import").fields["feeds"]
        page = tan.submit(page.form("/feeds/import"), feeds=f"{server.url}/two\n\n{server.url}/one\n")
        assert "The feeds are added" in page.words
        answer = tan.get(f"{FEEDS}/opml")
        assert answer.headers["Content-Type"].startswith("text/x-opml")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert re.findall(r'xmlUrl="([^"]+)"', answer.text) == [f"{server.url}/one", f"{server.url}/two"]
        assert 'text="One &amp; only"' in answer.text, answer.text
        assert 'id="file-error"' in tan.submit(tan.get(FEEDS).form("/feeds/opml"), status=422).text
        page = tan.submit(tan.get(FEEDS).form("/feeds/opml"), status=422, files={"file": ("x", b"no list at all")})
        assert 'id="file-error"' in page.text


def lines_of(tan, text):
    """What the page says of a list before it is added, a line each."""
    return tan.submit(tan.get(FEEDS).form("/feeds/opml"), files={"file": ("list.opml", text.encode())}).form("/feeds/import")


def test_the_folders_of_a_list_are_headings_here_and_go_out_again():
    with publisher() as server, fed(server.host) as (site, tan):
        def feed(name):
            return f'<outline type="rss" text="{name}" xmlUrl="{server.url}/{name}"/>'
        form = lines_of(tan, f"""<opml version="2.0"><body>{feed("top")}<outline text="Science">{feed("stars")}
            <outline text="Birds &amp; fish">{feed("birds")}</outline></outline><outline text="Harbours">{feed("quay")}</outline></body></opml>""")
        assert form.fields["feeds"].splitlines() == [
            f"{server.url}/top", "# Science", f"{server.url}/stars", "# Science/Birds & fish", f"{server.url}/birds",
            "# Harbours", f"{server.url}/quay"], form.fields["feeds"]
        page = tan.submit(form)
        parts = re.split(r"<h3[^>]*>([^<]*)</h3>", page.text.split('id="add-title"')[0])
        assert parts[1::2] == ["Harbours", "Science", "Science/Birds &amp; fish"], parts[1::2]
        assert [re.findall(rf"{server.url}/(\w+)</a>", part) for part in parts[::2]] == [["top"], ["quay"], ["stars"], ["birds"]]
        out = tan.get(f"{FEEDS}/opml").text
        assert re.findall(r'<outline text="([^"]*)"|xmlUrl="[^"]*/(\w+)"|(</outline>)', out) == [
            ("", "top", ""), ("Harbours", "", ""), ("", "quay", ""), ("", "", "</outline>"), ("Science", "", ""), ("", "stars", ""),
            ("Birds &amp; fish", "", ""), ("", "birds", ""), ("", "", "</outline>"), ("", "", "</outline>")], out
        site.blog("twin", "Tan KW")
        again = tan.submit(tan.get("/b/twin/feeds").form("/feeds/opml"), files={"file": ("list.opml", out.encode())})
        tan.submit(again.form("/feeds/import"))
        twin = tan.get("/b/twin/feeds/opml").text
        assert re.search(r"<body>.*", twin, re.S).group(0) == re.search(r"<body>.*", out, re.S).group(0)
        number = re.search(rf'feeds/(\d+)" dir="auto">{server.url}/quay', page.text).group(1)
        page = tan.submit(tan.get(f"{FEEDS}/{number}").form(f"/feeds/{number}"), folder="Science")
        assert re.findall(r"<h3[^>]*>([^<]*)</h3>", page.text) == ["Science", "Science/Birds &amp; fish"]
        page = tan.submit(tan.get(f"{FEEDS}/{number}").form(f"/feeds/{number}"), status=422, folder="x" * 121)
        assert 'id="folder-error"' in page.text


def test_a_feed_is_paused_changed_and_removed():
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/feed"] = (200, {}, rss(item("one")))
        add(tan, f"{server.url}/feed", mode="at-once")
        checked(tan)
        page = tan.submit(tan.get(FEEDS).form("/1/pause"))
        assert "Paused" in page.words and next_checks(page) == []
        page = check_again(tan)
        assert "Paused" not in page.words
        page = tan.submit(tan.get(f"{FEEDS}/1").form("/feeds/1"), mode="drafts", unwanted="two")
        assert "To choose from" in page.words
        assert tan.get(f"{FEEDS}/1").form("/feeds/1").fields["unwanted"] == "two"
        page = tan.submit(tan.get(f"{FEEDS}/1").form("/1/remove"))
        assert "The feed is removed" in page.words and "fed from nothing" in page.words
        assert titles(site.reader()) == ["one"]
        assert tan.request("GET", f"{FEEDS}/1").status == 404


def test_the_same_feed_twice_is_refused_and_the_text_kept():
    with publisher() as server, fed(server.host) as (_, tan):
        server.answers["/feed"] = (200, {}, rss(item("one")))
        add(tan, f"{server.url}/feed")
        page = add(tan, f"{server.url}/feed", status=409)
        assert "already" in page.words and page.form("/feeds").fields["url"] == f"{server.url}/feed"
        for wrong in ("", "ftp://example.org/", "http://name:secret@example.org/", "not an address"):
            assert 'id="url-error"' in add(tan, wrong, status=422).text, wrong


def test_feeds_are_for_the_owner_of_the_blog():
    with publisher() as server, fed(server.host) as (site, tan):
        server.answers["/feed"] = (200, {}, rss(item("one")))
        add(tan, f"{server.url}/feed")
        checked(tan)
        aminah = site.reader().sign_in("Aminah")
        token = aminah.get("/share").form("/signout").fields["token"]
        for path in ("", "/1", "/drafts", "/opml"):
            assert aminah.request("GET", FEEDS + path).status == 403, path
            assert site.reader().request("GET", FEEDS + path).status == 401, path
        for path in ("", "/1", "/1/check", "/1/pause", "/1/remove", "/drafts", "/opml", "/import"):
            assert aminah.post(FEEDS + path, {"token": token}).status == 403, path
        site.blog("other", "Aminah")
        assert aminah.request("GET", "/b/other/feeds/1").status == 404  # a feed of another blog


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sign(body, secret, method="sha256"):
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


def test_a_hub_is_asked_answered_and_believed_when_it_signs():
    with publisher() as server, publisher("127.0.0.2") as hub, \
            fed(server.host, hub.host, options=["--url", "http://reading.example"]) as (site, tan):
        topic = f"{server.url}/feed"
        links = {"Link": f'<{hub.url}/>; rel="hub", <{topic}>; rel=self'}
        server.answers["/feed"] = (200, links, rss(item("one")))
        add(tan, topic, mode="at-once")
        checked(tan)
        asked = wait_for(lambda: hub.posted, "the request to the hub")[0]
        assert asked["hub.mode"] == "subscribe" and asked["hub.topic"] == topic
        assert asked["hub.callback"].startswith("http://reading.example/hub/")
        path, secret = urllib.parse.urlsplit(asked["hub.callback"]).path, asked["hub.secret"]
        stranger = site.reader()

        def verify(path=path, mode="subscribe", topic=topic, challenge="chal<b>lenge", lease="864000"):
            query = {"hub.mode": mode, "hub.topic": topic, "hub.challenge": challenge, "hub.lease_seconds": lease}
            return stranger.request("GET", path + "?" + urllib.parse.urlencode(query))
        for wrong in (verify(topic="http://example.org/"), verify(path="/hub/guess"), verify(mode="unsubscribe"), verify(challenge="")):
            assert wrong.status == 404
        answer = verify()
        assert answer.status == 200 and answer.body == b"chal<b>lenge" and answer.headers["Content-Type"].startswith("text/plain")
        assert "Tells of news by itself" in tan.get(FEEDS).words
        assert next_checks(check_again(tan))[0] - time.time() > 5 * 3600

        def push(body, signature, status=202):
            headers = {"Content-Type": "application/rss+xml", "X-Hub-Signature": signature}
            answer = stranger.request("POST", path, body=body, headers=headers)
            assert answer.status == status, answer.words
        for n, method in enumerate(("sha1", "sha256", "sha384", "sha512")):
            body = rss(item(f"pushed-{n}")).encode()
            push(body, sign(body, secret, method))
        assert set(titles(stranger)) == {"one", "pushed-0", "pushed-1", "pushed-2", "pushed-3"}
        body = rss(item("forged")).encode()
        for wrong in ("", "sha256=", sign(body, "guess"), sign(body + b" ", secret), "md5=" + "0" * 32, sign(body, secret)[:-1]):
            push(body, wrong)
        assert "forged" not in titles(stranger)
        broken = b"no feed"
        push(broken, sign(broken, secret))
        assert stranger.request("POST", "/hub/guess", body=body, headers={}).status == 404
        push(b" " * HUB_BYTES, sign(b" " * HUB_BYTES, secret))
        push(b" " * (HUB_BYTES + 1), "", status=413)
        answers = [stranger.request("POST", path, body=b"x", headers={}) for _ in range(HUB_CALLS_MINUTE)]
        assert answers[0].status == 202 and answers[-1].status == 429 and answers[-1].headers["Retry-After"]
        assert verify(mode="denied").status == 200
        assert "Tells of news" not in tan.get(FEEDS).words
        assert site.run("check").strip() == "clean"


if __name__ == "__main__":
    tap.run()
