#!/usr/bin/env python3
"""What 1,000 feeds cost: a site that is fed from a publisher on this machine, first look and looks without news.

Prints, for each pass over all feeds, how long it took and the processor time of the server with its children.
"""
import argparse
import http.server
import multiprocessing
import os
import pathlib
import re
import socketserver
import sqlite3
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "http"))
from site_under_test import Site  # noqa: E402

PROGRAM = str(ROOT / "build" / "release" / "passalong")
N_HOSTS = 100
N_ITEMS = 3
TEXT = "<p>" + "The ferry left at dawn, and nobody on the quay could say when it would be back. " * 40 + "</p>"
TICKS = os.sysconf("SC_CLK_TCK")


def feed(path):
    items = "".join(
        f"<item><guid>{path}-{n}</guid><title>Item {n} of {path}</title><link>http://example.org{path}/{n}</link>"
        f"<pubDate>Mon, {n + 1:02} Oct 2024 09:44:00 GMT</pubDate><content:encoded><![CDATA[{TEXT}]]></content:encoded></item>"
        for n in range(N_ITEMS))
    return ('<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>Feed {path}</title><link>http://example.org{path}</link>{items}</channel></rss>").encode()


class Publisher(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        is_known = self.headers["If-None-Match"] == '"1"'
        body = b"" if is_known else feed(self.path)
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def server_bind(self):  # without a look at the machine's name
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]


def publish(pipe):
    server = Server(("0.0.0.0", 0), Publisher)  # every 127.x.y.z
    pipe.send(server.server_address[1])
    server.serve_forever()


def processor_seconds(pid):
    """Of the process and of those of its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(ticks) for ticks in fields[11:15]) / TICKS



def memory_kb(pid):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))


def store_of(site):
    store = sqlite3.connect(site.folder / "passalong.db", timeout=60)
    store.isolation_level = None
    return store


def wait_for_all(store, n):
    while True:
        left, = store.execute("select count(*) from subscription where next_check <= ? or checked = 0",
                              (int(time.time()) + 60,)).fetchone()
        if left == 0:
            return
        time.sleep(0.1)


def measure(what, site, store, n, start):
    began, used = time.monotonic(), processor_seconds(site.process.pid)
    start()
    wait_for_all(store, n)
    seconds = time.monotonic() - began
    time.sleep(1)  # the fetcher ends, so that its time is counted
    used = processor_seconds(site.process.pid) - used
    print(f"{what:28} {seconds:6.1f} s  processor {used:6.2f} s, {1000 * used / n:6.2f} ms a feed", flush=True)


def bench(n, port):
    addresses = [f"http://127.0.1.{i % N_HOSTS + 1}:{port}/{i}" for i in range(n)]
    hosts = ",".join(f"127.0.1.{i + 1}:{port}" for i in range(N_HOSTS))
    with Site(program=PROGRAM, options=["--allow-fetch", hosts]) as site:
        site.user("Tan KW", role="owner")
        site.blog("good-articles", "Tan KW")
        tan = site.reader().sign_in("Tan KW")
        opml = "".join(f'<outline type="rss" text="x" xmlUrl="{address}"/>' for address in addresses)
        page = tan.submit(tan.get("/b/good-articles/feeds").form("/feeds/opml"), files={
            "file": ("x.opml", f'<?xml version="1.0"?><opml version="2.0"><body>{opml}</body></opml>'.encode())})
        store = store_of(site)
        measure("first look, 3 articles each", site, store, n,
                lambda: tan.submit(page.form("/feeds/import"), mode="at-once"))

        def all_due():
            store.execute("update subscription set next_check = ?", (int(time.time()),))
            tan.submit(tan.get("/b/good-articles/feeds").form("/1/check"))
        measure("nothing new (304)", site, store, n, all_due)
        measure("nothing new (304), again", site, store, n, all_due)
        articles, = store.execute("select count(*) from article where state = 2").fetchone()
        print(f"{articles} articles; the server's most memory {memory_kb(site.process.pid) / 1024:.0f} MB")
        store.close()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=1000)
    n = options.parse_args().feeds
    ours, theirs = multiprocessing.Pipe()
    publisher = multiprocessing.Process(target=publish, args=(theirs,), daemon=True)
    publisher.start()
    try:
        bench(n, ours.recv())
    finally:
        publisher.terminate()


if __name__ == "__main__":
    main()
