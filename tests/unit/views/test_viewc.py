#!/usr/bin/env python3
"""What viewc refuses, and what the C compiler refuses for it."""

import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
sys.path.insert(0, os.path.join(ROOT, "tools"))

from template import context, emit, syntax  # noqa: E402

HEAD = '{{@view x from "x.h"}}\n'

# (the template behind its first line, the line that is named, a part of the message)
REFUSED = [
    # the language
    ("{{nope}}", 2, "starts with no known name"),
    ("{{v.A}}", 2, "is not a path"),
    ("\n{{v.a v.b}}", 3, "is not known here"),
    ("{{}}", 2, "this tag is empty"),
    ("{{v.a", 2, "needs }} at its end"),
    ("{{! never ends", 2, "this comment does not end"),
    ("{{frobnicate v.a}}", 2, "is not known here"),
    ("{{/if}}", 2, "is not known here"),
    ("{{else}}", 2, "is not known here"),
    ("\n{{#if v.a}}\n", 3, "{{/if}} is missing"),
    ("{{#if v.a}}{{/each}}", 2, "is not known here"),
    ("{{#if v.a == maybe}}{{/if}}", 2, "is no number and no enumerator"),
    ("{{#if v.a v.b}}{{/if}}", 2, "a condition is"),
    ("{{#each v.a}}{{/each}}", 2, "a loop is written"),
    ("{{#each v.a as v}}{{/each}}", 2, "is taken"),
    ("{{#each v.a as c}}{{/each}}{{c.x}}", 2, "starts with no known name"),
    # what differs from reader to reader stands alone
    ("{{> other viewer.name}}", 2, "differs from reader to reader"),
    ("{{#each viewer.likes as c}}{{/each}}", 2, "differs from reader to reader"),
    ('{{t "Hello {name}" name=viewer.name}}', 2, "differs from reader to reader"),
    ("{{#if viewer.role == 2}}{{/if}}", 2, "is not a path"),
    ("{{#if viewer.likes v.a v.b v.c}}{{/if}}", 2, "two numbers at most"),
    ("{{{viewer.name}}}", 2, "differs from reader to reader"),
    ("{{v.a@last}}", 2, "needs the name of a loop"),
    ("{{> 9}}", 2, "is not a name"),
    ("{{inner}}", 2, "{{inner}} stands in a {{#hole}}"),
    # values where no escaping helps
    ("<script>{{v.a}}</script>", 2, "a script inside a page"),
    ('<script src="{{v.a}}"></script>', 2, "only {{asset}} may be its src"),
    ("<style>{{v.a}}</style>", 2, "<style> is blocked"),
    ('<p onclick="{{v.a}}"></p>', 2, "stands in the event handler onclick"),
    ('<p style="{{v.a}}"></p>', 2, "stands in a style attribute"),
    ('<iframe srcdoc="{{v.a}}"></iframe>', 2, "cannot be made safe in srcdoc"),
    ('<img alt="" srcset="{{v.a}}">', 2, "srcset begins with a fixed text"),
    ('<iframe src="{{v.a}}"></iframe>', 2, "which loads what it names"),
    ('<base href="{{v.a}}">', 2, "which loads what it names"),
    ('<object data="{{v.a}}"></object>', 2, "cannot be made safe in data"),
    ('<link rel="stylesheet" href="{{v.a}}">', 2, "this <link> loads code"),
    ('<link href="{{v.a}}" rel="{{v.b}}">', 2, "this <link> loads code"),
    ('<meta content="{{v.a}}" http-equiv="refresh">', 2, "can redirect"),
    ('<meta http-equiv="{{v.a}}">', 2, "cannot be made safe in http-equiv"),
    ("<p class={{v.a}}></p>", 2, "unquoted attribute"),
    ("<p class=a{{v.a}}></p>", 2, "is not quoted"),
    ("<{{v.a}}></p>", 2, "part of a tag's name"),
    ("<p{{v.a}}></p>", 2, "part of a tag's name"),
    ("<p {{v.a}}></p>", 2, "an attribute's name"),
    ("<p data-{{v.a}}='x'></p>", 2, "an attribute's name"),
    ("<!-- {{v.a}} -->", 2, "stands in a comment"),
    ('<p title="{{{v.a}}}"></p>', 2, "is markup and stands in the attribute title"),
    ("<title>{{{v.a}}}</title>", 2, "holds text only"),
    ('<a href="{{count v.a}}">x</a>', 2, "a number is no address"),
    ('<a href="{{t "x"}}">x</a>', 2, "words cannot stand in an address"),
    ('<p title="{{> other}}"></p>', 2, "brings whole elements"),
    ("<title>{{> other}}</title>", 2, "brings whole elements"),
    ('<p title="{{asset "a.css"}}"></p>', 2, "stands at the start of href"),
    ('<a href="/x{{asset "a.css"}}">x</a>', 2, "stands at the start of href"),
    # fixed text that the site's policy blocks
    ("<script>let a;</script>", 2, "a script inside a page"),
    ('<p onclick="x()"></p>', 2, "the event handler onclick is blocked"),
    ('<p style="color:red"></p>', 2, "a style attribute is blocked"),
    ('<a href="javascript:x()">x</a>', 2, "runs code"),
    ('<form data-bookmarklet action="javascript:x()"></form>', 2, "runs code"),
    # sections that change the place
    ('<p{{#if v.a}} class="x{{/if}}"></p>', 2, "this section begins in the tag <p>"),
    ('<p class="{{#if v.a}}x"{{/if}}></p>', 2, "this section begins in the attribute class"),
    ("{{#if v.a}}<p>{{/if}}</p>", 2, "this section begins between tags"),
    ("<p>{{#if v.a}}</p>{{/if}}", 2, "this section begins inside <p>"),
    ("{{#each v.a as c}}<li>{{/each}}", 2, "this section begins between tags"),
    ('<a href="{{#if v.a}}/x{{/if}}{{v.b}}">y</a>', 2, "some branches begin the address"),
    ("<{{#if v.a}}p{{/if}}>", 2, "a section cannot stand"),
    ("<p class={{#if v.a}}'x'{{/if}}>", 2, "a section cannot stand"),
    ("<p{{#if v.a}} hidden{{/if}}class='x'></p>", 2, "needs a space before it"),
    ('<p class="a"id="b"></p>', 2, "needs a space before it"),
    ("{{#if v.a}}{{@content}}{{/if}}", 2, "at the top level of its layout"),
    # torn or hard to use
    ("\n<p>\n", 3, "<p> is never closed"),
    ("</p>", 2, "closes nothing"),
    ("<p><b></p>", 2, "stands where </b> is due (opened in line 2)"),
    ("<p", 2, "the file ends in the tag <p>"),
    ("<p>1 < 2</p>", 2, "a lone < is written &lt;"),
    ("<p class='a' class='b'></p>", 2, "stands twice"),
    ("<p class=x></p>", 2, "is not quoted"),
    ("<p><div></div></p>", 2, "would end the <p>"),
    ('<a href="/"><a href="/"></a></a>', 2, "cannot stand in <a>"),
    ("<div/>", 2, "does not close itself"),
    ("<p id='a'></p><p id='a'></p>", 2, 'the id "a" is used twice'),
    ("{{#each v.a as c}}<p id='a'></p>{{/each}}", 2, "once for each item"),
    ('<img src="/x.png">', 2, "<img> needs alt"),
    ("<input name='q'>", 2, "<input> has no label"),
    ("<label for='a'>A</label><input id='b'>", 2, "<input> has no label"),
    ("<select></select>", 2, "<select> has no label"),
    ("<textarea></textarea>", 2, "<textarea> has no label"),
    ('<form method="post" action="/x"></form>', 2, "a form that posts needs"),
    # words
    ('{{t "Hello {name}"}}', 2, "the hole {name} is not filled"),
    ('{{t "Hello" name=v.a}}', 2, "the message has no hole {name}"),
    ('{{t "{n} days"}}', 2, "the hole {n} is kept for numbers"),
    ('{{t "a } b"}}', 2, "a brace in a message"),
    ("{{t v.a}}", 2, "a text in double quotes is needed"),
    ('{{tn v.a "{n} day"}}', 2, "a text in double quotes is needed"),
    ('{{t "x" y}}', 2, "a hole is filled with name=path"),
    ('{{#t "{a}"}}x{{#hole a}}{{/hole}}{{/t}}', 2, "between holes nothing can stand"),
    ('{{#t "{a}"}}{{#hole a}}<b>{{/hole}}{{/t}}', 2, "a hole closes what it opens"),
    ('{{#t "{a}x{/a}"}}{{#hole a}}<b></b>{{/hole}}{{/t}}', 2, "the hole {/a} is not filled"),
    ('<p title="{{#t "{a}"}}{{#hole a}}x{{/hole}}{{/t}}"></p>', 2, "stands between tags"),
]

