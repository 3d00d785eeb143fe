"""Feeds of the site and of its blogs: what readers of feeds expect, as much as each source lets."""
import xml.etree.ElementTree as ET

import tap
from site_under_test import Site

ATOM = "{http://www.w3.org/2005/Atom}"
THREADS = "{http://purl.org/syndication/thread/1.0}"
ENTRY_BYTES = 64 << 10


class Shared:
    site = None
    n = 0


def article(paragraph="The harbour office said so on Monday.", source="Harbour Wire", blog="notes"):
    Shared.n += 1
    return Shared.site.share(blog, "Tan KW", f"Story number {Shared.n} & more\n\nMARLOW QUAY: {paragraph}\n\n - {source}\n")


def feed(path="/b/notes/feed.atom"):
    answer = Shared.site.reader().get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.body)


def entry(path, of="/b/notes/feed.atom"):
    for one in feed(of).iter(ATOM + "entry"):
        if link(one, "alternate").endswith(path):
            return one
    return None


def link(element, rel):
    return element.find(f"{ATOM}link[@rel='{rel}']").get("href")


def test_a_blogs_feed_has_what_readers_of_feeds_look_at():
    path = article()
    root = feed()
    here = f"http://127.0.0.1:{Shared.site.port}"
    assert root.find(ATOM + "title").text == "Notes" and link(root, "self") == here + "/b/notes/feed.atom"
    assert link(root, "alternate") == here + "/b/notes" and root.find(ATOM + "id").text and root.find(ATOM + "updated").text
    one = entry(path)
    assert one.find(ATOM + "title").text == f"Story number {Shared.n} & more"
    assert one.find(ATOM + "id").text == here + path.rsplit("/", 1)[0]
    assert one.find(f"{ATOM}author/{ATOM}name").text == "Tan KW"
    assert one.find(ATOM + "published").text == one.find(ATOM + "updated").text
    assert one.find(f"{ATOM}link[@rel='replies']").get(THREADS + "count") == "0"


def test_pages_say_where_their_feed_is():
    path = article()
    for page, place in (("/", "/feed.atom"), ("/b/notes", "/b/notes/feed.atom"), (path, "/b/notes/feed.atom")):
        text = Shared.site.reader().get(page).text
        assert f'<link rel="alternate" type="application/atom+xml" href="{place}"' in text, page


def test_the_sites_feed_has_all_blogs():
    path, other = article(), article(blog="others")
    assert entry(path, "/feed.atom") is not None and entry(other, "/feed.atom") is not None
    assert entry(other) is None
    assert Shared.site.reader().request("GET", "/b/nowhere/feed.atom").status == 404


def test_a_source_decides_how_much_is_in_the_feed():
    path = article(" ".join(f"word{n}" for n in range(300)), source="Strict Wire")
    Shared.site.policy("Strict Wire", "full")
    assert "word299" in entry(path).find(ATOM + "content").text
    Shared.site.policy("Strict Wire", "excerpt", "--words", "20")
    assert "word10" in entry(path).find(ATOM + "content").text
    assert "word299" not in ET.tostring(entry(path), encoding="unicode")
    Shared.site.policy("Strict Wire", "link")
    assert entry(path).find(ATOM + "content") is None and "word1 " not in ET.tostring(entry(path), encoding="unicode")


def test_a_long_text_is_left_to_its_page():
    Shared.site.policy("Harbour Wire", "full")
    word = "x" * 99 + " "
    fits = article(word * (ENTRY_BYTES // 100 - 10))
    too_long = article(word * (ENTRY_BYTES // 100 + 1))
    assert len(entry(fits).find(ATOM + "content").text) > ENTRY_BYTES - 2000
    assert entry(too_long).find(ATOM + "content") is None and entry(too_long).find(ATOM + "summary").text


def test_a_correction_and_a_comment_show_in_the_same_entry():
    path = article()
    before = entry(path)
    tan = Shared.site.reader().sign_in("Tan KW")
    tan.submit(tan.get(path).form("/comments"), body="A word.")
    tan.submit(tan.get(path.rsplit("/", 1)[0] + "/edit").form("/edit"), title="Another title", do="save")
    after = next(one for one in feed().iter(ATOM + "entry") if one.find(ATOM + "title").text == "Another title")
    assert after.find(ATOM + "id").text == before.find(ATOM + "id").text
    assert after.find(f"{ATOM}link[@rel='replies']").get(THREADS + "count") == "1"


def test_a_feed_that_is_known_is_not_sent_again():
    article()
    reader = Shared.site.reader()
    first = reader.get("/b/notes/feed.atom")
    known = {"If-None-Match": first.headers["ETag"]}
    assert reader.request("GET", "/b/notes/feed.atom", headers=known).status == 304
    article()
    assert reader.request("GET", "/b/notes/feed.atom", headers=known).status == 200


if __name__ == "__main__":
    with Site() as Shared.site:
        Shared.site.user("Tan KW", role="owner")
        Shared.site.blog("notes", owner="Tan KW")
        Shared.site.blog("others", owner="Tan KW")
        tap.run()
