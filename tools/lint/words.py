"""Words that do not belong in a tree: notes to oneself without a number, traces of a machine."""
import re
import subprocess

SUFFIXES = (".c", ".h", ".py", ".mjs", ".js", ".css", ".html", ".md", ".build", ".1", ".po")
FORBIDDEN = [
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)"), "needs an issue's number"),
    (re.compile(r"/home/\w+|/root/|/work/"), "is a path of one machine"),
]


def check(root):
    found = []
    listed = subprocess.run(["git", "ls-files"], cwd=root, text=True, stdout=subprocess.PIPE).stdout
    for name in listed.splitlines():
        if not name.endswith(SUFFIXES) or name == "tools/lint/words.py":
            continue
        path = root / name
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            for pattern, why in FORBIDDEN:
                if pattern.search(line):
                    found.append(f"{name}:{number}: {pattern.search(line).group(0)} {why}")
    return found
