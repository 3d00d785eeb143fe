"""Pages that are kept: whole for strangers, with holes for members; never older than a write that was answered."""
import concurrent.futures
import gzip
import re

import tap
from site_under_test import Site

STORY = "Story number {n}\n\nMARLOW QUAY: The harbour office said so on Monday.\n\n - Harbour Wire\n"


class Shared:
    site = None
    n = 0


def article():
    Shared.n += 1
    return Shared.site.share("notes", "Tan KW", STORY.format(n=Shared.n))


def member(name):
    return Shared.site.reader().sign_in(name)


def stranger(path, status=200, **headers):
    answer = Shared.site.reader().request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    assert answer.status == status, f"{path}: {answer.status}"
    return answer


def comment(reader, path, body):
    return reader.submit(reader.get(path).form("/comments"), body=body)


def tag(answer):
    return answer.headers["ETag"]


def test_a_stranger_gets_a_strong_tag_and_304_for_it():
    path = article()
    first, second = stranger(path), stranger(path)
    assert tag(first) == tag(second) and re.fullmatch(r'"[0-9a-f]{16}"', tag(first))
    assert first.body == second.body
    known = stranger(path, 304, If_None_Match=f'"other", {tag(first)}')
    assert known.body == b"" and tag(known) == tag(first)
    assert known.headers["Vary"] == first.headers["Vary"]
    assert stranger(path, If_None_Match='"other"').body == first.body
    head = Shared.site.reader().request("HEAD", path)
    assert head.status == 200 and head.body == b"" and tag(head) == tag(first)
    assert head.headers["Content-Length"] == str(len(first.body))


def test_a_cache_between_may_keep_what_strangers_get_and_asks_each_time():
    path = article()
    page = stranger(path)
    assert page.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {"Accept-Encoding", "Cookie", "Accept-Language"} == set(page.headers["Vary"].split(", "))
    assert "Set-Cookie" not in page.headers
    own = member("Lim Wei").get(path)
    assert own.headers["Cache-Control"] == "private, no-cache" and "ETag" not in own.headers


