#!/usr/bin/env python3
"""Sharing in four ways, correcting beside a preview, publishing, history, deleting."""
import contextlib
import http.server
import re
import threading
import time

import tap
from site_under_test import Site

STORY = """A lighthouse keeps its keeper

MARLOW QUAY, Oct 3 - The lamp will be lit by hand again, the harbour office said on Monday.

It had gone dark twice in spring, and people had complained about the silence of the horn.

- Harbour Wire
"""
PAGE = b"""<!doctype html><html lang="en"><head><title>Bread that waits</title>
<meta name="author" content="Ana Lim"></head><body><article><h1>Bread that waits</h1>
<p>The dough rests <a href="/flour">overnight</a> in a cool room before anybody touches it.</p>
<p>Then it is baked in a slow oven until the crust sings to the baker who waits for it.</p>
<script>alert(1)</script></article></body></html>"""


@contextlib.contextmanager
def site_with_blog(*options):
    site = Site(options=options)
    site.user("Tan KW", role="owner")
    site.user("Aminah")
    site.blog("good-articles", "Tan KW")
    with site:
        yield site, site.reader().sign_in("Tan KW")


def share(reader, status=200, files=None, **values):
    return reader.submit(reader.get("/share").form("/share"), status=status, files=files, **values)


def draft_of(reader):
    """The edit form of a fresh draft, and the article's number."""
    form = share(reader, way="plain", plain=STORY).form("/edit")
    return form, re.search(r"/a/(\d+)/edit", form.action).group(1)


def save(reader, form, status=200, **values):
    return reader.submit(form, status=status, **values)


def test_pasted_text_becomes_a_draft_that_only_its_sharer_sees():
    with site_with_blog() as (site, tan):
        form, number = draft_of(tan)
        assert form.fields["title"] == "A lighthouse keeps its keeper"
        assert form.fields["dateline"] == "MARLOW QUAY" and form.fields["source"] == "Harbour Wire"
        assert "lit by hand" in form.fields["body"]
        assert "A lighthouse" in tan.get("/drafts").words
        assert site.reader().request("GET", f"/a/{number}").status == 404
        assert site.reader().sign_in("Aminah").request("GET", f"/a/{number}/edit").status in (403, 404)


def test_a_file_and_rich_text_keep_their_markup_and_lose_their_scripts():
    with site_with_blog() as (_, tan):
        for values in ({"files": {"file": ("page.html", PAGE)}, "way": "file"}, {"way": "rich", "rich": PAGE.decode()}):
            form = share(tan, link="https://example.org/bread", **values).form("/edit")
            assert form.fields["title"] == "Bread that waits", form.fields["title"]
            assert 'href="https://example.org/flour"' in form.fields["body"], form.fields["body"]
            assert "alert" not in form.fields["body"]


def test_without_a_button_the_filled_field_decides():
    with site_with_blog() as (_, tan):
        assert share(tan, plain=STORY).form("/edit").fields["title"].startswith("A lighthouse")


def test_a_form_sent_twice_makes_one_draft():
    with site_with_blog() as (_, tan):
        form = tan.get("/share").form("/share")
        first = tan.submit(form, follow=False, status=303, way="plain", plain=STORY)
        second = tan.submit(form, follow=False, status=303, way="plain", plain=STORY)
        assert first.headers["Location"] == second.headers["Location"]
        assert tan.get("/drafts").text.count("/edit") == 1


def test_what_will_not_do_is_said_beside_its_field_and_kept():
    with site_with_blog() as (_, tan):
        assert 'id="plain-error"' in share(tan, status=422, way="plain").text
        assert 'id="link-error"' in share(tan, status=422, way="link").text
        answer = share(tan, status=422, way="link", link="ftp://example.org/x", plain="kept text")
        assert "ftp://example.org/x" in answer.text and "kept text" in answer.text
        answer = share(tan, status=422, way="file", files={"file": ("x.bin", bytes(range(256)) * 8)})
        assert 'id="file-error"' in answer.text
        assert 'id="blog-error"' in share(tan, status=422, way="plain", plain=STORY, blog="nobodys").text


def test_three_megabytes_of_paste_are_read_or_refused_in_words():
    with site_with_blog() as (_, tan):
        paste = "A long title\n\n" + "Some words that repeat. " * 130_000
        answer = share(tan, status=None, way="plain", plain=paste)
        assert answer.status in (200, 413, 422), answer.status
        assert answer.status == 200 or "field-error" in answer.text or "too large" in answer.words


