#!/usr/bin/env python3
"""What comes in from other sites: every format, once and only once, whatever the file is like."""
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

import tap
from site_under_test import PROGRAM, Site

RECORD_BYTES = 8 << 20  # LIMIT_RECORD_BYTES
TAGS = 12  # LIMIT_TAGS


def prepare(site):
    site.user("Tan KW", role="owner")
    site.blog("notes", "Tan KW")


def record(number, **values):
    made = {"id": str(number), "title": f"Ferry number {number}", "byline": "Mia Wong", "source": "Harbour News",
            "url": f"https://harbour.example/ferry/{number}", "published": "2024-10-21T08:00:00Z",
            "shared": f"2024-10-{number % 28 + 1:02}T09:44:00Z", "lang": "en", "tags": ["ferries", "Harbour"],
            "text": f"Ferry {number} keeps its night crossing.\n\nThe council voted for it."}
    made.update(values)
    return {name: value for name, value in made.items() if value is not None}


def write(site, name, content):
    """A file beside the site's folder."""
    path = pathlib.Path(site.folder).parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def lines(*records):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def bring(site, path, *options, status=0):
    """Both streams of the command, after its status was looked at."""
    done = subprocess.run([PROGRAM, "import", "--data", str(site.folder), "--blog", "notes", *options, path],
                          capture_output=True, text=True, errors="replace", timeout=300)
    assert done.returncode == status, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def rows(site, query):
    store = sqlite3.connect(f"file:{site.folder}/passalong.db?mode=ro", uri=True)
    try:
        return store.execute(query).fetchall()
    finally:
        store.close()


def is_clean(site):
    return site.run("check").strip() == "clean"


# --- JSON Lines --------------------------------------------------------------------------------

def test_articles_are_as_their_records_say():
    with Site() as site:
        prepare(site)
        said = bring(site, write(site, "a.jsonl", lines(record(1), record(2, text=None, html="<p>Of <b>two</b>."
                                                                                             "<script>x</script>"))))
        assert "2 articles" in said, said
        reader = site.reader()
        page = reader.get("/b/notes")
        assert page.words.index("Ferry number 2") < page.words.index("Ferry number 1")
        path = re.search(r'href="(/a/\d+/ferry-number-1)"', page.text).group(1)
        article = reader.get(path)
        for words in ("Ferry 1 keeps its night crossing.", "The council voted for it.", "Mia Wong", "Harbour News",
                      "ferries", "2 Oct 2024"):
            assert words in article.words, (words, article.words)
        assert "https://harbour.example/ferry/1" in article.text
        second = reader.get(path.replace("/1/", "/2/").replace("number-1", "number-2"))
        assert "<b>two</b>" in second.text and "<script>x" not in second.text
        assert "Ferry number 1" in reader.get("/tag/harbour").words
        assert "Ferry number 1" in reader.get("/source/harbour-news").words
        assert "Ferry number 1" in reader.get("/b/notes/2024/10/2").words
        assert "Ferry 1 keeps its night crossing" in page.words, "a list shows how the text begins"
        assert is_clean(site)


def test_the_same_file_twice_gives_no_doubles():
    site = Site()
    prepare(site)
    path = write(site, "a.jsonl", lines(record(1), record(2), record(1, title="The same id again")))
    assert "2 articles; 1 were here already" in bring(site, path)
    assert "0 articles; 3 were here already" in bring(site, path)
    more = write(site, "b.jsonl", lines(record(2), record(3)))
    assert "1 articles; 1 were here already" in bring(site, more)
    assert rows(site, "select count(*) from article") == [(3,)]
    nameless = write(site, "c.jsonl", lines(record(9, id=None), record(9, id=None), record(9, id=None, url=None),
                                           record(9, id=None, url=None)))
    assert "2 articles; 2 were here already" in bring(site, nameless)
    assert is_clean(site)