def test_pages_are_compressed_as_the_browser_wants():
    path = article()
    plain = stranger(path)
    packed = stranger(path, Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
    brotli = stranger(path, Accept_Encoding="gzip, deflate, br")
    assert brotli.headers["Content-Encoding"] == "br" and len(brotli.body) < len(plain.body) / 2
    assert len({tag(plain), tag(packed), tag(brotli)}) == 3
    assert stranger(path, Accept_Encoding="gzip, br;q=0").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in stranger(path, Accept_Encoding="gzip;q=0").headers
    stranger(path, 304, Accept_Encoding="br", If_None_Match=tag(brotli))
    assert stranger(path, Accept_Encoding="gzip", If_None_Match=tag(brotli)).body == packed.body


def test_a_range_is_answered_with_the_whole_page():
    path = article()
    assert stranger(path, Range="bytes=0-9").body == stranger(path).body


def test_a_page_speaks_the_language_of_its_reader():
    path = article()
    assert "Discussion" in stranger(path, Accept_Language="en").text
    assert 'lang="ms"' in stranger(path, Accept_Language="ms").text
    assert "Discussion" in stranger(path, Accept_Language="en").text


def test_members_get_the_page_with_their_own_holes():
    path = article()
    tan, lim = member("Tan KW"), member("Lim Wei")
    comment(lim, path, "A word of mine.")
    for _ in range(2):
        as_tan, as_lim, as_nobody = tan.get(path), lim.get(path), stranger(path)
        assert "Tan KW" in as_tan.words and 'action="/signout"' in as_tan.text
        assert re.search(r'href="/c/\d+/edit"', as_lim.text) and not re.search(r'href="/c/\d+/edit"', as_tan.text)
        assert re.search(r'href="/c/\d+/delete"', as_tan.text)  # an owner may
        assert "/signin?then=" in as_nobody.text and 'name="token"' not in as_nobody.text
        assert "Lim Wei</p>" not in as_tan.text
    tokens = {reader.get(path).form("/comments").fields["token"] for reader in (tan, lim)}
    assert len(tokens) == 2
    once = {lim.get(path).form("/comments").fields["once"] for _ in range(3)}
    assert len(once) == 3


def test_likes_and_follows_show_to_those_who_gave_them():
    path = article()
    tan, lim = member("Tan KW"), member("Lim Wei")
    comment(tan, path, "Like this.")
    number = re.search(r'id="c-(\d+)"', tan.get(path).text)[1]
    tan.get(path), lim.get(path)
    lim.submit(lim.get(path).form("/like"))
    lim.submit(lim.get(path).form(f"/c/{number}/like"))
    lim.submit(lim.get(path).form("/follow"))
    page = lim.get(path)
    assert page.form("/unlike") and page.form(f"/c/{number}/unlike") and page.form("/unfollow")
    other = tan.get(path)
    assert other.form(f"/c/{number}/like") and other.form("/follow")
    assert "Liked by Lim Wei" in other.words and "Liked by Lim Wei" in stranger(path).words
    lim.submit(lim.get(path).form("/unfollow"))
    assert lim.get(path).form("/follow")


def test_what_was_answered_is_seen_by_whoever_asks_next():
    path = article()
    lim = member("Lim Wei")
    for n in range(5):
        before = stranger(path, Accept_Encoding="gzip")
        comment(lim, path, f"Word number {n}x.")
        after = stranger(path, Accept_Encoding="gzip", If_None_Match=tag(before))
        assert f"Word number {n}x." in gzip.decompress(after.body).decode()
        assert f"Word number {n}x." in member("Tan KW").get(path).words


def test_lists_follow_their_articles():
    path = article()
    title = f"Story number {Shared.n}"
    for place in ("/", "/b/notes", "/m/tan-kw", "/source/harbour-wire"):
        assert title in stranger(place).words, place
    assert "1 comment" not in stranger("/discussed").words.split(title)[-1][:200]
    comment(member("Lim Wei"), path, "One.")
    assert title in stranger("/discussed").words


def test_the_command_lines_writes_are_seen_at_once():
    stranger("/b/notes"), stranger("/")
    for _ in range(3):
        article()
        for place in ("/b/notes", "/"):
            assert f"Story number {Shared.n}" in stranger(place).words
    path = article()
    assert "The harbour office" in stranger(path).words
    Shared.site.policy("Harbour Wire", "link")
    assert "The harbour office" not in stranger(path).words
    Shared.site.policy("Harbour Wire", "full")
    assert "The harbour office" in stranger(path).words


def test_a_draft_is_for_its_sharer_alone():
    path = article()
    tan = member("Tan KW")
    stranger(path), tan.get(path)
    tan.submit(tan.get(path.rsplit("/", 1)[0] + "/takedown").form("/takedown"), claimant="Harbour Wire", reason="Asked.", note="")
    stranger(path, 451)
    assert tan.get(path, status=451).words.count("The whole capture")


def test_a_fragment_is_no_page():
    page = stranger("/keys")
    part = stranger("/keys", X_Requested_With="app")
    assert "<html" in page.text and "<html" not in part.text
    assert "<html" in stranger("/keys").text


def test_nobody_is_shown_an_older_page_while_many_write():
    path = article()
    members = [member(name) for name in ("Tan KW", "Lim Wei", "Aminah")]

    def write_and_look(reader, n):
        comment(reader, path, f"Mark {n}y.")
        return f"Mark {n}y." in stranger(path).words and f"Mark {n}y." in reader.get(path).words

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        seen = list(pool.map(lambda n: write_and_look(members[n % 3], n), range(24)))
    assert all(seen)


if __name__ == "__main__":
    with Site() as Shared.site:
        Shared.site.user("Tan KW", role="owner")
        Shared.site.user("Lim Wei")
        Shared.site.user("Aminah")
        Shared.site.blog("notes", owner="Tan KW")
        Shared.site.share("notes", "Tan KW", STORY.format(n=0))
        Shared.site.policy("Harbour Wire", "full")
        tap.run()
