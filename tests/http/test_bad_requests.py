#!/usr/bin/env python3
"""Requests that no browser sends: each gets its status, a page that says what is wrong, and the
server goes on answering others."""
import contextlib
import socket
import time

import tap
from site_under_test import Site

SITE = None


@contextlib.contextmanager
def raw(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        yield connection


def say(site, data):
    """The status and the whole answer to raw bytes; the connection is closed by the other side or by us."""
    with raw(site) as connection:
        answer = b""
        # The server may hang up in the middle of bad bytes, or wait for more of them.
        with contextlib.suppress(OSError):
            connection.settimeout(3)
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(65536):
                answer += chunk
    return (int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0), answer


def get(path, method=b"GET", headers=b""):
    return method + b" " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + b"\r\n"


def test_a_nul_in_a_path_is_a_bad_request():
    for path in (b"/b/%00", b"/a/1%00/x", b"/%00", b"/?q=%00"):
        status, answer = say(SITE, get(path))
        assert status in (400, 404) if path.startswith(b"/?") else status == 400, (path, status)
        assert b"<html" in answer


def test_broken_escapes_and_broken_utf8_in_a_path_are_bad_requests():
    for path in (b"/b/%", b"/b/%4", b"/b/%zz", b"/b/%ff%fe", b"/b/%c0%af", b"/b/%ed%a0%80"):
        assert say(SITE, get(path))[0] == 400, path


def test_raw_bytes_in_a_request_line_do_not_stop_the_server():
    for data in (b"\x00\x01\x02\x03\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n", b"\r\n" * 500,
                 b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                 b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                 b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"):
        status, _ = say(SITE, data)
        assert status in (0, 200, 400, 404, 405, 411, 413, 505), (data[:40], status)
    SITE.reader().get("/")


def test_unknown_methods_are_named_not_allowed():
    for method in (b"DELETE", b"PUT", b"PATCH"):
        status, answer = say(SITE, get(b"/", method))
        assert status in (405, 501), (method, status)
        if status == 405:
            assert b"\r\nallow:" in answer.lower(), answer[:400]
    assert say(SITE, get(b"/", b"BREW"))[0] in (405, 501)


def test_a_page_that_only_reads_refuses_a_post_and_says_what_it_takes():
    reader = SITE.reader()
    answer = reader.post("/discussed", {"a": "b"})
    assert answer.status == 405 and "GET" in answer.headers["Allow"], (answer.status, answer.headers)


def test_a_head_request_has_the_headers_without_the_body():
    status, answer = say(SITE, get(b"/", b"HEAD"))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status == 200 and b"content-length" in head.lower() and body == b""


def test_headers_past_their_limit_are_refused():
    status, _ = say(SITE, get(b"/", headers=b"X-Long: " + b"a" * 40000 + b"\r\n"))
    assert status in (0, 413, 431), status
    assert say(SITE, get(b"/" + b"a" * 40000))[0] in (0, 400, 404, 413, 414, 431)
    SITE.reader().get("/")


def test_a_body_past_its_limit_is_refused_with_words():
    reader = SITE.reader()
    token = reader.get("/signin").form("/signin").fields["token"]
    answer = reader.post("/register", {"token": token, "name": "x" * 2_000_000})
    assert answer.status == 413 and "<html" in answer.text, answer.status


def test_a_body_of_another_kind_is_refused():
    reader = SITE.reader()
    reader.get("/signin")
    answer = reader.post("/signin", b'{"name": "x"}', **{"Content-Type": "application/json"})
    assert answer.status == 415, answer.status
    answer = reader.post("/signin", b"name=x", **{"Content-Type": "multipart/form-data"})
    assert answer.status in (400, 415), answer.status


def test_a_form_with_nul_or_broken_utf8_is_refused_and_names_the_field():
    reader = SITE.reader()
    token = reader.get("/signin").form("/signin").fields["token"]
    for value in (b"a%00b", b"%ff%fe", b"%ed%a0%80"):
        answer = reader.post("/signin", b"token=" + token.encode() + b"&password=x&name=" + value)
        assert answer.status == 400 and "The field “name” holds" in answer.words, (value, answer.words)


def test_a_form_with_too_many_fields_is_refused():
    reader = SITE.reader()
    reader.get("/signin")
    answer = reader.post("/signin", "&".join(f"f{n}=1" for n in range(5000)).encode())
    assert answer.status in (400, 413), answer.status


def test_addresses_that_are_not_there_get_a_page_with_a_way_on():
    reader = SITE.reader()
    for path in ("/nowhere", "/b/nowhere", "/a/999999/x", "/a/0/x", "/a/-1/x", "/a/99999999999999999999/x",
                 "/a/1e3/x", "/c/12345", "/source/nowhere", "/tag/nowhere", "/m/nobody", "/b/x/2024/13",
                 "/b/x/2024/2/30", "/assets/none.css", "/assets/../src/main.c", "//evil.example/"):
        answer = reader.request("GET", path)
        assert answer.status == 404, (path, answer.status)
        if not path.startswith("/assets"):
            assert 'href="/"' in answer.text, path


def test_every_page_carries_the_headers_that_protect_it():
    for path, status in (("/", 200), ("/signin", 200), ("/nowhere", 404)):
        headers = SITE.reader().get(path, status=status).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"]


def test_a_foreign_site_cannot_post():
    reader = SITE.reader()
    form = reader.get("/signin").form("/signin")
    fields = dict(form.fields, name="Tan KW", password="wrong password")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = reader.post("/signin", fields, **headers)
        assert answer.status == 403, (headers, answer.status)
    answer = reader.post("/signin", dict(fields, token="0" * 64))
    assert answer.status == 403, answer.status
    fields.pop("token")
    assert reader.post("/signin", fields).status == 403


def test_many_idle_and_slow_connections_do_not_stop_others():
    connections = [socket.create_connection(("127.0.0.1", SITE.port)) for _ in range(200)]
    try:
        for number, connection in enumerate(connections):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n"[:number % 24])
        started = time.monotonic()
        SITE.reader().get("/")
        assert time.monotonic() - started < 20
    finally:
        for connection in connections:
            connection.close()


def test_pipelined_requests_are_answered_in_order():
    with raw(SITE) as connection:
        connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n"
                           b"Connection: close\r\n\r\n")
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 200") and b"HTTP/1.1 404" in answer


if __name__ == "__main__":
    with Site() as SITE:
        SITE.user("Tan KW", role="owner")
        SITE.blog("x", owner="Tan KW")
        tap.run()
