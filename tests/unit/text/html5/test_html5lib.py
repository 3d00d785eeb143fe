#!/usr/bin/env python3
"""The parser against html5lib's tests of the HTML standard, where they are: trees and tokens."""
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "http"))

import tap  # noqa: E402

LINES, DATA = sys.argv[1], pathlib.Path(sys.argv[2])
SPACES = {"svg": 1, "math": 2}
CONTENTS = {"Data state": 0, "RCDATA state": 1, "RAWTEXT state": 2, "Script data state": 3, "PLAINTEXT state": 4,
            "CDATA section state": 0}


def ask(questions):
    text = "".join(json.dumps(question) + "\n" for question in questions)
    done = subprocess.run([LINES], input=text, text=True, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def needs(folder):
    if not (DATA / folder).is_dir():
        raise tap.Skip("html5lib's tests are not here")
    return DATA / folder


def cases_of(text):
    """The cases of a .dat file as {section: text}."""
    for block in re.split(r"(?:\A|\n\n)(?=#data\n)", text):
        sections = {}
        for part in re.split(r"^(?=#(?:data|errors|new-errors|document-fragment|script-off|script-on|document)$)", block,
                             flags=re.M):
            name, _, body = part.partition("\n")
            if name.startswith("#"):
                sections[name[1:]] = body
        if "data" in sections and "document" in sections:
            yield sections


def expected_tree(document):
    """Without what our nodes do not keep: a doctype's identifiers, the namespaces of attributes."""
    document = re.sub(r'^(\| <!DOCTYPE [^" >]*) ".*>$', r"\1>", document, flags=re.M)
    document = re.sub(r"^(\| +(?:xlink|xml|xmlns)) (\w+=)", r"\1:\2", document, flags=re.M)
    return document.rstrip("\n")


def sorted_attributes(tree):
    """Attributes in one order, whatever their namespaces' names did to it."""
    lines, run = [], []
    for line in tree.split("\n"):
        if re.match(r'\| +[^\s"<]+="', line):
            run.append(line)
            continue
        lines += sorted(run) + [line]
        run = []
    return "\n".join(lines + sorted(run))


def test_trees_are_those_of_the_standard():
    folder = needs("tree-construction")
    questions, expected, names = [], [], []
    for file in sorted(folder.glob("*.dat")):
        for case in cases_of(file.read_bytes().decode("utf-8", "surrogatepass").replace("\r\n", "\n")):
            # Scripting is off, and selectedcontent's copy of the chosen option is the live page's work.
            if "script-on" in case or "<selectedcontent>" in case["data"]:
                continue
            html = case["data"].removesuffix("\n")
            if re.search("[\ud800-\udfff]", html):
                continue
            context = case.get("document-fragment", "").strip()
            space, _, name = context.rpartition(" ")
            questions.append({"html": html, "context": name, "space": SPACES.get(space, 0)})
            expected.append(expected_tree(case["document"]))
            names.append(file.name)
    wrong = []
    for question, tree, answer, name in zip(questions, expected, ask(questions), names):
        if sorted_attributes((answer or "").rstrip("\n")) != sorted_attributes(tree):
            wrong.append(f"{name} {question}\nwanted\n{tree}\ngot\n{answer}")
    assert len(questions) > 800, len(questions)
    assert not wrong, f"{len(wrong)} of {len(questions)}\n" + "\n".join(wrong[:20])


def joined(tokens):
    """Characters that follow one another as one."""
    out = []
    for token in tokens:
        if out and token[0] == "Character" and out[-1][0] == "Character":
            out[-1] = ["Character", out[-1][1] + token[1]]
        else:
            out.append(token)
    return out


def unescaped(value):
    if isinstance(value, str):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), value)
    if isinstance(value, list):
        return [unescaped(one) for one in value]
    if isinstance(value, dict):
        return {unescaped(key): unescaped(one) for key, one in value.items()}
    return value


def test_tokens_are_those_of_the_standard():
    folder = needs("tokenizer")
    questions, expected = [], []
    for file in sorted(folder.glob("*.test")):
        for case in json.loads(file.read_text()).get("tests", []):
            if case.get("doubleEscaped"):
                case = unescaped(case)
            if re.search("[\ud800-\udfff]", json.dumps(case, ensure_ascii=False)):
                continue
            for state in case.get("initialStates", ["Data state"]):
                is_cdata = state == "CDATA section state"
                questions.append({"html": "<![CDATA[" * is_cdata + case["input"], "content": CONTENTS[state],
                                  "last": case.get("lastStartTag", ""), "has_cdata": is_cdata})
                expected.append(joined(case["output"]))
    wrong = [f"{question}\nwanted {tokens}\ngot    {joined(answer)}"
             for question, tokens, answer in zip(questions, expected, ask(questions)) if joined(answer) != tokens]
    assert len(questions) > 3000, len(questions)
    assert not wrong, f"{len(wrong)} of {len(questions)}\n" + "\n".join(wrong[:20])


if __name__ == "__main__":
    tap.run()
