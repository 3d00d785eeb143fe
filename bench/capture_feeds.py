#!/usr/bin/env python3
"""What the feed reader finds in the public cases of data/feeds, and in its dates.

Each case is a feed with assertions about what a reader must find; all of them must hold. The names
in the assertions are those of the JSON that `passalong feed` prints, so nothing is translated.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Where the cases that were fetched say that they come from; the others were read from a disk.
ORIGIN = "http://127.0.0.1:8097/"
BATCH = 200
# What stands in an object under two names counts once.
OTHER_WORDS = ("url",)


def options(case):
    """The command's options for what a server said beside the file."""
    headers = case.get("http_headers", {})
    location = headers.get("content-location", "")
    said = []
    if location.startswith(("http://", "https://")):
        said = ["--url", location]
    elif ORIGIN in case["expect"]:
        said = ["--url", ORIGIN]
    if headers.get("content-type"):
        said += ["--content-type", headers["content-type"]]
    if headers.get("content-language"):
        said += ["--language", headers["content-language"]]
    return said


def read_all(passalong, data_dir, cases):
    """{file: parsed feed}; a file without its line is missing, and the run that ended badly is told."""
    parsed, crashes = {}, []
    groups = collections.defaultdict(list)
    for case in cases:
        groups[tuple(options(case))].append(case["file"])
    for said, files in groups.items():
        for start in range(0, len(files), BATCH):
            some = files[start:start + BATCH]
            run = subprocess.run([passalong, "feed", *said, *some], cwd=data_dir, capture_output=True, timeout=600)
            if run.returncode not in (0, 1):
                crashes.append(f"{run.returncode}: {' '.join(some[:3])} ...")
            for line in run.stdout.decode().splitlines():
                feed = json.loads(line)
                parsed[feed["file"]] = feed
    return parsed, crashes


def find(value, path):
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list) or step >= len(value):
                return None
            value = value[step]
        else:
            if not isinstance(value, dict):
                return None
            value = value.get(step)
    return value


def holds(feed, assertion):
    if feed is None:
        return False
    value, wanted = find(feed, assertion["path"]), assertion.get("value")
    match assertion["op"]:
        case "no_crash":
            return True
        case "falsy":
            return not value
        case "truthy":
            return bool(value)
        case "!=":
            return value != wanted
        case "absent":
            return value is None
        case "len":
            return isinstance(value, list) and len(value) == wanted
        case "==" if isinstance(wanted, dict) and isinstance(value, dict):
            return {key: value[key] for key in value if key in wanted or key not in OTHER_WORDS} == wanted
        case "==":
            return value == wanted
    raise ValueError(assertion["op"])


def failures(parsed, cases):
    """(case, the assertion that does not hold, what is there instead)"""
    for case in cases:
        for assertion in case.get("assertions", []):
            feed = parsed.get(case["file"])
            if not holds(feed, assertion):
                yield case, assertion, find(feed, assertion["path"])
                break
        else:
            if case["file"] not in parsed:
                yield case, None, None


def dates(passalong, data_dir):
    """(right, all): each date in a feed of its own, read as an item's date."""
    wanted = json.loads((data_dir / "dates.json").read_text())
    items = "".join(f"<item><title>{n}</title><pubDate><![CDATA[{date['input']}]]></pubDate></item>"
                    for n, date in enumerate(wanted))
    run = subprocess.run([passalong, "feed", "-"], input=f"<rss version='2.0'><channel>{items}</channel></rss>".encode(),
                         capture_output=True, timeout=60)
    entries = json.loads(run.stdout)["entries"]
    right = 0
    for date, entry in zip(wanted, entries, strict=True):
        numbers = entry.get("published_parsed")
        read = numbers and "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*numbers[:6])
        right += read == date["expected_utc"]
    return right, len(wanted)


def score(passalong, data_dir):
    """Rows of (what, right, all), and the failures of the core cases."""
    data_dir = pathlib.Path(data_dir)
    if not (data_dir / "cases.json").exists():
        return None, []
    cases = json.loads((data_dir / "cases.json").read_text())
    parsed, crashes = read_all(passalong, data_dir, cases)
    core = [case for case in cases if case["core"]]
    own_policy = [case for case in cases if not case["core"] and not case.get("policy_specific")]
    failed = list(failures(parsed, core))
    failed_other = list(failures(parsed, own_policy))
    rows = [("feeds: core cases", len(core) - len(failed), len(core)),
            ("feeds: other cases", len(own_policy) - len(failed_other), len(own_policy)),
            ("feeds: files read without a crash", len(parsed) if not crashes else 0, len(cases)),
            ("feeds: dates", *dates(passalong, data_dir))]
    return rows, failed + failed_other + [(None, crash, None) for crash in crashes]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--passalong", default=str(ROOT / "build" / "release" / "passalong"))
    arguments.add_argument("--data", default=str(ROOT.parent / "shared" / "data" / "feeds"))
    arguments.add_argument("--failures", action="store_true", help="the cases that fail, one a line")
    given = arguments.parse_args()
    rows, failed = score(str(pathlib.Path(given.passalong).resolve()), given.data)
    if rows is None:
        print("feeds: the data is not there; skipped")
        return 0
    for what, right, n in rows:
        print(f"{what:36}{right:6} of {n:<6}{right / n:8.4f}")
    for case, assertion, value in failed if given.failures else []:
        core = "core " if case and case["core"] else "other"
        print(f"{core} {case['file'] if case else 'crash'}: {json.dumps(assertion)} is {json.dumps(value)[:300]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