ACCEPTED = [
    '<img alt="" srcset="/o/{{v.a}}.webp 1w{{#if v.b}}, /o/{{v.b}}.webp 2w{{/if}}">',
    '<a data-bookmarklet href="javascript:{{v.a}}">x</a>',
    "<option{{#if v.a}} selected{{/if}}>x</option>",
    '<p class="a{{#if v.a}} b{{/if}}"{{#if v.b}} hidden{{/if}}></p>',
    '<a href="{{#if v.a}}{{v.a}}{{else}}/x{{/if}}?q={{v.b}}">x</a>',
    "{{#if v.a}}<p id='a'></p>{{else}}<p id='a'></p>{{/if}}",
    "<label>A <input></label><input type='hidden'><input aria-label='b'>",
    "<input id='c-{{v.a}}'><label for='c-{{v.a}}'>C</label>",
    '<form method="post"><input type="hidden" name="token" value="{{viewer.form_token}}"></form>',
    '<p class="a{{#if viewer.likes v.a}} b{{/if}}" title="{{viewer.name}}">{{> viewer.told}}</p>',
    "<svg viewBox='0 0 9 9'><path d='M0'/></svg>",
    '<link rel="canonical" href="{{v.a}}"><link rel="stylesheet" href="{{asset "s.css"}}">',
    '<use href="{{asset "i.svg"}}#like"></use><script src="{{asset "a.js"}}" defer></script>',
    '<input placeholder="{{t "Search"}}" aria-label="{{t "Find {x}" x=v.a}}">',
    "<!-- <p> --><br><img alt=''>",
]


