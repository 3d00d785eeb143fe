#!/usr/bin/env python3
"""Known attacks, from ../shared/data/sanitizer, through `passalong clean` and through comments:
judged by another parser (Python's) against what may stand in the output."""
import concurrent.futures
import html.parser
import json
import re
import subprocess
import unicodedata

import tap
from site_under_test import SHARED, Site

ELEMENTS = set(
    "p h2 h3 h4 h5 h6 pre hr blockquote ul ol li dl dt dd figure figcaption details summary table caption thead "
    "tbody tfoot tr td th a abbr b bdi bdo cite code del dfn em i ins kbd mark q ruby rp rt s samp small span "
    "strong sub sup time u var br wbr img".split())
ATTRIBUTES = set(
    "href src cite id rel lang dir title alt width height loading referrerpolicy colspan rowspan scope start "
    "reversed type value datetime open".split())
VOID = {"br", "wbr", "img", "hr"}
COMMENTS_OF_MEMBER = 20  # in a minute
PER_COMMENT = 5


class Judge(html.parser.HTMLParser):
    """Collects what the rule forbids."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.faults.append(f"element {tag}")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.faults.append(f"attribute {name} of {tag}")
            if name in ("href", "src", "cite"):
                self.judge_address(value or "")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def judge_address(self, value):
        if re.search(r"[\x00-\x20\x7f-\uffff]", value):
            self.faults.append(f"characters in address {value!r}")
        scheme = re.match(r"[^/?#:]*:", value)
        if scheme and scheme.group().lower() not in ("http:", "https:", "mailto:"):
            self.faults.append(f"scheme of {value!r}")

    def handle_comment(self, data):
        self.faults.append(f"comment {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def judge(markup):
    parser = Judge()
    parser.feed(markup)
    parser.close()
    return parser.faults + [f"<{tag}> stays open" for tag in parser.open]


def payloads():
    folder = SHARED / "sanitizer"
    if not folder.is_dir():
        raise tap.Skip("../shared/data/sanitizer is not here")
    found = [(entry["id"], entry["payload"]) for name in ("dompurify.json", "h5sc.json")
             for entry in json.loads((folder / name).read_text(encoding="utf-8"))]
    assert len(found) == 184, len(found)
    return found


def clean(markup):
    done = subprocess.run([Site().program, "clean"], input=markup.encode("utf-8", "surrogatepass"),
                          capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def faults_of(entry):
    name, payload = entry
    once = clean(payload)
    faults = judge(once)
    if clean(once) != once:
        faults.append("cleaning again changes it")
    return [f"{name}: {fault} in {once[:300]!r}" for fault in faults]


def test_no_payload_gets_through_the_command():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = [fault for found in pool.map(faults_of, payloads()) for fault in found]
    assert not faults, "\n".join(faults)


def comment_bodies(page):
    """The HTML of the comments on a page, each with what marks its end."""
    return re.findall(r'<div class="comment-body prose" dir="auto">(.*?)</div>\s*<div class="comment-tools">',
                      page.text, re.S)


def typable(payload):
    """Without the invisible characters for which a comment is refused as a whole."""
    return "".join(c for c in payload if c in "\n\t" or not unicodedata.category(c).startswith("C"))


def test_no_payload_gets_through_a_comment():
    texts = [typable(payload) for _, payload in payloads()]
    # As HTML blocks of their own and inside a line; blank lines end Markdown's HTML blocks.
    bodies = ["\n\n".join(texts[i:i + PER_COMMENT]) for i in range(0, len(texts), PER_COMMENT)]
    bodies = [body for body in bodies if body.strip()]
    site = Site()
    site.user("Tan KW", role="owner")
    site.user("Aminah")
    site.blog("notes", "Tan KW")
    path = site.share("notes", "Tan KW", "A title to talk about\n\nSome text that is long enough to be an article.\n")
    with site:
        readers = [site.reader().sign_in(name) for name in ("Tan KW", "Aminah")]
        for number, body in enumerate(bodies):
            reader = readers[number // COMMENTS_OF_MEMBER]
            reader.submit(reader.get(path).form("/comments"), follow=False, status=303, body=body)
        faults, n_shown, page = [], 0, site.reader().get(path)
        while True:
            shown = comment_bodies(page)
            n_shown += len(shown)
            faults += [f"{fault} in {markup[:300]!r}" for markup in shown for fault in judge(markup)]
            following = re.search(r'rel="next" href="(/a/[^"#]*)', page.text)
            if not following:
                break
            page = site.reader().get(following.group(1).replace("&amp;", "&"))
        assert n_shown == len(bodies), (n_shown, len(bodies))
        assert not faults, "\n".join(faults)
        assert "unsafe" not in page.headers["Content-Security-Policy"]


if __name__ == "__main__":
    tap.run()
