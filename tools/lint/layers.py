"""Includes point down only: the map of docs/architecture.md, as a table."""
import re

MAY_USE = {
    "base": set(),
    "text": {"base"},
    "db": {"base"},
    "community": {"base", "text", "db"},
    "capture": {"base", "text"},
    "jobs": {"base", "text", "db", "community", "capture"},
    "transfer": {"base", "text", "db", "community", "capture"},
    "views": {"base", "text"},
    "web": {"base", "text", "db", "community", "capture", "jobs", "transfer", "views"},
    "cli": {"base", "text", "db", "community", "capture", "jobs", "transfer", "web"},
    "main.c": {"cli", "capture"},
}
# A library that one file alone may know.
KEEPERS = {
    "microhttpd.h": {"src/web/server.c"},
    "sqlite3.h": {"src/db/sqlite.c", "src/db/sqlite_copy.c", "src/db/sqlite_watch.c"},
    "archive.h": {"src/db/bundle.c", "src/db/tar.c"},
    "curl/curl.h": {"src/capture/fetch_hop.c"},
    "libxml/parserInternals.h": {"src/capture/xml.c"},
    "cmark.h": {"src/text/markdown.c"},
    "seccomp.h": {"src/capture/sandbox.c"},
    "vips/vips.h": {"src/capture/drawing.c"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


def check(root):
    return list(arrows(root))


def arrows(root):
    for path in sorted((root / "src").rglob("*.[ch]")):
        shown = str(path.relative_to(root))
        room = path.relative_to(root / "src").parts[0]
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            quote, name = match.groups()
            used = name.split("/")[0]
            if quote == '"' and used in MAY_USE and used != room and used not in MAY_USE[room]:
                yield f"{shown}:{number}: {room} may not use {used}"
            if name in KEEPERS and shown not in KEEPERS[name]:
                yield f"{shown}:{number}: only {', '.join(KEEPERS[name])} knows {name}"

