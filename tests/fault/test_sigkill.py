#!/usr/bin/env python3
"""What was acknowledged is there: the server is killed with SIGKILL at random moments under a
stream of comments, again and again, on one data folder."""
import pathlib
import random
import sqlite3
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "http"))

import tap  # noqa: E402
from site_under_test import Site  # noqa: E402

N_KILLS = 100
N_WRITERS = 4


class Writer(threading.Thread):
    """Posts comments until the connection breaks; remembers which were answered."""

    def __init__(self, reader, form, label):
        super().__init__()
        self.reader, self.form, self.label = reader, form, label
        self.answered, self.n_sent = [], 0

    def run(self):
        try:
            while True:
                body = f"comment {self.label} number {self.n_sent}."
                fields = dict(self.form.fields, body=body, once=f"{self.label}-{self.n_sent}")
                self.n_sent += 1
                answer = self.reader.post(self.form.action, fields, follow=False)
                if answer.status in (200, 201, 303):
                    self.answered.append(body)
                elif answer.status not in (429, 503):
                    raise AssertionError(f"{answer.status}: {answer.words[:500]}")
        except (OSError, ConnectionError):
            pass  # killed
        except Exception as error:  # http.client says a cut answer in its own ways
            if "RemoteDisconnected" not in type(error).__name__ and "IncompleteRead" not in type(error).__name__ \
                    and "BadStatusLine" not in type(error).__name__:
                raise


def comments_in(site):
    """All comments' texts, straight from the store's file."""
    store = sqlite3.connect(f"file:{site.folder}/passalong.db?mode=ro", uri=True)
    try:
        return [row[0] for row in store.execute("select markdown from comment_source")]
    finally:
        store.close()


def test_every_comment_that_was_answered_is_there_after_a_hundred_kills():
    site = Site()
    names = [f"Writer {n}" for n in range(N_WRITERS)]
    site.user("Tan KW", role="owner")
    site.blog("notes", owner="Tan KW")
    path = site.share("notes", "Tan KW", "A title to talk about\n\nSome text that is long enough to be an article.\n")
    for name in names:
        site.user(name)
    answered = []
    readers = {}
    for kill in range(N_KILLS):
        site.start()
        for name in names:
            if name not in readers:
                readers[name] = site.reader().sign_in(name)
            readers[name].port = site.port
        writers = [Writer(readers[name], readers[name].get(path).form("/comments"), f"{kill}-{n}")
                   for n, name in enumerate(names)]
        for writer in writers:
            writer.start()
        time.sleep(random.uniform(0.0, 0.25))
        site.kill()
        for writer in writers:
            writer.join()
            answered += writer.answered
    kept = comments_in(site)
    missing = set(answered) - set(kept)
    assert len(answered) > N_KILLS, f"only {len(answered)} comments were answered"
    assert not missing, f"{len(missing)} of {len(answered)} answered comments are lost: {sorted(missing)[:5]}"
    assert len(kept) == len(set(kept)), "a comment is there twice"
    assert site.run("check").strip() == "clean"
    print(f"# {len(answered)} comments were answered and are there; {len(kept)} in all", flush=True)


if __name__ == "__main__":
    tap.run()
