#!/usr/bin/env python3
"""What members may send and should not: sizes at the limit and one past, hidden characters, bombs,
odd multipart, forms sent twice, what is not theirs. Each gets its status and words; nothing hangs."""
import re

import tap
from site_under_test import PASSWORD, Site

STORY = "A title to talk about {n}\n\nSome text that is long enough to be an article in a blog.\n"
OVERRIDE = "evil\u202egnp.exe"


class Shared:
    """One site for the file: each test has an article of its own."""
    site, n, readers = None, 0, {}


def article():
    Shared.n += 1
    return Shared.site.share("notes", "Tan KW", STORY.format(n=Shared.n))


def number_of(path):
    return path.split("/")[2]


def member(name):
    if name not in Shared.readers:
        Shared.readers[name] = Shared.site.reader().sign_in(name)
    return Shared.readers[name]


def token_of(reader):
    return reader.get("/").form("/signout").fields["token"]


def share(reader, status=200, files=None, **values):
    return reader.submit(reader.get("/share").form("/share"), status=status, files=files, **values)


def draft(reader):
    return share(reader, way="plain", plain=STORY.format(n="draft")).form("/edit")


def test_each_field_of_an_article_is_taken_at_its_limit_and_not_past_it():
    tan = member("Tan KW")
    form = draft(tan)
    limits = {"title": 300, "byline": 300, "source": 120, "dateline": 100, "standfirst": 1000, "excerpt": 400,
              "tags": 40}
    values = {name: "e" * most for name, most in limits.items()}
    form = tan.submit(form, do="keep", **values).form("/edit")
    for name, most in limits.items():
        assert form.fields[name] == values[name], name
        answer = tan.submit(form, status=422, do="keep", **{name: "e" * (most + 1)})
        assert f'id="{name}-error"' in answer.text, name
        assert "e" * (most + 1) in answer.text, f"{name}: the typed text is lost"
    tags = [f"tag {n}" for n in range(13)]
    assert 'id="tags-error"' in tan.submit(form, status=422, do="keep", tags=", ".join(tags)).text
    tan.submit(form, do="keep", tags=", ".join(tags[:12]))


def test_each_field_of_a_blog_is_taken_at_its_limit_and_not_past_it():
    tan = member("Tan KW")
    new = "/settings/blogs/new"
    for title, description, status in (("t" * 100, "d" * 1000, 200), ("t" * 101, "", 422), ("", "", 422),
                                       ("Title", "d" * 1001, 422), (OVERRIDE, "", 422)):
        answer = tan.submit(tan.get(new).form(new), status=status, title=title, description=description)
        if status == 422:
            assert "field-error" in answer.text and answer.form(new).fields["title"] == title


def test_two_blogs_cannot_have_one_address():
    tan = member("Tan KW")
    new = "/settings/blogs/new"
    answer = tan.submit(tan.get(new).form(new), status=None, title="Second Notes", slug="notes")
    assert answer.status in (409, 422) and "field-error" in answer.text
    assert answer.form(new).fields["title"] == "Second Notes"
    assert "Second Notes" not in Shared.site.reader().get("/b/notes").words


def test_text_that_turns_direction_is_refused_in_titles_and_names():
    tan = member("Tan KW")
    form = draft(tan)
    for name in ("title", "byline", "source", "dateline", "tags"):
        answer = tan.submit(form, status=422, do="publish", **{name: OVERRIDE})
        assert f'id="{name}-error"' in answer.text, name


def test_nul_and_invalid_utf_8_are_refused_in_every_form():
    tan, path = member("Tan KW"), article()
    token = token_of(tan)
    for place in ("/share", f"/a/{number_of(path)}/comments", f"/a/{number_of(path)}/edit", "/b/notes/follow",
                  "/settings", "/signin", "/preview"):
        for bad in (b"%00", b"\0", b"%ff%fe", b"\xff", b"%ed%a0%80", b"%c0%80"):
            answer = tan.post(place, b"token=" + token.encode() + b"&title=a" + bad + b"&body=b" + bad, follow=False)
            assert answer.status == 400, (place, bad, answer.status)
        boundary = "x"
        body = (f'--{boundary}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n--{boundary}\r\n'
                'Content-Disposition: form-data; name="body"\r\n\r\n').encode() + b"a\xff\0b" + b"\r\n--x--\r\n"
        answer = tan.post(place, body, follow=False, **{"Content-Type": "multipart/form-data; boundary=x"})
        assert answer.status == 400, (place, answer.status)


