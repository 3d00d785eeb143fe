#!/usr/bin/env python3
"""`passalong feed`: a line of JSON for each file, whatever is in it; and the public cases, where they are."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import tap
from site_under_test import PROGRAM, ROOT, SHARED

sys.path.insert(0, str(ROOT / "bench"))
import capture_feeds  # noqa: E402

# The sandbox that the command enters refuses the leak check of a sanitized build.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
RSS = """<rss version="2.0"><channel><title>Quay</title><link>/</link><item><title>One</title><link>/1</link>
<guid>7</guid><author>tan@quay.example (Tan KW)</author><description>Short &lt;i&gt;one&lt;/i&gt;</description>
<pubDate>Thu, 01 Feb 2024 19:48:21 +0800</pubDate><category>Sea</category>
<enclosure url="/a.mp3" length="12" type="audio/mpeg"/></item></channel></rss>"""


def feed(*words, files=None, text=""):
    """(status, the lines as objects, what was said on standard error)"""
    with tempfile.TemporaryDirectory(prefix="passalong-test-") as folder:
        for name, content in (files or {}).items():
            pathlib.Path(folder, name).write_bytes(content.encode() if isinstance(content, str) else content)
        done = subprocess.run([PROGRAM, "feed", *words, *(files or {})], input=text.encode(), cwd=folder,
                              capture_output=True, timeout=120, env=ENVIRONMENT)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_a_feed_is_printed_as_parsed():
    status, [line], err = feed("--url", "http://quay.example/feed", "-", text=RSS)
    entry = line["entries"][0]
    assert status == 0 and not err and line["bozo"] is False and line["version"] == "rss20"
    assert line["feed"]["title"] == "Quay" and line["feed"]["link"] == "http://quay.example/"
    assert entry["title"] == "One" and entry["link"] == "http://quay.example/1"
    assert entry["description"] == entry["summary"] == "Short <i>one</i>"
    assert entry["author_detail"] == {"name": "Tan KW", "email": "tan@quay.example"}
    assert entry["published"] == "Thu, 01 Feb 2024 19:48:21 +0800"
    assert entry["published_utc"] == "2024-02-01T11:48:21Z"
    assert entry["published_parsed"] == [2024, 2, 1, 11, 48, 21, 3, 32, 0]
    assert entry["category"] == "Sea" and entry["tags"][0]["term"] == "Sea"
    assert entry["enclosures"][0]["href"] == "http://quay.example/a.mp3"


def test_every_file_has_its_line_in_order():
    status, lines, err = feed(files={"a.xml": RSS, "b.xml": "<html>no</html>", "c.xml": RSS[:90]})
    assert status == 0 and not err and [line["file"] for line in lines] == ["a.xml", "b.xml", "c.xml"]
    assert [line["bozo"] for line in lines] == [False, True, True]
    assert lines[1]["entries"] == [] and "page" in lines[1]["bozo_exception"]
    assert lines[2]["feed"]["title"] == "Quay", "a feed that is cut is read as far as it goes"


def test_the_server_s_word_on_encoding_and_language_counts():
    said = ["--content-type", "text/xml; charset=windows-1251", "--language", "ru"]
    _, [line], _ = feed(*said, files={"a": b"<rss><channel><title>\xcf</title></channel></rss>"})
    assert line["feed"]["title"] == "П" and line["encoding"] == "windows-1251"
    assert line["feed"]["title_detail"]["language"] == "ru"


def test_a_file_that_is_missing_or_too_large_is_told_and_the_others_are_read():
    status, lines, err = feed("not-there", files={"large": " " * (10 * 1024 * 1024 + 1), "good": RSS})
    assert status == 1 and len(lines) == 1 and lines[0]["file"] == "good"
    assert "not-there" in err and "large" in err


def test_a_name_is_not_resolved_but_an_address_is():
    _, [line], _ = feed("--url", "http://quay.example/feed", "-", text=RSS)
    assert line["entries"][0]["id"] == "7"
    _, [line], _ = feed("--url", "http://quay.example/feed", "-", text=RSS.replace("<guid>7", "<guid>/7"))
    assert line["entries"][0]["id"] == "http://quay.example/7"


def test_the_public_cases_hold():
    os.environ.update(ENVIRONMENT)
    rows, failed = capture_feeds.score(PROGRAM, SHARED / "feeds")
    if rows is None:
        raise tap.Skip("../shared/data/feeds is not here")
    right = {what: (n_right, n) for what, n_right, n in rows}
    n_core, n = right["feeds: core cases"]
    assert n_core >= 0.98 * n, failed
    for what in ("feeds: dates", "feeds: files read without a crash"):
        assert right[what][0] == right[what][1], (what, failed)


if __name__ == "__main__":
    tap.run()