def compiled(text):
    view = syntax.parse("x.html", HEAD + text)
    context.check(view)
    return view


class Refuses(unittest.TestCase):
    def test_each_with_file_line_and_mend(self):
        for text, line, message in REFUSED:
            with self.subTest(text=text):
                with self.assertRaises(syntax.TemplateError) as refusal:
                    compiled(text)
                self.assertTrue(str(refusal.exception).startswith(f"x.html:{line}: "), str(refusal.exception))
                self.assertIn(message, str(refusal.exception))

    def test_a_first_line_that_names_no_view(self):
        for text in ("", "<p></p>", "{{v.a}}", "{{@view}}", "{{@view X}}", "{{@view x for y}}"):
            with self.subTest(text=text), self.assertRaises(syntax.TemplateError):
                syntax.parse("x.html", text)

    def test_a_value_in_a_view_that_shows_nothing(self):
        with self.assertRaises(syntax.TemplateError):
            syntax.parse("x.html", "{{@view x}}{{v.a}}")


class Accepts(unittest.TestCase):
    def test_what_is_sound(self):
        for text in ACCEPTED:
            with self.subTest(text=text):
                compiled(text)


class Folds(unittest.TestCase):
    def folded(self, text):
        return "".join(node.text for node in syntax.walk(compiled(text).nodes) if isinstance(node, syntax.Literal))

    def test_white_space(self):
        self.assertEqual(self.folded("<ul>\n  <li> a\n b </li>\n</ul>\n"), "<ul><li>a b</li></ul>")
        self.assertEqual(self.folded("<b>a</b>\n  <i>b</i>"), "<b>a</b> <i>b</i>")
        self.assertEqual(self.folded("<p\n  class='a'\n  hidden\n></p>"), "<p class='a' hidden></p>")
        self.assertEqual(self.folded("<pre>\n a  b\n</pre>"), "<pre>\n a  b\n</pre>")
        self.assertEqual(self.folded("a <!-- x --> b"), "a b")
        self.assertEqual(self.folded("<b>a</b>\u3000\u00a0<b>b</b>"), "<b>a</b>\u3000\u00a0<b>b</b>")

    def test_white_space_around_sections(self):
        for text, folded in (
                ("<ul> {{#if v.a}} <li>x</li> {{/if}} </ul>", "<ul><li>x</li></ul>"),
                ("a {{#if v.a}} b {{/if}} c", "a b c"),
                ("a{{#if v.a}} b{{/if}} c", "a b c"),
                ("a {{#if v.a}}b{{else}} {{/if}} c", "a b c"),
                ("<p> {{v.a}} {{v.b}} </p>", "<p> </p>"),
                ("<i>a</i> {{#each v.a as c}} <i>b</i> {{/each}} <i>c</i>", "<i>a</i>  <i>b</i> <i>c</i>"),
                ("<p {{#if v.a}} class='x'{{/if}} {{#if v.b}} hidden {{/if}} id='i'></p>",
                 "<p class='x' hidden id='i'></p>"),
                ('x {{#t "{a} b"}}{{#hole a}}<i>y</i>{{/hole}}{{/t}} z', "x <i>y</i> z")):
            with self.subTest(text=text):
                self.assertEqual(self.folded(text), folded)