def test_a_paste_of_three_megabytes_is_answered():
    tan = member("Tan KW")
    for way in ("plain", "rich"):
        paste = "A long title\n\n" + "Some words that repeat. " * 131_072
        assert len(paste) > 3_000_000
        answer = share(tan, status=None, **{"way": way, way: paste})
        assert answer.status in (200, 413, 422), (way, answer.status)
        assert answer.status == 200 or "too" in answer.words, answer.words[:500]


def test_a_hundred_thousand_nested_elements_are_answered():
    tan = member("Tan KW")
    page = ("<html><head><title>Nested</title></head><body>" + "<div>" * 100_000
            + "<p>A paragraph that is long enough to be read as an article, with commas, and a full stop.</p>")
    for values in ({"way": "rich", "rich": page}, {"way": "file", "files": {"file": ("page.html", page.encode())}}):
        answer = share(tan, status=None, **values)
        assert answer.status in (200, 413, 422), answer.status
        assert answer.status == 200 or "field-error" in answer.text, answer.words[:500]
    answer = tan.submit(draft(tan), status=None, do="preview", body=page)
    assert answer.status in (200, 413, 422), answer.status


def test_html_bombs_are_answered():
    tan = member("Tan KW")
    bombs = {
        "formatting elements": "<p>" + "<b><i><u><s>" * 3000 + ("<p>x" * 3000),
        "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">Words, that stand, here.",
        "tables": "<table><tr><td>" * 20_000,
        "nodes": "<br>" * 400_000,
        "entities": "&amp;" * 400_000,
        "foreign": "<svg><math>" * 20_000,
        "open tag": "<a href='" + "x" * 1_000_000,
        "comment": "<!--" * 200_000,
    }
    for name, bomb in bombs.items():
        answer = share(tan, status=None, way="file", files={"file": ("bomb.html", bomb.encode())})
        assert answer.status in (200, 413, 422), (name, answer.status)
    assert Shared.site.reader().get("/healthz").status == 200


def multipart(*parts, end=b"--x--\r\n"):
    return b"".join(b"--x\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + body + b"\r\n"
                    for head, body in parts) + end


def test_odd_multipart_is_read_or_refused():
    tan = member("Tan KW")
    token = (b'name="token"', token_of(tan).encode())
    plain = (b'name="plain"', STORY.encode())
    into = ((b'name="blog"', b"notes"), (b'name="once"', b"odd-multipart-form"))
    many = [(b'name="f%d"' % n, b"") for n in range(65)]
    cases = {
        "whole": (multipart(token, plain, (b'name="way"', b"plain"), *into), (303,)),
        "no end": (multipart(token, plain, end=b""), (400,)),
        "nothing": (b"", (400, 403, 422)),
        "only the end": (b"--x--\r\n", (400, 403, 422)),
        "other boundary": (multipart(token, plain).replace(b"--x", b"--y"), (400,)),
        "field twice": (multipart(token, plain, plain, *into), (303, 400, 422)),
        "huge name": (multipart(token, (b'name="' + b"n" * 100_000 + b'"', b"")), (400, 413, 422)),
        "no name": (multipart(token, (b"", b"x")), (303, 400, 422)),
        "too many fields": (multipart(token, *many), (413,)),
        "header without end": (b"--x\r\nContent-Disposition: form-data; name=\"a\"", (400,)),
        "bare line feeds": (multipart(token, plain).replace(b"\r\n", b"\n"), (303, 400, 422)),
        "path as file name": (multipart(token, (b'name="file"; filename="../../etc/passwd\\0"', STORY.encode()),
                                        (b'name="way"', b"file"), *into), (303, 400, 422)),
    }
    for name, (body, statuses) in cases.items():
        answer = tan.post("/share", body, follow=False, **{"Content-Type": "multipart/form-data; boundary=x"})
        assert answer.status in statuses, (name, answer.status, answer.words[:300])
    for kind in ("multipart/form-data", "multipart/form-data; boundary=",
                         "multipart/form-data; boundary=" + "b" * 300, "application/json", "text/plain"):
        answer = tan.post("/share", multipart(token, plain), follow=False, **{"Content-Type": kind})
        assert answer.status == 415, (kind, answer.status)


