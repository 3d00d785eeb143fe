"""The real binary on a free port with a data folder of its own, and a reader who visits it.

    with Site() as site:
        site.user("Tan KW", role="owner")
        site.blog("good-articles", owner="Tan KW")
        tan = site.reader(); tan.sign_in("Tan KW")
        page = tan.get("/")
"""
import contextlib
import html
import html.parser
import http.client
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared" / "data"
PROGRAM = os.environ.get("PASSALONG", str(ROOT / "build" / "checked" / "passalong"))
PASSWORD = "correct horse battery"


class Site:
    """Starts the server; its folder and process go with the `with` block."""

    def __init__(self, program=PROGRAM, options=(), folder=None, environment=None):
        self.program = program
        self.options = list(options)
        self.environment = dict(os.environ, **(environment or {}))
        self._temporary = tempfile.TemporaryDirectory(prefix="passalong-test-")
        self.folder = pathlib.Path(folder or pathlib.Path(self._temporary.name) / "data")
        self.process = None
        self.said = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            self._temporary.cleanup()

    @contextlib.contextmanager
    def running(self):
        """Serves within the block; the folder stays."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", str(self.folder), "--listen", "127.0.0.1:0", *self.options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=self.environment, text=True)
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                return
        raise AssertionError(f"the server ended with {self.process.wait()}: {''.join(self.said)}")

    def stop(self):
        """A clean stop; the sanitizers' findings and a crash show in the status."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        if self.process:
            status = self.process.wait(60)
            self.process.stdout.close()
            self.process = None
            assert status == 0, f"the server ended with status {status}"

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    def run(self, *words, text="", status=0):
        """A command on this site's folder; its standard output."""
        command, *rest = words
        done = subprocess.run([self.program, command, "--data", str(self.folder), *rest], text=True,
                              input=text, capture_output=True, env=self.environment, timeout=300)
        assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout if status == 0 else done.stderr

    def begin(self, command, *words):
        """The same, not waited for."""
        return subprocess.Popen([self.program, command, "--data", str(self.folder), *words], env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def user(self, name, role="member", password=PASSWORD):
        self.run("user", "add", name, "--role", role, text=password + "\n")

    def blog(self, slug, owner, title=None):
        self.run("blog", "add", slug, "--title", title or slug.replace("-", " ").title(), "--owner", owner)

    def share(self, blog, as_name, text, *options):
        """Shares a text or page; the new article's path."""
        return self.run("share", "--blog", blog, "--as", as_name, *options, "-", text=text).strip()

    def policy(self, source, policy, *options):
        """How much of that source readers see: link, excerpt, full or default."""
        return self.run("source", "set", source, "--policy", policy, *options)

    def reader(self):
        return Reader(self.port)


class Answer:
    def __init__(self, status, headers, body, path):
        self.status, self.headers, self.body, self.path = status, headers, body, path

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def words(self):
        """The page as read: without tags, white space folded."""
        return " ".join(re.sub(r"<[^>]*>", " ", html_of_body(self.text)).split())

    def forms(self):
        parser = FormParser()
        parser.feed(self.text)
        return parser.forms

    def form(self, action):
        """The first form whose action ends so."""
        for form in self.forms():
            if form.action.split("?")[0].endswith(action):
                return form
        raise AssertionError(f"no form for {action} on {self.path}: {[f.action for f in self.forms()]}")


def html_of_body(text):
    return html.unescape(text[text.find("<body"):])


class Form:
    def __init__(self, action, method, multipart):
        self.action, self.method, self.multipart, self.fields, self.buttons = action, method, multipart, {}, []


class FormParser(html.parser.HTMLParser):
    """Collects the forms of a page with the values that a browser would send."""

    def __init__(self):
        super().__init__()
        self.forms, self._form, self._textarea, self._select = [], None, None, None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self._form = Form(a.get("action", ""), a.get("method", "get").lower(), "multipart" in (a.get("enctype") or ""))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and a.get("name"):
            kind = a.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in a:
                return
            if kind == "submit":
                self._form.buttons.append((a["name"], a.get("value", "")))
            elif kind != "file":
                self._form.fields[a["name"]] = a.get("value") or ("on" if kind == "checkbox" else "")
        elif tag == "button" and a.get("name"):
            self._form.buttons.append((a["name"], a.get("value", "")))
        elif tag == "textarea" and a.get("name"):
            self._textarea = a["name"]
            self._form.fields[self._textarea] = ""
        elif tag == "select" and a.get("name"):
            self._select = a["name"]
        elif tag == "option" and self._select and ("selected" in a or self._select not in self._form.fields):
            self._form.fields[self._select] = a.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            if self._form and self._textarea:  # a first newline belongs to the markup
                self._form.fields[self._textarea] = self._form.fields[self._textarea].removeprefix("\n")
            self._textarea = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._textarea and self._form:
            self._form.fields[self._textarea] += data


class Reader:
    """A browser without JavaScript: cookies, forms, redirects where asked."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = dict(headers or {})
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read(), path)
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path, status=200, **headers):
        answer = self.follow(self.request("GET", path, headers=headers))
        assert answer.status == status, f"GET {path}: {answer.status}, not {status}\n{answer.words[:2000]}"
        return answer

    def follow(self, answer, n=5):
        while answer.status in (301, 302, 303, 307) and n > 0:
            answer = self.request("GET", answer.headers["Location"].split("#")[0])
            n -= 1
        return answer

    def post(self, path, fields, status=None, follow=True, **headers):
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        body = urllib.parse.urlencode(fields, errors="surrogateescape") if isinstance(fields, (dict, list)) else fields
        answer = self.request("POST", path, body=body, headers=headers)
        if follow and status not in (301, 302, 303):
            answer = self.follow(answer)
        if status is not None:
            assert answer.status == status, f"POST {path}: {answer.status}, not {status}\n{answer.words[:2000]}"
        return answer

    def submit(self, form, status=200, files=None, follow=True, **values):
        """Sends a form of a page, changed where told; `files` maps a field to (name, bytes)."""
        fields = dict(form.fields, **values)
        if not form.multipart:
            return self.post(form.action, fields, status=status, follow=follow)
        boundary = "----passalong-test"
        parts = []
        for name, value in fields.items():
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
                         + value.encode() + b"\r\n")
        for name, (file_name, data) in (files or {}).items():
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                         "Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
        parts.append(f"--{boundary}--\r\n".encode())
        return self.post(form.action, b"".join(parts), status=status, follow=follow,
                         **{"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def sign_in(self, name, password=PASSWORD):
        page = self.get("/signin")
        answer = self.submit(page.form("/signin"), name=name, password=password)
        assert "/signin" not in answer.path, answer.words
        return self
