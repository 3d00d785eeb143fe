"""Clients that are many, slow or stubborn: whatever they do, others are answered, and who must be refused is told when to come back."""
import contextlib
import http.client
import pathlib
import resource
import select
import socket
import sqlite3
import tempfile
import urllib.parse

import tap
from site_under_test import PROGRAM, Site

STORY = "A long story\n\nMARLOW QUAY: " + "\n\n".join(f"The harbour office said so for the {n}th time." for n in range(2000))
FEW_FILES = 700  # so many may a server have open that is to run short of them
MOST_WAITING_WRITES, MOST_WRITES_TOGETHER = 4096, 512  # base/limits.h


class Shared:
    site = None
    path = None


@contextlib.contextmanager
def short_of_files():
    """A server that may open few files only, so that few clients are many."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "passalong"
        program.write_text(f'#!/bin/sh\nulimit -n {FEW_FILES}\nexec "{PROGRAM}" "$@"\n')
        program.chmod(0o755)
        with Site(program=str(program)) as site:
            yield site


@contextlib.contextmanager
def clients(site, n, say=b"", room=None):
    """n connections, each of which has said that and waits."""
    opened = []
    try:
        for _ in range(n):
            client = socket.socket()
            if room:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
            client.settimeout(60)
            client.connect(("127.0.0.1", site.port))
            opened.append(client)
            # Whoever was hung up on already cannot be sent anything.
            with contextlib.suppress(ConnectionError):
                client.sendall(say)
        yield opened
    finally:
        for client in opened:
            client.close()


@contextlib.contextmanager
def many_files(n):
    """So many files more may be open here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < n + 500:
        raise tap.Skip(f"only {hard} files may be open here, {n} connections need as many")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def is_hung_up(client):
    """Whether the server has closed it; what it had to say before is read and dropped."""
    client.settimeout(30)
    try:
        while client.recv(1 << 16):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


def request(path, more=""):
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n{more}\r\n".encode()


def read_answer(stream):
    """One answer from a connection that stays open: (status, body)."""
    status = int(stream.readline().split()[1])
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return status, stream.read(length)


def test_ten_thousand_idle_connections_keep_nobody_out():
    n = 10_000
    with many_files(n), clients(Shared.site, n) as idle:
        for _ in range(20):
            Shared.site.reader().get(Shared.path)
        # None was hung up on: there is room for all of them.
        assert not readable(idle)
        idle[0].sendall(request("/healthz"))
        assert read_answer(idle[0].makefile("rb"))[0] == 200


def readable(sockets, wait_ms=0):
    """Those with something to read; select() ends at 1,024."""
    watch = select.poll()
    for one in sockets:
        watch.register(one, select.POLLIN)
    return [fd for fd, _ in watch.poll(wait_ms)]


def test_more_connections_than_there_is_room_for():
    with short_of_files() as site, clients(site, FEW_FILES + 100) as idle:
        for _ in range(20):
            site.reader().get("/")
        assert is_hung_up(idle[0])  # who waited longest made room
        idle[-1].sendall(request("/healthz"))
        assert read_answer(idle[-1].makefile("rb"))[0] == 200


