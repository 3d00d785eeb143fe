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


if __name__ == "__main__":
    tap.run()