def test_a_bad_record_is_named_with_its_line_and_the_others_come():
    bad = {
        2: (record(2, title=None, text="", html=None), "neither 'text' nor 'html'"),
        3: (record(3, shared="0000-01-01T00:00:00Z"), "'shared' is no date"),
        4: (record(4, shared="9999-12-31T00:00:00Z"), "'shared' is still to come"),
        5: (record(5, published="9999-12-31T00:00:00Z"), "'published' is no date, or one that is still to come"),
        6: (record(6, shared=None, published=None), "'shared' is missing"),
        7: (record(7, url="javascript:alert(1)"), "the original's address"),
        8: (record(8, shared=5), "'shared' is no date"),
        9: (record(9, text="x" * ((2 << 20) + 1)), "too long"),
    }
    site = Site()
    prepare(site)
    content = lines(record(1), *(bad[n][0] for n in sorted(bad)), record(10)).encode()
    content += b'{"id":"11","title":"cut in the mid\n'
    content += b'{"id":"12","title":"bad \xff\xfe bytes","shared":"2024-10-21","text":"x"}\n'
    content += b'["no object"]\n\n'
    content += lines(record(15)).encode()
    said = bring(site, write(site, "bad.jsonl", content), status=1)
    assert "3 articles" in said and "11 could not be taken" in said, said
    for line, (_, why) in bad.items():
        assert re.search(rf"bad\.jsonl:{line}: left out: .*{re.escape(why)}", said), (line, why, said)
    assert "bad.jsonl:11: left out: it is not JSON" in said and "bad.jsonl:12: left out: it is not UTF-8" in said
    assert "bad.jsonl:13: left out: it is not JSON as it should be: an object is expected" in said
    assert rows(site, "select count(*) from article where state = 2") == [(3,)]
    assert is_clean(site)


def test_strict_stops_at_the_first_and_keeps_what_came_before():
    site = Site()
    prepare(site)
    path = write(site, "a.jsonl", lines(record(1), record(2, shared="never"), record(3)))
    said = bring(site, path, "--strict", status=1)
    assert "a.jsonl:2: left out" in said and "1 articles" in said, said
    assert rows(site, "select title from article") == [("Ferry number 1",)]
    fixed = write(site, "a.jsonl", lines(record(1), record(2), record(3)))
    assert "2 articles; 1 were here already" in bring(site, fixed, "--strict")
    assert is_clean(site)


def test_a_file_that_is_cut_in_the_middle_gives_what_is_whole():
    site = Site()
    prepare(site)
    whole = lines(*(record(n) for n in range(1, 51)))
    said = bring(site, write(site, "cut.jsonl", whole[:len(whole) - 40]), status=1)
    assert "49 articles" in said and "cut.jsonl:50: left out" in said, said
    assert "1 articles; 49 were here already" in bring(site, write(site, "whole.jsonl", whole))
    assert is_clean(site)


def test_a_line_may_be_as_long_as_a_record_and_no_longer():
    site = Site()
    prepare(site)

    def padded(number, size):
        line = lines(record(number, padding="")).rstrip("\n")
        return line.replace('"padding": ""', '"padding": "' + "x" * (size - len(line)) + '"') + "\n"

    content = padded(1, RECORD_BYTES) + padded(2, RECORD_BYTES + 1) + padded(3, 100 << 20) + lines(record(4))
    said = bring(site, write(site, "long.jsonl", content), status=1)
    assert "2 articles" in said and "2 could not be taken" in said, said
    for line in (2, 3):
        assert f"long.jsonl:{line}: left out: it is longer than a record may be" in said, said
    assert rows(site, "select title from article order by id") == [("Ferry number 1",), ("Ferry number 4",)]
    assert is_clean(site)


def test_of_a_million_tags_the_first_that_will_do_are_kept():
    site = Site()
    prepare(site)
    tags = [f"t{n}" for n in range(1000000)]
    said = bring(site, write(site, "tags.jsonl", json.dumps(record(1, tags=tags), separators=(",", ":")) + "\n"
                             + lines(record(2, tags=["a,b", "", "\u202e", "good"]), record(3, tags="one, two"))),
                 status=1 if len(json.dumps(tags)) > RECORD_BYTES else 0)
    if "longer than a record" not in said:
        assert rows(site, "select count(*) from article_tag where article = 1") == [(TAGS,)]
    kept = rows(site, "select t.name from article_tag x join tag t on t.id = x.tag"
                      " join article a on a.id = x.article where a.title = 'Ferry number 2'")
    assert kept == [("good",)], kept
    assert is_clean(site)


