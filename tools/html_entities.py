#!/usr/bin/env python3
"""Writes the HTML standard's named character references, which Python's library holds, as a C table."""
import html.entities
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0])

from template.emit import c_string  # noqa: E402


def main():
    rows = sorted((name.encode(), text.encode()) for name, text in html.entities.html5.items())
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write('#include "text/html5/reference.h"\n\nconst struct html_entity html_entities[] = {\n')
        for name, text in rows:
            out.write(f"    {{STR_INIT({c_string(name)}), STR_INIT({c_string(text)})}},\n")
        out.write(f"}};\n\nconst size_t html_n_entities = {len(rows)};\n")


if __name__ == "__main__":
    main()
