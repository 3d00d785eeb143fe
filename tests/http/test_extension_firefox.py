#!/usr/bin/env python3
"""The extension in Firefox: added for a while, told its site, and its button pressed on an article.
Driven by Marionette, Firefox's own remote protocol, since Debian packages no driver."""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

import tap
from publisher import SENTENCES, TITLE, Publisher
from site_under_test import PASSWORD, ROOT, Site

FIREFOX = shutil.which("firefox-esr")
ID = json.loads((ROOT / "extension" / "manifest.json").read_text())["browser_specific_settings"]["gecko"]["id"]
WAIT_SECONDS = 60
PRESS = """const {ExtensionParent} = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(arguments[0]).extension).triggerAction(window);"""


class Firefox:
    """One without a window and with a profile of its own."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="passalong-test-")
        folder = pathlib.Path(self.profile.name)
        (folder / "user.js").write_text('user_pref("marionette.port", 0);\n')
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", folder],
            env=dict(os.environ, HOME=self.profile.name), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        active = folder / "MarionetteActivePort"
        self.wait(lambda: active.exists() and active.read_text())
        self.socket = socket.create_connection(("127.0.0.1", int(active.read_text())), WAIT_SECONDS)
        self.answers, self.n_asked = self.socket.makefile("rb"), 0
        self.read()
        self.call("WebDriver:NewSession", capabilities={})
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(WAIT_SECONDS)
        self.answers.close()
        self.socket.close()
        self.profile.cleanup()

    @staticmethod
    def wait(find):
        end = time.monotonic() + WAIT_SECONDS
        while not (found := find()):
            assert time.monotonic() < end, "it never came"
            time.sleep(0.05)
        return found

    def read(self):
        length = b""
        while (byte := self.answers.read(1)) != b":":
            assert byte, "Firefox hung up"
            length += byte
        return json.loads(self.answers.read(int(length)))

    def call(self, name, **values):
        self.n_asked += 1
        asked = json.dumps([0, self.n_asked, name, values]).encode()
        self.socket.sendall(str(len(asked)).encode() + b":" + asked)
        _, _, error, answer = self.read()
        assert not error, (name, error)
        return answer

    def run(self, script, *values, context="content"):
        self.call("Marionette:SetContext", value=context)
        answer = self.call("WebDriver:ExecuteScript", script=script, args=list(values))["value"]
        self.call("Marionette:SetContext", value="content")
        return answer

    def go(self, address):
        self.call("WebDriver:Navigate", url=address)

    def fill(self, values):
        """Fills the fields of these ids and sends their form."""
        self.run("""for (const [id, value] of Object.entries(arguments[0])) document.getElementById(id).value = value;
            document.getElementById(Object.keys(arguments[0])[0]).form.requestSubmit();""", values)

    def wait_for_tab(self, script):
        """Turns to the tab in which the script finds something; what it found."""
        def find():
            for handle in self.call("WebDriver:GetWindowHandles"):
                self.call("WebDriver:SwitchToWindow", handle=handle)
                with contextlib.suppress(AssertionError):
                    if found := self.run(script):
                        return found
            return None
        return self.wait(find)


def test_the_button_sends_the_page_in_front_to_the_site():
    if not FIREFOX:
        raise tap.Skip("there is no firefox-esr")
    site = Site()
    site.user("Tan KW", role="owner")
    site.blog("good-articles", owner="Tan KW")
    with Publisher() as publisher, site, Firefox() as firefox:
        here = f"http://127.0.0.1:{site.port}"
        firefox.call("Addon:Install", path=str(ROOT / "extension"), temporary=True)
        pages = firefox.run("return WebExtensionPolicy.getByID(arguments[0]).getURL('')", ID, context="chrome")
        firefox.go(f"{pages}options.html")
        firefox.fill({"address": here})
        firefox.wait_for_tab("return document.getElementById('said')?.textContent.startsWith('Saved')")
        firefox.go(f"{here}/signin")
        firefox.fill({"name": "Tan KW", "password": PASSWORD})
        firefox.wait_for_tab("return document.querySelector('form[action=\"/signout\"]') !== null")
        firefox.go(publisher.url())
        firefox.run(PRESS, ID, context="chrome")
        words = firefox.wait_for_tab("return location.search.startsWith('?parked=') && document.body.textContent")
        assert TITLE in words or publisher.url() in words, words
        firefox.run("document.querySelector('form[action=\"/share\"] button[type=submit]').click()")
        body = firefox.wait_for_tab("return location.pathname.endsWith('/edit') && document.getElementById('body').value")
        assert SENTENCES[0] in body, body


if __name__ == "__main__":
    tap.run()
