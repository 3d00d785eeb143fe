#!/usr/bin/env python3
"""No data race: the tests of what threads share, and a mixed load over many connections, on a build
with ThreadSanitizer. PASSALONG_TSAN names its folder."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "http"))

import tap  # noqa: E402
from site_under_test import Site  # noqa: E402

UNITS = ("db/test_writer", "web/test_web_slow", "web/test_web_throttle")
N_READERS = 12
N_WRITERS = 4
LOAD_SECONDS = 10
STORY = "A title to talk about\n\nSome text that is long enough to be an article in a blog.\n"


def build_folder():
    folder = os.environ.get("PASSALONG_TSAN")
    if not folder:
        raise tap.Skip("PASSALONG_TSAN names no ThreadSanitizer build")
    return pathlib.Path(folder)


def reports_in(log_folder):
    return [path.read_text(errors="replace") for path in sorted(log_folder.iterdir())]


def options(log_folder):
    return {"TSAN_OPTIONS": f"log_path={log_folder}/report:halt_on_error=0:exitcode=66"}


def test_the_units_that_threads_share_have_no_race():
    folder = build_folder()
    with tempfile.TemporaryDirectory(prefix="passalong-threads-") as logs:
        for unit in UNITS:
            done = subprocess.run([folder / "tests" / "unit" / unit], capture_output=True, text=True, timeout=300,
                                  env=dict(os.environ, **options(logs)))
            assert done.returncode == 0, f"{unit}\n{done.stdout}\n{done.stderr}"
        assert not reports_in(pathlib.Path(logs)), reports_in(pathlib.Path(logs))[0]


class Load(threading.Thread):
    """One connection after the other until the time is over; keeps the first thing that was wrong."""

    def __init__(self, work, end):
        super().__init__(daemon=True)
        self.work, self.end, self.n_done, self.wrong = work, end, 0, None

    def run(self):
        try:
            while time.monotonic() < self.end:
                self.work(self.n_done)
                self.n_done += 1
        except Exception as wrong:  # told by the test, in its own thread
            self.wrong = wrong


def reading(site, paths):
    reader = site.reader()
    return lambda n: reader.get(paths[n % len(paths)])


def writing(reader, path):
    number = re.search(r"/a/(\d+)", path).group(1)
    form = reader.get(path).form("/comments")

    def work(n):
        answer = reader.submit(form, follow=False, status=None, body=f"Comment {n}.")
        assert answer.status in (303, 429), answer.status
        token = {"token": form.fields["token"]}
        reader.post(f"/a/{number}/{'unlike' if n % 2 else 'like'}", token, status=303, follow=False)
        reader.post(f"/b/notes/{'unfollow' if n % 2 else 'follow'}", token, status=303, follow=False)
        reader.post("/preview", dict(token, kind="comment", body="*so*"), status=200, **{"X-Requested-With": "app"})
        if n % 50 == 0:
            reader.submit(reader.get("/share").form("/share"), follow=False, status=None, way="plain", plain=STORY)
    return work


def test_a_mixed_load_over_many_connections_has_no_race():
    program = str(build_folder() / "passalong")
    with tempfile.TemporaryDirectory(prefix="passalong-threads-") as logs:
        site = Site(program=program, environment=options(logs))
        names = [f"Writer {n}" for n in range(N_WRITERS)]
        site.user("Tan KW", role="owner")
        site.blog("notes", "Tan KW")
        for name in names:
            site.user(name)
            site.blog(name.lower().replace(" ", "-"), name)
        path = site.share("notes", "Tan KW", STORY)
        with site:
            works = [writing(site.reader().sign_in(name), path) for name in names]
            works += [reading(site, [path, "/", "/b/notes", "/discussed", "/healthz"])
                      for _ in range(N_READERS)]
            end = time.monotonic() + LOAD_SECONDS
            loads = [Load(work, end) for work in works]
            for load in loads:
                load.start()
            for load in loads:
                load.join()
            wrong = [load.wrong for load in loads if load.wrong]
            reports = reports_in(pathlib.Path(logs))
            assert not reports, f"{len(reports)} reports, the first:\n{reports[0][:6000]}"
            assert not wrong, wrong[0]
            assert all(load.n_done > 0 for load in loads)
            print(f"# {sum(load.n_done for load in loads)} rounds", flush=True)
            assert site.run("check").strip() == "clean"
        assert not reports_in(pathlib.Path(logs)), "a report at the end"


if __name__ == "__main__":
    tap.run()
