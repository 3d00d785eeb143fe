#!/usr/bin/env python3
"""Searching: what is found, in what order, how it is shown, and what odd questions get."""
import contextlib
import pathlib
import re
import sqlite3
import urllib.parse

import tap
from site_under_test import Site

STORIES = {
    "ferry": ("Ferry keeps its night crossing", "The harbour office in Kyiv counted passengers. President Zelensky "
              "thanked the crew of the night boat.", "AFP"),
    "market": ("Markets fall as traders wait", "Zinoviev said that the Café Müller would not carry on trading. "
               "The night was long and the boat was late.", "Reuters"),
    "malay": ("Kerajaan umum bantuan baharu", "Perdana Menteri berkata bantuan itu untuk rakyat Malaysia. "
              "Katanya, ia dibayar bulan ini.", "Bernama"),
    "chinese": ("北京今天下雨", "气象台说，今天北京市有大雨，请市民留意天气。", "新华社"),
    "arabic": ("الحكومة تعلن خطة جديدة", "قالت الحُكُومَة إنّ الخطّة تبدأ اليوم في مدينة عمّان.", "وكالة"),
}


@contextlib.contextmanager
def site_with_stories(*keys):
    site = Site()
    site.user("Tan KW", role="owner")
    site.user("Aminah")
    site.blog("good-articles", "Tan KW", "Good Articles")
    site.blog("kitchen", "Aminah", "Kitchen")
    site.paths = {}
    for key in keys or STORIES:
        title, text, source = STORIES[key]
        site.paths[key] = site.share("good-articles", "Tan KW", f"{title}\n\n{text}\n", "--source", source,
                                     "--url", f"https://news.example/{key}")
    with site:
        yield site


def search(reader, query, path="/search", status=200, **more):
    return reader.get(path + "?" + urllib.parse.urlencode({"q": query, **more}), status=status)


def found(page):
    """The titles of the results in order."""
    results = page.text.split('class="results"')
    if len(results) == 1:
        return []
    return [" ".join(re.sub(r"<[^>]*>", "", title).split())
            for title in re.findall(r"<h3[^>]*>(.*?)</h3>", results[1], re.S)]


def passages(page):
    return [" ".join(re.sub(r"<(?!/?mark)[^>]*>", "", text).split())
            for text in re.findall(r'<p class="search-passage"[^>]*>(.*?)</p>', page.text, re.S)]


def titles(*keys):
    return sorted(STORIES[key][0] for key in keys)


def check(reader, query, *keys):
    assert sorted(found(search(reader, query))) == titles(*keys), f"{query}: {found(search(reader, query))}"


def test_words_are_found_in_all_their_forms():
    with site_with_stories() as site:
        reader = site.reader()
        check(reader, "harbour", "ferry")
        check(reader, "night boat", "ferry", "market")
        check(reader, "ferries", "ferry")
        check(reader, "market", "market")
        check(reader, "traded", "market")
        check(reader, "HARBOUR Office", "ferry")
        check(reader, "cafe muller", "market")
        check(reader, "ｃａｆé", "market")
        check(reader, "harbour zinoviev")


def test_malay_chinese_arabic_and_mixed_text_are_found():
    with site_with_stories() as site:
        reader = site.reader()
        check(reader, "bantuan", "malay")
        check(reader, "bantuannya", "malay")
        check(reader, "kata", "malay")
        check(reader, "北京", "chinese")
        check(reader, "京市", "chinese")
        check(reader, "北京市", "chinese")
        check(reader, "雨", "chinese")
        check(reader, "南京")
        check(reader, "حكومة", "arabic")
        check(reader, "الحكومه", "arabic")
        check(reader, "عمان", "arabic")


def test_phrases_and_exclusions_hold():
    with site_with_stories() as site:
        reader = site.reader()
        check(reader, '"night boat"', "ferry")
        check(reader, '"boat night"')
        check(reader, "“night boat”", "ferry")
        check(reader, "night -market -traders", "ferry")
        check(reader, 'boat -"night boat"', "market")
        check(reader, '"北京市"', "chinese")
        check(reader, '"night boat', "ferry", "market")
        check(reader, '"Ferry keeps: crew', "ferry")


def test_filters_narrow_the_search_and_say_so():
    with site_with_stories() as site:
        reader = site.reader()
        tan = site.reader()
        tan.sign_in("Tan KW")
        site.share("kitchen", "Aminah", "Night bread\n\nIt rises by the boat.\n")
        check(reader, "night source:afp", "ferry")
        check(reader, "night -source:afp boat blog:good-articles", "market")
        assert found(search(reader, "night by:Aminah")) == ["Night bread"]
        assert found(search(reader, 'night blog:"Kitchen"')) == ["Night bread"]
        assert found(search(reader, "night before:2001")) == []
        assert len(found(search(reader, "night after:2001"))) == 3
        page = search(reader, 'boat by:"Tan KW" after:2001-02')
        assert "By Tan KW" in page.words and "From 1 February 2001 on" in page.words
        without = re.findall(r'href="([^"]*)" aria-label="Search without', page.text)
        assert len(without) == 2 and urllib.parse.quote("after:2001-02", safe="") not in without[1]
        assert "There is no source “nobody” here." in search(reader, "night source:nobody").words
        assert "“someday” is no day" in search(reader, "night after:someday").words


