#!/usr/bin/env python3
"""Comments: threads, corrections, deletions, permalinks, orders, paging, likes, and what keeps typed text."""
import re
import sqlite3

import tap
from site_under_test import PASSWORD, Site

N_MANY = 10_000
COMMENT_CHARACTERS = 20_000
COMMENTS_MINUTE = 20
APP = {"X-Requested-With": "app"}
STORY = "A title to talk about {n}\n\nSome text that is long enough to be an article in a blog.\n"
DIGITS = "0123456789abcdefghijklmnopqrstuv"


class Shared:
    """One site for the file: each test has an article of its own."""
    site, n, readers = None, 0, {}


def article():
    Shared.n += 1
    return Shared.site.share("notes", "Tan KW", STORY.format(n=Shared.n))


def member(name):
    """A signed-in member with a fresh allowance of comments."""
    if name not in Shared.readers:
        if name != "Tan KW":
            Shared.site.user(name)
        Shared.readers[name] = Shared.site.reader().sign_in(name)
    return Shared.readers[name]


def comment(reader, path, body, status=303, **values):
    """Posts a comment; the answer, and the comment's number where there is one."""
    answer = reader.submit(reader.get(path).form("/comments"), follow=False, status=status, body=body, **values)
    number = re.fullmatch(r"/c/(\d+)", answer.headers.get("Location", ""))
    return answer, number and number.group(1)


def reply(reader, number, body):
    form = reader.get(f"/c/{number}/reply").form("/reply")
    return reader.submit(form, follow=False, status=303, body=body).headers["Location"].removeprefix("/c/")


def order_of(page):
    return re.findall(r'<li class="comment" id="c-(\d+)"', page.text)


def body_of(page, number):
    own = page.text.split(f'id="own-{number}"')[1]
    return own.split('class="comment-body prose" dir="auto">')[1].split('<div class="comment-tools">')[0]


def test_replies_stand_below_what_they_answer():
    path, tan, lim = article(), member("Tan KW"), member("Lim Wei")
    _, first = comment(tan, path, "First root.")
    _, second = comment(lim, path, "Second root.")
    under = reply(lim, first, "Under the first.")
    deeper = reply(tan, under, "Deeper.")
    page = lim.get(path)
    assert order_of(page) == [first, under, deeper, second]
    nested = page.text.split(f'id="replies-{first}"')[1].split(f'id="c-{second}"')[0]
    assert f'id="c-{deeper}"' in nested
    assert "Showing 4 of 4 comments" in page.words


def test_a_correction_is_marked_and_an_older_one_is_told_what_differs():
    path, tan = article(), member("Tan KW")
    _, number = comment(tan, path, "It was blue.")
    assert "edited" not in tan.get(path).text.split(f'id="own-{number}"')[1].split("</p>")[0]
    one, two = (tan.get(f"/c/{number}/edit").form("/edit") for _ in range(2))
    assert one.fields["body"] == "It was blue."
    tan.submit(one, body="It was green.")
    page = tan.get(path)
    assert "edited" in page.text.split(f'id="own-{number}"')[1].split("</p>")[0]
    conflict = tan.submit(two, status=409, body="It was red.")
    assert "<del>" in conflict.text and "green" in conflict.words
    again = conflict.form("/edit")
    assert again.fields["body"] == "It was red."
    tan.submit(again)
    assert "red" in body_of(tan.get(path), number)


def test_a_deleted_comment_leaves_its_replies_in_place():
    path, tan, lim = article(), member("Tan KW"), member("Lim Wei")
    _, number = comment(tan, path, "Words that go.")
    under = reply(lim, number, "Words that stay.")
    tan.submit(tan.get(f"/c/{number}/delete").form("/delete"))
    page = lim.get(path)
    assert order_of(page) == [number, under]
    assert "Words that go" not in page.text and "This comment was deleted." in page.words
    assert "Showing" in page.words and "1 comment" in page.words
    assert lim.request("GET", f"/c/{number}/reply").status == 410


def test_a_comment_belongs_to_who_wrote_it():
    path, tan, lim, jo = article(), member("Tan KW"), member("Lim Wei"), member("Jo Farrow")
    _, number = comment(lim, path, "Mine alone.")
    token = jo.get(path).form("/comments").fields["token"]
    for what in ("edit", "delete"):
        assert jo.request("GET", f"/c/{number}/{what}").status == 403, what
        jo.post(f"/c/{number}/{what}", {"token": token, "body": "Theirs.", "version": "1"}, status=403)
        assert Shared.site.reader().request("GET", f"/c/{number}/{what}").status == 401
    assert "Mine alone." in tan.get(path).words


