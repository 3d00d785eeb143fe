#!/usr/bin/env python3
"""The operator's side: commands, exit statuses, one folder, one port, backup and restore."""
import hashlib
import io
import json
import pathlib
import socket
import sqlite3
import subprocess
import tarfile
import tempfile

import tap
from site_under_test import PASSWORD, PROGRAM, Site


def run(*words, text=""):
    done = subprocess.run([PROGRAM, *words], input=text, text=True, capture_output=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def one_line(text):
    return text.count("\n") == 1 and text.startswith("passalong ")


def folder():
    return tempfile.TemporaryDirectory(prefix="passalong-test-")


def test_every_command_has_help_and_says_what_is_wrong_with_a_command_line():
    for command in ("serve", "share", "user", "blog", "clean", "extract", "feed", "backup", "restore", "check"):
        status, out, _ = run(command, "--help")
        assert status == 0 and f"passalong {command}" in out, out
        status, out, err = run(command, "--nonsense")
        assert status == 2 and "--nonsense" in err and not out, err
    assert run("nonsense")[0] == 2
    assert run()[0] == 2


def test_a_missing_data_option_is_a_wrong_command_line():
    for words in (["serve"], ["check"], ["user", "add", "A"], ["backup", "x"]):
        status, _, err = run(*words)
        assert status == 2 and "--data" in err, err


def test_a_folder_that_is_not_there_yet_is_made():
    with folder() as parent:
        new = f"{parent}/new"
        assert run("user", "--data", new, "add", "Tan KW", "--role", "owner", text=PASSWORD)[:2] == (0, "/m/tan-kw\n")
        assert pathlib.Path(new).stat().st_mode & 0o077 == 0, "others may read the folder"


def test_a_name_that_is_taken_or_a_short_password_fails_with_one_line():
    with folder() as data:
        assert run("user", "--data", data, "add", "Tan KW", text=PASSWORD)[0] == 0
        for name, password in (("Tan KW", PASSWORD), ("tan kw", PASSWORD), ("New", "short"), ("", PASSWORD)):
            status, out, err = run("user", "--data", data, "add", name, text=password)
            assert status == 1 and one_line(err) and not out, (name, err)


def test_sharing_to_a_blog_that_is_not_there_says_how_to_make_it():
    with folder() as data:
        status, _, err = run("share", "--data", data, "--blog", "nowhere", "-", text="Title\n\nText.")
        assert status == 1 and one_line(err) and "passalong blog" in err, err


def test_a_port_in_use_is_one_clear_line():
    with folder() as data, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, err = run("serve", "--data", data, "--listen", f"127.0.0.1:{port}")
        assert status == 1 and str(port) in err and "another program" in err, err


def test_two_servers_on_one_folder_are_refused():
    with Site() as site:
        status, _, err = run("serve", "--data", str(site.folder), "--listen", "127.0.0.1:0")
        assert status == 1 and one_line(err) and "another server" in err, err
        site.reader().get("/")


def test_a_store_of_a_newer_version_is_refused_and_left_alone():
    with folder() as data:
        assert run("user", "--data", data, "add", "Tan KW", text=PASSWORD)[0] == 0
        store = sqlite3.connect(f"{data}/passalong.db")
        store.execute("update store set version = version + 1")
        store.commit()
        store.close()
        before = pathlib.Path(f"{data}/passalong.db").read_bytes()
        status, _, err = run("serve", "--data", data, "--listen", "127.0.0.1:0")
        assert status == 1 and "newer" in err, err
        assert pathlib.Path(f"{data}/passalong.db").read_bytes() == before


def test_a_store_of_another_version_is_neither_checked_nor_exported():
    with folder() as data:
        assert run("user", "--data", data, "add", "Tan KW", text=PASSWORD)[0] == 0
        for change, wanted in (("delete from store where version = (select max(version) from store)", "start passalong serve"),
                               ("insert into store values (999)", "newer")):
            store = sqlite3.connect(f"{data}/passalong.db")
            store.execute(change)
            store.commit()
            store.close()
            for command in (("check", "--data", data), ("export", "--data", data, f"{data}/out.tar")):
                status, _, err = run(*command)
                assert status == 1 and wanted in err, (command, err)


def test_a_folder_that_may_not_be_written_to_is_named():
    status, _, err = run("serve", "--data", "/proc/nowhere", "--listen", "127.0.0.1:0")
    assert status == 1 and one_line(err) and "/proc/nowhere" in err, err


def test_a_file_that_is_no_store_is_refused():
    with folder() as data:
        pathlib.Path(f"{data}/passalong.db").write_bytes(b"this is not a store" * 1000)
        status, _, err = run("serve", "--data", data, "--listen", "127.0.0.1:0")
        assert status == 1 and "passalong.db" in err, err


def test_a_backup_taken_while_serving_restores_to_the_same_site():
    with Site() as site, folder() as elsewhere:
        site.user("Tan KW", role="owner")
        site.blog("good-articles", owner="Tan KW")
        path = site.share("good-articles", "Tan KW", "A title\n\nA paragraph of text that is kept.\n")
        backup = f"{elsewhere}/backup"
        site.run("backup", backup)
        status, _, err = run("backup", "--data", str(site.folder), backup)
        assert status == 1 and one_line(err), "an existing backup was overwritten"
        status, _, err = run("restore", backup, "--data", f"{elsewhere}/site")
        assert status == 0, err
        with Site(folder=f"{elsewhere}/site") as restored:
            assert restored.reader().get(path).text.count("A paragraph of text that is kept.") >= 1
            assert restored.run("check").strip() == "clean"
        status, _, err = run("restore", backup, "--data", f"{elsewhere}/site")
        assert status == 1 and one_line(err), "a site was overwritten"


def put_object(site, content):
    """As a snapshot or picture is kept: under the hash of its bytes."""
    name = hashlib.sha256(content).hexdigest()
    place = pathlib.Path(site.folder) / "objects" / name[:2] / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place.relative_to(site.folder)


def test_a_backup_is_a_tar_with_the_store_and_every_object():
    with Site() as site, folder() as elsewhere:
        site.user("Tan KW", role="owner")
        kept = [put_object(site, content) for content in (b"", b"one", bytes(range(256)) * 4096)]
        site.run("backup", f"{elsewhere}/backup")
        with tarfile.open(f"{elsewhere}/backup") as backup:
            assert sorted(backup.getnames()) == sorted(["passalong.db", *map(str, kept)])
        status, _, err = run("restore", f"{elsewhere}/backup", "--data", f"{elsewhere}/site")
        assert status == 0, err
        for place in kept:
            assert (pathlib.Path(elsewhere) / "site" / place).read_bytes() == (site.folder / place).read_bytes()


def rewritten(backup, out, name=None, content=None, extra=None):
    """The backup with one entry of other bytes, without it, or with one more."""
    with tarfile.open(backup) as old, tarfile.open(out, "w", format=tarfile.PAX_FORMAT) as new:
        for entry in old:
            is_it = entry.name.startswith(name or "/")
            if is_it and content is None:
                continue
            body = content if is_it else old.extractfile(entry).read()
            entry.size = len(body)
            new.addfile(entry, io.BytesIO(body))
        if extra:
            entry = tarfile.TarInfo(extra)
            entry.size = 3
            new.addfile(entry, io.BytesIO(b"abc"))


def test_a_damaged_backup_is_not_restored():
    with Site() as site, folder() as elsewhere:
        site.user("Tan KW", role="owner")
        put_object(site, b"a snapshot")
        good, bad = f"{elsewhere}/good", pathlib.Path(f"{elsewhere}/bad")
        site.run("backup", good)
        whole = pathlib.Path(good).read_bytes()
        damages = {
            "a store alone": lambda: bad.write_bytes((pathlib.Path(site.folder) / "passalong.db").read_bytes()),
            "nothing": lambda: bad.write_bytes(b""),
            "cut in the middle": lambda: bad.write_bytes(whole[: len(whole) // 2]),
            "another object under the name": lambda: rewritten(good, bad, "objects/", b"another one"),
            "no store in it": lambda: rewritten(good, bad, "passalong.db"),
            "an empty store": lambda: rewritten(good, bad, "passalong.db", b""),
            "a broken store": lambda: rewritten(good, bad, "passalong.db", b"SQLite format 3\0" + bytes(5000)),
            "a file outside": lambda: rewritten(good, bad, extra="../outside"),
            "a file of no site": lambda: rewritten(good, bad, extra="objects/ab/script.sh"),
        }
        for n, (damage, make) in enumerate(damages.items()):
            make()
            status, _, err = run("restore", str(bad), "--data", f"{elsewhere}/site{n}")
            assert status == 1 and one_line(err), (damage, err)
            assert not list(pathlib.Path(f"{elsewhere}/site{n}").glob("passalong.db*")), damage
            assert not pathlib.Path(f"{elsewhere}/outside").exists(), damage


def test_check_reads_every_object_that_a_row_names():
    with Site() as site:
        site.user("Tan KW", role="owner")
        kept = put_object(site, b"a picture")
        assert site.run("check").strip() == "clean"
        store = sqlite3.connect(f"{site.folder}/passalong.db")
        store.execute("insert into picture (id, address, state, changed) values (1, 'https://a.example/', 1, 0)")
        store.execute("insert into picture_version (picture, kind, width, height, object) "
                      f"values (1, 'png', 1, 1, '{kept.name}')")
        store.commit()
        store.close()
        assert site.run("check").strip() == "clean"
        (site.folder / kept).write_bytes(b"another")
        assert "has other bytes" in run("check", "--data", str(site.folder))[1]
        (site.folder / kept).unlink()
        status, out, err = run("check", "--data", str(site.folder))
        assert status == 1 and "is missing" in out and "backup" in err, (out, err)


def test_check_finds_a_wrong_counter_and_mends_it():
    with Site() as site:
        site.user("Tan KW", role="owner")
        site.blog("good-articles", owner="Tan KW")
        site.share("good-articles", "Tan KW", "A title\n\nA paragraph of text.\n")
        store = sqlite3.connect(f"{site.folder}/passalong.db")
        store.execute("update blog set n_articles = 7")
        store.commit()
        store.close()
        assert "1" in site.run("check", status=1)
        site.run("check", "--repair")
        assert site.run("check").strip() == "clean"


def test_the_cleaner_reads_standard_input_and_writes_standard_output():
    status, out, _ = run("clean", text="<p onclick=x>kept<script>alert(1)</script></p>")
    assert status == 0 and out.strip() == "<p>kept</p>", out


STORY = """<!doctype html><html lang="en"><head><title>Bread that waits</title>
<meta property="article:published_time" content="2024-10-21T17:44:00+08:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bread that waits</h1><div class="byline">By <a rel="author" href="/staff/mia">Mia Wong</a>, food desk</div><p>The dough rests overnight in a cool room before anybody touches it, they say.</p>
<p>Then it is baked in a slow oven until the <a href="/crust">crust</a> sings to the baker who waits for it.</p>
</article></body></html>"""


def test_extract_prints_one_object_a_file_and_says_which_hold_none():
    with folder() as elsewhere:
        story, empty = pathlib.Path(f"{elsewhere}/story.html"), pathlib.Path(f"{elsewhere}/empty.html")
        story.write_text(STORY)
        empty.write_text("<html><body></body></html>")
        files = [str(story), f"{elsewhere}/nowhere.html", str(empty), str(story)]
        status, out, err = run("extract", "--url", "https://bakers.example/2024/bread", *files)
        found = [json.loads(line) for line in out.splitlines()]
        assert status == 1 and [one["file"] for one in found] == files, out
        assert all("error" in one and one["error"] for one in found[1:3]), out
        assert err.count("\n") == 2 and "nowhere.html" in err, err
        assert found[0]["title"] == "Bread that waits" and found[0]["lang"] == "en", found[0]
        assert found[0]["published"] == "2024-10-21T09:44:00Z" and found[0]["credit"] is None, found[0]
        assert found[0]["byline"] == "By Mia Wong, food desk" and found[0]["author"] == "Mia Wong", found[0]
        assert found[0]["text"].startswith("The dough rests") and "Home" not in found[0]["text"], found[0]
        assert 'href="https://bakers.example/crust"' in found[0]["html"], found[0]
        assert found[0]["words"] == 33, found[0]
        assert found[3] == found[0]


def test_a_stop_signal_ends_cleanly_and_loses_nothing():
    site = Site()
    with site:
        site.user("Tan KW", role="owner")
        site.blog("good-articles", owner="Tan KW")
        path = site.share("good-articles", "Tan KW", "A title\n\nA paragraph of text.\n")
        site.stop()
        site.start()
        site.reader().get(path)


if __name__ == "__main__":
    tap.run()
