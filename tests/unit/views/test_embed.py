#!/usr/bin/env python3
"""Embedding of assets: addresses, references and types."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))


class Embeds(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def embed(self, files):
        paths = []
        for name, data in files.items():
            path = os.path.join(self.folder.name, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as handle:
                handle.write(data)
            paths.append(path)
        run = subprocess.run([sys.executable, f"{ROOT}/tools/embed.py", "--root", self.folder.name,
                              "--out", self.folder.name, *paths], capture_output=True, text=True, check=False)
        if run.returncode:
            return run.returncode, run.stderr
        with open(os.path.join(self.folder.name, "assets.gen.c"), encoding="utf-8") as handle:
            return 0, handle.read()

    def test_the_address_changes_with_the_content(self):
        first = re.findall(r"/assets/a-\w+\.css", self.embed({"a.css": b"p{}"})[1])
        second = re.findall(r"/assets/a-\w+\.css", self.embed({"a.css": b"q{}"})[1])
        self.assertEqual(len(first), 1)
        self.assertNotEqual(first, second)

    def test_a_style_sheet_names_hashed_addresses(self):
        _, before = self.embed({"a.css": b"p{background:url(i/x.svg)}", "i/x.svg": b"<svg/>"})
        _, after = self.embed({"a.css": b"p{background:url(i/x.svg)}", "i/x.svg": b"<svg />"})
        self.assertNotEqual(re.findall(r"/assets/a-\w+\.css", before), re.findall(r"/assets/a-\w+\.css", after))

    def test_only_what_shrinks_is_compressed(self):
        _, code = self.embed({"a.css": b"p{color:red}" * 100, "b.css": b"p{}"})
        self.assertIn("gzip_0[]", code)
        self.assertNotIn("gzip_1[]", code)

    def test_refuses_an_unknown_type_and_an_unknown_reference(self):
        self.assertIn("no content type is known", self.embed({"a.exe": b"x"})[1])
        self.assertIn("names no listed asset", self.embed({"a.css": b"p{background:url(no.svg)}"})[1])


if __name__ == "__main__":
    unittest.main()
