#!/usr/bin/env python3
"""A full disk, a store that cannot be written, a capture or server that is killed at work: the reader
is told, the typed text is kept, nothing is half-written, and it goes on when it can."""
import contextlib
import ctypes
import http.server
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "http"))

import tap  # noqa: E402
from site_under_test import Site  # noqa: E402

STORY = "A title to talk about\n\nSome text that is long enough to be an article in a blog.\n"
PAGE = b"""<!doctype html><html lang="en"><head><title>Bread that waits</title></head><body><article>
<h1>Bread that waits</h1><p>The dough rests overnight in a cool room before anybody touches it, they say.</p>
<p>Then it is baked in a slow oven until the crust sings to the baker who waits for it.</p></article></body></html>"""
CLONE_NEWNS = 0x00020000
WAIT_SECONDS = 60


def wait_until(is_so, what):
    """A state that the machine reaches when it does."""
    end = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.02)


def prepare(site):
    site.user("Tan KW", role="owner")
    site.blog("notes", "Tan KW")
    return site.share("notes", "Tan KW", STORY)


def needs_root():
    if os.geteuid() != 0:
        raise tap.Skip("only root can do this")


@contextlib.contextmanager
def small_disk(megabytes):
    """A disk of its own in a mount namespace that no other process sees."""
    needs_root()
    done = subprocess.run(["unshare", "-m", "--propagation", "unchanged", "true"], capture_output=True)
    if done.returncode != 0:
        raise tap.Skip("mounts cannot be made here")
    if ctypes.CDLL(None).unshare(CLONE_NEWNS) != 0:
        raise tap.Skip("a mount namespace cannot be made here")
    with tempfile.TemporaryDirectory(prefix="passalong-disk-") as folder:
        # In a changed root "/" is no mount of its own and the call fails; whoever changed it sees this one.
        subprocess.run(["mount", "--make-rprivate", "/"], stderr=subprocess.DEVNULL, check=False)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=True)
        try:
            yield pathlib.Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def fill(path):
    """Takes all that is left of the disk."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(b"x" * size) > 0:
                    pass
            except OSError:
                pass


def test_while_the_disk_is_full_the_text_is_kept_and_afterwards_it_works():
    with small_disk(16) as disk:
        site = Site(folder=disk / "data")
        path = prepare(site)
        with site:
            tan = site.reader().sign_in("Tan KW")
            tan.submit(tan.get(path).form("/comments"), body="Before it was full.")
            form = tan.get(path).form("/comments")
            fill(disk / "ballast")
            # What was set aside in the log's file takes a few comments before it must grow.
            for n in range(200):
                body = f"Typed while it is full, {n}. " + "Many words. " * 200
                answer = tan.submit(form, status=None, follow=False, body=body)
                if answer.status != 303:
                    break
            assert answer.status == 503, answer.status
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.form("/comments").fields["body"].strip() == body.strip(), answer.words[:500]
            kept = answer.form("/comments")
            assert tan.get(path).status == 200, "reading goes on"
            assert body.strip() not in tan.get(path).words, "half-written"
            (disk / "ballast").unlink()
            tan.submit(kept)
            tan.submit(form, body="After it was full.")
            page = tan.get(path).words
            n_comments = n + 3
            assert f"of {n_comments} comments" in page, page[:1500]
            assert site.run("check").strip() == "clean"
        assert site.run("check").strip() == "clean"


def test_a_store_without_any_room_beside_it_says_so():
    with small_disk(16) as disk:
        site = Site(folder=disk / "data")
        prepare(site)
        fill(disk / "ballast")
        assert "the disk is full" in site.run("check", status=1)
        (disk / "ballast").unlink()
        assert site.run("check").strip() == "clean"


def test_an_import_that_fills_the_disk_keeps_what_came_and_goes_on_when_there_is_room():
    with small_disk(160) as disk, tempfile.TemporaryDirectory(prefix="passalong-import-") as folder:
        site = Site(folder=disk / "data")
        prepare(site)
        (disk / "ballast").write_bytes(b"x" * (142 << 20))
        path = pathlib.Path(folder) / "many.jsonl"
        n = 4000
        with open(path, "w", encoding="utf-8") as file:
            for i in range(n):
                text = " ".join(f"{i * j * 7919 % 1000003:x}" for j in range(1, 500))
                file.write(json.dumps({"id": str(i), "title": f"Number {i}", "shared": "2024-10-21", "text": text}) + "\n")
        said = site.run("import", "--blog", "notes", str(path), status=1)
        assert "the disk is full" in said and "goes on from there" in said, said
        os.truncate(disk / "ballast", 141 << 20)  # to open the store takes a little room
        assert site.run("check").strip() == "clean"
        (disk / "ballast").unlink()
        site.run("import", "--blog", "notes", str(path))
        assert site.run("check").strip() == "clean"
        store = sqlite3.connect(f"file:{site.folder}/passalong.db?mode=ro", uri=True)
        assert store.execute("select count(*), count(distinct title) from article").fetchone() == (n + 1, n + 1)
        store.close()


def test_a_folder_of_somebody_else_is_refused_in_one_line():
    needs_root()
    with tempfile.TemporaryDirectory(prefix="passalong-rights-") as folder:
        os.chmod(folder, 0o755)
        program = pathlib.Path(folder) / "passalong"
        shutil.copy(Site().program, program)
        data = pathlib.Path(folder) / "data"
        data.mkdir(mode=0o755)
        site = Site(folder=data)
        prepare(site)
        as_nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", str(program)]
        for words in (["serve", "--listen", "127.0.0.1:0", "--data", str(data)],
                      ["serve", "--listen", "127.0.0.1:0", "--data", str(data / "new")],
                      ["user", "add", "Aminah", "--data", str(data)]):
            done = subprocess.run(as_nobody + words, input="a long password\n", capture_output=True, text=True,
                                  timeout=60)
            assert done.returncode == 1, (words, done.returncode, done.stderr)
            assert done.stdout == "" and len(done.stderr.strip().splitlines()) == 1, (words, done.stderr)
            assert str(data) in done.stderr, done.stderr
        assert site.run("check").strip() == "clean"


class SlowPublisher(http.server.BaseHTTPRequestHandler):
    """Holds the first request until it is let go; answers the others at once."""
    asked, go_on, n_asked = threading.Event(), threading.Event(), 0

    def do_GET(self):
        cls = type(self)
        cls.n_asked += 1
        is_first = cls.n_asked == 1
        cls.asked.set()
        if is_first:
            cls.go_on.wait(WAIT_SECONDS)
        with contextlib.suppress(OSError):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def slow_publisher():
    handler = type("Publisher", (SlowPublisher,), {"asked": threading.Event(), "go_on": threading.Event(), "n_asked": 0})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", handler
    finally:
        handler.go_on.set()
        server.shutdown()
        server.server_close()


def children(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return found


def is_running(pid):
    """Not a zombie either: an init that reaps nobody leaves the dead in their places."""
    try:
        about = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return about.rpartition(")")[2].split()[0] != "Z"


def share_link(reader, link):
    return reader.submit(reader.get("/share").form("/share"), follow=False, status=303, way="link",
                         link=link).headers["Location"]


def drafts_of(reader):
    return reader.get("/drafts").text.count("/edit")


def test_a_killed_capture_costs_one_capture():
    with slow_publisher() as (host, publisher):
        site = Site(options=["--allow-fetch", host])
        prepare(site)
        with site:
            tan = site.reader().sign_in("Tan KW")
            place = share_link(tan, f"http://{host}/bread")
            assert publisher.asked.wait(WAIT_SECONDS)
            found = children(site.process.pid)
            assert len(found) == 1, found
            os.kill(found[0], signal.SIGKILL)
            publisher.go_on.set()
            # It says so, or has tried again and made the draft.
            wait_until(lambda: "link-error" in tan.get(place).text or drafts_of(tan) == 1
                       or "tried again" in tan.get(place).words, "an answer")
            assert drafts_of(tan) <= 1
            other = share_link(tan, f"http://{host}/other")
            wait_until(lambda: 'name="version"' in tan.get(other).text, "the next capture works")
            assert site.run("check").strip() == "clean"


def test_a_server_killed_while_it_captures_makes_one_draft_afterwards():
    with slow_publisher() as (host, publisher):
        site = Site(options=["--allow-fetch", host])
        prepare(site)
        with site:
            tan = site.reader().sign_in("Tan KW")
            place = share_link(tan, f"http://{host}/bread")
            assert publisher.asked.wait(WAIT_SECONDS)
            captures = children(site.process.pid)
            site.kill()
            wait_until(lambda: not any(is_running(pid) for pid in captures), "the capture dies with its server")
            publisher.go_on.set()
            expire_leases(site)
            site.start()
            tan.port = site.port
            wait_until(lambda: 'name="version"' in tan.get(place).text, "the job runs again")
            assert drafts_of(tan) == 1
            assert site.run("check").strip() == "clean"


def expire_leases(site):
    """As if the lease's two minutes had passed."""
    with sqlite3.connect(site.folder / "passalong.db") as store:
        store.execute("update job set run_after = 0 where state = 1")
    store.close()


if __name__ == "__main__":
    tap.run()
