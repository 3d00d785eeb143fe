#!/usr/bin/env python3
"""What a source does after its story was shared: the notice, the differences, the proof."""
import contextlib
import hashlib
import re
import sqlite3
import time

import tap
from publisher import SENTENCES, TITLE, Publisher, story
from site_under_test import Site
from test_sharing import wait_for

NOTICE = "The source changed this article since it was shared."
WAIT_SECONDS = 20
EDITED = [SENTENCES[0], SENTENCES[1].replace("12 passengers", "40 passengers"), *SENTENCES[2:]]


class Watched:
    """A story that was shared, and ways to look at its source."""

    def __init__(self, publisher, site, tan):
        self.publisher, self.site, self.tan = publisher, site, tan
        page = tan.submit(tan.get("/share").form("/share"), way="link", link=publisher.url())
        page = wait_for(tan, page, 'name="version"')
        self.path = tan.submit(page.form("/edit"), do="publish").path
        self.number = re.search(r"/a/(\d+)", self.path).group(1)
        self.changes = f"/a/{self.number}/source/changes"

    def ask(self, question, *values):
        with contextlib.closing(sqlite3.connect(self.site.folder / "passalong.db", timeout=30)) as store, store:
            return store.execute(question, values).fetchall()

    def job(self):
        return self.ask("select job from source_watch where article = ?", self.number)[0][0]

    def look(self):
        """Presses "Look at the source now" and waits until it was looked at; the article's page."""
        job = self.job()
        self.tan.submit(self.tan.get(self.path).form("/source/check"))
        self.wait_until(lambda: self.job() != job)
        return self.site.reader().get(self.path)

    @staticmethod
    def wait_until(is_so):
        end = time.monotonic() + WAIT_SECONDS
        while not is_so():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.05)

    def look_twice(self):
        self.look()
        return self.look()


@contextlib.contextmanager
def shared_story(*options):
    with Publisher() as publisher:
        site = Site(options=("--allow-fetch", publisher.host, *options))
        site.user("Tan KW", role="owner")
        site.user("Aminah")
        site.blog("good-articles", owner="Tan KW")
        with site:
            yield Watched(publisher, site, site.reader().sign_in("Tan KW"))


def test_an_edit_is_told_once_it_was_seen_twice():
    with shared_story() as it:
        it.publisher.pages["/story"] = story(EDITED)
        page = it.look()
        assert NOTICE not in page.words, "once may be a page that flips"
        page = it.look()
        assert NOTICE in page.words
        changes = it.site.reader().get(it.changes)
        assert re.search(r"<del>.*12.*</del>\s*<ins>.*40.*</ins>", changes.text), changes.text
        assert "3 paragraphs unchanged" in changes.words or "2 paragraphs unchanged" in changes.words
        article = page.text.split("<article")[1]
        assert "At least 12 passengers" in article, "the article stays as it was shared"
        assert it.site.run("check").strip() == "clean"


def test_a_page_that_flips_between_versions_is_left_alone():
    with shared_story() as it:
        for n in range(6):
            it.publisher.pages["/story"] = story([*SENTENCES, f"Variant {n} of this page is shown to some of its readers."])
            assert NOTICE not in it.look().words
        it.publisher.pages["/story"] = story()
        assert NOTICE not in it.look_twice().words


def test_looks_are_no_change():
    with shared_story() as it:
        looks = [
            story([sentence.replace('"', "“").replace(", and", " — and") for sentence in SENTENCES]),
            story([sentence.replace(" ", " \n  ") for sentence in SENTENCES]),
            story([" ".join(SENTENCES[:2]), *SENTENCES[2:]]),
            story([SENTENCES[2], SENTENCES[0], SENTENCES[1], SENTENCES[3]]),
            story(before="<header>Updated 14:05</header><nav><a href='/'>Home</a></nav>", after="<footer>12 comments</footer>"),
            story([*SENTENCES, "Read more: the lamp"]),
            story(["Updated 5 minutes ago", *SENTENCES]),
        ]
        for page in looks:
            it.publisher.pages["/story"] = page
            assert NOTICE not in it.look_twice().words, page.decode()
        assert len(it.ask("select 1 from source_revision")) == 1


