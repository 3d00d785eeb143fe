#!/usr/bin/env python3
"""Pictures of articles: fetched, drawn afresh in the sandbox, kept, and shown from here alone; what
is broken, hostile or gone is a link with its words."""
import contextlib
import http.server
import os
import pathlib
import re
import signal
import sqlite3
import struct
import threading
import time
import zlib

import tap
from site_under_test import ROOT, Site

DATA = ROOT / "tests" / "http" / "data" / "pictures"
WAIT_SECONDS = 90
PICTURES = 12
PICTURE_BYTES = 8 << 20
PICTURE_PIXELS = 50 << 20
PICTURE_SIDE = 16383
TEXT = "<p>A paragraph of some length stands around the picture, so that there is an article to speak of.</p>"

SHARERS = [f"Sharer {i}" for i in range(1, 6)]
SHARES_EACH = 20  # fewer than a member may share in a minute, however fast the machine

SITE = None
PUBLISHER = None
shared = 0


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, n_rows=None):
    """Grey; with fewer rows than it says it is cut short."""
    rows = zlib.compress(b"\0" * (width + 1) * (height if n_rows is None else n_rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif(width, height, n_frames):
    """One pixel that is drawn again and again on a canvas of that size."""
    frame = (b"!\xf9\x04\x05\x0a\0\0\0" + b",\0\0\0\0" + struct.pack("<HH", width, height) + b"\0"
             + b"\x02\x02\x44\x01\0")
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\0\0\0\xff\xff\xff" + frame * n_frames + b";"


class Publisher(http.server.BaseHTTPRequestHandler):
    files = {}  # path: (content type, bytes, status)
    asked = []
    released = threading.Event()

    def do_GET(self):
        self.asked.append(self.path)
        if self.path.startswith("/held"):
            self.released.wait(WAIT_SECONDS)
        kind, data, status = self.files.get(self.path, ("text/plain", b"none", 404))
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def publisher():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def offer(path, data, kind="image/jpeg", status=200):
    """Its address at the publisher."""
    Publisher.files["/" + path] = (kind, data, status)
    return f"http://{PUBLISHER}/{path}"


def rows(statement, *values):
    with sqlite3.connect(SITE.folder / "passalong.db") as store:
        return store.execute(statement, values).fetchall()


def member():
    """Whoever shared last."""
    return SITE.reader().sign_in(SHARERS[shared // SHARES_EACH])


def make(body, title="A story with a picture", publish=True):
    """The path of a new article with that body, when its pictures have been seen to."""
    global shared
    shared += 1
    tan = member()
    page = f"<html><body><article><h1>{title}</h1>{body}{TEXT * 3}</article></body></html>"
    form = tan.get("/share").form("/share")
    edit = tan.submit(form, files={"file": ("story.html", page.encode())}, way="file")
    number = re.search(r"/a/(\d+)/edit", edit.path).group(1)
    wait()
    if publish:
        return tan.submit(edit.form("/edit"), do="publish").path
    return f"/a/{number}"


def wait():
    """Until no picture waits for its first try."""
    until = time.monotonic() + WAIT_SECONDS
    while rows("select 1 from job where kind = 5 and (state = 1 or (state = 0 and tries = 0))"):
        assert time.monotonic() < until, "the pictures were never seen to"
        time.sleep(0.05)


def body_of(page):
    return re.search(r'<div class="prose">(.*?)</div>', page.text, re.S).group(1)


def served(html):
    """Every file of ours that a text names, as (name, answer)."""
    names = sorted(set(re.findall(r"/o/[0-9a-f]{64}\.\w+", html)))
    return [(name, SITE.reader().get(name)) for name in names]


def state_of(address):
    return rows("select state, error from picture where address = ?", address)[0]


def make_with(name, data, kind="image/jpeg", status=200):
    address = offer(name, data, kind, status)
    body = body_of(SITE.reader().get(make(f'<p>Look:</p><p><img src="{address}" alt="The “{name}” picture"></p>')))
    return address, body


def test_a_picture_is_kept_in_several_widths_and_shown_from_here():
    address, body = make_with("wide.jpg", (DATA / "wide.jpg").read_bytes())
    assert address not in body and "http" not in body
    source = re.search(r'<source type="image/webp" srcset="([^"]*)" sizes="[^"]+">', body).group(1)
    assert [part.split()[1] for part in source.split(", ")] == ["480w", "960w", "1600w"]
    image = re.search(r'<img src="(/o/[0-9a-f]{64}\.jpg)" width="960" height="480" alt="The “wide.jpg” picture"'
                      r' decoding="async">', body)
    assert image, body  # the first picture of an article is not lazy
    for name, answer in served(body):
        magic = {"webp": b"RIFF", "jpg": b"\xff\xd8\xff"}[name.split(".")[1]]
        assert answer.body.startswith(magic), name
        assert answer.headers["Content-Type"] == {"webp": "image/webp", "jpg": "image/jpeg"}[name.split(".")[1]]
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_the_second_picture_of_an_article_is_lazy():
    one = offer("first.jpg", (DATA / "wide.jpg").read_bytes())
    two = offer("second.webp", (DATA / "profile.webp").read_bytes(), "image/webp")
    body = body_of(SITE.reader().get(make(f'<p><img src="{one}"></p>{TEXT}<p><img src="{two}"></p>')))
    images = re.findall(r"<img [^>]*>", body)
    assert ["lazy" in image for image in images] == [False, True], images


def test_every_kind_that_pages_have_is_understood():
    for name, kind, other in (("photo.avif", "image/avif", "jpg"), ("profile.webp", "image/webp", "jpg"),
                              ("alpha.png", "image/png", "png"), ("moving.gif", "image/gif", "png"),
                              ("photo.heic", "", "jpg")):
        address, body = make_with("kind-" + name, (DATA / name).read_bytes(), kind)
        assert state_of(address) == (1, ""), (name, state_of(address))
        assert re.search(rf'src="/o/[0-9a-f]{{64}}\.{other}"', body), (name, body)


def test_what_a_camera_noted_is_gone_and_the_picture_stands_upright():
    data = (DATA / "gps.jpg").read_bytes()
    marks = (b"GPSCAMERA", b"SECRET", b"Exif", b"xmpmeta")
    assert all(mark in data for mark in marks)
    _, body = make_with("gps.jpg", data)
    assert 'width="150" height="300"' in body
    files = served(body)
    assert len(files) == 2
    for name, answer in files:
        for mark in (*marks, b"EXIF", b"XMP ", b"ICCP", b"ICC_PROFILE"):
            assert mark not in answer.body, (name, mark)


def test_hostile_and_broken_pictures_become_links_with_the_reason_kept():
    wide = (DATA / "wide.jpg").read_bytes()
    cases = [
        ("huge.png", png(30000, 30000, 300), "image/png", "too large"),
        ("side.png", png(PICTURE_SIDE + 1, 1), "image/png", "too large"),
        ("pixels.png", png(7241, 7241, 10), "image/png", "too large"),
        ("canvas.gif", gif(60000, 60000, 2), "image/gif", "too large"),
        ("cut.jpg", wide[:3000], "image/jpeg", "broken or cut short"),
        ("cut.png", png(900, 900, 100), "image/png", "broken or cut short"),
        ("noise.jpg", wide[:2] + bytes(range(256)) * 40, "image/jpeg", "not a picture"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml", "not a picture"),
        ("svg.jpg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/jpeg", "not a picture"),
        ("page.jpg", b"<p>Not a picture</p>", "text/html", "not a picture"),
        ("paper.jpg", b"%PDF-1.4\n", "image/jpeg", "not a picture"),
        ("raw.jpg", b"II*\0\x08\0\0\0", "image/jpeg", "not a picture"),
        ("empty.jpg", b"", "image/jpeg", "not a picture"),
        ("gone.jpg", b"", "image/jpeg", "removed"),
    ]
    for name, data, kind, reason in cases:
        address, body = make_with(name, data, kind, 410 if name == "gone.jpg" else 200)
        state, error = state_of(address)
        assert state == 2 and reason in error, (name, state, error)
        assert "<img" not in body and "/o/" not in body, (name, body)
        link = f'<a class="picture-link" href="{address}" rel="nofollow ugc noopener noreferrer">'
        assert link in body and f"Picture: The “{name}” picture" in body, (name, body)


def test_a_gif_of_very_many_frames_is_its_first_one():
    address, _ = make_with("frames.gif", gif(400, 300, 20000), "image/gif")
    assert state_of(address)[0] == 1, state_of(address)


def test_bytes_and_pixels_at_the_limit_are_kept_and_one_past_is_not():
    data = png(PICTURE_SIDE, PICTURE_PIXELS // PICTURE_SIDE)
    address, _ = make_with("pixels-at.png", data, "image/png")
    assert state_of(address) == (1, ""), state_of(address)
    small = (DATA / "alpha.png").read_bytes()
    for n_bytes, state in ((PICTURE_BYTES, 1), (PICTURE_BYTES + 1, 2)):
        padded = small + b"\0" * (n_bytes - len(small))  # behind the end of a PNG nobody reads
        address, _ = make_with(f"bytes-{n_bytes}.png", padded, "image/png")
        assert state_of(address)[0] == state, (n_bytes, state_of(address))


def test_more_pictures_than_the_limit_are_not_asked_for():
    data = (DATA / "alpha.png").read_bytes()
    addresses = [offer(f"many-{i}.png", data, "image/png") for i in range(PICTURES + 1)]
    body = body_of(SITE.reader().get(make("".join(f'<p><img src="{a}" alt=""></p>' for a in addresses))))
    assert body.count("<picture>") == PICTURES and body.count("picture-link") == 1
    assert f"/many-{PICTURES}.png" not in Publisher.asked


def test_a_picture_that_is_kept_is_not_fetched_again():
    data = (DATA / "alpha.png").read_bytes()
    address = offer("again.png", data, "image/png")
    for _ in range(2):
        assert "<picture>" in body_of(SITE.reader().get(make(f'<p><img src="{address}" alt=""></p>')))
    assert Publisher.asked.count("/again.png") == 1


def test_an_edit_keeps_what_is_kept_and_fetches_what_is_new():
    one = offer("edit-1.png", (DATA / "alpha.png").read_bytes(), "image/png")
    two = offer("edit-2.jpg", (DATA / "gps.jpg").read_bytes())
    path = make(f'<p><img src="{one}" alt="One"></p>')
    tan = member()
    edit = tan.get(re.match(r"/a/\d+", path).group(0) + "/edit")
    fields = edit.form("/edit")
    assert one in fields.fields["body"] and "/o/" not in fields.fields["body"]
    preview = re.search(r"<div class=\"prose\" data-body>(.*?)</div>", edit.text, re.S).group(1)
    assert f'data-kept-from="{one}"' in preview and "/o/" in preview
    # The editor sends what it was shown, with a new picture in it.
    sent = preview + f'<p><img src="{two}" alt="Two"></p>'
    article = tan.submit(fields, do="save", body=sent)
    wait()
    assert body_of(tan.get(article.path)).count("<picture>") == 2
    again = tan.get(re.match(r"/a/\d+", path).group(0) + "/edit").form("/edit").fields["body"]
    assert one in again and two in again and "/o/" not in again and "data-" not in again, again


def test_the_lead_stands_above_a_text_without_pictures():
    lead = offer("lead.jpg", (DATA / "wide.jpg").read_bytes())
    page = (f'<html><head><meta property="og:image" content="{lead}"></head><body><article><h1>Led</h1>'
            f"{TEXT * 4}</article></body></html>")
    tan = member()
    form = tan.get("/share").form("/share")
    edit = tan.submit(form, files={"file": ("story.html", page.encode())}, way="file")
    wait()
    article = tan.submit(edit.form("/edit"), do="publish")
    assert re.match(r"\s*<figure><picture>", body_of(article)), body_of(article)[:300]


def test_nothing_else_is_given_out_and_what_is_deleted_no_more():
    address = offer("deleted.png", png(77, 33), "image/png")  # no other article has these pixels
    path = make(f'<p><img src="{address}" alt=""></p>')
    names = [name for name, _ in served(body_of(SITE.reader().get(path)))]
    reader = SITE.reader()
    for name in (names[0].replace(".webp", ".jpg").replace(".png", ".jpg") + "x", names[0][:-5], names[0].upper(), "/o/x.jpg",
                 "/o/" + "0" * 64 + ".jpg", "/o/..%2Fpassalong.db", "/o/"):
        assert reader.request("GET", name).status == 404, name
    other = names[0].rsplit(".", 1)[0] + ".gif"
    assert reader.request("GET", other).status == 404
    head = reader.request("HEAD", names[0])
    assert head.status == 200 and head.body == b"" and int(head.headers["Content-Length"]) > 0
    known = reader.request("GET", names[0], headers={"If-None-Match": head.headers["ETag"]})
    assert known.status == 304 and known.body == b""
    assert known.headers["Cache-Control"] == head.headers["Cache-Control"]
    tan = member()
    number = re.match(r"/a/\d+", path).group(0)
    tan.submit(tan.get(number + "/delete").form("/delete"))
    for name in names:
        assert reader.request("GET", name).status == 404, name


def test_a_draft_shows_its_pictures_to_its_sharer():
    address = offer("draft.png", (DATA / "alpha.png").read_bytes(), "image/png")
    path = make(f'<p><img src="{address}" alt=""></p>', publish=False)
    assert "<picture>" in member().get(path).text
    SITE.reader().get(path, 404)


def test_a_private_address_is_not_asked():
    address = "http://127.0.0.1:9/secret.png"
    body = body_of(SITE.reader().get(make(f'<p><img src="{address}" alt="In here"></p>')))
    assert "Picture: In here" in body and state_of(address)[0] == 2


def test_a_picture_inside_a_link_leaves_its_words():
    body = body_of(SITE.reader().get(make(
        f'<p><a href="https://example.org/more"><img src="http://{PUBLISHER}/no.png" alt="A map"></a></p>')))
    assert body.count("<a ") == 1 and '<span class="picture-link">Picture: A map</span>' in body, body


def test_no_page_lets_pictures_load_from_elsewhere():
    policy = SITE.reader().get("/").headers["Content-Security-Policy"]
    assert "img-src 'self';" in policy and "http" not in policy and "data:" not in policy


def children():
    """The processes that the server has started."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"PPid:\t{SITE.process.pid}\n" in (folder / "status").read_text():
                found.append(int(folder.name))
    return found


def test_a_child_that_is_killed_costs_one_picture():
    held = offer("held.jpg", (DATA / "wide.jpg").read_bytes())
    after = offer("after.png", (DATA / "alpha.png").read_bytes(), "image/png")
    tan = member()
    page = f'<html><body><article><h1>Held</h1><p><img src="{held}" alt="Held"><img src="{after}"></p>{TEXT * 3}</article>'
    form = tan.get("/share").form("/share")
    edit = tan.submit(form, files={"file": ("story.html", page.encode())}, way="file")
    until = time.monotonic() + WAIT_SECONDS
    while "/held.jpg" not in Publisher.asked:
        assert time.monotonic() < until
        time.sleep(0.02)
    for child in children():
        os.kill(child, signal.SIGKILL)
    Publisher.released.set()
    wait()
    body = body_of(tan.submit(edit.form("/edit"), do="publish"))
    assert "Picture: Held" in body and body.count("<picture>") == 1
    assert state_of(held)[0] == 2 and state_of(after)[0] == 1


def test_a_publisher_that_is_busy_is_asked_again_later():
    address = offer("busy.png", b"", "image/png", 503)
    body = body_of(SITE.reader().get(make(f'<p><img src="{address}" alt="Busy"></p>')))
    assert "Picture: Busy" in body and state_of(address)[0] == 0
    assert rows("select 1 from job where kind = 5 and state = 0 and tries = 1")


def main():
    global SITE, PUBLISHER
    with publisher() as host, Site(options=["--allow-fetch", host]) as site:
        SITE, PUBLISHER = site, host
        for i, name in enumerate(SHARERS):
            site.user(name, role="member" if i else "owner")
            site.blog(f"good-articles-{i}", owner=name)
        tap.run()


if __name__ == "__main__":
    main()
