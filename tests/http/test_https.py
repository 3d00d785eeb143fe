#!/usr/bin/env python3
"""Publishers that speak HTTP/2 over TLS: fetched so, told so in the proof, and only when somebody who
is trusted vouches for them."""
import contextlib
import pathlib
import re
import socketserver
import ssl
import subprocess
import tempfile
import threading

import tap
from publisher import TITLE, story
from site_under_test import Site
from test_sharing import share, wait_for

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, SETTINGS = 0, 1, 4
ACK = END_STREAM = 1
END_HEADERS = 4


def frame(kind, flags, stream, payload=b""):
    """RFC 9113, 4.1."""
    return len(payload).to_bytes(3) + bytes([kind, flags]) + stream.to_bytes(4) + payload


def field(name, value):
    """A literal field that no table keeps (RFC 7541, 6.2.2), neither side longer than 126 bytes."""
    return b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value


class Publisher(socketserver.StreamRequestHandler):
    """Answers every stream of HTTP/2 with one story; `spoken` is the protocol of each connection."""
    spoken = []

    def handle(self):
        self.spoken.append(self.connection.selected_alpn_protocol())
        with contextlib.suppress(OSError):
            if self.spoken[-1] == "h2" and self.rfile.read(len(PREFACE)) == PREFACE:
                self.wfile.write(frame(SETTINGS, 0, 0))
                while self.answer_frame():
                    pass

    def answer_frame(self):
        head = self.rfile.read(9)
        if len(head) < 9:
            return False
        self.rfile.read(int.from_bytes(head[:3]))
        kind, flags, stream = head[3], head[4], int.from_bytes(head[5:])
        if kind == SETTINGS and not flags & ACK:
            self.wfile.write(frame(SETTINGS, ACK, 0))
        if kind == HEADERS:
            fields = field(b":status", b"200") + field(b"content-type", b"text/html; charset=utf-8")
            self.wfile.write(frame(HEADERS, END_HEADERS, stream, fields) + frame(DATA, END_STREAM, stream, story()))
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def __init__(self, context):
        super().__init__(("127.0.0.1", 0), Publisher)
        self.context = context

    def get_request(self):
        connection, address = super().get_request()
        connection.settimeout(30)
        return self.context.wrap_socket(connection, server_side=True), address

    def handle_error(self, *_):
        pass  # a reader who trusts nobody hangs up


def make_certificate(folder, name="IP:127.0.0.1"):
    """Signed by nobody but itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=publisher", "-addext", f"subjectAltName={name}",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


@contextlib.contextmanager
def secure_publisher(name="IP:127.0.0.1"):
    """Its address and the file that vouches for it."""
    Publisher.spoken.clear()
    with tempfile.TemporaryDirectory(prefix="passalong-test-") as folder:
        key, certificate = make_certificate(pathlib.Path(folder), name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.set_alpn_protocols(["h2", "http/1.1"])
        with Server(context) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"127.0.0.1:{server.server_address[1]}", str(certificate)
            server.shutdown()


@contextlib.contextmanager
def site_that_trusts(host, certificate):
    environment = {"SSL_CERT_FILE": certificate} if certificate else {}
    site = Site(options=("--allow-fetch", host), environment=environment)
    site.user("Tan KW", role="owner")
    site.blog("good-articles", "Tan KW")
    with site:
        yield site.reader().sign_in("Tan KW")


def test_a_page_is_fetched_over_http_2_and_the_proof_says_so():
    with secure_publisher() as (host, certificate), site_that_trusts(host, certificate) as tan:
        edit = wait_for(tan, share(tan, way="link", link=f"https://{host}/story"), 'name="version"')
        assert TITLE in edit.text
        assert set(Publisher.spoken) == {"h2"}, Publisher.spoken
        page = tan.get(tan.submit(edit.form("/edit"), do="publish").path)
        proof = re.search(r'href="(/a/\d+/source/1\.warc)"', page.text).group(1)
        heads = [head for head in tan.get(proof).body.split(b"WARC/1.1\r\n") if b"WARC-Target-URI" in head]
        assert len(heads) == 2 and all(b"\r\nWARC-Protocol: h2\r\n" in head for head in heads), heads
        assert any(b"\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/html" in head for head in heads), heads
        assert any(b"\r\n\r\nGET /story HTTP/1.1\r\n" in head for head in heads), heads


def test_a_certificate_that_nobody_vouches_for_is_refused_in_words():
    with secure_publisher() as (host, _), site_that_trusts(host, None) as tan:
        page = wait_for(tan, share(tan, way="link", link=f"https://{host}/story"), "certificate")
        assert "The site's certificate is not valid" in page.words, page.words
        assert host in page.text, "the link is kept"


def test_a_certificate_for_another_name_is_refused():
    with secure_publisher("DNS:elsewhere.example") as (host, certificate), site_that_trusts(host, certificate) as tan:
        page = wait_for(tan, share(tan, way="link", link=f"https://{host}/story"), "certificate")
        assert "The site's certificate is not valid" in page.words, page.words


if __name__ == "__main__":
    tap.run()
