#!/usr/bin/env python3
"""A publisher that never answers: the fetch gives up, says so, and holds nobody up meanwhile."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "http"))

import tap  # noqa: E402
from test_sharing import publisher, share, site_with_blog, wait_for  # noqa: E402


def test_a_publisher_that_never_answers_is_given_up_and_others_are_served_meanwhile():
    with publisher() as host, site_with_blog("--allow-fetch", host) as (site, tan):
        page = share(tan, way="link", link=f"http://{host}/slow")
        started = time.monotonic()
        for _ in range(20):
            site.reader().get("/")
        assert time.monotonic() - started < 15, "readers waited for the publisher"
        page = wait_for(tan, page, "too long to answer")
        assert "It is tried again" in page.words and f"http://{host}/slow" in page.words, page.words[:600]


if __name__ == "__main__":
    tap.run()
