#!/usr/bin/env python3
"""Finding old things: a day through all years of a blog, everything of one writer."""
import re
import urllib.parse

import tap
from site_under_test import Site

BLOG = "notes"
PAGE_ITEMS = 20
DAY_YEARS = 5
PAGE = """<html lang="en"><head><title>{title}</title><meta name="author" content="{byline}"></head>
<body><article><h1>{title}</h1><p>{words}</p></article></body></html>"""
WORDS = "The ferry left at dawn, and nobody on the quay could say when it would be back. " * 8


class Shared:
    """One site for the file."""
    site = None


def share(title, date, byline=""):
    page = PAGE.format(title=title, byline=byline, words=WORDS)
    return Shared.site.share(BLOG, "Tan KW", page, "--date", date)


def titles(page):
    return re.findall(r'<h3 class="story-title"[^>]*><a[^>]*>([^<]*)</a>', page.text)


def links(page):
    return re.findall(r'href="([^"]*)"', page.text)


def test_a_day_is_shown_in_every_year():
    share("Ferry of 2021", "2021-03-14T10:00:00Z")
    share("Ferry of 2023", "2023-03-14T10:00:00Z")
    share("Of another day", "2022-03-15T10:00:00Z")
    page = Shared.site.reader().get(f"/b/{BLOG}/on-this-day/03/14")
    assert titles(page) == ["Ferry of 2023", "Ferry of 2021"]
    assert "14 March" in page.words
    assert f"/b/{BLOG}/2021/03/14" in links(page) and f"/b/{BLOG}/on-this-day/03/13" in links(page)
    assert f"/b/{BLOG}/on-this-day/03/14" in links(Shared.site.reader().get(f"/b/{BLOG}/2021/03/14"))


def test_earlier_years_are_a_page_on():
    for year in range(2001, 2001 + DAY_YEARS + 1):
        share(f"Fog of {year}", f"{year}-11-02T10:00:00Z")
    reader = Shared.site.reader()
    newest = reader.get(f"/b/{BLOG}/on-this-day/11/02")
    assert len(titles(newest)) == DAY_YEARS and "Fog of 2001" not in newest.words
    older, = [link for link in links(newest) if "?before=" in link]
    oldest = reader.get(older)
    assert titles(oldest) == ["Fog of 2001"] and f"/b/{BLOG}/on-this-day/11/02" in links(oldest)
    assert not [link for link in links(oldest) if "?before=" in link]
    assert "the years before" in reader.get(f"/b/{BLOG}/on-this-day/11/02?before=1900").words
    for wrong in ("x", "-1", "10000"):
        reader.get(f"/b/{BLOG}/on-this-day/11/02?before={wrong}", status=404)


def test_a_leap_day_has_its_years():
    share("Leaping", "2020-02-29T10:00:00Z")
    page = Shared.site.reader().get(f"/b/{BLOG}/on-this-day/2/29")
    assert titles(page) == ["Leaping"]
    assert f"/b/{BLOG}/on-this-day/02/28" in links(page) and f"/b/{BLOG}/on-this-day/03/01" in links(page)


def test_the_days_of_a_year_go_round():
    page = Shared.site.reader().get(f"/b/{BLOG}/on-this-day/12/31")
    assert f"/b/{BLOG}/on-this-day/01/01" in links(page) and "Nothing was shared" in page.words


def test_without_a_day_it_is_today():
    reader = Shared.site.reader()
    answer = reader.request("GET", f"/b/{BLOG}/on-this-day")
    assert answer.status == 303 and re.fullmatch(rf"/b/{BLOG}/on-this-day/\d\d/\d\d", answer.headers["Location"])
    reader.get("/b/no-such-blog/on-this-day", status=404)


def test_days_that_no_year_has_are_not_found():
    for day in ("02/30", "13/01", "00/10", "1/0", "x/1", "1/x", "4/31"):
        Shared.site.reader().get(f"/b/{BLOG}/on-this-day/{day}", status=404)


def test_a_writer_has_a_page():
    path = share("By one", "2024-01-01T10:00:00Z", "Ana Núñez")
    share("By another", "2024-01-02T10:00:00Z", "Somebody Else")
    page = Shared.site.reader().get(path)
    href = "/by/" + urllib.parse.quote("Ana Núñez")
    assert href in links(page)
    page = Shared.site.reader().get(href)
    assert titles(page) == ["By one"] and "Ana Núñez" in page.words
    assert titles(Shared.site.reader().get("/by/ana%20N%C3%BA%C3%B1ez")) == ["By one"]
    Shared.site.reader().get("/by/Nobody%20at%20all", status=404)


def test_a_writers_page_goes_on():
    for n in range(PAGE_ITEMS + 1):
        share(f"Who writes {n}", f"2024-02-01T10:{n:02}:00Z", "Who? & Co")
    reader = Shared.site.reader()
    page = reader.get("/by/" + urllib.parse.quote("Who? & Co"))
    assert titles(page)[0] == f"Who writes {PAGE_ITEMS}" and len(titles(page)) == PAGE_ITEMS
    older = next(link for link in links(page) if "from=o" in link)
    assert titles(reader.get(older)) == ["Who writes 0"]


def test_a_name_that_no_address_can_hold_is_no_link():
    path = share("By two", "2024-01-03T10:00:00Z", "AFP/Reuters")
    page = Shared.site.reader().get(path)
    assert "AFP/Reuters" in page.words and not [link for link in links(page) if link.startswith("/by/")]


if __name__ == "__main__":
    site = Site()
    site.user("Tan KW", role="owner")
    site.blog(BLOG, owner="Tan KW")
    with site:
        Shared.site = site
        tap.run()
