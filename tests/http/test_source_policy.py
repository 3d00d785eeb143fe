#!/usr/bin/env python3
"""How much of others' work a reader sees, and what happens after a demand to take it down."""
import contextlib
import re

import tap
from site_under_test import Site

N_WORDS = 80
URL = "https://news.example/story"
STORY = "A title to talk about\n\n" + "\n\n".join(
    " ".join(f"word{n}" for n in range(first, first + 20)) + "." for first in range(0, 200, 20)) + "\n"
OWN = "What I think myself\n\n" + STORY.split("\n\n", 1)[1]
DEMAND = {"claimant": "AFP, Paris", "reason": "Shared without a licence.", "note": "Letter of 3 May"}


@contextlib.contextmanager
def site_with_blog(*options):
    site = Site(options=options)
    site.user("Tan KW", role="owner")
    site.user("Mia", role="moderator")
    site.user("Aminah")
    site.blog("of-aminah", "Aminah")
    with site:
        yield site


def share(site, text=STORY, source="AFP", url=URL):
    options = (["--source", source] if source else []) + (["--url", url] if url else [])
    return site.share("of-aminah", "Aminah", text, *options)


def head_of(page):
    return page.text.split("</head>")[0]


def number_of(path):
    return re.match(r"/a/\d+", path).group(0)


def last_word(page):
    """The number of the last word of the story that the page holds; -1: none."""
    return max([int(n) for n in re.findall(r"word(\d+)", page.text)], default=-1)


def test_an_unknown_source_is_shown_as_an_excerpt_of_80_words():
    with site_with_blog() as site:
        page = site.reader().get(share(site))
        assert last_word(page) == N_WORDS - 1, last_word(page)
        assert "word79…</p>" in page.text
        assert "Read the whole article at AFP" in page.words and f'href="{URL}"' in page.text
        assert "An excerpt: at most 80 words" in page.words
        assert "noindex" not in head_of(page)
        assert 'rel="canonical" href="http://127.0.0.1' in head_of(page)
        assert site.run("check").strip() == "clean"


def test_a_link_only_source_shows_title_source_and_link():
    with site_with_blog() as site:
        path = share(site)
        assert site.policy("AFP", "link").strip() == "/source/afp"
        page = site.reader().get(path)
        assert last_word(page) == -1 and "description" not in head_of(page)
        assert "A title to talk about" in page.words and f'href="{URL}"' in page.text
        assert "Only a link is shown here; the article stands at AFP" in page.words
        assert last_word(site.reader().get("/")) == -1, "lists obey too"


def test_a_full_copy_of_others_work_leaves_the_search_engines_to_the_original():
    with site_with_blog() as site:
        path = share(site)
        site.policy("AFP", "full", "--licence", "CC BY 4.0")
        page = site.reader().get(path)
        assert last_word(page) == 199
        assert f'<link rel="canonical" href="{URL}">' in head_of(page)
        assert 'name="robots" content="noindex"' in head_of(page)
        assert 'property="og:url" content="http://127.0.0.1' in head_of(page)
        assert "The full text · CC BY 4.0" in page.words
        assert "Read the whole article" not in page.words


def test_own_writing_is_whole_and_may_be_found():
    with site_with_blog() as site:
        page = site.reader().get(share(site, OWN, source="", url=""))
        assert last_word(page) == 199
        assert "noindex" not in head_of(page) and 'rel="canonical" href="http://127' in head_of(page)
        assert "An excerpt" not in page.words and "Read the whole" not in page.words


def test_a_short_text_that_fits_is_a_full_copy():
    with site_with_blog() as site:
        page = site.reader().get(share(site, "A title\n\nOnly a few words of another paper.\n"))
        assert "Only a few words of another paper." in page.words
        assert "noindex" in head_of(page) and f'<link rel="canonical" href="{URL}">' in head_of(page)


def test_a_domains_policy_holds_where_the_source_has_none():
    with site_with_blog() as site:
        path = share(site)
        site.policy("www.news.example", "excerpt", "--words", "12")
        assert last_word(site.reader().get(path)) == 11
        assert last_word(site.reader().get("/")) == 11
        site.policy("afp", "full")
        assert last_word(site.reader().get(path)) == 199
        site.policy("afp", "default")
        assert last_word(site.reader().get(path)) == 11


