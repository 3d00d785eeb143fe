#!/usr/bin/env python3
"""Pages that browsers send from other sites: parked without a cookie and without changing anything,
for one use by whoever signs in with the key."""
import sqlite3

import tap
from site_under_test import Site

FIRST = "For forty years the lock keeper has listened to the water before he opens a gate in the morning."
LAST = "The new gates are quieter, he says, and he trusts them less for it than anybody who built them."
HTML = (f"<html><head><title>What the lock keeper heard</title></head><body><article><h1>What the lock keeper heard</h1>"
        f"<p>{FIRST}</p><p>{LAST}</p></article></body></html>")
PAGE = {"url": "https://wall.example/story?id=7", "title": "The lock", "html": HTML, "selection": f"<p>{LAST}</p>"}
FOREIGN = {"Origin": "https://wall.example", "Sec-Fetch-Site": "cross-site"}
PARKED_BYTES = 4 << 20
PARKED_MINUTE = 10

SITE = None


def park(fields=PAGE, status=303, address="192.0.2.1"):
    answer = SITE.reader().post("/share/from-browser", fields, status=status, follow=False,
                                **FOREIGN, **{"X-Forwarded-For": address})
    return answer.headers["Location"] if status == 303 else answer


def member(name="Tan KW"):
    return SITE.reader().sign_in(name)


def n_rows():
    with sqlite3.connect(SITE.folder / "passalong.db") as store:
        return [store.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("article", "job", "once", "session", "member")]


def test_a_parked_page_becomes_a_draft_with_its_address_once():
    tan, before = member(), n_rows()
    where = park(address="192.0.2.2")
    assert where.startswith("/share?parked=") and len(where.split("=")[1]) == 32
    page = tan.get(where)
    assert "The lock" in page.words and PAGE["url"] in page.words and n_rows() == before
    form = page.form("/share")
    draft = tan.submit(form, way="parked").form("/edit").fields
    assert draft["title"] == "What the lock keeper heard" and draft["url"] == PAGE["url"], draft
    assert FIRST in draft["body"] and LAST in draft["body"]
    assert "not here any more" in tan.get(where, 410).words
    gone = tan.submit(form, status=410, way="parked", once="another form")
    assert "not here any more" in gone.words


def test_the_selection_alone_becomes_a_draft():
    tan = member()
    form = tan.get(park(address="192.0.2.3")).form("/share")
    assert ("way", "selection") in form.buttons
    draft = tan.submit(form, way="selection").form("/edit").fields
    assert draft["title"] == "The lock" and LAST in draft["body"] and FIRST not in draft["body"]
    without = tan.get(park(dict(PAGE, selection=""), address="192.0.2.3")).form("/share")
    assert ("way", "selection") not in without.buttons


def test_what_holds_no_article_stays_to_be_used_otherwise():
    tan = member()
    page = tan.get(park(dict(PAGE, html="<p> </p>"), address="192.0.2.4"))
    refused = tan.submit(page.form("/share"), status=422, way="parked")
    assert "nothing in it" in refused.words
    assert LAST in tan.submit(refused.form("/share"), way="selection").form("/edit").fields["body"]


def test_a_stranger_signs_in_and_finds_it():
    reader, where = SITE.reader(), park(address="192.0.2.5")
    asked = reader.get(where, 401)
    assert "The lock" not in asked.words
    back = reader.submit(asked.form("/signin"), name="Tan KW", password="correct horse battery")
    assert back.path == where and "The lock" in back.words


def test_whoever_has_no_blog_makes_one_and_comes_back():
    where = park(address="192.0.2.6")
    new = member("Aminah").get(where).text
    assert "/settings/blogs/new?then=%2Fshare%3Fparked%3D" + where.split("=")[1] in new


def test_addresses_of_no_web_page_are_left_out():
    for url in ("javascript:alert(1)", "file:///etc/passwd", "chrome://settings", "https://" + "a" * 3000, ""):
        page = member().get(park(dict(PAGE, url=url), address="192.0.2.7"))
        assert 'class="parked"' in page.text and "alert(1)" not in page.text and "/etc/" not in page.text


def test_markup_in_title_and_address_is_text():
    page = member().get(park(dict(PAGE, title='<script>x"</script>', url="https://a.example/<b>'\""), address="192.0.2.8"))
    assert "<script>x" not in page.text and "<b>'" not in page.text


def test_it_is_as_large_as_the_limit_and_no_larger():
    def body(n_bytes):
        head = "html="
        return head + "a" * (n_bytes - len(head))
    assert park(body(PARKED_BYTES), address="192.0.2.9")
    assert park(body(PARKED_BYTES + 1), status=413, address="192.0.2.9")


def test_nothing_sent_is_refused_in_words():
    assert "not right" in park({"url": PAGE["url"]}, status=422, address="192.0.2.10").words
    assert park(b"\xff=%00", status=400, address="192.0.2.10")


def test_an_address_sends_so_many_in_a_minute():
    for _ in range(PARKED_MINUTE):
        park(address="192.0.2.11")
    assert int(park(status=429, address="192.0.2.11").headers["Retry-After"]) > 0
    park(address="192.0.2.12")


def test_other_forms_are_still_closed_to_other_sites():
    tan = member()
    form = tan.get("/share").form("/share")
    tan.post("/share", dict(form.fields, way="plain", plain="Title\n\nText."), status=403, **FOREIGN)


def test_the_tools_page_offers_what_a_policy_without_inline_script_allows():
    page = member().get("/settings/tools")
    assert 'href="javascript:' in page.text and "data-bookmarklet" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy and "unsafe" not in policy and "form-action 'self'" in policy


def main():
    global SITE
    with Site(options=["--url", "http://share.example"]) as site:
        SITE = site
        site.user("Tan KW", role="owner")
        site.user("Aminah")
        site.blog("good-articles", owner="Tan KW")
        tap.run()


if __name__ == "__main__":
    main()
