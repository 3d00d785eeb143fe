#!/usr/bin/env python3
"""The extension asks for no more than its README says, names only files that are there, and the site
hands out those same files."""
import io
import json
import re
import zipfile

import tap
from site_under_test import ROOT, Site

FOLDER = ROOT / "extension"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text())


def test_it_asks_for_the_tab_of_its_button_only():
    assert MANIFEST["manifest_version"] == 3
    assert sorted(MANIFEST["permissions"]) == ["activeTab", "scripting"]
    for name in ("host_permissions", "optional_permissions", "optional_host_permissions", "content_scripts",
                 "web_accessible_resources", "externally_connectable"):
        assert name not in MANIFEST, name


def test_its_pages_load_nothing_from_elsewhere():
    assert MANIFEST["content_security_policy"]["extension_pages"].startswith("default-src 'none'")
    for file in FOLDER.glob("*.html"):
        text = file.read_text()
        assert "<script>" not in text and not re.search(r"\son\w+=", text) and "://" not in re.sub(r'placeholder="[^"]*"', "", text)
    for file in FOLDER.glob("*.js"):
        assert not re.search(r"\beval\b|new Function|innerHTML\s*=|fetch\(|import\(|XMLHttpRequest", file.read_text()), file


def test_every_file_that_it_names_is_there():
    named = [*MANIFEST["icons"].values(), MANIFEST["options_ui"]["page"], MANIFEST["background"]["service_worker"]]
    for file in FOLDER.glob("*"):
        if file.suffix in (".html", ".js"):
            named += re.findall(r"""(?:href|src|from|replace\()\s*[=(]?\s*['"]\.?/?([\w.-]+\.\w+)""", file.read_text())
    missing = [name for name in named if not (FOLDER / name).is_file()]
    assert named and not missing, missing


def test_bookmarklet_and_extension_read_a_page_alike():
    def reading(text):
        return [line.strip() for line in text.splitlines() if re.search(r"copy|held|chosen", line)]
    ours, theirs = (reading((ROOT / name).read_text()) for name in ("assets/bookmarklet.js", "extension/read_page.js"))
    assert ours[:-1] == theirs[:-1] and len(ours) > 5, (ours, theirs)


def test_the_site_hands_it_out():
    with Site() as site:
        site.user("Tan KW", role="owner")
        tan = site.reader().sign_in("Tan KW")
        address = re.search(r'href="(/assets/extension-[0-9a-f]+\.zip)"', tan.get("/settings/tools").text).group(1)
        answer = tan.get(address)
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        assert sorted(packed.namelist()) == sorted(file.name for file in FOLDER.iterdir())
        for name in packed.namelist():
            assert packed.read(name) == (FOLDER / name).read_bytes(), name


if __name__ == "__main__":
    tap.run()
