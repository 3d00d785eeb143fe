#!/usr/bin/env python3
"""The message catalogues: what is found, kept, refused and compiled."""

import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
CATALOG = os.path.join(ROOT, "tools", "catalog.py")
HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n'
PAGE = ('{{@view page from "views/page.h"}}\n<p title="{{t "Search"}}">{{#if v.a}}{{tn v.n "{n} day" "{n} days"}}{{/if}}'
        '{{#t "By {name} {a}here{/a}"}}{{#hole name}}<b>{{t "Nobody"}}</b>{{/hole}}'
        '{{#hole a}}<i>{{inner}}</i>{{/hole}}{{/t}}</p>\n')
CODE = ('/* tr(language, "in a comment") */\nstatic struct str why = MESSAGE("Too long");\n'
        'void f(void) { g(tr(h(1, 2), "Say \\"hi\\" " "twice")); k(tr_n(l, n, "{n} like", "{n} likes")); str(x); }\n')


class Catalogues(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        for name in ("src/views", "src/web", "po"):
            os.makedirs(os.path.join(self.folder.name, name))
        self.write("src/views/page.html", PAGE)
        self.write("src/web/code.c", CODE)
        for name in ("ms", "zh_CN"):
            self.write(f"po/{name}.po", HEADER)

    def write(self, name, text):
        with open(os.path.join(self.folder.name, name), "w", encoding="utf-8") as handle:
            handle.write(text)

    def read(self, name):
        with open(os.path.join(self.folder.name, name), encoding="utf-8") as handle:
            return handle.read()

    def replace(self, name, old, new):
        text = self.read(name)
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def run_catalog(self, *arguments):
        run = subprocess.run([sys.executable, CATALOG, *arguments, "--root", self.folder.name],
                             capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr

    def translate(self):
        """Everything, with the English behind an accent: holes are right then."""
        for name in ("ms", "zh_CN"):
            lines, english = [], ""
            for line in self.read(f"po/{name}.po").splitlines():
                if line.startswith(("msgid ", "msgid_plural ")):
                    english = line.split(" ", 1)[1]
                if line in ('msgstr ""', 'msgstr[0] ""'):
                    line = line[:-1] + "é" + english[1:]
                lines.append(line)
            self.write(f"po/{name}.po", "\n".join(lines) + "\n")

    def prepare(self):
        self.assertEqual(self.run_catalog("update")[0], 0)
        self.translate()
        self.assertEqual(self.run_catalog("check"), (0, ""))

    def test_update_finds_the_words_of_templates_and_code(self):
        self.assertEqual(self.run_catalog("update")[0], 0)
        pot = self.read("po/passalong.pot")
        for words in ("Search", "{n} day", "By {name} {a}here{/a}", "Nobody", "Too long", 'Say \\"hi\\" twice', "{n} like"):
            self.assertIn(f'msgid "{words}"', pot)
        self.assertIn('#: src/web/code.c\nmsgid "{n} like"\nmsgid_plural "{n} likes"', pot)
        self.assertNotIn("in a comment", pot)

    def test_check_passes_when_all_is_translated_and_update_keeps_it(self):
        self.prepare()
        before = self.read("po/ms.po")
        self.run_catalog("update")
        self.assertEqual(self.read("po/ms.po"), before)

    def check_fails(self, *words):
        status, output = self.run_catalog("check")
        self.assertEqual(status, 1)
        for word in words:
            self.assertIn(word, output)

    def test_check_finds_a_stale_template(self):
        self.prepare()
        self.write("src/web/more.c", 'x = tr(l, "New");')
        self.check_fails("passalong.pot: stale", '"New" is missing')

    def test_check_finds_words_that_nobody_uses(self):
        self.prepare()
        self.write("src/web/code.c", "")
        self.check_fails('"Too long" is used nowhere')

    def test_check_finds_an_empty_translation(self):
        self.prepare()
        self.replace("po/ms.po", 'msgstr "éSearch"', 'msgstr ""')
        self.check_fails('po/ms.po: "Search" is not translated')

    def test_check_finds_a_fuzzy_translation(self):
        self.prepare()
        self.replace("po/ms.po", 'msgid "Search"', '#, fuzzy\nmsgid "Search"')
        self.check_fails('po/ms.po: "Search" is fuzzy')

    def test_check_finds_holes_that_differ(self):
        self.prepare()
        self.replace("po/zh_CN.po", 'msgstr "éBy {name}', 'msgstr "éBy {nom}')
        self.check_fails("has other holes")

    def test_check_finds_pairs_that_do_not_nest(self):
        self.prepare()
        self.replace("po/zh_CN.po", "é", "")
        self.replace("po/zh_CN.po", 'msgstr "By {name} {a}here{/a}"', 'msgstr "By {name} {/a}here{a}"')
        self.check_fails("closes its holes in another order")

    def test_a_changed_plural_becomes_fuzzy(self):
        self.prepare()
        self.replace("src/web/code.c", "{n} likes", "{n} Likes")
        self.run_catalog("update")
        self.check_fails('"{n} like" is fuzzy')

    def test_refuses_what_is_no_literal(self):
        self.write("src/web/code.c", "\nx = tr(language, text);")
        status, output = self.run_catalog("update")
        self.assertEqual(status, 1)
        self.assertIn("code.c:2: tr() takes a literal", output)

    def test_refuses_one_text_with_two_plurals(self):
        self.write("src/web/code.c", 'x = tr_n(l, n, "{n} day", "days");')
        self.assertIn("another plural", self.run_catalog("update")[1])

    def test_translators_comments_stay(self):
        self.prepare()
        self.replace("po/ms.po", "#: src/views/page.html\nmsgid \"Search\"", "# a verb\n#: src/views/page.html\nmsgid \"Search\"")
        self.run_catalog("update")
        self.assertIn("# a verb", self.read("po/ms.po"))


if __name__ == "__main__":
    unittest.main()