def test_what_is_no_such_file_is_refused_in_words():
    site = Site()
    prepare(site)
    for name, content, why in [
            ("empty", b"", "there is nothing in it"),
            ("blank", b" \n\n", "there is nothing in it"),
            ("words", b"Dear diary,\n", "neither JSON Lines"),
            ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "neither JSON Lines"),
            ("page.html", b"<!doctype html><html><body><p>Hello</p></body></html>", "neither a feed")]:
        said = bring(site, write(site, name, content), status=1)
        assert why in said, (name, said)
    assert "it is a folder" in bring(site, str(site.folder), status=1)
    assert "No such file" in bring(site, "/nowhere/at/all.jsonl", status=1)
    assert "there is no blog" in site.run("import", "--blog", "nowhere", "x", status=1)
    site.run("import", "x", status=2)
    assert rows(site, "select count(*) from article") == [(0,)]


def test_one_bad_file_does_not_keep_the_others_out():
    site = Site()
    prepare(site)
    good = write(site, "good.jsonl", lines(record(1)))
    site.run("import", "--blog", "notes", "/nowhere", good, status=1)
    assert rows(site, "select count(*) from article") == [(1,)]


def test_a_killed_import_goes_on_without_doubles_or_gaps():
    site = Site()
    prepare(site)
    n = 6000
    path = write(site, "many.jsonl", lines(*(record(i, text=f"Text of {i}. " * 40) for i in range(1, n + 1))))
    n_kills = 0
    for delay in (0.4, 1.5, 2.5, 3.5):
        running = subprocess.Popen([PROGRAM, "import", "--data", str(site.folder), "--blog", "notes", path],
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            running.wait(delay)
        except subprocess.TimeoutExpired:
            running.kill()
            n_kills += 1
        running.communicate()
    bring(site, path)
    assert n_kills > 0
    assert rows(site, "select count(*), count(distinct title), min(id), max(id) from article") == [(n, n, 1, n)]
    assert rows(site, "select count(*) from import_file") == [(0,)]
    assert is_clean(site)


def test_an_article_that_was_imported_is_edited_deleted_and_recognised_like_any_other():
    with Site() as site:
        prepare(site)
        bring(site, write(site, "a.jsonl", lines(record(1), record(2))))
        tan = site.reader().sign_in("Tan KW")
        form = tan.get("/a/1/edit").form("/a/1/edit")
        assert form.fields["title"] == "Ferry number 1" and form.fields["excerpt"] == ""
        tan.submit(form, title="Ferry one, corrected")
        assert "Ferry one, corrected" in site.reader().get("/a/1").words
        tan.submit(tan.get("/a/2/delete").form("/a/2/delete"))
        site.reader().get("/a/2", status=410)
        assert "0 articles; 2 were here already" in bring(site, str(pathlib.Path(site.folder).parent / "a.jsonl"))
        assert is_clean(site)


# --- old addresses --------------------------------------------------------------------------------

def test_old_addresses_lead_to_the_articles():
    with Site() as site:
        prepare(site)
        path = write(site, "a.jsonl", lines(
            record(1, id="/blog/tankw/2024-10-21-ferry.html"),
            record(2, url="https://www.old.example/Blog/caf%C3%A9/?p=7"),
            record(3, id="https://old.example/x/y", url="https://harbour.example/3"),
            record(4, id="4", url="https://elsewhere.example/blog/4")))
        bring(site, path, "--keep-addresses", "old.example")
        reader = site.reader()
        for old, new in [("/blog/tankw/2024-10-21-ferry.html", "/a/1/ferry-number-1"),
                         ("/blog/tankw/2024-10-21-ferry.html?utm_source=mail", "/a/1/ferry-number-1"),
                         ("/Blog/caf%C3%A9?p=7", "/a/2/ferry-number-2"), ("/x/y/", "/a/3/ferry-number-3")]:
            answer = reader.request("GET", old)
            assert (answer.status, answer.headers["Location"]) == (301, new), (old, answer.status)
        for nothing in ("/blog/4", "/Blog/caf%C3%A9", "/blog/tankw", "/x"):
            reader.get(nothing, status=404)
        assert reader.request("POST", "/x/y", body="").status in (403, 404)
        assert "harbour.example" not in reader.get("/a/2").text and "old.example" not in reader.get("/a/2").text, \
            "what stood on the old site is no work of others"


def test_old_addresses_are_not_kept_unasked():
    with Site() as site:
        prepare(site)
        bring(site, write(site, "a.jsonl", lines(record(1, id="/blog/1.html"))))
        site.reader().get("/blog/1.html", status=404)


# --- WordPress --------------------------------------------------------------------------------------

def wordpress(*items):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
            ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
            ' xmlns:wp="http://wordpress.org/export/1.2/">\n<channel><title>Old blog</title><link>https://old.example</link>\n'
            '<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login><![CDATA[mia]]></wp:author_login>'
            '<wp:author_display_name><![CDATA[Mia Wong]]></wp:author_display_name></wp:author>\n'
            + "".join(items) + "</channel>\n</rss>\n")


