#!/usr/bin/env python3
"""What a site gives away: everything in open formats, and the same site again from it."""
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import tarfile
import tempfile
import time

import tap
from publisher import Publisher, story
from site_under_test import PROGRAM, ROOT, Site
from test_sharing import wait_for

PICTURE = (ROOT / "tests" / "http" / "data" / "pictures" / "alpha.png").read_bytes()
WAIT_SECONDS = 60
PAID_FOR = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
SECRETS = ("password", "token", "argon2")


def ask(site, query):
    store = sqlite3.connect(f"file:{site.folder}/passalong.db?mode=ro", uri=True, timeout=30)
    try:
        return store.execute(query).fetchall()
    finally:
        store.close()


def wait_until(is_so, what):
    end = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.05)


def fill(site, publisher):
    """A little of everything that a site may hold."""
    for name in ("Tan KW", "Aminah", "Lim"):
        site.user(name, role="owner" if name == "Tan KW" else "member")
    site.blog("notes", "Tan KW")
    site.blog("other", "Aminah")
    site.policy("Harbour News", "full", "--licence", "CC BY 4.0")
    site.policy("127.0.0.1", "full")
    publisher.pages["/story"] = story(after='<p>Look:</p><img src="/p.png" alt="A lamp">', head=PAID_FOR)
    publisher.pages["/p.png"], publisher.headers["/p.png"] = PICTURE, {"Content-Type": "image/png"}
    with site.running():
        tan, aminah = site.reader().sign_in("Tan KW"), site.reader().sign_in("Aminah")
        page = tan.submit(tan.get("/share").form("/share"), way="link", link=publisher.url())
        page = wait_for(tan, page, 'name="version"')
        path = tan.submit(page.form("/edit"), do="publish").path
        first = site.share("notes", "Tan KW", "A first title\n\nText “of” one, with <marks> & more.\n", "--source", "Harbour News",
                           "--date", "2024-10-21T17:44")
        gone = site.share("notes", "Tan KW", "To be deleted\n\nIt goes.\n")
        down = site.share("other", "Aminah", "To be taken down\n\nIt stays, unseen.\n", "--source", "AFP")
        form = tan.get(first + "/edit" if first.count("/") == 2 else re.match(r"/a/\d+", first).group(0) + "/edit").form("/edit")
        tan.submit(form, title="A first title, corrected", tags="Ferries, Night life")
        first = tan.get(re.match(r"/a/\d+", first).group(0)).path
        tan.submit(tan.get(re.match(r"/a/\d+", gone).group(0) + "/delete").form("/delete"))
        tan.submit(tan.get(re.match(r"/a/\d+", down).group(0) + "/takedown").form("/takedown"), claimant="AFP",
                   reason="Asked for.", note="By letter.")
        aminah.submit(aminah.get(first).form("/comments"), body="A *comment* of mine.")
        tan.submit(tan.get("/c/1/reply").form("/reply"), body="An answer.")
        aminah.submit(aminah.get(first).form("/comments"), body="To be deleted.")
        aminah.submit(aminah.get("/c/3/delete").form("/delete"))
        aminah.submit(aminah.get(first).form("/like"))
        tan.submit(tan.get(first).form("/c/1/like"))
        aminah.submit(aminah.get("/b/notes").form("/follow"))
        aminah.post("/share", {}, status=None)
        wait_until(lambda: ask(site, "select count(*) from picture where state = 0") == [(0,)], "pictures are kept")
    subprocess.run([PROGRAM, "import", "--data", str(site.folder), "--blog", "notes", "--keep-addresses", "old.example",
                    "/dev/stdin"], input=json.dumps({"id": "/blog/1.html", "title": "From the old blog", "lang": "en",
                                                     "shared": "2020-02-03T04:05:06Z", "text": "Old text."}).encode(),
                   check=True, timeout=60, capture_output=True)
    return path, first


def export(site, name):
    out = pathlib.Path(site.folder).parent / name
    site.run("export", str(out))
    return out.read_bytes()


def entries(data):
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive.getmembers()}


def rows(files, table):
    return [json.loads(line) for name in sorted(files) if re.fullmatch(rf"rows/{table}-\d+\.jsonl", name)
            for line in files[name].decode().splitlines()]


def shown(page):
    """The page without what is new each time, and without where it is served."""
    return re.sub(r"127\.0\.0\.1(:|%3A)\d+", "here", re.sub(r'(name="(?:token|once|csrf)" value=")[^"]*', r"\1", page.text))