def test_a_blog_is_searched_alone():
    with site_with_stories("ferry") as site:
        site.share("kitchen", "Aminah", "Night bread\n\nIt rises by the boat.\n")
        reader = site.reader()
        assert found(search(reader, "night", "/b/kitchen/search")) == ["Night bread"]
        assert len(found(search(reader, "night"))) == 2
        assert "/b/kitchen/search" in reader.get("/b/kitchen").text
        search(reader, "night", "/b/nowhere/search", status=404)


def test_misspelt_names_are_forgiven_and_what_was_typed_can_be_sought():
    with site_with_stories() as site:
        reader = site.reader()
        page = search(reader, "Zelenskiy")
        assert found(page) == titles("ferry")
        assert "Showing results for zelensky" in page.words and "Search instead for Zelenskiy" in page.words
        assert found(search(reader, "Zinovyev cafe")) == titles("market")
        assert found(search(reader, "Zelenskiy", literal="1")) == []
        assert found(search(reader, "xqzzvw")) == []


def test_a_new_article_an_edit_and_a_comment_are_found_at_once():
    with site_with_stories("ferry") as site:
        tan = site.reader()
        tan.sign_in("Tan KW")
        number = re.match(r"/a/\d+", site.paths["ferry"]).group(0)
        edit = tan.get(number + "/edit").form("/edit")
        tan.submit(edit, title="Quokka keeps its night crossing")
        assert found(search(tan, "quokka")) == ["Quokka keeps its night crossing"]
        assert found(search(tan, "title:ferry -harbour")) == []
        form = tan.get(site.paths["ferry"]).form("/comments")
        tan.submit(form, body="The wombat in the hold was *never* counted.")
        page = search(tan, "wombats in:comments")
        assert found(page) == ["Quokka keeps its night crossing"] and "1 comment" in page.words
        assert "<mark>wombat</mark>" in page.text
        assert found(search(tan, "wombat")) == []
        comment = re.search(r'href="(/c/\d+)', page.text).group(1)
        tan.submit(tan.get(comment + "/delete").form("/delete"))
        assert found(search(tan, "wombat in:comments")) == []


def test_comments_are_found_by_what_their_article_is_filed_under():
    with site_with_stories("ferry", "market") as site:
        tan = site.reader()
        tan.sign_in("Tan KW")
        for key in ("ferry", "market"):
            tan.submit(tan.get(site.paths[key]).form("/comments"), body="A numbat said so.")
        assert sorted(found(search(tan, "numbat in:comments"))) == sorted(titles("ferry", "market"))
        edit = tan.get(re.match(r"/a/\d+", site.paths["ferry"]).group(0) + "/edit").form("/edit")
        tan.submit(edit, source="Quokka Press", tags="boats, islands")
        for line in ("source:quokka-press", "tag:boats", 'by:"Tan KW" tag:islands', "tag:boats after:2001 blog:good-articles"):
            page = search(tan, f"numbat in:comments {line}")
            assert found(page) == titles("ferry"), line
            assert "1 comment" in page.words, line
            assert found(search(tan, f"in:comments {line}")) == titles("ferry"), line
        assert found(search(tan, "numbat in:comments -tag:boats")) == titles("market")
        edit = tan.get(re.match(r"/a/\d+", site.paths["ferry"]).group(0) + "/edit").form("/edit")
        tan.submit(edit, tags="islands")
        assert found(search(tan, "numbat in:comments tag:boats")) == []
        assert found(search(tan, "numbat in:comments tag:islands")) == titles("ferry")
        assert site.run("check").strip() == "clean"


def test_what_is_deleted_or_taken_down_is_not_found():
    with site_with_stories("ferry", "market") as site:
        tan = site.reader()
        tan.sign_in("Tan KW")
        form = tan.get(site.paths["market"]).form("/comments")
        tan.submit(form, body="A numbat said so.")
        ferry, market = (re.match(r"/a/\d+", site.paths[key]).group(0) for key in ("ferry", "market"))
        tan.submit(tan.get(ferry + "/delete").form("/delete"))
        assert found(search(tan, "harbour")) == []
        tan.submit(tan.get(market + "/takedown").form("/takedown"), claimant="Reuters", reason="Not licensed")
        assert found(search(tan, "traders")) == [] and found(search(tan, "numbat in:comments")) == []
        tan.submit(tan.get(market + "/takedown").form("/restore"), reason="It was a mistake")
        assert found(search(tan, "traders")) == titles("market")
        assert found(search(tan, "numbat in:comments")) == titles("market")
        assert site.run("check").strip() == "clean"