def test_a_member_without_a_blog_makes_one_first():
    with site_with_blog() as (site, _):
        aminah = site.reader().sign_in("Aminah")
        assert "/settings/blogs/new?then=" in aminah.get("/share").text
        form = aminah.get("/settings/blogs/new?then=/share").form("/settings/blogs/new")
        answer = aminah.submit(form, title="Coast Notes")
        assert answer.form("/share").fields["blog"] == "coast-notes"


def test_corrections_are_previewed_cleaned_and_published():
    with site_with_blog() as (site, tan):
        form, number = draft_of(tan)
        body = '<p onclick="x()">Mended <b>text</b>.</p><script>alert(1)</script>'
        page = save(tan, form, do="preview", title="A new title", body=body)
        assert "<p>Mended <b>text</b>.</p>" in page.text.split('class="preview"')[1], page.text
        assert page.form("/edit").fields["title"] == "A new title"
        page = save(tan, page.form("/edit"), do="publish", tags="light, harbours")
        assert "A new title" in page.words and "harbours" in page.words
        stranger = site.reader().get(f"/a/{number}")
        assert "Mended" in stranger.words and "alert" not in stranger.text.split("<main")[1]


def test_a_fragment_shows_articles_and_comments_as_they_will_be():
    with site_with_blog() as (_, tan):
        form, _number = draft_of(tan)
        app = {"X-Requested-With": "app"}
        token = form.fields["token"]
        answer = tan.post("/preview", {"token": token, "kind": "comment", "body": "*so* <script>"}, status=200, **app)
        assert "<em>so</em>" in answer.text and "<script" not in answer.text and "<html" not in answer.text
        answer = tan.post("/preview", {"token": token, "kind": "article", "title": "<T>", "body": "plain\n\ntext"},
                          status=200, **app)
        assert "&lt;T&gt;" in answer.text and "<p>text</p>" in answer.text


def test_wrong_fields_are_refused_with_the_text_kept():
    with site_with_blog() as (_, tan):
        form, _number = draft_of(tan)
        for name, value in (("title", ""), ("title", "x" * 301), ("title", "evil\u202etxt"), ("url", "javascript:x"),
                            ("published", "yesterday-ish"), ("tags", "a" * 41), ("lang", "not a tag")):
            answer = save(tan, form, status=422, do="keep", **{name: value, "standfirst": "my own words"})
            assert f'id="{name}-error"' in answer.text, (name, value)
            assert "my own words" in answer.text


def test_it_is_scheduled_moved_and_taken_back():
    with site_with_blog() as (site, tan):
        form, number = draft_of(tan)
        assert 'id="time-error"' in save(tan, form, status=422, do="schedule").text
        assert 'id="time-error"' in save(tan, form, status=422, do="schedule", time="2001-01-01T10:00").text
        page = save(tan, form, do="schedule", time="2090-01-02T03:04")
        assert "2090" in page.words and page.form("/edit").fields["time"] == "2090-01-02T03:04"
        assert site.reader().request("GET", f"/a/{number}").status == 404
        page = save(tan, page.form("/edit"), do="schedule", time="2091-01-02T03:04")
        assert "2091" in page.words
        assert "2091" not in save(tan, page.form("/edit"), do="keep").words


def test_the_second_of_two_edits_is_shown_the_difference():
    with site_with_blog() as (_, tan):
        form, number = draft_of(tan)
        save(tan, form, do="publish", standfirst="As it was first.")
        mine, theirs = (tan.get(f"/a/{number}/edit").form("/edit") for _ in range(2))
        save(tan, theirs, do="save", standfirst="As they have it.")
        page = save(tan, mine, status=409, do="save", standfirst="As I have it.")
        assert "<del>they have</del>" in page.text or "<del>they</del>" in page.text, page.words
        again = page.form("/edit")
        assert again.fields["standfirst"] == "As I have it."
        assert "As I have it." in save(tan, again, do="save").words