def test_markdown_is_rendered_and_harmless():
    path, tan = article(), member("Markdown Writer")
    hostile = {
        "*so* **so** `code`\n\n> quoted\n\n1. one\n2. two": ("<em>so</em>", "<strong>so</strong>", "<blockquote>", "<ol>"),
        "[x](https://example.org/) <https://example.com/>": ('href="https://example.org/"', 'rel="nofollow ugc noopener"'),
        "[x](javascript:alert(1)) ![y](javascript:alert(1)) <javascript:alert(1)>": (),
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\nplain": ("plain",),
        "[a]: javascript:alert(1)\n\n[a] [b](data:text/html,x) [c](vbscript:x)": (),
        "<b onclick=alert(1)>bold</b> <a href='java\tscript:alert(1)'>x</a>": ("bold",),
        "&lt;script&gt;alert(1)&lt;/script&gt;": ("&lt;script&gt;",),
        "> " * 500 + "deep": ("deep",),
        "[" * 5000 + "](" * 10: (),
        "*a **b " * 1500: (),
    }
    for text, expected in hostile.items():
        _, number = comment(tan, path, text)
        shown = body_of(tan.get(path), number)
        for part in expected:
            assert part in shown, (text[:80], shown[:500])
        for tag in re.findall(r"<[^>]*>", shown):
            assert not re.search(r"script|onerror|onclick|data:|vbscript|<img", tag), (text[:80], tag)


def test_an_empty_comment_and_one_past_the_limit_are_refused_with_the_text_kept():
    path, tan = article(), member("Long Writer")
    for empty in ("", "   \n\n  "):
        answer, _ = comment(tan, path, empty, status=422)
        assert 'id="comment-error"' in answer.text
    comment(tan, path, "é" * COMMENT_CHARACTERS)
    answer, _ = comment(tan, path, "é" * COMMENT_CHARACTERS + "x", status=422)
    assert "20,000" in answer.words
    assert answer.form("/comments").fields["body"] == "é" * COMMENT_CHARACTERS + "x"
    assert "Showing 1 of 1 comment" in tan.get(path).words


