#!/usr/bin/env python3
"""Publishers that lie, stall, send without end or lead astray: each link gets its reason, and the site lives on."""
import contextlib
import http.server
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "http"))

import tap  # noqa: E402
from test_sharing import PAGE, share, site_with_blog, wait_for  # noqa: E402

MEGABYTE = b"<p>words, and words, </p>" * 40000 + b" " * 48576
NESTED = b"<title>Deep</title>" + b"<div>" * 100_000 + b"<p>At the very bottom stands a sentence of a few words.</p>"
# 64 MB of zeros, as brotli
BROTLI_BOMB = bytes.fromhex(
    "cbffff3f002400e2b14072effff8ffff078004401c1680eefd1fffffff00900088c302d0bdffe3ffff1f001200715800baf77f"
    "fcffff034002200e0b40f7fe8fffff7f004800c46101e8defff1ffff0f000980382c00ddfbbffcffff032001108705a07bff07")


class Hostile(http.server.BaseHTTPRequestHandler):
    """One way to go wrong a path."""
    protocol_version = "HTTP/1.1"

    def start(self, status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def do_GET(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            getattr(self, "do_" + self.path.strip("/").split("/")[0].split("?")[0])()

    def do_bread(self):
        self.start()
        self.wfile.write(PAGE)

    def do_trickle(self):
        """One byte a second."""
        self.start()
        for byte in PAGE:
            self.wfile.write(bytes([byte]))
            if self.server.stopping.wait(1):
                return

    def do_silent(self):
        """A head and no body."""
        self.start(Content_Length="1000")
        self.server.stopping.wait(60)

    def do_large(self):
        self.start(Content_Length=str(50 * len(MEGABYTE)))
        for _ in range(50):
            self.wfile.write(MEGABYTE)

    def do_short(self):
        self.start(Content_Length=str(2 * len(PAGE)))
        self.wfile.write(PAGE)

    def do_unzipped(self):
        self.start(Content_Encoding="gzip")
        self.wfile.write(PAGE)

    def do_brotli_bomb(self):
        self.start(Content_Encoding="br")
        self.wfile.write(BROTLI_BOMB)

    def do_astray(self):
        self.start(302, Location="http://169.254.169.254/latest/meta-data/")

    def do_refreshing(self):
        self.start()
        other = "b" if self.path.endswith("a") else "a"
        self.wfile.write(f"<meta http-equiv=refresh content='0; url=/refreshing/{other}'>".encode())

    def do_head_without_end(self):
        self.send_response(200)
        self.flush_headers()
        while not self.server.stopping.is_set():
            self.wfile.write(b"X-More: " + b"x" * 8000 + b"\r\n")

    def do_nested(self):
        self.start()
        self.wfile.write(NESTED)

    def do_mislabelled(self):
        """Windows-1252 that is called UTF-8."""
        self.start()
        self.wfile.write(PAGE.replace(b"sings", b"s\xeengs"))

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def hostile_publisher():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.daemon_threads = True
    server.stopping = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()


def test_every_way_to_go_wrong_is_named_and_readers_are_served_meanwhile():
    reasons = {"large": "too large", "short": "is damaged", "unzipped": "is damaged", "brotli_bomb": "too large",
               "astray": "private network", "refreshing/a": "in circles", "head_without_end": "is damaged",
               "trickle": "too long to answer", "silent": "too long to answer"}
    with hostile_publisher() as host, site_with_blog("--allow-fetch", host) as (site, tan):
        places = {name: share(tan, way="link", link=f"http://{host}/{name}") for name in reasons}
        started = time.monotonic()
        for _ in range(20):
            site.reader().get("/")
        assert time.monotonic() - started < 15, "readers waited for a publisher"
        for name, words in reasons.items():
            page = wait_for(tan, places[name], words)
            assert f"http://{host}/{name}" in page.text, (name, page.words[:600])


def test_what_can_be_read_is_read():
    with hostile_publisher() as host, site_with_blog("--allow-fetch", host) as (_, tan):
        for name, words in {"nested": "At the very bottom", "mislabelled": "the crust s\ufffdngs",
                            "bread": "the crust sings"}.items():
            page = wait_for(tan, share(tan, way="link", link=f"http://{host}/{name}"), words)
            assert words in page.text, name


if __name__ == "__main__":
    tap.run()
