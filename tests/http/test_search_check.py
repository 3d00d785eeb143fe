#!/usr/bin/env python3
"""A damaged search: check finds it, check --repair mends it from what the articles and comments say."""
import contextlib
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile

import tap
from site_under_test import PROGRAM, Site
from test_search import found, search

N_IMPORTED = 300
SOUGHT = ("wombat", "story 7", "quokka", "heron in:comments", "story source:afp", "nowhere")

DAMAGES = {
    "a byte in the middle of a segment": lambda store: change_block(store, lambda data: data[:99] + bytes([data[99] ^ 8]) + data[100:]),
    "a block that breaks off": lambda store: change_block(store, lambda data: data[:-40]),
    "a block of noise": lambda store: change_block(store, lambda data: bytes(range(256)) * (len(data) // 256)),
    "a block that is gone": "delete from search_block where id = (select max(id) from search_block)",
    "a segment that is gone": "delete from search_block; delete from search_segment",
    "a segment of fewer documents than it has": "update search_segment set n_documents = n_documents - 5",
    "an article that is missing": "delete from search_place where kind = 0 and id = 7",
    "articles that stand in each other's place": "update search_place set number = case number when 3 then -1 else 3 end "
                                                 "where kind = 0 and number in (3, 4); "
                                                 "update search_place set number = 4 where number = -1",
    "one that waits and is missing": "delete from search_recent where kind = 0",
    "a comment that is missing": "delete from search_place where kind = 1",
    "an article too many": "insert into search_place (kind, id, number) values (0, 999999, 7000)",
    "a comment too many": "update search_place set id = 77 where kind = 1",
    "one that waits too many": "insert into search_recent (kind, number, id, time, words) values (0, 9000, 4, 4, x'')",
    "times that are gone": "delete from search_documents",
    "a time that is wrong": lambda store: change_times(store, lambda times: times[:30] + b"\1" + times[31:]),
    "a living one that is dead": lambda store: change_times(store, lambda times: times[:30] + bytes(5) + times[35:]),
    "bounds that are wrong": "update search_documents set earliest = latest + 1",
    "counts that are wrong": "update search_shelf set n_recent = 5000, recent_bytes = 1",
    "a next number that is taken": "update search_shelf set next_number = 0",
    "counts that are gone": "delete from search_shelf",
}


def change(store, select, update, how):
    key, data = store.execute(select).fetchone()
    store.execute(update, (how(data), key))


def change_block(store, how):
    change(store, "select id, data from search_block order by length(data) desc limit 1", "update search_block set data = ? where id = ?", how)


def change_times(store, how):
    change(store, "select id, times from search_documents where kind = 0", "update search_documents set times = ? where id = ?", how)


def check(site, *options, status=0):
    """All that it said."""
    done = subprocess.run([PROGRAM, "check", "--data", str(site.folder), *options], capture_output=True, text=True, timeout=300)
    assert done.returncode == status, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stderr + done.stdout


@contextlib.contextmanager
def store_of(folder):
    store = sqlite3.connect(f"{folder}/passalong.db")
    try:
        yield store
        store.commit()
    finally:
        store.close()


def answers(site):
    with site.running():
        reader = site.reader()
        pages = [search(reader, line, order="newest") for line in SOUGHT]
        return [(found(page), re.findall(r'id="found">([^<]*)', page.text)) for page in pages]


def fill(site):
    """Articles in a segment, one that waits, and a comment."""
    records = pathlib.Path(f"{site.folder}/records.jsonl")
    records.write_text("".join(json.dumps({"title": f"Story {n} of the wombat", "text": f"Nothing was seen of it on day {n}.",
                                           "source": "AFP" if n % 3 else "Reuters", "shared": f"2020-01-01T00:{n % 60:02}:{n // 60:02}Z"}) + "\n"
                               for n in range(N_IMPORTED)))
    site.run("import", "--blog", "good-articles", str(records))
    path = site.share("good-articles", "Tan KW", "The quokka waits\n\nIt stood there.\n", "--source", "AFP", "--url", "https://news.example/q")
    with site.running():
        tan = site.reader()
        tan.sign_in("Tan KW")
        tan.submit(tan.get(path).form("/comments"), body="A heron said so.")


@contextlib.contextmanager
def filled_site():
    site = Site()
    site.user("Tan KW", role="owner")
    site.blog("good-articles", "Tan KW", "Good Articles")
    fill(site)
    yield site


def test_a_damaged_search_is_found_and_mended():
    with filled_site() as site, tempfile.TemporaryDirectory() as kept:
        whole = answers(site)
        assert whole[0][1] == [f"{N_IMPORTED} articles"] and [len(one[0]) for one in whole[2:4]] == [1, 1], whole
        assert check(site) == "clean\n"
        store = shutil.copy(f"{site.folder}/passalong.db", kept)
        for what, damage in DAMAGES.items():
            shutil.copy(store, site.folder)
            with store_of(site.folder) as opened:
                damage(opened) if callable(damage) else opened.executescript(damage)
            said = check(site, status=1)
            assert "search" in said, (what, said)
            said = check(site, "--repair")
            assert "mended" in said and said.endswith("clean\n"), (what, said)
            assert check(site) == "clean\n", what
            assert answers(site) == whole, what


def test_a_text_that_cannot_be_read_is_told_of_and_the_rest_is_mended():
    with filled_site() as site:
        with store_of(site.folder) as store:
            store.execute("update article_body set dictionary = 5, html = x'00' where article = 9")
            store.execute("delete from search_place where kind = 0 and id in (9, 10)")
        said = check(site, "--repair", status=1)
        assert "text of article 9 cannot be read" in said and "article 10" in said, said
        said = check(site, status=1)
        assert "text of article 9 cannot be read" in said and "article 10" not in said, said
        assert answers(site)[0][1] == [f"{N_IMPORTED - 1} articles"]


if __name__ == "__main__":
    tap.run()
