"""A site with many posts: its corpus, its import, its server."""
import contextlib
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "http"))

from row import NotThere  # noqa: E402
from site_under_test import Site  # noqa: E402

RELEASE = ROOT / "build" / "release"
PROGRAM = str(RELEASE / "passalong")
CORPUS = RELEASE / "bench" / "corpus" / "corpus"
SLOW_SYNC = RELEASE / "bench" / "client" / "libslow_sync.so"
SEED = 1
BLOG = "good-articles-to-share"
OWNER = "Tan KW"


def has_command(name):
    return re.search(rf"^\s+(passalong )?{name}\b", subprocess.run([PROGRAM, "help"], text=True, stdout=subprocess.PIPE,
                                                   stderr=subprocess.STDOUT).stdout, re.M) is not None


class BigSite:
    """n posts in a folder; what the folder has already is not made again."""

    def __init__(self, folder, n, texts=None):
        self.n, self.texts = n, texts
        self.records = folder / f"{n}.jsonl"
        self.queries = folder / f"{n}.queries.jsonl"
        self.data = folder / str(n)
        self.site = Site(program=PROGRAM, folder=self.data)
        self.import_seconds = self.import_megabytes = None

    def load(self):
        """Makes the corpus and the site, unless they are there; under another name until they are whole."""
        if not self.queries.exists():
            self.make_corpus()
        if not self.data.exists():
            if not has_command("import"):
                raise NotThere("passalong has no import yet")
            self.make_site()

    def make_corpus(self):
        part = self.queries.with_suffix(".part")
        real = ["--real", self.texts] if self.texts else []
        with open(self.records, "wb") as out:
            subprocess.run([CORPUS, *real, str(self.n), str(SEED), part], stdout=out, check=True)
        part.rename(self.queries)

    def make_site(self):
        part = self.data.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        site = Site(program=PROGRAM, folder=part)
        site.user(OWNER, role="owner")
        site.blog(BLOG, owner=OWNER)
        self.import_records(part)
        part.rename(self.data)

    def import_records(self, folder):
        start = time.monotonic()
        command = [PROGRAM, "import", "--data", str(folder), "--blog", BLOG, str(self.records)]
        importer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = importer.stderr.read()
        _, status, used = os.wait4(importer.pid, 0)
        importer.returncode = os.waitstatus_to_exitcode(status)
        assert status == 0, said.decode()
        self.import_seconds, self.import_megabytes = time.monotonic() - start, used.ru_maxrss / 1024

    def start(self):
        self.site.start()
        owner = self.site.reader().sign_in(OWNER)
        owner.submit(owner.get("/admin").form("/admin"), policy="full")

    def stop(self):
        self.site.stop()

    @contextlib.contextmanager
    def slow_disk(self, us):
        """Within the block each sync of the server's files takes that much longer."""
        usual = self.site.environment
        self.stop()
        self.site.environment = dict(usual, LD_PRELOAD=str(SLOW_SYNC), SLOW_SYNC_US=str(us))
        try:
            self.start()
            yield
            self.stop()
        finally:
            self.site.environment = usual
        self.start()

    @property
    def port(self):
        return self.site.port

    @property
    def pid(self):
        return self.site.process.pid

    def rows(self, sql, *values):
        """What the store says, read beside the server."""
        store = sqlite3.connect(f"file:{self.data}/passalong.db?mode=ro", uri=True, timeout=60)
        try:
            return store.execute(sql, values).fetchall()
        finally:
            store.close()

    def article_paths(self, n):
        """Of so many articles, spread over all; always the same ones, in the order of their age."""
        ids = sorted(random.Random(SEED).sample(range(1, self.n + 1), min(n, self.n)))
        return [f"/a/{number}/{slug}" for number, slug in
                self.rows("select article.id, slug from json_each(?) as asked join article on article.id = asked.value",
                          json.dumps(ids))]

    def wanted(self, kind):
        """The corpus's queries of a kind."""
        return [query for query in map(json.loads, self.queries.read_text().splitlines()) if query["kind"] == kind]

    def n_text_bytes(self):
        """Of the texts and titles that were imported."""
        records = (json.loads(line) for line in open(self.records))
        return sum(len(record["title"].encode()) + len((record.get("text") or record["html"]).encode()) for record in records)

    def n_data_bytes(self):
        return sum(path.stat().st_size for path in self.data.rglob("*") if path.is_file())

    def members(self, n):
        """Cookies of so many members who are signed in, put into the store beside the server: a password's hash
        takes a tenth of a second, and the throttle allows each member but twenty comments a minute."""
        tokens = [hashlib.sha256(f"member {at} {time.time()}".encode()).hexdigest() for at in range(n)]
        store = sqlite3.connect(self.data / "passalong.db", timeout=60)
        now = int(time.time())
        with store:
            first, = store.execute("select coalesce(max(id), 0) + 1 from member").fetchone()
            store.executemany("insert into member (id, handle, name, name_key, role, password, lang, created)"
                              " values (?, ?, ?, ?, 1, '', '', ?)",
                              [(first + at, *[f"writer-{first + at}"] * 3, now) for at in range(n)])
            store.executemany("insert into session (token_hash, member, label, created, seen) values (?, ?, '', ?, ?)",
                              [(hashlib.blake2b(token.encode(), digest_size=32).hexdigest(), first + at, now, now)
                               for at, token in enumerate(tokens)])
        store.close()
        return [f"session={token}" for token in tokens]
