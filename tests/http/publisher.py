"""A publisher whose story changes while the test runs: edited, moved, taken down."""
import contextlib
import http.server
import threading

SENTENCES = [
    "The harbour office said on Monday that the night ferry keeps its crossing through the winter.",
    "At least 12 passengers had offered to pay for the mooring lamp that the council wanted to put out.",
    "\"We counted tickets, and they counted people,\" the harbour master told reporters at the quay.",
    "Nobody could say how much has been collected, but the lamp burns until the spring comes.",
]
TITLE = "Island ferry keeps its night crossing"


def story(sentences=None, title=TITLE, before="", after="", head=""):
    paragraphs = "".join(f"<p>{sentence}</p>\n" for sentence in (sentences or SENTENCES))
    return (f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>{before}'
            f"<article><h1>{title}</h1>\n{paragraphs}</article>{after}</body></html>").encode()


class Publisher:
    """Serves what `pages` has by path: bytes, a status, or the path of another page."""

    def __init__(self):
        self.pages, self.asked, self.headers = {"/story": story()}, [], {}
        self.gate = threading.Event()
        self.gate.set()

    def __enter__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with contextlib.suppress(OSError):
                    outer.answer(self)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        return self

    def __exit__(self, *_):
        self.gate.set()
        self.server.shutdown()
        self.server.server_close()

    def url(self, path="/story"):
        return f"http://{self.host}{path}"

    def answer(self, handler):
        path = handler.path.split("?")[0]
        self.asked.append((path, dict(handler.headers)))
        self.gate.wait(30)
        page = self.pages.get(path, 404)
        status, body, headers = 200, page, dict(self.headers.get(path, {}))
        if isinstance(page, int):
            status, body = page, b"none"
        elif isinstance(page, str):
            status, body, headers = 301, b"", {"Location": page}
        elif headers.get("ETag") and handler.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        handler.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            handler.send_header(name, value)
        if status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
