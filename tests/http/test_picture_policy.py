#!/usr/bin/env python3
"""Pictures follow the policy of their article's source: fetched once it lets them be kept, shown to
others no longer than it does."""
import re
import time

import tap
from publisher import SENTENCES, story
from site_under_test import ROOT
from test_sharing import wait_for
from test_silent_edits import shared_story

PICTURE = (ROOT / "tests" / "http" / "data" / "pictures" / "wide.jpg").read_bytes()
WAIT_SECONDS = 60


def share(it, path):
    page = it.tan.submit(it.tan.get("/share").form("/share"), way="link", link=it.publisher.url(path))
    return it.tan.submit(wait_for(it.tan, page, 'name="version"').form("/edit"), do="publish").path


def share_with_picture(it, name):
    it.publisher.pages[f"/{name}.jpg"] = PICTURE + name.encode()
    it.publisher.headers[f"/{name}.jpg"] = {"Content-Type": "image/jpeg"}
    it.publisher.pages[f"/{name}"] = story([*SENTENCES, f'<img src="/{name}.jpg" alt="The quay">'], title=f"The quay, {name}")
    return share(it, f"/{name}")


def is_asked(it, name):
    return any(path == f"/{name}.jpg" for path, _ in it.publisher.asked)


def is_waiting(it):
    return it.ask("select 1 from job where kind in (5, 6) and state < 2")


def wait_until(is_so):
    end = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def files_of(it, path):
    return re.findall(r"/o/[0-9a-f]{64}\.\w+", it.site.reader().get(path).text)


def by_command(it, policy):
    it.site.policy("127.0.0.1", policy)


def by_form(it, policy):
    it.tan.submit(it.tan.get("/admin/sources/127-0-0-1/edit").form("/edit"), policy=policy)


def by_default(it, policy):
    it.site.policy("127.0.0.1", "default")
    it.tan.submit(it.tan.get("/admin").form("/admin"), policy=policy)


def test_pictures_that_were_left_are_fetched_once_the_policy_lets_them_be_kept():
    with shared_story() as it:
        it.publisher.pages["/plain"] = story()
        for way in (by_command, by_form, by_default):
            name = way.__name__
            path = share_with_picture(it, name)
            wait_until(lambda: not is_waiting(it))
            assert not is_asked(it, name) and not files_of(it, path), name
            way(it, "full")
            it.publisher.pages[f"/{name}-later"] = story(title=f"Later, {name}")
            share(it, f"/{name}-later")  # what is submitted wakes the workers, who else look once a minute
            wait_until(lambda: files_of(it, path))
            way(it, "excerpt")


def test_a_picture_is_shown_to_others_no_longer_than_the_policy_lets():
    with shared_story() as it:
        it.site.policy("127.0.0.1", "full")
        path = share_with_picture(it, "quay")
        wait_until(lambda: files_of(it, path))
        names = files_of(it, path)
        stranger, aminah = it.site.reader(), it.site.reader().sign_in("Aminah")
        assert all("immutable" in stranger.get(name).headers["Cache-Control"] for name in names)
        it.site.policy("127.0.0.1", "excerpt")
        for name in names:
            assert stranger.request("GET", name).status == aminah.request("GET", name).status == 404
            own = it.tan.get(name)  # who may edit the article sees it in the editor
            assert own.headers["Cache-Control"].startswith("private"), own.headers["Cache-Control"]
        it.site.policy("127.0.0.1", "full")
        assert all(stranger.get(name).status == 200 for name in names)


if __name__ == "__main__":
    tap.run()