def test_a_changed_title_and_a_removed_paragraph_are_shown():
    with shared_story() as it:
        it.publisher.pages["/story"] = story(SENTENCES[:3], title="Island ferry loses its night crossing")
        assert NOTICE in it.look_twice().words
        changes = it.site.reader().get(it.changes)
        assert re.search(r'redline-title">.*keeps.*loses', changes.text, re.S)
        assert re.search(r"<del>[^/]*</span>Nobody could say", changes.text)


def test_any_two_revisions_can_be_compared():
    with shared_story() as it:
        it.publisher.pages["/story"] = story(EDITED)
        it.look_twice()
        it.publisher.pages["/story"] = story([*EDITED, "The council met again in April to talk about the lamp."])
        assert NOTICE in it.look_twice().words
        page = it.site.reader().get(it.changes + "?from=2&to=3")
        assert "The council met again" in page.text and "<del>" not in page.text.split('id="proof"')[0].split("redline")[1]
        page = it.site.reader().get(it.changes)
        assert "revision 1 beside its revision 3" in page.words
        form = page.form("/source/changes")
        assert form.action.endswith("/source/changes")
        it.site.reader().get(it.changes + "?from=4", status=404)
        it.site.reader().get(it.changes + "?from=x", status=404)


def test_a_story_that_moved_is_followed():
    with shared_story() as it:
        it.publisher.pages["/new"] = story()
        it.publisher.pages["/story"] = "/new"
        assert NOTICE not in it.look_twice().words
        it.publisher.pages["/new"] = story(EDITED)
        assert NOTICE in it.look_twice().words


def test_a_story_taken_down_is_noted_and_one_brought_back_too():
    with shared_story() as it:
        for gone in (404, 410, 451):
            it.publisher.pages["/story"] = gone
            assert "No longer at its source" not in it.look().words, "once may be an accident"
            assert "No longer at its source since" in it.look().words
            assert "No longer at its source since" in it.site.reader().get(it.changes).words
            it.publisher.pages["/story"] = story()
            assert "No longer at its source" not in it.look().words
        it.publisher.pages["/"] = story(title="The front page")
        it.publisher.pages["/story"] = "/"
        assert "No longer at its source since" in it.look_twice().words
        assert NOTICE not in it.site.reader().get(it.path).words


def test_a_server_that_is_down_changes_nothing():
    with shared_story() as it:
        it.publisher.pages["/story"] = 503
        page = it.look_twice()
        assert "No longer at its source" not in page.words and NOTICE not in page.words
        it.publisher.pages["/story"] = story(EDITED)
        assert NOTICE in it.look_twice().words


def test_it_asks_politely():
    with shared_story() as it:
        it.publisher.headers["/story"] = {"ETag": '"one"'}
        it.publisher.pages["/story"] = story(EDITED)
        it.look_twice()
        n = len(it.publisher.asked)
        it.look()
        path, headers = it.publisher.asked[-1]
        assert path == "/story" and headers.get("If-None-Match") == '"one"', it.publisher.asked[n:]
        it.publisher.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
        it.publisher.headers["/robots.txt"] = {"Content-Type": "text/plain"}
        n = len(it.publisher.asked)
        it.look()
        assert "/story" not in [path for path, _ in it.publisher.asked[n:]], "robots.txt keeps us out"


def test_the_archive_is_what_its_hash_says_and_for_the_sharer_and_moderators():
    with shared_story() as it:
        page = it.tan.get(it.path)
        href = re.search(r'href="(/a/\d+/source/1\.warc)"', page.text).group(1)
        told = re.search(r'title="([0-9a-f]{64})"', page.text).group(1)
        assert told in it.site.reader().get(it.changes).text
        archive = it.tan.get(href)
        assert hashlib.sha256(archive.body).hexdigest() == told
        assert archive.body.startswith(b"WARC/1.1\r\n") and TITLE.encode() in archive.body
        assert archive.headers["Content-Type"] == "application/warc"
        assert "attachment" in archive.headers["Content-Disposition"]
        assert "unchanged since it was captured; not that the site served it" in page.words
        it.site.user("Moderator Mo", role="moderator")
        assert it.site.reader().sign_in("Moderator Mo").get(href).body == archive.body
        it.site.reader().sign_in("Aminah").get(href, status=403)
        assert it.site.reader().request("GET", href).status == 401
        assert href not in it.site.reader().get(it.path).text
        for missing in ("2.warc", "0.warc", "1", "x.warc"):
            it.tan.get(f"/a/{it.number}/source/{missing}", status=404)


