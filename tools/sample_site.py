#!/usr/bin/env python3
"""Builds a site with something to read: samples/site.json into a fresh data folder.

    tools/sample_site.py PROGRAM DATADIR

Members, blogs and articles go in through PROGRAM's own commands, what people
say through the forms of the running site, as a browser would send them. All of
it happens in a folder beside DATADIR that takes its name at the very end, so a
stop half-way leaves nothing. The members' password stands in site.json for
anybody to read: such a site is for this machine alone.
"""

import datetime
import contextlib
import functools
import html.parser
import http.cookiejar
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"
START_SECONDS = 20
STOP_SECONDS = 20
BUSY_TRIES = 8
BUSY_SECONDS_AT_MOST = 15
PICTURE_SECONDS = 60


class Trouble(Exception):
    """What went wrong, in one line for the person at the terminal."""


# Forms, as they stand on a page


class Form:
    def __init__(self, action):
        self.action = action
        self.fields = {}


class FormReader(html.parser.HTMLParser):
    """Collects a page's POST forms with what a browser would send untouched."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self.form = None
        self.textarea = None
        self.select = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.form = Form(attributes.get("action") or "")
            if (attributes.get("method") or "get").lower() == "post":
                self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input":
            self.add_input(attributes)
        elif tag == "textarea" and attributes.get("name"):
            self.textarea = attributes["name"]
            self.form.fields[self.textarea] = ""
        elif tag == "select":
            self.select = attributes.get("name")
        elif tag == "option" and self.select:
            if "selected" in attributes or self.select not in self.form.fields:
                self.form.fields[self.select] = attributes.get("value") or ""

    def add_input(self, attributes):
        kind = (attributes.get("type") or "text").lower()
        name = attributes.get("name")
        if not name or kind in ("submit", "button", "reset", "image", "file"):
            return
        if kind in ("checkbox", "radio") and "checked" not in attributes:
            return
        self.form.fields[name] = attributes.get("value") or ""

    def handle_data(self, data):
        if self.form is not None and self.textarea:
            # As browsers do: the line feed behind the start tag is not text.
            first = not self.form.fields[self.textarea]
            self.form.fields[self.textarea] += data.removeprefix("\n") if first else data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None


# A member's browser


class Browser:
    def __init__(self, base, name):
        self.base = base
        self.name = name
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def request(self, path, fields=None):
        """The page's text and final address; waits when the site says that it is busy."""
        body = None if fields is None else urllib.parse.urlencode(fields).encode()
        address = urllib.parse.urljoin(self.base, path)
        for _ in range(BUSY_TRIES):
            request = urllib.request.Request(address, data=body, headers={"Accept-Language": "en"})
            try:
                with self.opener.open(request, timeout=30) as answer:
                    return answer.read().decode(), answer.geturl()
            except urllib.error.HTTPError as error:
                if error.code not in (429, 503):
                    raise Trouble(f"{self.name}: {path} answered {error.code}") from error
                wait = error.headers.get("Retry-After") or "1"
                time.sleep(min(int(wait) if wait.isdigit() else 1, BUSY_SECONDS_AT_MOST))
        raise Trouble(f"{self.name}: {path} stayed too busy")

    def submit(self, page, action, **values):
        """Fills in and sends the form that goes to `action`; where that leads."""
        text, _ = self.request(page)
        reader = FormReader()
        reader.feed(text)
        for form in reader.forms:
            if urllib.parse.urlsplit(form.action).path == action:
                unknown = values.keys() - form.fields.keys()
                if unknown:
                    raise Trouble(f"the form {action} on {page} has no field {', '.join(unknown)}")
                return self.request(form.action, {**form.fields, **values})
        raise Trouble(f"{page} has no form {action} for {self.name}")

    def sign_in(self, password):
        self.submit("/signin", "/signin", name=self.name, password=password)


# The parts of the site that commands make


