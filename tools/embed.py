#!/usr/bin/env python3
"""Embeds the files of assets/ as C arrays, each with its address, type, ETag and gzip form.

Python, because meson needs Python anyway; used while building only.

    embed.py --root assets --out DIR FILE... [--pack NAME.zip FILE...]

writes DIR/assets.gen.h and DIR/assets.gen.c; --pack adds one asset with those files in it.

A url(NAME) in a style sheet becomes the address of the asset NAME.
"""

import argparse
import gzip
import hashlib
import io
import os
import re
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from template.emit import asset_id, c_string  # noqa: E402

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
         ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".ico": "image/x-icon",
         ".woff2": "font/woff2", ".zip": "application/zip", ".webmanifest": "application/manifest+json", ".xsl": "text/xsl; charset=utf-8"}


class Asset:
    def __init__(self, name, data):
        stem, extension = os.path.splitext(name)
        if extension not in TYPES:
            sys.exit(f"assets/{name}: no content type is known for {extension}; add it to TYPES in tools/embed.py")
        self.name, self.data, self.type = name, data, TYPES[extension]
        self.hash = hashlib.sha256(data).hexdigest()
        self.url = f"/assets/{stem}-{self.hash[:12]}{extension}"
        packed = gzip.compress(data, 9, mtime=0)
        self.gzip = packed if len(packed) < len(data) * 0.95 else b""


def read_assets(root, files):
    """Style sheets last: they name the others' addresses."""
    known = {}
    for file in sorted(files, key=lambda f: (f.endswith(".css"), f)):
        name = os.path.relpath(file, root)
        with open(file, "rb") as handle:
            data = handle.read()
        if name.endswith(".css"):
            data = re.sub(rb"url\(([\w./-]+)\)", lambda m: css_url(name, m[1].decode(), known), data)
        known[name] = Asset(name, data)
    return [known[name] for name in sorted(known)]


def pack(name, files):
    """The same bytes from the same files, whenever and by whomever they are packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for file in sorted(files):
            with open(file, "rb") as handle:
                folder.writestr(zipfile.ZipInfo(os.path.basename(file)), handle.read(), zipfile.ZIP_DEFLATED)
    return Asset(name, packed.getvalue())


def css_url(sheet, target, known):
    if target not in known:
        sys.exit(f"assets/{sheet}: url({target}) names no listed asset; list it in src/views/meson.build")
    return f"url({known[target].url})".encode()


def c_array(name, data):
    rows = [", ".join(str(byte) for byte in data[i:i + 24]) for i in range(0, len(data), 24)]
    return f"static const unsigned char {name}[] = {{\n    " + ",\n    ".join(rows) + "};\n"


def text(value):
    return f"STR_INIT({c_string(value.encode())})"


def entry(i, asset):
    packed = f"{{(const char *)gzip_{i}, sizeof(gzip_{i})}}" if asset.gzip else 'STR_INIT("")'
    data = f"{{(const char *)bytes_{i}, sizeof(bytes_{i})}}" if asset.data else 'STR_INIT("")'
    etag, gzip_etag = (f'"{asset.hash[:20]}{end}"' for end in ("", "-gz"))
    return (f"    {{{text(asset.name)},\n     {text(asset.url)},\n     {text(asset.type)},\n     {text(etag)},\n"
            f"     {data},\n     {packed},\n     {text(gzip_etag)}}},\n")


def source(assets):
    parts = ["/* Made by tools/embed.py from assets/. */\n#include \"views/assets.h\"\n\n"]
    for i, asset in enumerate(assets):
        if asset.data:
            parts.append(c_array(f"bytes_{i}", asset.data))
        if asset.gzip:
            parts.append(c_array(f"gzip_{i}", asset.gzip))
    parts.append("\nconst struct asset assets[] = {\n" + "".join(entry(i, a) for i, a in enumerate(assets)) + "};\n")
    parts.append(f"const size_t n_assets = {len(assets)};\n")
    return "".join(parts)


def header(assets):
    ids = "".join(f"    {asset_id(asset.name)},\n" for asset in assets)
    return ("/* Made by tools/embed.py from assets/. */\n#ifndef VIEWS_ASSETS_GEN_H\n#define VIEWS_ASSETS_GEN_H\n\n"
            f'#include "views/assets.h"\n\nenum asset_id {{\n{ids}}};\n\n#endif\n')


def main():
    parser = argparse.ArgumentParser(description="embeds assets as C arrays")
    parser.add_argument("--root", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--pack", nargs="+", action="append", default=[], metavar=("NAME", "FILE"))
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    assets = read_assets(options.root, options.files) + [pack(name, files) for name, *files in options.pack]
    assets.sort(key=lambda asset: asset.name)
    for name, content in (("assets.gen.h", header(assets)), ("assets.gen.c", source(assets))):
        with open(os.path.join(options.out, name), "w", encoding="utf-8") as handle:
            handle.write(content)


if __name__ == "__main__":
    main()