def addresses(site):
    """All pages that a reader reaches from the front page, and some that they type."""
    reader, seen, todo = site.reader(), {}, ["/", "/moderation", "/blog/1.html", "/a/3", "/a/4", "/discussed"]
    while todo:
        path = todo.pop()
        if path in seen or path.startswith(("/assets", "/signin", "/register", "/language", "/keys", "/robots")):
            continue
        answer = reader.request("GET", path)
        seen[path] = (answer.status, answer.headers.get("Location"), shown(answer) if re.search(rb"<html|<feed", answer.body[:200]) else answer.body)
        if b"<html" in answer.body[:200]:
            todo += [link.split("#")[0].replace("&amp;", "&") for link in re.findall(r'(?:href|src)="(/[^"]*)"', answer.text)]
    return seen


def test_a_site_comes_back_as_it_was():
    with Publisher() as publisher, tempfile.TemporaryDirectory() as folder:
        options = ("--allow-fetch", publisher.host)
        site = Site(options=options)
        fill(site, publisher)
        data = export(site, "site.tar")
        files = entries(data)
        assert export(site, "again.tar") == data, "the same site gives the same bytes"
        assert any(row["cut_after"] for row in rows(files, "article")), "how far a text goes that is paid for"
        twin = Site(folder=pathlib.Path(folder) / "data", options=options)
        said = twin.run("import", str(pathlib.Path(site.folder).parent / "site.tar"))
        assert "the site is there" in said
        assert twin.run("check").strip() == site.run("check").strip() == "clean"
        with site.running():
            before = addresses(site)
        with twin.running():
            after = addresses(twin)
        assert len(before) > 15 and any(p.startswith("/o/") for p in before), sorted(before)
        assert sorted(before) == sorted(after)
        for path in before:
            assert before[path] == after[path], (path, before[path], after[path])
        second = export(twin, "second.tar")
        if second != data:
            other = entries(second)
            changed = [name for name in sorted(set(files) | set(other)) if files.get(name) != other.get(name)]
            raise AssertionError([(name, files.get(name), other.get(name)) for name in changed][:2])
        with twin.running():
            twin.run("user", "password", "Tan KW", text="another good password\n")
            twin.reader().sign_in("Tan KW", "another good password")


def test_an_export_has_everything_in_the_open_and_no_secret():
    with Publisher() as publisher:
        site = Site(options=("--allow-fetch", publisher.host))
        fill(site, publisher)
        files = entries(export(site, "site.tar"))
    article = next(row for row in rows(files, "article") if row["title"] == "A first title, corrected")
    assert article["html"].startswith("<p>Text “of” one, with &lt;marks&gt; &amp; more.")
    assert article["source"] == "Harbour News" and article["tags"] == ["Ferries", "Night life"]
    assert article["shared"] == "2024-10-21T17:44:00Z" and article["blog"] == "notes" and article["sharer"] == "tan-kw"
    assert "A first title" in [row["title"] for row in rows(files, "article_revision")]
    assert [row["markdown"] for row in rows(files, "comment_source")] == ["A *comment* of mine.", "An answer."]
    assert [row["name"] for row in rows(files, "member")] == ["Tan KW", "Aminah", "Lim"]
    assert [row["reason"] for row in rows(files, "moderation")] == ["Asked for."]
    assert {row["name"]: row.get("policy") for row in rows(files, "source")}["Harbour News"] == 3
    assert len(rows(files, "snapshot")) == 1 and len([n for n in files if n.startswith("objects/")]) > 1
    text = b"".join(content for name, content in files.items() if name.startswith("rows/")).decode().lower()
    for word in SECRETS:
        assert word not in text, word


def test_articles_of_an_export_go_onto_a_blog_too():
    with Publisher() as publisher, tempfile.TemporaryDirectory() as folder:
        site = Site(options=("--allow-fetch", publisher.host))
        fill(site, publisher)
        files = entries(export(site, "site.tar"))
        path = pathlib.Path(folder) / "articles.jsonl"
        path.write_bytes(files["rows/article-000001.jsonl"])
        other = Site(folder=pathlib.Path(folder) / "data")
        other.user("Mia", role="owner")
        other.blog("mine", "Mia")
        said = other.run("import", "--blog", "mine", str(path))
        assert "3 articles; 2 are no published articles" in said, said
        archive = pathlib.Path(folder) / "site.tar"
        archive.write_bytes((pathlib.Path(site.folder).parent / "site.tar").read_bytes())
        assert "without --blog" in other.run("import", "--blog", "mine", str(archive), status=1)
        assert "has members already" in other.run("import", str(archive), status=1)