def post(number, content, comments="", **values):
    say = {"status": "publish", "type": "post", "password": "", "date": f"2013-05-{number:02} 08:30:00"}
    say.update(values)
    return (f'<item><title>Post &amp; number {number}</title><link>https://old.example/2013/05/post-{number}/</link>'
            f'<dc:creator><![CDATA[mia]]></dc:creator><guid isPermaLink="false">https://old.example/?p={number}</guid>'
            f'<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>'
            f'<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[{say["date"]}]]></wp:post_date>'
            f'<wp:post_date_gmt><![CDATA[{say["date"]}]]></wp:post_date_gmt><wp:status><![CDATA[{say["status"]}]]></wp:status>'
            f'<wp:post_type><![CDATA[{say["type"]}]]></wp:post_type><wp:post_password><![CDATA[{say["password"]}]]></wp:post_password>'
            '<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>'
            '<category domain="post_tag" nicename="ferries"><![CDATA[Ferries]]></category>'
            f'{comments}</item>\n')


def remark(number, author, content, parent=0, approved="1", user=0, kind="comment", date="2013-06-01 10:00:00"):
    return (f'<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author>'
            f'<wp:comment_date><![CDATA[{date}]]></wp:comment_date><wp:comment_date_gmt><![CDATA[{date}]]></wp:comment_date_gmt>'
            f'<wp:comment_content><![CDATA[{content}]]></wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>'
            f'<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>'
            f'<wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>')


def test_a_wordpress_blog_comes_with_its_comments_and_threads():
    with Site() as site:
        prepare(site)
        site.user("Lim")
        comments = (remark(11, "Anna", "First of all.\nA second line.") + remark(12, "Lim", "I am not that Lim.", parent=11)
                    + remark(13, "Tan KW", "Thank you both.", parent=12, user=1) + remark(14, "Spam", "Buy!", approved="spam")
                    + remark(15, "Ping", "[...]", kind="pingback") + remark(16, "Tan KW", "A guest by the owner's name"))
        said = bring(site, write(site, "wp.xml", wordpress(
            post(1, "It has </item> in it.\n\nAnd a second <b>paragraph</b>\nof two lines.", comments),
            post(2, "<!-- wp:paragraph -->\n<p>Blocks &amp; all.</p>\n<!-- /wp:paragraph -->"),
            post(3, "Secret", password="x"), post(4, "Draft", status="draft"), post(5, "A page", type="page"),
            post(6, "<ul>\n<li>One</li>\n</ul>\n\nAfter<script>alert(1)</script>"))),
            "--keep-addresses", "old.example")
        assert "3 articles, 4 comments; 3 are no published articles" in said, said
        reader = site.reader()
        first = reader.get("/2013/05/post-1/")
        assert first.path.startswith("/a/1/post-number-1") or "/a/1/" in first.path, first.path
        assert "Post & number 1" in first.words and "Mia Wong" in first.words and "5 May" not in first.words
        assert "1 May 2013" in first.words, first.words[:600]
        assert "<p>And a second <b>paragraph</b><br" in first.text.replace("\n", ""), first.text
        for words in ("First of all.", "A second line.", "I am not that Lim.", "Thank you both."):
            assert words in first.words, words
        assert "Buy!" not in first.words and "[...]" not in first.words
        assert "Uncategorized" not in first.words and "Ferries" in first.words
        assert "Blocks & all." in reader.get("/2013/05/post-2").words
        last = reader.get("/2013/05/post-6").text
        assert "<li>One</li>" in last and "alert(1)" not in last
        reader.get("/2013/05/post-4", status=404)
        shown = rows(site, "select m.name, c.depth, m.ended > 0 from comment c join member m on m.id = c.member order by c.id")
        assert shown == [("Anna", 0, 1), ("Lim 2", 1, 1), ("Tan KW", 2, 0), ("Tan KW 2", 0, 1)], shown
        assert "0 articles; 3 were here already" in bring(site, str(pathlib.Path(site.folder).parent / "wp.xml"))
        assert is_clean(site)


