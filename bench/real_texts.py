"""Real titles and paragraphs for the corpus, from ../shared/data, which is not part of the project."""
import collections
import gzip
import json
import pathlib
import re
import sys

ARTICLES = pathlib.Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "seed-articles"
LEAST_CHARACTERS = 40


def records():
    for path in sorted(ARTICLES.glob("*articles.jsonl.gz")) + sorted(ARTICLES.glob("*.jsonl")):
        opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path)
        with opened as lines:
            yield from map(json.loads, lines)


def paragraphs(record):
    if "paragraphs" in record:
        return [paragraph["text"] for paragraph in record["paragraphs"]]
    return re.split(r"\n\s*\n", record.get("body_markdown") or "")


def write(path):
    """The file for corpus --real: a paragraph a line, titles behind "# ", behind "= " all words, the commonest first."""
    if not ARTICLES.exists():
        sys.exit("--real needs the articles of ../shared/data, which are not there")
    words = collections.Counter()
    with open(path, "w") as out:
        for record in records():
            out.write("# " + " ".join(record["title"].split()) + "\n")
            for paragraph in paragraphs(record):
                plain = " ".join(paragraph.split()).lstrip("# ")
                if len(plain) >= LEAST_CHARACTERS:
                    out.write(plain + "\n")
                    words.update(re.findall(r"[a-z]+", plain.lower()))
        out.writelines(f"= {word}\n" for word, _ in words.most_common())
    return path
