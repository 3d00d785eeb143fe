#!/usr/bin/env python3
"""Every check that needs no running program. Prints what is wrong and where; ends with a count."""
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from lint import banned, headers, layers, sizes, words  # noqa: E402


def c_files(*folders):
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*.[ch]") if "node_modules" not in path.parts)


def run(words_, **options):
    done = subprocess.run(words_, cwd=ROOT, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)
    return [] if done.returncode == 0 else done.stdout.strip().splitlines() or [f"{words_[0]} failed"]


def check_format():
    files = [str(path) for path in c_files("src", "tests", "bench")]
    return run(["clang-format", "--dry-run", "-Werror", *files])


def check_messages():
    return run([sys.executable, "tools/catalog.py", "check"])


def check_shell():
    return run(["sh", "-n", "dev"]) + run(["sh", "-n", ".ci/run"])


def check_man_page():
    return run(["mandoc", "-Tlint", "-W", "warning", "docs/passalong.1"])


def check_script_size():
    """The interface's script stays small: 15 KB is the promise."""
    size = (ROOT / "assets" / "app.js").stat().st_size
    return [] if size < 15 * 1024 else [f"assets/app.js: {size} bytes, 15,360 are the limit"]


def check_tidy():
    """clang-tidy reads .clang-tidy; the compile commands come from ./dev build."""
    files = [str(path) for path in sorted((ROOT / "src").rglob("*.c"))]
    return run([shutil.which("run-clang-tidy") or "run-clang-tidy", "-quiet", "-j", "2",
                "-p", "build/checked", *files])


CHECKS = {
    "layers": lambda: layers.check(ROOT),
    "banned functions": lambda: banned.check(ROOT),
    "sizes": lambda: sizes.check(ROOT),
    "headers": lambda: headers.check(ROOT),
    "words": lambda: words.check(ROOT),
    "format": check_format,
    "messages": check_messages,
    "shell": check_shell,
    "man page": check_man_page,
    "script size": check_script_size,
}


def main():
    chosen = sys.argv[1:] or list(CHECKS)
    n_bad = 0
    for name in chosen:
        if name == "tidy":
            complaints = check_tidy()
        elif name in CHECKS:
            complaints = CHECKS[name]()
        else:
            sys.exit(f"There is no check '{name}'; there are: {', '.join(CHECKS)}, tidy")
        print(f"{'ok' if not complaints else 'bad':4}{name}", flush=True)
        for line in complaints[:60]:
            print(f"    {line}")
        n_bad += bool(complaints)
    print(f"{len(chosen) - n_bad} checks clean, {n_bad} not")
    sys.exit(1 if n_bad else 0)


if __name__ == "__main__":
    main()
