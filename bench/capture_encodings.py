#!/usr/bin/env python3
"""How the encoding of a page is told: html5lib's examples of the HTML standard's rules, asked of `passalong extract`.

The examples stand in ../shared/data, which is not part of the project; without it this says so and ends.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

Row = collections.namedtuple("Row", "set what score wanted published")


def examples(path):
    """Each "#data" with the name behind its "#encoding"."""
    for piece in path.read_bytes().split(b"#data\n")[1:]:
        data, _, name = piece.partition(b"\n#encoding\n")
        yield data, name.split(b"\n")[0].decode().lower()


def score(passalong, data_dir):
    """One row: the part of the examples that is told right."""
    found = [example for path in sorted((pathlib.Path(data_dir) / "html5lib" / "encoding").glob("*.dat"))
             for example in examples(path)]
    if not found:
        return []
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / f"{i}.html" for i in range(len(found))]
        for path, (data, _) in zip(paths, found):
            path.write_bytes(data)
        told = subprocess.run([passalong, "extract", *paths], capture_output=True, check=False).stdout.splitlines()
    n_right = sum(json.loads(line)["encoding"].lower() == name for line, (_, name) in zip(told, found))
    return [Row("html5lib", "encodings", n_right / len(found), 1.0, "")]


def main():
    rows = score(ROOT / "build" / "release" / "passalong", ROOT.parent / "shared" / "data")
    if not rows:
        print("skipped: the shared data is not here")
    for row in rows:
        print(f"{row.set}  {row.what}  {row.score:.3f}  (wanted {row.wanted})")
    return 0 if all(row.score >= row.wanted for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