def test_the_history_says_who_changed_what():
    with site_with_blog() as (site, tan):
        form, number = draft_of(tan)
        save(tan, form, do="publish", title="First title of it")
        save(tan, tan.get(f"/a/{number}/edit").form("/edit"), do="save", title="Second title of it")
        history = tan.get(f"/a/{number}/history")
        assert history.text.count("What changed") == 2 and "Tan KW" in history.words
        change = tan.get(f"/a/{number}/history/3").text
        assert "<del>First</del>" in change and "<ins>Second</ins>" in change, change
        for path in ("1", "4", "0", "x"):
            assert tan.request("GET", f"/a/{number}/history/{path}").status == 404
        assert site.reader().request("GET", f"/a/{number}/history").status == 401
        assert site.reader().sign_in("Aminah").request("GET", f"/a/{number}/history").status == 403


def test_of_what_is_paid_for_the_sharer_is_told_where_the_text_ends_until_the_rest_is_added():
    opening = "<p>The harbour office lets the night ferry cross through the winter, and asks who pays for the lamp.</p>"
    page = ('<html lang="en"><head><title>The lamp at the quay</title><script type="application/ld+json">{"@type":'
            '"NewsArticle","headline":"The lamp at the quay","isAccessibleForFree":false}</script></head><body>'
            f"<article><h1>The lamp at the quay</h1>{opening * 3}</article></body></html>")
    last = "cross through the winter, and asks who pays for the lamp."
    with site_with_blog() as (_, tan):
        edit = share(tan, files={"file": ("paid.html", page.encode())}, way="file")
        said = f"The text ends with these words: … pays for the lamp. The harbour office lets the night ferry {last}"
        assert "Only the beginning" in edit.words and said in edit.words, edit.words
        kept = tan.submit(edit.form("/edit"), do="keep")
        assert said in kept.words and said in tan.get(kept.path).words, "it stays so"
        whole = kept.form("/edit").fields["body"] + "<p>The council pays for it, as it turned out in the spring.</p>"
        assert "Only the beginning" not in tan.submit(kept.form("/edit"), body=whole, do="save").words


def test_what_was_deleted_is_gone():
    with site_with_blog() as (site, tan):
        form, number = draft_of(tan)
        save(tan, form, do="publish")
        tan.submit(tan.get(f"/a/{number}/delete").form("/delete"))
        for path in ("", "/edit", "/history", "/delete"):
            assert tan.request("GET", f"/a/{number}{path}").status == 410, path
        assert site.run("check").strip() == "clean"


def test_a_member_changes_nothing_of_anothers():
    with site_with_blog() as (site, tan):
        form, number = draft_of(tan)
        save(tan, form, do="publish")
        aminah = site.reader().sign_in("Aminah")
        token = aminah.get("/share").form("/signout").fields["token"]
        for path in (f"/a/{number}/edit", f"/a/{number}/delete", "/b/good-articles/edit"):
            assert aminah.post(path, {"token": token, "version": "1"}).status == 403, path


class Publisher(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/bread" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def publisher():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def wait_for(reader, page, mark):
    """Opens the progress page again, as its Refresh header asks, until the mark is there."""
    for _ in range(100):
        if mark in page.text:
            return page
        time.sleep(0.1)
        page = reader.get(page.path)
    raise AssertionError(page.words)


def test_a_link_is_fetched_in_a_job_that_tells_its_progress():
    with publisher() as host, site_with_blog("--allow-fetch", host) as (_, tan):
        answer = tan.submit(tan.get("/share").form("/share"), follow=False, status=303, way="link",
                            link=f"http://{host}/bread")
        path = answer.headers["Location"]
        assert path.startswith("/share/jobs/")
        assert tan.request("GET", path).status in (200, 303)
        form = wait_for(tan, tan.get(path), 'name="version"').form("/edit")
        assert form.fields["title"] == "Bread that waits" and form.fields["url"] == f"http://{host}/bread"


def test_a_link_that_fails_says_why_and_stays_in_the_form():
    with publisher() as host, site_with_blog("--allow-fetch", host) as (site, tan):
        for link in (f"http://{host}/nothing", "http://127.0.0.1:9/x", "http://169.254.169.254/latest"):
            page = share(tan, way="link", link=link)
            path = page.path
            page = wait_for(tan, page, 'id="link-error"')
            assert page.form("/share").fields["link"] == link
            assert link in tan.get("/drafts").text
            assert site.reader().sign_in("Aminah").request("GET", path).status == 404


if __name__ == "__main__":
    tap.run()