def test_the_site_decides_for_the_others_and_keeps_what_was_typed_wrongly():
    with site_with_blog() as site:
        path = share(site)
        tan = site.reader().sign_in("Tan KW")
        form = tan.get("/admin").form("/admin")
        assert form.fields["policy"] == "excerpt" and form.fields["words"] == "80"
        for wrong in ("0", "1001", "many", ""):
            page = tan.submit(form, status=422, words=wrong)
            assert "whole number from 1 to 1,000" in page.words
            assert page.form("/admin").fields["words"] == wrong
        tan.submit(form, policy="excerpt", words="1000")
        assert last_word(site.reader().get(path)) == 199
        tan.submit(form, policy="link", words="80")
        assert last_word(site.reader().get(path)) == -1


def test_moderators_set_a_policy_by_form_and_members_may_not():
    with site_with_blog() as site:
        path = share(site)
        mia, aminah = site.reader().sign_in("Mia"), site.reader().sign_in("Aminah")
        for place in ("/admin/sources", "/admin/sources/new", "/admin/sources/afp/edit"):
            aminah.get(place, status=403)
            site.reader().get(place, status=401)
        page = mia.get("/admin/sources")
        assert "AFP" in page.words and "As the site says" in page.words
        form = mia.get("/admin/sources/afp/edit").form("/admin/sources/afp/edit")
        page = mia.submit(form, status=422, policy="excerpt", words="1001", licence="kept")
        assert page.form("/edit").fields["words"] == "1001" and page.form("/edit").fields["licence"] == "kept"
        page = mia.submit(form, policy="excerpt", words="5")
        assert "Your changes are saved." in page.words and "5 words" in page.words
        assert last_word(site.reader().get(path)) == 4
        page = mia.submit(mia.get("/admin/sources/new").form("/new"), name="Other.Example", policy="link")
        assert "other.example" in page.words
        page = mia.submit(mia.get("/admin/sources/new").form("/new"), status=422, name=" ", policy="link")
        assert "This is needed." in page.words


def test_the_capture_stays_whole_for_the_sharer_and_moderators_only():
    with site_with_blog() as site:
        path = share(site)
        whole = number_of(path) + "/whole"
        for name in ("Aminah", "Mia", "Tan KW"):
            reader = site.reader().sign_in(name)
            assert last_word(reader.get(path)) == N_WORDS - 1, "the page is as readers see it"
            page = reader.get(whole)
            assert last_word(page) == 199 and "Private: only the sharer" in page.words
            assert page.headers["Cache-Control"] == "no-store" and "noindex" in head_of(page)
        site.reader().get(whole, status=401)
        site.user("Jo")
        site.reader().sign_in("Jo").get(whole, status=403)


def test_the_command_refuses_what_it_does_not_understand():
    with site_with_blog() as site:
        for options in ([], ["--policy", "half"], ["--policy", "excerpt", "--words", "0"],
                        ["--policy", "excerpt", "--words", "1001"], ["--policy", "excerpt", "--words", "x"]):
            site.run("source", "set", "AFP", *options, status=2)
        site.run("source", "forget", "AFP", "--policy", "link", status=2)
        site.run("source", "set", "x" * 121, "--policy", "link", status=1)
        site.policy("AFP", "excerpt", "--words", "1000")


def take_down(site, path):
    """A moderator and the page that follows: the log."""
    mia = site.reader().sign_in("Mia")
    return mia, mia.submit(mia.get(number_of(path) + "/takedown").form("/takedown"), **DEMAND)


def test_a_takedown_hides_the_article_and_says_why():
    with site_with_blog() as site:
        path = share(site)
        number = number_of(path)
        mia, _ = take_down(site, path)
        stranger = site.reader()
        for place in (path, number, number + "/any-words"):
            page = stranger.get(place, status=451)
            assert "AFP, Paris" in page.words and "Shared without a licence." in page.words
            assert last_word(page) == -1 and "A title to talk about" not in page.words
            assert re.fullmatch(r'<http://127\.0\.0\.1:\d+/>; rel="blocked-by"', page.headers["Link"])
        for place in ("/", "/b/of-aminah", "/source/afp", "/m/aminah"):
            assert "A title to talk about" not in stranger.get(place).words, place
        log = stranger.get("/moderation")
        for words in ("Took down article 1 on", "shared by Aminah", "Mia", "AFP, Paris", "Shared without a licence."):
            assert words in log.words, words
        assert "Letter of 3 May" not in log.text and "A title to talk about" not in log.words
        assert "Letter of 3 May" in mia.get(number + "/takedown").words
        assert site.run("check").strip() == "clean"


