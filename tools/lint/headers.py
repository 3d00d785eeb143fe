"""Each header compiles alone, has its guard, and each .c includes its own header first."""
import re
import subprocess

FLAGS = ["-std=c17", "-D_GNU_SOURCE", "-fsyntax-only", "-Isrc", "-Wall", "-Wextra", "-x", "c"]


def check(root):
    found = []
    for path in sorted((root / "src").rglob("*.h")):
        shown = str(path.relative_to(root))
        guard = re.sub(r"[^A-Z0-9]", "_", str(path.relative_to(root / "src")).upper())
        if f"#ifndef {guard}\n#define {guard}\n" not in path.read_text():
            found.append(f"{shown}: the guard is not {guard}")
        done = subprocess.run(["gcc", *FLAGS, shown], cwd=root, text=True, stderr=subprocess.PIPE)
        if done.returncode != 0:
            found.append(f"{shown}: does not compile alone: {done.stderr.splitlines()[0]}")
    for path in sorted((root / "src").rglob("*.c")):
        own = path.with_suffix(".h")
        if own.exists():
            first = re.search(r'^#include (["<].*[">])', path.read_text(), re.M)
            wanted = f'"{own.relative_to(root / "src")}"'
            if not first or first.group(1) != wanted:
                found.append(f"{path.relative_to(root)}: does not include {wanted} first")
    return found