def test_a_passage_shows_no_more_than_the_policy_lets():
    words = " ".join(f"word{n}" for n in range(200))
    with site_with_stories("ferry") as site:
        site.share("good-articles", "Tan KW", f"A long story\n\n{words} hapax {words}\n", "--source", "AFP",
                   "--url", "https://news.example/long")
        reader = site.reader()
        page = search(reader, "hapax")
        assert found(page) == ["A long story"]
        assert "hapax" not in " ".join(passages(page)), "beyond the 80 words of an excerpt"
        site.policy("AFP", "link")
        page = search(reader, "word5")
        assert found(page) == ["A long story"] and not passages(page)
        site.policy("AFP", "full")
        assert "<mark>hapax</mark>" in passages(search(reader, "hapax"))[0]


def test_the_newest_or_the_best_come_first_page_by_page():
    with site_with_stories("ferry") as site:
        for n in range(45):
            title = "Tide tables" if n == 3 else f"Note {n}"
            site.share("good-articles", "Tan KW", f"{title}\n\nThe tide of day {n} comes with other words.\n",
                       "--date", f"2020-01-{1 + n % 28:02}T{n // 28:02}:00:00Z")
        reader = site.reader()
        best = search(reader, "tide")
        assert found(best)[0] == "Tide tables" and "45 articles" in best.words
        seen, page = [], search(reader, "tide", order="newest")
        while True:
            seen += found(page)
            more = re.search(r'rel="next" href="([^"]*)"', page.text)
            if not more:
                break
            page = reader.get(more.group(1).replace("&amp;", "&"))
        assert len(seen) == 45 and len(set(seen)) == 45
        assert seen[0] == "Note 27" and seen[-1] == "Note 0", seen
        search(reader, "tide", status=404, **{"from": "nowhere"})


def test_odd_questions_get_a_page_in_words():
    odd = ["AND", "OR NOT NEAR", "NEAR(a b, 3)", "* ^ : + - \" ( ) { } [ ] ~", "col:x", "\"", "\"\"", "- - -", "-", ":",
           "source:", "in:", "before:", "a:b:c", "x" * 1400, "a\"b\"c -\"", "﷽", "🎉🎉", "\u202e\u0301\u200b", "\\0 \\", "%00%ff",
           "'; drop table article; --", "<script>alert(1)</script>", "%", "_"]
    with site_with_stories("ferry") as site:
        reader = site.reader()
        for query in odd:
            page = search(reader, query)
            assert "<script>alert" not in page.text and "How to search" in page.words, query
            assert site.run("search", "--", query) is not None
        assert "This request cannot be read" in reader.get("/search?q=%00%ff%fe", status=400).words
        assert found(search(reader, "\x01\x1bferry\x7f")) == titles("ferry")
        assert "There is no word in this" in search(reader, "-- !!").words
        assert found(search(reader, "and OR ferry")) == []
        assert reader.get("/search?q=" + "a" * 4000, status=414).status == 414


def test_a_question_of_many_words_is_cut_and_says_so():
    with site_with_stories("ferry") as site:
        reader = site.reader()
        at_limit = " ".join(["night"] * 32)
        assert "only the beginning was looked for" not in search(reader, at_limit).words
        page = search(reader, at_limit + " night")
        assert "only the beginning was looked for" in page.words and found(page) == titles("ferry")
        assert site.run("search", "night " * 10000).split("\t")[1].strip() == STORIES["ferry"][0]


def test_the_empty_page_says_how_to_search():
    with site_with_stories("ferry") as site:
        page = site.reader().get("/search")
        assert "How to search" in page.words and "Nothing was found" not in page.words
        assert 'href="/search"' in site.reader().get("/").text
        assert "Nothing was found." in search(site.reader(), "wallaby").words


def test_words_are_suggested_while_typing():
    with site_with_stories() as site:
        page = site.reader().get("/search/words?q=night+pas")
        assert '<option value="night passengers">' in page.text
        assert "<option" not in site.reader().get("/search/words?q=").text


def test_the_command_prints_paths_and_titles():
    with site_with_stories() as site:
        assert site.run("search", "harbour").strip() == f"{site.paths['ferry']}\t{STORIES['ferry'][0]}"
        assert site.run("search", "--newest", "night -source:afp").count("\n") == 1
        assert "--from" in site.run("search", "--from", "nowhere", "night", status=2)


def test_a_store_from_before_is_brought_up_while_it_serves():
    with site_with_stories() as site:
        site.stop()
        with contextlib.closing(sqlite3.connect(pathlib.Path(site.folder) / "passalong.db")) as store:
            for table in ("search_recent", "search_place", "search_word"):
                store.execute(f"delete from {table}")
            store.execute("update search_shelf set n_recent = 0, recent_bytes = 0, caught_up = 0")
            store.commit()
        site.start()
        reader = site.reader()
        for _ in range(600):
            if len(found(search(reader, "night"))) == 2:
                break
        assert found(search(reader, "北京")) == titles("chinese")
        assert site.run("check").strip() == "clean"


if __name__ == "__main__":
    tap.run()
