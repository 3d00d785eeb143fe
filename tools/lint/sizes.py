"""Functions, files and headers stay short enough to be read at once."""
import re

FUNCTION_LINES = 60
FILE_LINES = 500
HEADER_LINES = 160
TABLES = {"src/base/limits.h"}  # a line each, however many there are


def functions(lines):
    """(name, first line, number of lines) of each function: clang-format puts its braces at column 0."""
    name, first = None, 0
    for number, line in enumerate(lines, 1):
        if re.match(r"^[A-Za-z_].*\w\(", line) and not line.rstrip().endswith(";"):
            name, first = re.search(r"(\w+)\(", line).group(1), number
        if line == "}" and name:
            yield name, first, number - first + 1
            name = None


def check(root):
    found = []
    for path in sorted((root / "src").rglob("*.[ch]")):
        shown = path.relative_to(root)
        lines = path.read_text().splitlines()
        limit = HEADER_LINES if path.suffix == ".h" else FILE_LINES
        if len(lines) > limit and str(shown) not in TABLES:
            found.append(f"{shown}: {len(lines)} lines, {limit} are the limit")
        for name, first, n in functions(lines):
            if n > FUNCTION_LINES:
                found.append(f"{shown}:{first}: {name} has {n} lines, {FUNCTION_LINES} are the limit")
    return found