def tar_of(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def test_an_export_that_was_tampered_with_is_refused_whole():
    about = ("about.json", b'{"format":"passalong site","version":1}\n')
    member = ("rows/member-000001.jsonl", b'{"id":1,"handle":"tan","name":"Tan","role":3,"created":"2024-01-01T00:00:00Z"}\n')
    blog = ("rows/blog-000001.jsonl",
            b'{"id":1,"slug":"b","title":"B","owner":1,"created":"2024-01-01T00:00:00Z","version":1}\n')
    article = {"id": 1, "title": "T", "shared": "2024-01-01T00:00:00Z", "blog_id": 1, "sharer_id": 1, "state": 2, "slug": "t",
               "day": 19723, "words": 1, "reading_minutes": 1, "version": 1, "created": "2024-01-01T00:00:00Z"}

    def with_article(**values):
        return [about, member, blog, ("rows/article-000001.jsonl", json.dumps(dict(article, **values)).encode() + b"\n")]

    good = with_article(html="<p>Text <script>alert(1)</script><a href='javascript:x'>x</a></p>")
    whole = tar_of(good)
    for data, why in [
            (tar_of(good[1:]), "no export of a site"),
            (tar_of([("about.json", b'{"format":"passalong site","version":9}'), *good[1:]]), "no export that this version knows"),
            (whole[:1500], "damaged, or ends too early"),
            (tar_of(with_article(html="x", state=7)), "this cannot be so: 'state'"),
            (tar_of(with_article(html="x", blog_id=5)), "does not fit"),
            (tar_of(with_article(html="x", title="a\u0007b")), "this cannot be so: 'title'"),
            (tar_of(good + [good[3]]), "does not fit"),
            (tar_of(good + [("rows/session-000001.jsonl", b"{}\n")]), "of a kind that this version does not know"),
            (tar_of(good + [("../evil", b"x")]), "no place in an export"),
            (tar_of(good + [("objects/ab/" + "ab" * 32, b"x")]), "other bytes than its name says"),
            (tar_of([about, ("rows/member-000001.jsonl", b"\xff\xfe\n")]), "it is not UTF-8"),
            (tar_of([about, ("rows/member-000001.jsonl", b'{"id":1,\n')]), "rows/member-000001.jsonl:1")]:
        with tempfile.TemporaryDirectory() as folder:
            site = Site(folder=pathlib.Path(folder) / "data")
            path = pathlib.Path(folder) / "bad.tar"
            path.write_bytes(data)
            said = site.run("import", str(path), status=1)
            assert why in said, (why, said)
            assert ask(site, "select count(*) from member") == [(0,)]
    with tempfile.TemporaryDirectory() as folder:
        site = Site(folder=pathlib.Path(folder) / "data")
        path = pathlib.Path(folder) / "good.tar"
        path.write_bytes(whole)
        site.run("import", str(path))
        with site.running():
            page = site.reader().get("/a/1")
            assert "Text" in page.words and "alert(1)" not in page.text and "javascript:" not in page.text


# --- a member's own ---------------------------------------------------------------------------------

def test_a_member_takes_along_what_is_theirs_and_nothing_of_others():
    with Publisher() as publisher:
        site = Site(options=("--allow-fetch", publisher.host))
        fill(site, publisher)
        site.policy("Harbour News", "link")
        with site.running():
            tan = site.reader().sign_in("Tan KW")
            assert 'href="/settings/export"' in tan.get("/settings").text
            answer = tan.get("/settings/export")
            assert 'filename="tan-kw.tar"' in answer.headers["Content-Disposition"]
            assert "no-store" in answer.headers["Cache-Control"]
            files = entries(answer.body)
            theirs = entries(site.reader().sign_in("Aminah").get("/settings/export").body)
            stranger = site.reader().request("GET", "/settings/export")
            assert stranger.status in (302, 303, 401, 403) and b"rows/" not in stranger.body
        titles = [row.get("title", "") for row in rows(files, "article")]
        assert "A first title, corrected" in titles and "To be taken down" not in titles, titles
        first = next(row for row in rows(files, "article") if row.get("title") == "A first title, corrected")
        assert "Text “of” one" in first["html"], "a policy does not hold for the sharer"
        assert [row["markdown"] for row in rows(files, "comment_source")] == ["An answer."]
        assert [row["slug"] for row in rows(files, "blog")] == ["notes"]
        assert [row["title"] for row in rows(theirs, "article")] == ["To be taken down"]
        assert [row["title"] for row in rows(theirs, "article_like")] == ["A first title, corrected"]
        assert [row["slug"] for row in rows(theirs, "follow")] == ["notes"]
        text = b"".join(theirs.values()).decode()
        for alien in ("Text “of” one", "An answer.", "tan-kw", "By letter.", "rows/member"):
            assert alien not in text and alien not in "".join(theirs), alien
        assert not any(name.startswith("objects/") for name in [*files, *theirs])


if __name__ == "__main__":
    tap.run()