def test_slow_headers():
    with short_of_files() as site, clients(site, FEW_FILES + 100, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ") as slow:
        for client in slow[-50:]:
            client.sendall(b"a")
        for _ in range(20):
            site.reader().get("/")
        assert is_hung_up(slow[0])
        slow[-1].sendall(b"b\r\n\r\n")
        assert read_answer(slow[-1].makefile("rb"))[0] == 200


def test_slow_bodies():
    say = (b"POST /signin HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
           b"Content-Length: 10000\r\n\r\nname=a")
    with short_of_files() as site, clients(site, FEW_FILES + 100, say) as slow:
        for _ in range(20):
            site.reader().get("/")
        assert is_hung_up(slow[0])
        slow[-1].sendall(b"b" * (10000 - len("name=a")))
        assert read_answer(slow[-1].makefile("rb"))[0] in (403, 422)


def test_slow_readers():
    with short_of_files() as site:
        site.user("Tan KW", role="owner")
        site.blog("notes", owner="Tan KW")
        path = site.share("notes", "Tan KW", STORY)
        whole = site.reader().get(path).body
        with clients(site, FEW_FILES + 100, request(path) * 4, room=4096) as slow:
            for _ in range(20):
                assert site.reader().get(path).body == whole
            assert is_hung_up(slow[0])
            stream = slow[-1].makefile("rb")
            assert {(status, len(body) > len(whole) // 2) for status, body in (read_answer(stream) for _ in range(4))} \
                == {(200, True)}


def test_pipelined_requests_are_answered_in_their_order():
    with clients(Shared.site, 1) as (client,):
        paths = [Shared.path, "/keys", "/nowhere", "/healthz"] * 25
        client.sendall(b"".join(request(path) for path in paths))
        stream = client.makefile("rb")
        answers = [read_answer(stream) for _ in paths]
    assert [status for status, _ in answers] == [200, 200, 404, 200] * 25
    assert all(body == b"ok\n" for _, body in answers[3::4])
    assert len({body for _, body in answers[::4]}) == 1


def test_a_full_queue_of_slow_work_is_told_and_hinders_no_reader():
    tan = Shared.site.reader().sign_in("Tan KW")
    form = tan.get(f"/a/{Shared.path.split('/')[2]}/edit").form("/edit")
    boundary = "----x"
    fields = dict(form.fields, body="<p>word <b>bold</b> " * 5_000, do="preview")
    body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                   for name, value in fields.items()) + f"--{boundary}--\r\n"
    cookie = "; ".join(f"{name}={value}" for name, value in tan.cookies.items())
    head = (f"POST {form.action} HTTP/1.1\r\nHost: 127.0.0.1:{Shared.site.port}\r\nCookie: {cookie}\r\n"
            f"Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {len(body.encode())}\r\n"
            "Connection: close\r\n\r\n")
    with clients(Shared.site, 160, (head + body).encode()[:-1]) as many:
        for client in many:
            client.sendall(b"\n")
        Shared.site.reader().get(Shared.path)
        Shared.site.reader().get("/healthz")
        answers = []
        for client in many:
            with contextlib.closing(client.makefile("rb")) as stream:
                answers.append(stream.read().split(b"\r\n\r\n")[0].decode())
    statuses = {answer.split()[1] for answer in answers}
    assert "503" in statuses and len(statuses) == 2, statuses
    assert all("Retry-After: " in answer for answer in answers if answer.split()[1] == "503")


def like_form(member):
    """The bytes that a browser sends when this member likes the story."""
    form = member.get(Shared.path).form("/like")
    body = urllib.parse.urlencode(form.fields)
    cookie = "; ".join(f"{name}={value}" for name, value in member.cookies.items())
    return (f"POST {form.action} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}").encode()


@contextlib.contextmanager
def locked_store(site):
    """Somebody else holds the store's write lock, so that the server's writer does not get on."""
    store = sqlite3.connect(site.folder / "passalong.db", timeout=60, isolation_level=None)
    store.execute("begin immediate")
    try:
        yield
    finally:
        store.close()


def test_a_full_queue_of_writes_refuses_and_keeps_no_reader_waiting():
    n = MOST_WAITING_WRITES + 2 * MOST_WRITES_TOGETHER
    form = like_form(Shared.site.reader().sign_in("Tan KW"))
    with many_files(n), contextlib.ExitStack() as opened:
        with locked_store(Shared.site):
            waiting = opened.enter_context(clients(Shared.site, n, form))
            assert readable(waiting, wait_ms=60_000)  # some are refused, while the others wait
            assert Shared.site.reader().get(Shared.path).status == 200
        answers = [http.client.HTTPResponse(client) for client in waiting]
        for answer in answers:
            answer.begin()
        assert {answer.status for answer in answers} == {303, 503}
        assert all(answer.headers["Retry-After"] for answer in answers if answer.status == 503)


def test_a_full_cache_goes_on_answering():
    """Each address is a page of its own to the cache; more are asked for than it has room for."""
    whole = Shared.site.reader().get(Shared.path).body
    n = 2 * (32 << 20) // len(whole)
    with clients(Shared.site, 1) as (client,):
        stream = client.makefile("rb")
        for number in range(n):
            client.sendall(request(f"{Shared.path}?n={number}"))
            assert read_answer(stream)[0] == 200
    assert Shared.site.reader().get(Shared.path).body == whole


if __name__ == "__main__":
    with Site() as Shared.site:
        Shared.site.user("Tan KW", role="owner")
        Shared.site.blog("notes", owner="Tan KW")
        Shared.path = Shared.site.share("notes", "Tan KW", STORY)
        tap.run()
