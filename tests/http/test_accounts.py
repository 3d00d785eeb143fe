#!/usr/bin/env python3
"""Becoming a member, signing in and out, sessions, roles, invitations."""
import re
import sqlite3

import tap
from site_under_test import PASSWORD, Site

NEW_PASSWORD = "another long password"


def site_with_owner():
    site = Site()
    site.user("Tan KW", role="owner")
    return site


def store_of(site):
    return sqlite3.connect(f"file:{site.folder}/passalong.db?mode=ro", uri=True)


def settings(owner, **changes):
    owner.submit(owner.get("/admin").form("/admin"), **changes)


def test_a_site_without_owner_prints_a_link_that_works_once():
    with Site() as site:
        link = re.search(r"http://\S+(/setup/\w+)", "".join(site.said) + site.process.stdout.readline()).group(1)
        visitor = site.reader()
        form = visitor.get(link).form(link)
        page = visitor.submit(form, name="Tan KW", password=PASSWORD)
        assert "Tan KW" in page.words, page.words
        assert "/admin" in [form.action for form in visitor.get("/admin").forms()]
        assert site.reader().request("GET", link).status in (404, 410)
        assert site.reader().post(link, dict(form.fields, name="Second", password=PASSWORD)).status in (403, 404, 410)
        assert site.run("check").strip() == "clean"


def test_a_set_up_link_of_somebody_else_is_not_there():
    with Site() as site:
        assert site.reader().request("GET", "/setup/" + "0" * 64).status in (404, 410)


def test_the_right_password_signs_in_by_name_and_by_handle():
    with site_with_owner() as site:
        for name in ("Tan KW", "tan-kw", "  Tan KW "):
            assert "Tan KW" in site.reader().sign_in(name).get("/").words


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer():
    with site_with_owner() as site:
        answers = []
        for name, password in (("Tan KW", "wrong password"), ("Nobody", "wrong password")):
            reader = site.reader()
            answer = reader.submit(reader.get("/signin").form("/signin"), status=401, name=name, password=password)
            assert f'value="{name}"' in answer.text, "the typed name is lost"
            assert "wrong password" not in answer.text, "the password came back"
            answers.append(answer.words.replace(name, ""))
        assert answers[0] == answers[1]


def test_too_many_wrong_passwords_are_slowed_down():
    with site_with_owner() as site:
        reader = site.reader()
        statuses = []
        for _ in range(14):
            form = reader.get("/signin").form("/signin")
            answer = reader.submit(form, status=None, name="Tan KW", password="wrong password")
            statuses.append(answer.status)
        assert statuses[0] == 401 and statuses[-1] == 429, statuses
        assert int(answer.headers["Retry-After"]) > 0


def test_the_cookie_is_closed_to_scripts_and_only_its_hash_is_stored():
    with site_with_owner() as site:
        reader = site.reader()
        answer = reader.submit(reader.get("/signin").form("/signin"), follow=False, status=303,
                               name="Tan KW", password=PASSWORD)
        cookie = [line for line in answer.headers.get_all("Set-Cookie") if "session" in line][0]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, cookie
        value = cookie.split(";")[0].split("=", 1)[1]
        with store_of(site) as store:
            for (hashed,) in store.execute("select token_hash from session"):
                assert value not in hashed and hashed not in value
        dump = b"".join(path.read_bytes() for path in site.folder.iterdir() if path.is_file())
        assert value.encode() not in dump, "the session's token is stored"
        assert PASSWORD.encode() not in dump, "the password is stored"


def test_under_https_the_cookie_is_secure_and_bound_to_the_host():
    site = Site(options=["--url", "https://example.org"])
    site.user("Tan KW", role="owner")
    with site:
        reader = site.reader()
        form = reader.get("/signin").form("/signin")
        answer = reader.submit(form, follow=False, status=303, name="Tan KW", password=PASSWORD)
        cookie = [line for line in answer.headers.get_all("Set-Cookie") if "session" in line][0]
        assert cookie.startswith("__Host-") and "; Secure" in cookie, cookie
        assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_signing_out_ends_the_session_at_the_server():
    with site_with_owner() as site:
        reader = site.reader().sign_in("Tan KW")
        kept = dict(reader.cookies)
        reader.submit(reader.get("/").form("/signout"))
        reader.cookies = kept
        assert reader.request("GET", "/settings").status in (401, 303)


def test_registration_is_closed_by_invitation_or_open_as_the_owner_says():
    with site_with_owner() as site:
        owner = site.reader().sign_in("Tan KW")
        settings(owner, registration="closed")
        assert site.reader().request("GET", "/register").status == 403
        settings(owner, registration="open")
        visitor = site.reader()
        page = visitor.submit(visitor.get("/register").form("/register"), name="Aminah", password=PASSWORD)
        assert "Aminah" in page.words
        settings(owner, registration="invitation")
        assert site.reader().request("GET", "/register").status == 403