def test_a_form_sent_twice_makes_one_comment():
    path, tan = article(), member("Tan KW")
    form = tan.get(path).form("/comments")
    places = [tan.submit(form, follow=False, status=303, body="Only once.").headers["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert "Showing 1 of 1 comment" in tan.get(path).words


def test_a_permalink_leads_to_where_it_stands():
    path, tan = article(), member("Tan KW")
    _, first = comment(tan, path, "Linked to.")
    _, second = comment(tan, path, "Beside it.")
    for number in (first, second):
        answer = tan.request("GET", f"/c/{number}")
        assert answer.status == 303 and answer.headers["Location"].endswith(f"#c-{number}")
        assert number in order_of(tan.follow(answer))
    for nothing in ("/c/99999999", "/c/0", "/c/x", "/c/-1"):
        assert tan.request("GET", nothing).status == 404


def test_likes_count_once_a_member_and_can_be_undone():
    path, tan, lim = article(), member("Tan KW"), member("Lim Wei")
    number = re.search(r"/a/(\d+)", path).group(1)
    assert "Be the first to like this." in tan.get(path).words
    form = tan.get(path).form(f"/a/{number}/like")
    for _ in range(2):
        assert f"/a/{number}/unlike" in [shown.action for shown in tan.submit(form).forms()]
    lim.submit(lim.get(path).form(f"/a/{number}/like"))
    stranger = Shared.site.reader().get(path).text.split('class="likers"')[1].split("</span>")[0]
    assert stranger.count("Tan KW") == 1 and stranger.count("Lim Wei") == 1, stranger
    _, said = comment(lim, path, "A good point.")
    form = tan.get(path).form(f"/c/{said}/like")
    tan.submit(form)
    tan.submit(form)
    assert "Unlike · 1" in tan.get(path).words
    tan.submit(tan.get(path).form(f"/c/{said}/unlike"))
    page = tan.submit(tan.get(path).form(f"/a/{number}/unlike"))
    assert f"/a/{number}/like" in [form.action for form in page.forms()]
    assert "Unlike · 1" not in tan.get(path).words


def test_orders_are_oldest_newest_and_most_liked():
    path, tan = article(), member("Tan KW")
    numbers = [comment(tan, path, f"Root number {n}.")[1] for n in range(3)]
    tan.submit(tan.get(path).form(f"/c/{numbers[1]}/like"))
    assert order_of(tan.get(path + "?order=oldest")) == numbers
    assert order_of(tan.get(path + "?order=newest")) == numbers[::-1]
    assert order_of(tan.get(path + "?order=liked"))[0] == numbers[1]
    assert tan.request("GET", path + "?order=best").status == 404


def test_the_typed_text_survives_the_end_of_the_session():
    path = article()
    tan = Shared.site.reader().sign_in("Tan KW")
    form = tan.get(path).form("/comments")
    other = Shared.site.reader().sign_in("Tan KW")
    other.submit(other.get("/settings/sessions").form("/settings/sessions/end-others"))
    member_tan = Shared.readers.pop("Tan KW", None)
    answer = tan.submit(form, status=401, body="Typed for an hour.")
    signin = answer.form("/signin")
    page = tan.submit(signin, name="Tan KW", password=PASSWORD)
    assert page.form("/comments").fields["body"] == "Typed for an hour.", page.words
    tan.submit(page.form("/comments"))
    assert "Typed for an hour." in tan.get(path).words
    assert "Showing 1 of 1 comment" in tan.get(path).words
    assert member_tan is None or member_tan.request("GET", "/settings").status == 401


def test_a_missing_or_foreign_token_keeps_the_text():
    path, tan, lim = article(), member("Tan KW"), member("Lim Wei")
    form = tan.get(path).form("/comments")
    foreign = lim.get(path).form("/comments").fields["token"]
    for token in ("", foreign, "x" * 43):
        answer = tan.submit(form, status=403, body="Still here.", token=token)
        assert answer.form("/comments").fields["body"] == "Still here.", answer.words
    fields = {name: value for name, value in form.fields.items() if name != "token"}
    answer = tan.post(form.action, dict(fields, body="Still here."), status=403)
    tan.submit(answer.form("/comments"))
    assert "Showing 1 of 1 comment" in tan.get(path).words


def test_too_many_comments_are_slowed_down_with_the_text_kept():
    path, fast = article(), member("Fast Writer")
    form = fast.get(path).form("/comments")
    for n in range(COMMENTS_MINUTE):
        fast.submit(form, follow=False, status=303, body=f"Comment {n}.")
    answer = fast.submit(form, status=429, body="One more.")
    assert int(answer.headers["Retry-After"]) > 0
    assert "One more." in answer.text
    assert "Showing 20 of 20 comments" in fast.get(path).words


def test_a_script_gets_fragments_instead_of_pages():
    path, tan = article(), member("Tan KW")
    form = tan.get(path).form("/comments")
    made = tan.post(form.action, dict(form.fields, body="In *place*."), status=201, **APP)
    assert "<html" not in made.text and "<em>place</em>" in made.text
    number = order_of(made)[0]
    wrong = tan.post(form.action, dict(form.fields, body=""), status=422, **APP)
    assert "error" in wrong.text
    for place in (f"/c/{number}/reply", f"/c/{number}/edit"):
        shown = tan.get(place, **APP)
        assert "<html" not in shown.text and "<form" in shown.text
    for place in (f"/c/{number}/like", f"/a/{path.split('/')[2]}/like", "/b/notes/follow"):
        shown = tan.post(place, {"token": form.fields["token"]}, status=200, **APP)
        assert "<html" not in shown.text and "<form" in shown.text, place
    assert tan.get(path, **{"X-Requested-With": "XMLHttpRequest"}).text.startswith("<!")


def path_step(number):
    return "".join(DIGITS[number >> shift & 31] for shift in range(35, -1, -5))


def fill(number):
    """Ten thousand comments in one transaction: one root in four, then three replies in a row."""
    with sqlite3.connect(Shared.site.folder / "passalong.db", timeout=30) as store:
        (first,) = store.execute("select coalesce(max(id), 0) + 1 from comment").fetchone()
        (who,) = store.execute("select id from member order by id limit 1").fetchone()
        rows = []
        for n in range(N_MANY):
            own, depth = first + n, n % 4
            root = own - depth
            path = "".join(path_step(root + step) for step in range(1, depth + 1))
            rows.append((own, number, own - 1 if depth else None, root, path, depth, who,
                         who if depth else None, 1_700_000_000 + n, f"<p>Comment {n}</p>\n"))
        store.executemany("insert into comment (id, article, parent, root, path, depth, member, parent_member,"
                          " created, html) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        store.executemany("insert into comment_source (comment, markdown) values (?, ?)",
                          [(row[0], row[9][3:-5]) for row in rows])
        store.execute("update article set n_comments = n_comments + ? where id = ?", (N_MANY, number))
    store.close()
    return [str(first + n) for n in range(N_MANY)]


def walk(reader, path):
    seen, page = [], reader.get(path)
    while True:
        seen += order_of(page)
        following = re.search(r'rel="next" href="([^"#]*)', page.text)
        if not following:
            return seen
        page = reader.get(following.group(1).replace("&amp;", "&"))


def test_a_thread_of_ten_thousand_is_paged_with_each_comment_once():
    path = article()
    numbers = fill(int(path.split("/")[2]))
    stranger = Shared.site.reader()
    assert "Showing 50 of 10,000 comments" in stranger.get(path).words
    assert walk(stranger, path) == numbers
    newest = walk(stranger, path + "?order=newest")
    assert sorted(newest, key=int) == numbers and newest[:4] == numbers[-4:]
    for at in (0, 4_999, 9_999):
        page = stranger.follow(stranger.request("GET", f"/c/{numbers[at]}"))
        assert numbers[at] in order_of(page), at
    assert Shared.site.run("check").strip() == "clean"


if __name__ == "__main__":
    site = Site()
    site.user("Tan KW", role="owner")
    site.blog("notes", "Tan KW")
    with site:
        Shared.site = site
        tap.run()