def test_nobody_changes_likes_or_discusses_what_was_taken_down():
    with site_with_blog() as site:
        path = share(site)
        number = number_of(path)
        aminah = site.reader().sign_in("Aminah")
        token = aminah.get(path).form("/comments").fields["token"]
        edit = aminah.get(number + "/edit").form("/edit")
        told = aminah.submit(aminah.get(path).form("/comments"), body="A word before")
        comment = re.search(r'href="(/c/\d+)"', told.text).group(1)
        take_down(site, path)
        assert "Shared without a licence." in aminah.get(comment, status=451).words
        aminah.submit(edit, status=451, title="Something else")
        for place in ("/edit", "/history"):
            aminah.get(number + place, status=451)
        aminah.post(number + "/comments", {"token": token, "body": "Still?"}, status=404)
        aminah.post(number + "/like", {"token": token}, status=404)
        assert last_word(aminah.get(number + "/whole")) == 199, "nothing is lost for the sharer"
        assert site.run("check").strip() == "clean"


def test_the_sharer_is_told_until_the_notice_is_put_away():
    with site_with_blog() as site:
        take_down(site, share(site))
        aminah = site.reader().sign_in("Aminah")
        for place in ("/", "/drafts", "/m/aminah"):
            page = aminah.get(place)
            assert "An article of yours was taken down" in page.words, place
            assert "A title to talk about" in page.words and "Shared without a licence." in page.words
            assert "Letter of 3 May" not in page.text
            assert "taken down" not in site.reader().get(place, status=401 if place == "/drafts" else 200).words
        page = aminah.submit(aminah.get("/drafts").form("/dismiss"))
        assert page.path == "/drafts" and "taken down" not in page.words
        assert "taken down" not in aminah.get("/").words


def test_what_was_taken_down_can_be_shown_again():
    with site_with_blog() as site:
        path = share(site)
        mia, _ = take_down(site, path)
        form = mia.get(number_of(path) + "/takedown").form("/restore")
        page = mia.submit(form, status=422, reason=" ", note="kept")
        assert "Write why" in page.words and page.form("/restore").fields["note"] == "kept"
        log = mia.submit(form, reason="The licence was found.")
        assert "Showed A title to talk about on Of Aminah again" in log.words, log.words
        assert last_word(site.reader().get(path)) == N_WORDS - 1
        assert "A title to talk about" in site.reader().get("/b/of-aminah").words
        page = site.reader().sign_in("Aminah").get("/")
        assert "An article of yours is shown again" in page.words and "was taken down" not in page.words
        assert site.run("check").strip() == "clean"


def test_only_moderators_take_down_and_a_wrong_form_loses_nothing():
    with site_with_blog() as site:
        path = share(site)
        number = number_of(path)
        aminah, mia = site.reader().sign_in("Aminah"), site.reader().sign_in("Mia")
        aminah.get(number + "/takedown", status=403)
        token = aminah.get(path).form("/comments").fields["token"]
        aminah.post(number + "/takedown", {"token": token, **DEMAND}, status=403)
        assert "/takedown" not in aminah.get(path).text and "/takedown" in mia.get(path).text
        form = mia.get(number + "/takedown").form("/takedown")
        page = mia.submit(form, status=422, claimant="", reason="Kept reason", note="Kept note")
        assert "Write who asks for it." in page.words
        assert page.form("/takedown").fields["reason"] == "Kept reason"
        assert page.form("/takedown").fields["note"] == "Kept note"
        site.reader().get(path)
        mia.submit(form, claimant="AFP", reason="Because")
        mia.submit(form, status=409, claimant="AFP", reason="Because")


if __name__ == "__main__":
    tap.run()
