#!/usr/bin/env python3
"""The same link a second time: the sharer hears who shared it first, goes there or shares a copy."""
import contextlib
import re
import sqlite3

import tap
from publisher import Publisher, story
from site_under_test import Site
from test_sharing import wait_for

PASTE = "A title to talk about\n\nSome text that is long enough to be an article in a blog.\n"


@contextlib.contextmanager
def two_members():
    with Publisher() as publisher:
        site = Site(options=("--allow-fetch", publisher.host))
        site.user("Tan KW", role="owner")
        site.user("Aminah")
        site.blog("good-articles", owner="Tan KW")
        site.blog("coast-notes", owner="Aminah")
        with site:
            yield publisher, site, site.reader().sign_in("Tan KW"), site.reader().sign_in("Aminah")


def send(reader, status=200, path="", **values):
    form = reader.get("/share").form("/share")
    form.action += path
    return reader.submit(form, status=status, **values)


def share(reader, link, path=""):
    """Captures and publishes; the article's page."""
    page = wait_for(reader, send(reader, way="link", link=link, path=path), 'name="version"')
    return reader.submit(page.form("/edit"), do="publish")


def number_of(page):
    return re.search(r"/a/(\d+)", page.path).group(1)


def test_a_link_in_other_clothes_is_known_before_it_is_fetched():
    with two_members() as (publisher, site, tan, aminah):
        publisher.pages["/story.html"] = story()
        first = share(tan, publisher.url("/story.html?utm_source=letter"))
        n_asked = len(publisher.asked)
        for link in ("/story", "/story.html#end", "/story/?fbclid=1&ref=front", "/story/amp", "/story.html?amp=1"):
            page = send(aminah, status=409, way="link", link=publisher.url(link))
            assert "This article is here already" in page.words, link
            assert "Shared by Tan KW on" in page.words and "in Good Articles" in page.words
            assert first.path in page.text
            assert page.form("/share").fields["link"] == publisher.url(link)
        assert len(publisher.asked) == n_asked, "nothing had to be fetched"
        page = send(aminah, way="link", link=publisher.url("/other"))
        assert "already" not in page.words


def test_a_copy_is_shared_by_choice_and_leads_to_the_first():
    with two_members() as (publisher, site, tan, aminah):
        first = share(tan, publisher.url())
        copy = share(aminah, publisher.url(), path="?again=1")
        assert number_of(first) != number_of(copy)
        assert "Shared first by Tan KW in Good Articles" in copy.words
        assert f'href="{first.path}"' in copy.text
        assert "Shared first by" not in site.reader().get(first.path).words
        assert site.run("check").strip() == "clean"


def test_what_only_the_capture_shows_to_be_here_is_said_on_the_draft():
    with two_members() as (publisher, _, tan, aminah):
        publisher.pages["/short"] = "/story"
        publisher.pages["/desk"] = story(head='<link rel="canonical" href="/story">')
        first = share(tan, publisher.url())
        for link in ("/short", "/desk"):
            page = wait_for(aminah, send(aminah, way="link", link=publisher.url(link)), 'name="version"')
            assert "This article is here already" in page.words, link
            assert "Share it again as a copy" in page.words and "Publish now" not in page.words
            assert first.path in page.text


def test_a_front_page_is_nobodys_canonical_address():
    with two_members() as (publisher, _, tan, aminah):
        publisher.pages["/a"] = story(head='<link rel="canonical" href="/">')
        publisher.pages["/b"] = story(title="Another story", head='<link rel="canonical" href="/">')
        first = share(tan, publisher.url("/a"))
        assert f'href="{publisher.url("/a")}"' in first.text
        page = wait_for(aminah, send(aminah, way="link", link=publisher.url("/b")), 'name="version"')
        assert "already" not in page.words


def test_pasted_text_with_a_known_address_is_kept_in_the_form():
    with two_members() as (publisher, _, tan, aminah):
        share(tan, publisher.url())
        page = send(aminah, status=409, way="plain", plain=PASTE, link=publisher.url())
        form = page.form("/share")
        assert form.fields["plain"].strip() == PASTE.strip()
        assert ("way", "plain") in form.buttons
        form.action += "?again=1"
        assert "/edit" in aminah.submit(form, way="plain").path


def test_drafts_and_deleted_articles_are_not_here():
    with two_members() as (publisher, _, tan, aminah):
        wait_for(tan, send(tan, way="link", link=publisher.url()), 'name="version"')
        page = wait_for(aminah, send(aminah, way="link", link=publisher.url()), 'name="version"')
        assert "already" not in page.words
        published = aminah.submit(page.form("/edit"), do="publish")
        aminah.submit(aminah.get(f"/a/{number_of(published)}/delete").form("/delete"))
        page = send(tan, way="link", link=publisher.url())
        assert "already" not in page.words


def test_the_command_line_says_it_and_goes_on():
    with two_members() as (publisher, site, tan, _):
        first = share(tan, publisher.url())
        page = PASTE
        done = site.run("share", "--blog", "coast-notes", "--as", "Aminah", "--url", publisher.url() + "?utm_medium=x",
                        "-", text=page)
        copy = site.reader().get(done.strip())
        assert "Shared first by Tan KW" in copy.words
        assert number_of(first) != number_of(copy)


def test_articles_from_before_get_their_keys_when_the_site_runs():
    with two_members() as (publisher, site, tan, aminah):
        first = share(tan, publisher.url())
        site.stop()
        with contextlib.closing(sqlite3.connect(site.folder / "passalong.db", timeout=30)) as store, store:
            store.execute("delete from article_address")
            store.execute("update address_rules set rules = 0, article = 0")
        site.start()
        tan.port = aminah.port = site.port
        page = send(aminah, status=None, way="link", link=publisher.url())
        for _ in range(100):
            if "already" in page.words:
                break
            page = send(aminah, status=None, way="link", link=publisher.url() + "?utm_source=again")
        assert first.path in page.text


if __name__ == "__main__":
    tap.run()