class Compiles(unittest.TestCase):
    """The generated C with a struct that has a str, a bool, a number and a safe_html."""

    STRUCT = ('#include "text/html.h"\n'
              "struct x { struct str text; bool is_on; int64_t n; struct safe_html html; struct str_list list; };\n")

    def compile(self, text):
        view = syntax.parse("x.html", HEAD + text)
        context.check(view)
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/views")
            for name, content in (("x.h", self.STRUCT), ("views/views.gen.h", emit.header([view], "views")),
                                  ("x.gen.c", emit.source(view, "x.html", [view], "views"))):
                with open(f"{folder}/{name}", "w", encoding="utf-8") as handle:
                    handle.write(content)
            run = subprocess.run([*os.environ.get("CC", "cc").split(), "-std=c17", "-fsyntax-only", "-Wall", "-Werror",
                                  f"-I{ROOT}/src", f"-I{folder}", f"{folder}/x.gen.c"],
                                 capture_output=True, text=True, check=False)
        return run.returncode == 0, run.stderr

    def test_what_fits(self):
        is_compiled, errors = self.compile(
            "<p title='{{v.text}}'>{{v.text}}{{v.n}}{{count v.n}}{{{v.html}}}"
            "{{#if v.is_on}}x{{/if}}{{#if v.html}}x{{/if}}{{#each v.list as s}}{{s}}{{/each}}</p>")
        self.assertTrue(is_compiled, errors)

    def test_nothing_that_does_not_fit(self):
        for text in ("{{v.missing}}", "{{{v.text}}}", "{{{v.n}}}", "{{v.html}}", "{{v.is_on}}", "{{count v.text}}",
                     "<a href='{{v.n}}'>x</a>", "<a href='{{v.html}}'>x</a>", "{{#each v.text as c}}{{/each}}",
                     "{{#if v.list}}{{/if}}", "{{v.list}}"):
            with self.subTest(text=text):
                is_compiled, errors = self.compile(f"<p></p>\n{text}")
                self.assertFalse(is_compiled)
                self.assertIn("x.html:3", errors)


if __name__ == "__main__":
    unittest.main()
