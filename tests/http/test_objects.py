#!/usr/bin/env python3
"""Files of snapshots and pictures: what deleted articles leave goes after a day; what is named, young
or being copied stays."""
import contextlib
import fcntl
import os
import re
import sqlite3
import time

import tap
from publisher import SENTENCES, story
from site_under_test import ROOT
from test_sharing import wait_for
from test_silent_edits import shared_story

PICTURE = (ROOT / "tests" / "http" / "data" / "pictures" / "wide.jpg").read_bytes()
WAIT_SECONDS = 60
DAYS = 86400


def files(site):
    """Every object's file, by its name."""
    return {path.name: path for path in (site.folder / "objects").glob("??/*")}


def wait_for_files(site, is_so):
    end = time.monotonic() + WAIT_SECONDS
    while not is_so(files(site)):
        assert time.monotonic() < end, sorted(files(site))
        time.sleep(0.05)


def make_old(site, names=None):
    """Two days pass for these files and for what the store says of pictures."""
    then = time.time() - 2 * DAYS
    for name, path in files(site).items():
        if names is None or name in names:
            os.utime(path, (then, then))
    with contextlib.closing(sqlite3.connect(site.folder / "passalong.db", timeout=30)) as store, store:
        store.execute("update picture set changed = ?", (then,))


def named(site):
    with contextlib.closing(sqlite3.connect(site.folder / "passalong.db", timeout=30)) as store:
        return {row[0] for row in store.execute("select object from snapshot union select object from picture_version")}


@contextlib.contextmanager
def story_with_picture():
    """A shared story with its snapshot and its picture kept."""
    with shared_story() as it:
        it.site.policy("127.0.0.1", "full")
        it.publisher.pages["/wide.jpg"] = PICTURE
        it.publisher.headers["/wide.jpg"] = {"Content-Type": "image/jpeg"}
        it.publisher.pages["/pictured"] = story([*SENTENCES, '<img src="/wide.jpg" alt="The quay">'], title="The quay at night")
        yield it


def share(it):
    """Its path, once its picture is shown from here."""
    page = it.tan.submit(it.tan.get("/share").form("/share"), way="link", link=it.publisher.url("/pictured"))
    path = it.tan.submit(wait_for(it.tan, page, 'name="version"').form("/edit"), do="publish").path
    wait_for_files(it.site, lambda now: any(name in it.site.reader().get(path).text for name in now))
    return path


def delete(it, path):
    number = re.search(r"/a/(\d+)", path).group(1)
    it.tan.submit(it.tan.get(f"/a/{number}/delete").form("/delete"))


def forget_pictures(site):
    with contextlib.closing(sqlite3.connect(site.folder / "passalong.db")) as store, store:
        store.execute("delete from picture_version")
        store.execute("delete from picture")


def test_what_a_deleted_article_leaves_is_swept_by_the_server_and_nothing_else():
    with story_with_picture() as it:
        kept = set(files(it.site))
        path = share(it)
        assert len(files(it.site)) > len(kept) + 1, "a snapshot and the picture's versions"
        delete(it, path)
        it.site.stop()
        make_old(it.site)
        it.site.start()
        wait_for_files(it.site, lambda now: set(now) == kept)
        assert named(it.site) == kept
        assert it.site.run("check").strip() == "clean"


def test_check_says_how_many_there_are_and_repair_removes_them():
    with story_with_picture() as it:
        kept = set(files(it.site))
        delete(it, share(it))
        left = set(files(it.site)) - kept
        it.site.stop()
        forget_pictures(it.site)
        assert it.site.run("check").strip() == "clean", "they are younger than a day"
        make_old(it.site)
        said = it.site.run("check").splitlines()
        assert said == [f"{len(left)} objects that nothing names any more; --repair removes them", "clean"], said
        said = it.site.run("check", "--repair").splitlines()
        assert said == [f"removed: {len(left)} objects that nothing named", "clean"], said
        assert set(files(it.site)) == kept
        it.site.start()


def test_nothing_goes_while_a_backup_or_an_export_copies():
    with story_with_picture() as it:
        delete(it, share(it))
        it.site.stop()
        make_old(it.site)
        before = set(files(it.site))
        with open(it.site.folder / "objects" / "lock", "w", encoding="utf-8") as hold:
            fcntl.flock(hold, fcntl.LOCK_SH)  # as those commands do until they have packed everything
            said = it.site.run("check", "--repair").splitlines()
            assert said == ["a backup or an export is running: no objects were removed", "clean"], said
            assert set(files(it.site)) == before
            for command in ("backup", "export"):
                it.site.run(command, str(it.site.folder.parent / command))  # they share it
        with open(it.site.folder / "objects" / "lock", "w", encoding="utf-8") as hold:
            fcntl.flock(hold, fcntl.LOCK_EX)  # as the sweep does: a backup begins after it
            waiting = it.site.begin("backup", str(it.site.folder.parent / "second"))
            assert waiting.poll() is None
        assert waiting.wait(WAIT_SECONDS) == 0
        assert it.site.run("check", "--repair").startswith("removed: ")
        it.site.start()


def test_bytes_that_come_again_are_young_again():
    with story_with_picture() as it:
        delete(it, share(it))
        it.site.stop()
        make_old(it.site)
        forget_pictures(it.site)
        with open(it.site.folder / "objects" / "lock", "w", encoding="utf-8") as hold:
            fcntl.flock(hold, fcntl.LOCK_SH)  # so that the starting server sweeps nothing
            it.site.start()
            it.tan = it.site.reader().sign_in("Tan KW")
            again = share(it)
        text = it.site.reader().get(again).text
        young = [path for name, path in files(it.site).items() if name in text]
        assert young and all(path.stat().st_mtime > time.time() - DAYS for path in young)
        it.site.run("check", "--repair")
        assert it.site.run("check").strip() == "clean"


if __name__ == "__main__":
    tap.run()