class Command:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder

    def run(self, name, *words, stdin=""):
        done = subprocess.run(
            [self.program, name, "--data", self.folder, *words],
            input=stdin, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Trouble(f"{name} {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()


def shared_at(article, now):
    """When the sample was shared: long ago, or some days before now."""
    if "date" in article:
        return datetime.datetime.fromisoformat(article["date"].replace("Z", "+00:00"))
    clock = datetime.time.fromisoformat(article["time"])
    day = now.date() - datetime.timedelta(days=article["days_ago"])
    moment = datetime.datetime.combine(day, clock, datetime.timezone.utc)
    return moment if moment < now else moment - datetime.timedelta(days=1)


def redated(text, published):
    """A saved page that says it came out at `published`: recent samples are recent news."""
    iso = published.strftime("%Y-%m-%dT%H:%M:%SZ")
    text = re.sub(r'(property="article:published_time" content=")[^"]*', rf"\g<1>{iso}", text)
    words = published.strftime("%Y-%m-%d")
    return re.sub(r'<time datetime="[^"]*">[^<]*', f'<time datetime="{iso}">{words}', text)


class Gallery(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def gallery():
    """The samples' publisher, on a free loopback port: its host and port. The site fetches their
    pictures from it, as it would from any."""
    handler = functools.partial(Gallery, directory=SAMPLES / "pictures")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def share(command, article, now, scratch, pictures):
    """Shares one sample; the path of its page."""
    original = SAMPLES / article["file"]
    moment = shared_at(article, now)
    given = pathlib.Path(scratch) / original.name
    text = original.read_text(encoding="utf-8").replace("{pictures}", f"http://{pictures}")
    article["has_picture"] = pictures in text
    if "days_ago" in article:
        text = redated(text, moment - datetime.timedelta(hours=2))
    given.write_text(text, encoding="utf-8")
    return command.run(
        "share", "--blog", article["blog"], "--as", article["as"],
        "--date", moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "--source", article["source"], "--url", article["url"], str(given))


# The running site


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`serve` on a free loopback port for the length of a with block."""

    def __init__(self, program, folder, log, pictures):
        self.log = log
        self.address = f"127.0.0.1:{free_port()}"
        # A session of its own: Ctrl-C is for us, who then stop it in order.
        self.process = subprocess.Popen(
            [program, "serve", "--data", folder, "--listen", self.address, "--allow-fetch", pictures],
            stdout=log, stderr=log, start_new_session=True)

    def __enter__(self):
        base = f"http://{self.address}/"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                opener.open(base + "healthz", timeout=2).close()
                return base
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise Trouble(f"the server did not start: {self.last_words()}")

    def __exit__(self, kind, *_):
        if self.stop() != 0 and kind is None:
            raise Trouble(f"the server did not stop in order: {self.last_words()}")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def last_words(self):
        self.log.flush()
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def id_in(path, kind):
    """The id in an address such as /a/12/title, /c/7 or /a/12/title#c7."""
    found = re.search(rf"/{kind}/(\w+)", path) or re.search(rf"#{kind}-?(\w+)", path)
    if not found:
        raise Trouble(f"no /{kind}/ID in {path}")
    return found.group(1)


class Discussion:
    """What the members say and like, article after article."""

    def __init__(self, browsers, progress):
        self.browsers = browsers
        self.progress = progress

    def hold(self, article):
        page = article["path"]
        number = id_in(page, "a")
        for name in article.get("likes", []):
            self.browsers[name].submit(page, f"/a/{number}/like")
            self.progress.step()
        for comment in article.get("comments", []):
            self.say(comment, page, f"/a/{number}/comments")

    def say(self, comment, page, action):
        _, address = self.browsers[comment["by"]].submit(page, action, body=comment["body"])
        self.progress.step()
        own_page = f"/c/{id_in(address, 'c')}"
        for name in comment.get("likes", []):
            self.browsers[name].submit(own_page, f"{own_page}/like")
            self.progress.step()
        for reply in comment.get("replies", []):
            self.say(reply, f"{own_page}/reply", f"{own_page}/reply")


class Progress:
    def __init__(self, total):
        self.total = total
        self.done = 0
        self.is_shown = sys.stderr.isatty()

    def step(self):
        self.done += 1
        if self.is_shown:
            print(f"\rsample site: {self.done} of {self.total}", end="", file=sys.stderr, flush=True)

    def end(self):
        if self.is_shown:
            print(file=sys.stderr)


def count_words(comments):
    return sum(1 + len(c.get("likes", [])) + count_words(c.get("replies", [])) for c in comments)


def count_steps(site):
    talk = sum(1 + len(a.get("likes", [])) + count_words(a.get("comments", []))
               for a in site["articles"])
    follows = sum(len(slugs) for slugs in site["follows"].values())
    return len(site["members"]) * 2 + len(site["blogs"]) + len(site["sources"]) + talk + follows


def load_site():
    site = json.loads((SAMPLES / "site.json").read_text(encoding="utf-8"))
    owners = {blog["slug"]: blog["owner"] for blog in site["blogs"]}
    for article in site["articles"]:
        article["as"] = owners[article["blog"]]
    return site


def write_down(site, command, scratch, pictures, progress):
    now = datetime.datetime.now(datetime.timezone.utc)
    for member in site["members"]:
        command.run("user", "add", member["name"], "--role", member["role"],
                    stdin=site["password"] + "\n")
        progress.step()
    for blog in site["blogs"]:
        command.run("blog", "add", blog["slug"], "--title", blog["title"],
                    "--description", blog["description"], "--owner", blog["owner"])
        progress.step()
    for source in site["sources"]:
        options = [word for key in ("policy", "words", "licence") if key in source
                   for word in (f"--{key}", source[key])]
        command.run("source", "set", source["name"], *options)
        progress.step()
    for article in site["articles"]:
        article["path"] = share(command, article, now, scratch, pictures)
        progress.step()


def talk(site, base, progress):
    browsers = {}
    for member in site["members"]:
        browsers[member["name"]] = browser = Browser(base, member["name"])
        browser.sign_in(site["password"])
        progress.step()
    for name, slugs in site["follows"].items():
        for slug in slugs:
            browsers[name].submit(f"/b/{slug}", f"/b/{slug}/follow")
            progress.step()
    discussion = Discussion(browsers, progress)
    for article in site["articles"]:
        discussion.hold(article)


def wait_for_pictures(site, base):
    """Until the pages show them. A site without them is a site all the same."""
    browser = Browser(base, "a reader")
    deadline = time.monotonic() + PICTURE_SECONDS
    for article in site["articles"]:
        while article["has_picture"] and "<picture>" not in browser.request(article["path"])[0]:
            if time.monotonic() > deadline:
                return
            time.sleep(0.2)


def build(program, folder):
    """Fills `folder`, which nobody else uses yet."""
    site = load_site()
    progress = Progress(count_steps(site))
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryFile() as log, gallery() as pictures:
        write_down(site, Command(program, folder), scratch, pictures, progress)
        with Server(program, folder, log, pictures) as base:
            talk(site, base, progress)
            wait_for_pictures(site, base)
    progress.end()
    return site


def main(words):
    if len(words) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, target = os.path.abspath(words[0]), pathlib.Path(words[1]).absolute()
    if target.exists():
        print(f"sample site: {target} is there already; nothing done", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    building = tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        site = build(program, building)
        os.rename(building, target)
    except (Trouble, OSError) as trouble:
        print(f"\nsample site: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(building, ignore_errors=True)
    print(f"sample site: {len(site['articles'])} articles in {len(site['blogs'])} blogs; "
          f"each member's password is: {site['password']}")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
