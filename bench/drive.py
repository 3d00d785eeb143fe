"""The two load generators: wrk for the most requests a second, our client for the time of each."""
import collections
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import process

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLIENT = ROOT / "build" / "release" / "bench" / "client" / "client"
EVERY_PATH = ROOT / "bench" / "every_path.lua"
CONNECTIONS = 64

Drive = collections.namedtuple("Drive", "rate cpu_ms")  # requests a second, processor time of each
Answer = collections.namedtuple("Answer", "request status seconds location")


def run_wrk(server, path, seconds, cookie, script):
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    command += ["-s", str(EVERY_PATH)] if script else []
    said = subprocess.run([*command, f"http://127.0.0.1:{server.port}{path}", *(["--", *script] if script else [])],
                          text=True, capture_output=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        print(said, file=sys.stderr)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), int(re.search(r"(\d+) requests in", said).group(1))


def wrk(server, path, seconds, cookie="", script=()):
    """As many requests as 64 kept-alive connections get answered."""
    before = process.cpu_seconds(server.pid)
    rate, n = run_wrk(server, path, seconds, cookie, script)
    return Drive(rate, (process.cpu_seconds(server.pid) - before) * 1000 / n)


def every_path(server, paths, seconds, offset=0):
    """The same, each request another one of a file of paths, from a line on."""
    return wrk(server, "/", seconds, script=(str(paths), str(offset)))


def median(drives):
    return Drive(*(statistics.median(values) for values in zip(*drives)))


def get(path, cookie=""):
    """A request for the client."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"


def post(path, body, cookie):
    return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}")


class Client:
    """Our client at work; `answers` waits for its end. With a rate it sends so many a second, answered or not."""

    def __init__(self, server, requests, seconds, connections=1, rate=0):
        self.folder = tempfile.TemporaryDirectory(prefix="passalong-client-")
        asked = pathlib.Path(self.folder.name) / "requests"
        asked.write_bytes(b"".join(request.encode() + b"\0" for request in requests))
        self.answered = pathlib.Path(self.folder.name) / "answers"
        self.process = subprocess.Popen([CLIENT, str(server.port), str(connections), str(int(seconds * 1000)), str(rate),
                                         asked, self.answered])

    def end(self):
        """Those so far."""
        self.process.terminate()
        return self.answers()

    def answers(self):
        with self.folder:
            assert self.process.wait() == 0, "the client could not connect"
            return [Answer(int(request), int(status), int(us) / 1e6, location)
                    for request, status, us, location in map(str.split, self.answered.read_text().splitlines())]


def client(server, requests, seconds, **options):
    return Client(server, requests, seconds, **options).answers()


def p99(seconds):
    """Of some durations, in milliseconds."""
    ordered = sorted(seconds)
    return 1000 * ordered[max(0, -(-len(ordered) * 99 // 100) - 1)]
