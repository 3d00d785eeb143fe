#!/usr/bin/env python3
"""The article page with 50 comments beside nginx serving the same bytes as a file.

Both are driven in turn with wrk on this machine, keep-alive, three rounds; the figures are
ratios of the medians, because shared machines are noisy and an absolute time proves nothing.
The server's own CPU time per request stands beside: with the load generator on the same
cores the rate is partly wrk's.
"""
import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "http"))

from site_under_test import Site  # noqa: E402

N_COMMENTS = 50
N_AUTHORS = 10
CONNECTIONS = 64
COMMENT = """The harbour office's own table has the season cards in a footnote, number {n}. It was
never hidden, only *unread*; whoever counts tickets should also count the people who hold a card.

> conceded that season cards had been left out

That is the whole story, and it took a year."""
ARTICLE = "Island ferry keeps its night crossing\n\nMARLOW QUAY: " + "\n\n".join(
    f"The ten o'clock ferry to the outer islands will go on running through the winter, the harbour "
    f"office said on Monday, {n} weeks after it had announced that the crossing would end, and the "
    f"passengers who had counted one another on the quay went home." for n in range(2, 22)
) + "\n\n - Harbour Wire\n"

NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush off; keepalive_requests 100000000; open_file_cache max=100;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  types {{ text/html html; }} charset utf-8;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def fill(site, policy):
    """One article with 50 comments by ten members, through the site's own doors."""
    names = [f"Reader {n}" for n in range(N_AUTHORS)]
    site.user("Tan KW", role="owner")
    site.blog("good-articles-to-share", owner="Tan KW")
    path = site.share("good-articles-to-share", "Tan KW", ARTICLE)
    site.policy("Harbour Wire", policy)
    for name in names:
        site.user(name)
    readers = [site.reader().sign_in(name) for name in names]
    for n in range(N_COMMENTS):
        reader = readers[n % N_AUTHORS]
        reader.submit(reader.get(path).form("/comments"), body=COMMENT.format(n=n))
    return path


def cpu_seconds(pid):
    """User and system time of a process and its children, from /proc."""
    pids = [pid] + [int(p) for p in subprocess.run(["pgrep", "-P", str(pid)], text=True,
                                                   capture_output=True).stdout.split()]
    ticks = 0
    for one in pids:
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / 100


def drive(url, pid, seconds):
    """(requests a second, CPU milliseconds a request)"""
    before = cpu_seconds(pid)
    said = subprocess.run(["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", url], text=True,
                          capture_output=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        print(said, file=sys.stderr)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
    n = int(re.search(r"(\d+) requests in", said).group(1))
    return rate, (cpu_seconds(pid) - before) * 1000 / n


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=8, help="of each of the six runs")
    options.add_argument("--policy", default="full", help="of the article's source: full, excerpt or link")
    options = options.parse_args()
    seconds = options.seconds
    program = str(ROOT / "build" / "release" / "passalong")
    with tempfile.TemporaryDirectory() as folder, Site(program=program) as site:
        path = fill(site, options.policy)
        page = site.reader().get(path)
        assert page.words.count("number") >= N_COMMENTS, "not all comments are on the page"
        www = pathlib.Path(folder) / "www"
        www.mkdir()
        pathlib.Path(folder).chmod(0o755)
        (www / "page.html").write_bytes(page.body)
        port = site.port + 1 if site.port < 60000 else site.port - 1
        (pathlib.Path(folder) / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        nginx = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
        try:
            time.sleep(1)
            ours, theirs = [], []
            for _ in range(3):
                theirs.append(drive(f"http://127.0.0.1:{port}/page.html", nginx.pid, seconds))
                ours.append(drive(f"http://127.0.0.1:{site.port}{path}", site.process.pid, seconds))
        finally:
            nginx.terminate()
            nginx.wait()
    report(len(page.body), ours, theirs)


def report(n_bytes, ours, theirs):
    rate, cpu = (statistics.median(run[i] for run in ours) for i in (0, 1))
    file_rate, file_cpu = (statistics.median(run[i] for run in theirs) for i in (0, 1))
    print(f"article page, {N_COMMENTS} comments, {n_bytes:,} bytes, nothing cached, {CONNECTIONS} connections, keep-alive")
    print(f"{'':24}{'requests/s':>12}{'CPU ms/request':>18}")
    print(f"{'nginx, as a file':24}{file_rate:12,.0f}{file_cpu:18.3f}")
    print(f"{'passalong':24}{rate:12,.0f}{cpu:18.3f}")
    print(f"{'ratio':24}{rate / file_rate:12.2f}{cpu / file_cpu:18.1f}")


if __name__ == "__main__":
    main()