def test_an_invitation_makes_one_member():
    with site_with_owner() as site:
        owner = site.reader().sign_in("Tan KW")
        page = owner.submit(owner.get("/admin/invitations").form("/admin/invitations"), status=201)
        link = re.search(r"/register\?invite=\w+", page.text).group(0)
        guest = site.reader()
        assert "Aminah" in guest.submit(guest.get(link).form("/register"), name="Aminah", password=PASSWORD).words
        assert site.reader().request("GET", link).status in (403, 404, 410)


def test_names_that_hide_or_reverse_text_are_refused_and_kept_in_the_form():
    with site_with_owner() as site:
        settings(site.reader().sign_in("Tan KW"), registration="open")
        for name in ("evil\u202egnp.exe", "a\u2066b", "\u200b", "line\nbreak", "x" * 41):
            visitor = site.reader()
            answer = visitor.submit(visitor.get("/register").form("/register"), status=422, name=name,
                                    password=PASSWORD)
            assert visitor.get("/").words.count("Sign in"), name
            assert 'name="name"' in answer.text
        visitor = site.reader()
        answer = visitor.submit(visitor.get("/register").form("/register"), status=409, name="TAN kw",
                                password=PASSWORD)
        assert "TAN kw" in answer.text


def test_names_and_passwords_are_taken_at_their_limits():
    with site_with_owner() as site:
        settings(site.reader().sign_in("Tan KW"), registration="open")
        for name, password, status in (("n" * 40, PASSWORD, 200), ("n" * 41, PASSWORD, 422),
                                       ("Ten", "p" * 10, 200), ("Nine", "p" * 9, 422),
                                       ("Long", "p" * 1024, 200), ("Longer", "p" * 1025, 422)):
            visitor = site.reader()
            visitor.submit(visitor.get("/register").form("/register"), status=status, name=name, password=password)


def test_a_changed_password_ends_the_other_sessions():
    with site_with_owner() as site:
        here, there = site.reader().sign_in("Tan KW"), site.reader().sign_in("Tan KW")
        form = here.get("/settings").form("/settings/password")
        names = [name for name in form.fields if "password" in name or name in ("current", "new")]
        values = {name: (PASSWORD if "current" in name or "old" in name else NEW_PASSWORD) for name in names}
        assert values, form.fields
        here.submit(form, **values)
        assert there.request("GET", "/settings").status in (401, 303)
        here.get("/settings")
        assert site.reader().sign_in("Tan KW", NEW_PASSWORD)


def test_the_operator_mends_a_forgotten_password_and_ends_its_sessions():
    with site_with_owner() as site:
        there = site.reader().sign_in("Tan KW")
        site.run("user", "password", "Tan KW", text=NEW_PASSWORD + "\n")
        assert there.request("GET", "/settings").status == 401
        assert site.reader().sign_in("Tan KW", NEW_PASSWORD)
        assert "no member" in site.run("user", "password", "Nobody", text=NEW_PASSWORD, status=1)


def test_sessions_are_listed_and_can_be_ended():
    with site_with_owner() as site:
        here, there = site.reader().sign_in("Tan KW"), site.reader().sign_in("Tan KW")
        page = here.get("/settings/sessions")
        ends = [form for form in page.forms() if form.action.endswith("/end")]
        assert len(ends) >= 1, [form.action for form in page.forms()]
        here.submit(page.form("/settings/sessions/end-others"))
        assert there.request("GET", "/settings").status in (401, 303)
        here.get("/settings/sessions")


def test_pages_of_the_owner_are_for_the_owner_alone():
    with site_with_owner() as site:
        site.user("Aminah")
        site.user("Moderator", role="moderator")
        for path in ("/admin", "/admin/members"):
            assert site.reader().request("GET", path).status == 401, path
            assert site.reader().sign_in("Aminah").request("GET", path).status == 403, path
            assert site.reader().sign_in("Moderator").request("GET", path).status == 403, path
        assert site.reader().sign_in("Moderator").request("GET", "/admin/invitations").status == 200


def test_a_sign_in_returns_only_to_this_site():
    with site_with_owner() as site:
        for target in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
            reader = site.reader()
            form = reader.get("/signin").form("/signin")
            answer = reader.submit(form, follow=False, status=None, name="Tan KW", password=PASSWORD, then=target)
            location = answer.headers["Location"]
            assert location.startswith("/") and not location.startswith(("//", "/\\")), location


def test_the_interface_speaks_the_readers_language():
    with site_with_owner() as site:
        for header, word in (("ms", "Daftar masuk"), ("zh-CN", "登录"), ("de", "Sign in"), ("zh;q=0.9, ms;q=0.2", "登录")):
            page = site.reader().get("/", **{"Accept-Language": header})
            assert word in page.words, (header, page.words[:300])


if __name__ == "__main__":
    tap.run()