def test_a_comment_of_what_is_not_there_begins_a_thread_and_is_told():
    site = Site()
    prepare(site)
    said = bring(site, write(site, "wp.xml", wordpress(post(1, "Text.", remark(5, "Anna", "Yes.", parent=99)
                                                           + remark(6, "Ben", "No date", date="0000-00-00 00:00:00")))))
    assert "1 articles, 1 comments" in said and "a comment answers one that is not there" in said, said
    assert "some of its comments have no text, no date or are too long" in said
    assert rows(site, "select parent, depth from comment") == [(None, 0)]
    assert is_clean(site)


def test_a_wordpress_file_that_is_cut_gives_the_posts_that_are_whole():
    site = Site()
    prepare(site)
    whole = wordpress(*(post(n, f"Text of {n}.") for n in range(1, 21)))
    said = bring(site, write(site, "cut.xml", whole[:whole.index("Text of 20")]), status=1)
    assert "19 articles" in said and "the file ends in the middle of it" in said, said
    assert "1 articles; 19 were here already" in bring(site, write(site, "whole.xml", whole))


# --- feeds -----------------------------------------------------------------------------------------

def test_rss_and_atom_come_as_articles():
    site = Site()
    prepare(site)
    rss = ('<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title><link>https://harbour.example/</link>'
           + "".join(f"<item><title>Story {n}</title><link>https://harbour.example/{n}</link><guid>tag:{n}</guid>"
                     f"<pubDate>Mon, 0{n} Jan 2024 08:00:00 GMT</pubDate><category>Ferries</category>"
                     f"<description>&lt;p&gt;Text of story {n}.&lt;/p&gt;</description></item>" for n in range(1, 4))
           + "<item><title>No date</title><description>x</description></item></channel></rss>")
    said = bring(site, write(site, "feed.xml", rss), status=1)
    assert "3 articles" in said and "'shared' is missing" in said, said
    atom = ('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title>'
            '<entry><title>An entry</title><id>urn:1</id><updated>2024-02-01T00:00:00Z</updated>'
            '<content type="html">&lt;p&gt;The entry.&lt;/p&gt;</content></entry></feed>')
    assert "1 articles" in bring(site, write(site, "atom.xml", atom))
    wide = rss.replace("tag:", "wide:").replace("Story", "Bericht").replace('"1.0"?>', '"1.0" encoding="utf-16"?>')
    assert "3 articles" in bring(site, write(site, "wide.xml", wide.encode("utf-16")), status=1)
    assert rows(site, "select title, s.name from article a join source s on s.id = a.source order by a.id") == [
        ("Story 1", "Harbour News"), ("Story 2", "Harbour News"), ("Story 3", "Harbour News"), ("An entry", "Notes"),
        ("Bericht 1", "Harbour News"), ("Bericht 2", "Harbour News"), ("Bericht 3", "Harbour News")]
    assert is_clean(site)


def test_opml_becomes_subscriptions():
    site = Site()
    prepare(site)
    listed = ('<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="News">'
              '<outline type="rss" text="One" xmlUrl="https://one.example/feed"/><outline text="Two" xmlUrl="two.example/rss"/>'
              '<outline text="Bad" xmlUrl="mailto:x@y.example"/></outline></body></opml>')
    path = write(site, "list.opml", listed)
    said = bring(site, path, status=1)
    assert "2 feeds; 1 could not be taken" in said and "'mailto:x@y.example' is no address of a feed" in said, said
    assert rows(site, "select url, mode from subscription order by id") == [
        ("https://one.example/feed", 0), ("https://two.example/rss", 0)]
    assert "0 feeds; 2 were here already" in bring(site, path, status=1)
    assert "0 feeds" in bring(site, path, "--strict", status=1)


if __name__ == "__main__":
    tap.run()