def test_a_damaged_archive_is_not_handed_out():
    with shared_story() as it:
        name = it.ask("select object from snapshot")[0][0]
        file = next(it.site.folder.glob(f"objects/*/{name}"))
        file.chmod(0o600)
        file.write_bytes(b"\0" * file.stat().st_size)
        it.tan.get(f"/a/{it.number}/source/1.warc", status=500)
        file.unlink()
        it.tan.get(f"/a/{it.number}/source/1.warc", status=404)
        assert it.site.reader().get(it.path).status == 200


def test_a_comment_names_the_revision_that_it_answered():
    with shared_story() as it:
        aminah = it.site.reader().sign_in("Aminah")
        aminah.submit(aminah.get(it.path).form("/comments"), body="Twelve is not many.")
        assert "answered revision" not in it.site.reader().get(it.path).words
        it.publisher.pages["/story"] = story(EDITED)
        page = it.look_twice()
        assert "answered revision 1" in page.words
        assert f'{it.changes}?from=1' in page.text
        aminah.submit(aminah.get(it.path).form("/comments"), body="Forty is more.")
        assert it.site.reader().get(it.path).words.count("answered revision") == 1


def test_the_owner_decides_when_it_is_looked_at():
    with shared_story() as it:
        due = it.ask("select j.run_after - w.begun from source_watch w join job j on j.id = w.job")[0][0]
        assert due == 3600
        form = it.tan.get("/admin").form("/admin")
        assert form.fields["recheck"] == "1h 6h 1d 7d 30d"
        page = it.tan.submit(form, status=422, recheck="6h 1h")
        assert "Write growing times" in page.words and page.form("/admin").fields["recheck"] == "6h 1h"
        it.tan.submit(it.tan.get("/admin").form("/admin"), recheck="2h, 2d")
        it.look()
        due = it.ask("select j.run_after - w.begun from source_watch w join job j on j.id = w.job")[0][0]
        assert due == 7200
        it.tan.submit(it.tan.get("/admin").form("/admin"), recheck="")
        it.look()
        assert it.job() == 0
        it.publisher.pages["/story"] = 410
        it.look()  # by hand it is possible all the same
        it.wait_until(lambda: it.ask("select n_suspected from source_watch") == [(1,)])
        it.look()
        it.wait_until(lambda: "No longer at its source" in it.site.reader().get(it.path).words)
        it.wait_until(lambda: it.job() == 0)


def test_a_kill_at_any_step_loses_nothing():
    with shared_story() as it:
        it.publisher.pages["/story"] = story(EDITED)
        for step in ("suspected", "confirmed"):
            job = it.job()
            it.publisher.gate.clear()
            n = len(it.publisher.asked)
            it.tan.submit(it.tan.get(it.path).form("/source/check"))
            it.wait_until(lambda: len(it.publisher.asked) > n)
            it.site.kill()
            it.publisher.gate.set()
            it.ask("update job set run_after = 0 where state = 1")  # as if the lease had run out
            it.site.start()
            it.tan.port = it.site.port
            it.wait_until(lambda: it.job() != job)
        assert NOTICE in it.site.reader().get(it.path).words, step
        assert len(it.ask("select 1 from source_revision")) == 2
        assert len(it.ask("select 1 from snapshot")) == 2
        assert it.site.run("check").strip() == "clean"


def test_what_was_not_captured_from_a_link_has_no_proof():
    with shared_story() as it:
        path = it.site.share("good-articles", "Tan KW", "A title to talk about\n\nSome text that is long enough.\n")
        page = it.tan.get(path)
        assert "sha256" not in page.text and "Since then" not in page.words
        number = re.search(r"/a/(\d+)", path).group(1)
        it.tan.get(f"/a/{number}/source/changes", status=404)


def test_a_deleted_article_is_looked_at_no_more():
    with shared_story() as it:
        it.tan.submit(it.tan.get(f"/a/{it.number}/delete").form("/delete"))
        assert it.ask("select 1 from snapshot union all select 1 from source_revision"
                      " union all select 1 from source_watch union all select 1 from article_address") == []
        it.site.reader().get(it.changes, status=410)


if __name__ == "__main__":
    tap.run()
