#!/usr/bin/env python3
"""Runs the tests, two at a time, and ends with one line: N passed, N failed, N skipped.

Every test program prints TAP, whatever it is written in: the unit tests (cmocka), the fuzz
corpora, tests/http and tests/fault (Python against the real binary), tests/browser (Chromium).

  ./dev test              all
  ./dev test quick        what takes less than a minute: unit tests, fuzz corpora, tests/http but for LONG
  ./dev test WORD         the files whose path has WORD in it
"""
import concurrent.futures
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKED = ROOT / "build" / "checked"
PARALLEL = 2
SECONDS_PER_FILE = 1200
# Of tests/http, those that take many seconds: they wait for clocks, browsers, children and other sites.
LONG = ("accounts", "already_here", "bad_clients", "discussion", "export", "extension_firefox", "feeds", "import", "objects",
        "operations", "payloads", "picture_policy", "pictures", "search", "search_check", "share_and_edit", "sharing",
        "silent_edits", "source_policy")
SKIPPED = 77  # the exit status of a test that lacks what it needs
RESULT = re.compile(r"^\s*(not )?ok \d+(?: -)? ?(.*)$")
ENVIRONMENT = dict(
    os.environ,
    CMOCKA_MESSAGE_OUTPUT="TAP",
    PASSALONG=str(CHECKED / "passalong"),
    PASSALONG_RELEASE=str(ROOT / "build" / "release" / "passalong"),
    PASSALONG_TSAN=str(ROOT / "build" / "threads"),
    ASAN_OPTIONS="abort_on_error=1:detect_leaks=1:strict_string_checks=1",
    UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1",
)


def built_tests():
    """What the build knows of its unit tests and fuzz corpora: path, command, environment, folder."""
    listed = subprocess.run(["meson", "introspect", "--tests", str(CHECKED)], check=True,
                            stdout=subprocess.PIPE).stdout
    for test in json.loads(listed):
        program = next(pathlib.Path(word) for word in test["cmd"] if "/tests/" in word).resolve()
        under = CHECKED if program.is_relative_to(CHECKED) else ROOT
        yield str(program.relative_to(under)), test["cmd"], test["env"], CHECKED


def commands():
    """(path shown, command, environment, folder to run in) of each test file."""
    yield from built_tests()
    for folder in ("http", "fault"):
        for path in sorted((ROOT / "tests" / folder).rglob("test_*.py")):
            yield str(path.relative_to(ROOT)), [sys.executable, str(path)], {}, ROOT
    for path in sorted((ROOT / "tests" / "browser").glob("*.test.mjs")):
        yield str(path.relative_to(ROOT)), ["node", "--test", "--test-reporter=tap", str(path)], {}, ROOT


def is_chosen(path, words):
    if words == ["quick"]:
        is_long = path in [f"tests/http/test_{name}.py" for name in LONG]
        return not is_long and not path.startswith(("tests/browser", "tests/fault"))
    return all(word in path for word in words)


def leaf_results(output):
    """The results of single tests: of nested TAP (node's) only the innermost lines."""
    results = []
    for line in output.splitlines():
        match = RESULT.match(line)
        if not match:
            continue
        depth = len(line) - len(line.lstrip())
        name = match.group(2)
        # A line that closes deeper ones stands for its children.
        if results and results[-1][0] > depth:
            while results and results[-1][0] > depth:
                yield results.pop()[1:]
            continue
        results.append((depth, not match.group(1), name))
    for result in results:
        yield result[1:]


def run(path, command, environment, folder):
    started = time.monotonic()
    try:
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT | environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=SECONDS_PER_FILE)
        output, status = done.stdout.decode(errors="replace"), done.returncode
    except subprocess.TimeoutExpired as late:
        output = (late.stdout or b"").decode(errors="replace") + "\nnot ok 0 - ended in time\n"
        status = 1
    return path, output, status, time.monotonic() - started


def main():
    words = sys.argv[1:]
    chosen = [item for item in commands() if is_chosen(item[0], words)]
    if not chosen:
        sys.exit(f"No test file has {' '.join(words)} in its path.")
    if any(item[0].startswith("tests/browser") for item in chosen):
        install_browser_packages()
    # Random order shows hidden dependence; the long ones first keep both cores busy.
    random.shuffle(chosen)
    chosen.sort(key=lambda item: not item[0].startswith(("tests/browser", "tests/fault")))
    passed = failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(PARALLEL) as pool:
        for future in concurrent.futures.as_completed([pool.submit(run, *item) for item in chosen]):
            path, output, status, seconds = future.result()
            results = list(leaf_results(output))
            if not results:  # a program with one answer: its status
                results = [(status in (0, SKIPPED), path + (" # SKIP" if status == SKIPPED else ""))]
            skips = [name for _, name in results if "# SKIP" in name.upper()]
            bad = [name for good, name in results if not good and name not in skips]
            if status not in (0, SKIPPED) and not bad:
                bad = [f"{path} ended with status {status}"]
            passed += len([name for good, name in results if good and name not in skips])
            failed += len(bad)
            skipped += len(skips)
            mark = "failed" if bad else "ok"
            print(f"{mark:6} {path} ({len(results)} tests, {seconds:.1f} s)", flush=True)
            for name in skips:
                print(f"       skipped: {name}")
            if bad:
                print("\n".join(f"       {line}" for line in output.splitlines()[-120:]), flush=True)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed else 0)


def install_browser_packages():
    folder = ROOT / "tests" / "browser"
    if not (folder / "node_modules").exists():
        print("Installing playwright-core and axe-core (npm)", flush=True)
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)


if __name__ == "__main__":
    main()
