"""Known attacks through the cleaner, judged by another parser (Python's) against a list
of what may stand in the output. Runs on ours, and on a folder of more when it is there."""

import json
import pathlib
import re
import subprocess
import sys
from html.parser import HTMLParser

ELEMENTS = set(
    "p h2 h3 h4 h5 h6 pre hr blockquote ul ol li dl dt dd figure figcaption details summary table "
    "caption thead tbody tfoot tr td th a abbr b bdi bdo cite code del dfn em i ins kbd mark q ruby "
    "rp rt s samp small span strong sub sup time u var br wbr img".split()
)
NOT_IN_COMMENTS = {"h2", "img", "figure", "figcaption", "details", "summary"}
ATTRIBUTES = set(
    "href src cite id rel lang dir title alt width height loading referrerpolicy colspan rowspan "
    "scope start reversed type value datetime open".split()
)
OURS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://x/' onerror=alert(1) style='x' srcdoc=y srcset=z>",
    "<a href='java\tscript:alert(1)'>x</a><a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a><a href='data:text/html,x'>x</a><a href='vbscript:x'>",
    "<svg><p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template><xmp><img src=x onerror=alert(1)></xmp>",
    "<textarea></textarea><img src=x onerror=alert(1)><title></title><plaintext><b>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<p id=location name=cookie>x</p><form id=attributes><input name=nodeName></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x><embed src=y>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0><link rel=stylesheet href=x>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><?xml version=1?><![CDATA[<b>]]>",
    "<<!-- -->script>alert(1)<<!-- -->/script>",
    "<a href=\"https://x.example/&quot; onclick=&quot;alert(1)\">x</a>",
    "\u0000<scr\u0000ipt>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](javascript:alert(1)) <javascript:alert(1)> [z]: data:text/html,x",
]


class Judge(HTMLParser):
    """Collects what the rule forbids."""

    def __init__(self, is_comment):
        super().__init__(convert_charrefs=True)
        self.is_comment = is_comment
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS or (self.is_comment and tag in NOT_IN_COMMENTS):
            self.faults.append(f"element {tag}")
        for name, value in attrs:
            value = value or ""
            if name not in ATTRIBUTES or name.startswith("on"):
                self.faults.append(f"attribute {name} of {tag}")
            if name in ("href", "src", "cite"):
                self.judge_address(value)
            if name == "id" and (self.is_comment or not value.startswith("note-")):
                self.faults.append(f"id {value}")

    def judge_address(self, value):
        if re.search(r"[\x00-\x20\x7f-\uffff]", value):
            self.faults.append(f"characters in address {value!r}")
        scheme = re.match(r"[^/?#:]*:", value)
        if scheme and scheme.group().lower() not in ("http:", "https:", "mailto:"):
            self.faults.append(f"scheme of {value!r}")

    def handle_comment(self, data):
        self.faults.append(f"comment {data!r}")

    def handle_decl(self, decl):
        self.faults.append(f"declaration {decl!r}")

    def handle_pi(self, data):
        self.faults.append(f"instruction {data!r}")

    def unknown_decl(self, data):
        self.faults.append(f"declaration {data!r}")


def judge(html, is_comment):
    """What is forbidden in cleaned HTML: a list, empty when all is well."""
    parser = Judge(is_comment)
    parser.feed(html)
    parser.close()
    return parser.faults


def check(name, answers):
    """Names the first fault of one payload's outputs; True when there is none."""
    for i in range(0, 6, 2):
        once, twice = answers[i], answers[i + 1]
        faults = judge(once, is_comment=i > 0)
        if once != twice:
            faults.append(f"cleaning again changed it to {twice!r}")
        if faults:
            print(f"{name}: {faults[0]}\n  in {once!r}")
            return False
    return True


def load(folder):
    """(name, payload) of all there is."""
    payloads = [(f"ours {i}", text) for i, text in enumerate(OURS)]
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        print("no folder of further payloads: skipped, ours run")
    for path in files:
        for entry in json.loads(path.read_text(encoding="utf-8")):
            payloads.append((entry["id"], entry["payload"]))
    return payloads


def main():
    tool, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    payloads = load(folder)
    text = json.dumps([payload for _, payload in payloads])
    run = subprocess.run([tool], input=text.encode(), stdout=subprocess.PIPE, check=True)
    lines = run.stdout.decode().splitlines()
    assert len(lines) == len(payloads), "one answer for each payload"
    n_bad = sum(not check(name, json.loads(line)) for (name, _), line in zip(payloads, lines))
    print(f"{len(payloads)} payloads, {n_bad} got through")
    sys.exit(1 if n_bad else 0)


main()