def test_following_twice_counts_once_and_so_does_leaving():
    reader = member("Aminah")
    token = token_of(reader)
    for _ in range(2):
        page = reader.post("/b/notes/follow", {"token": token}, status=200)
    assert "1 follower " in page.words, page.words[:400]
    for _ in range(2):
        page = reader.post("/b/notes/unfollow", {"token": token}, status=200)
    assert "0 followers" in page.words
    assert reader.post("/b/none/follow", {"token": token}).status == 404


def test_what_was_deleted_can_be_neither_liked_nor_commented_on():
    tan, aminah, path = member("Tan KW"), member("Aminah"), article()
    number = number_of(path)
    form = aminah.get(path).form("/comments")
    tan.submit(tan.get(f"/a/{number}/delete").form("/delete"))
    for place in ("like", "unlike"):
        assert aminah.post(f"/a/{number}/{place}", {"token": form.fields["token"]}).status in (404, 410), place
    answer = aminah.submit(form, status=None, body="Typed in vain.")
    assert answer.status in (404, 410) and "Typed in vain." in answer.text, answer.status
    assert Shared.site.reader().request("GET", path).status == 410


def test_a_draft_can_be_neither_liked_nor_commented_on():
    tan, aminah = member("Tan KW"), member("Aminah")
    number = re.search(r"/a/(\d+)/edit", draft(tan).action).group(1)
    for reader in (tan, aminah):
        token = token_of(reader)
        assert reader.post(f"/a/{number}/like", {"token": token}).status == 404
        assert reader.post(f"/a/{number}/comments", {"token": token, "body": "x"}).status == 404


def test_a_stranger_to_an_article_changes_nothing_of_it():
    tan, aminah, path = member("Tan KW"), member("Aminah"), article()
    number = number_of(path)
    fields = dict(tan.get(f"/a/{number}/edit").form("/edit").fields, token=token_of(aminah), title="Theirs", do="save")
    answer = aminah.post(f"/a/{number}/edit", fields)
    assert answer.status == 403, answer.status
    assert aminah.post(f"/a/{number}/delete", {"token": token_of(aminah)}).status == 403
    assert aminah.post("/b/notes/edit", {"token": token_of(aminah), "title": "Theirs"}).status == 403
    answer = aminah.post("/share", {"token": token_of(aminah), "way": "plain", "plain": STORY, "blog": "notes"})
    assert answer.status in (403, 422), answer.status
    assert "Theirs" not in tan.get(path).words


def test_numbers_of_other_kinds_are_not_found():
    tan = member("Tan KW")
    for number in ("0", "-1", "x", "1x", "+1", "01x", "9223372036854775808", "99999999999999999999", "%31%00", " "):
        for pattern in ("/a/{}", "/a/{}/edit", "/c/{}", "/share/jobs/{}", "/a/{}/history/{}"):
            answer = tan.request("GET", pattern.format(*[number.replace(" ", "%20")] * 2))
            assert answer.status in (400, 404), (pattern, number, answer.status)
    for path in ("/b/notes/2024/13", "/b/notes/2024/2/30", "/b/notes/x", "/b/none/2024", "/source/none", "/tag/none", "/m/none"):
        assert tan.request("GET", path).status == 404, path


def test_what_a_setting_or_role_may_not_be_is_refused():
    tan = member("Tan KW")
    form = tan.get("/admin").form("/admin")
    for name in form.fields:
        if name in ("token", "version"):
            continue
        answer = tan.submit(form, status=None, **{name: "x" * 5000})
        assert answer.status in (400, 413, 422), (name, answer.status)
    answer = tan.post("/admin/members/aminah/role", {"token": token_of(tan), "role": "emperor"})
    assert answer.status in (400, 422), answer.status
    assert "emperor" not in tan.get("/admin/members").words


def test_the_site_stands_after_all_of_it():
    assert Shared.site.run("check").strip() == "clean"
    reader = Shared.site.reader()
    assert reader.submit(reader.get("/signin").form("/signin"), name="Tan KW", password=PASSWORD).status == 200


if __name__ == "__main__":
    site = Site()
    site.user("Tan KW", role="owner")
    site.user("Aminah")
    site.blog("notes", owner="Tan KW")
    with site:
        Shared.site = site
        tap.run()
