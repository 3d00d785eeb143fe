"""Walks a view's tree with a small HTML state machine.

It gives every value the place where it stands (text, attribute, url, part),
refuses values where no escaping makes them safe, refuses HTML that is torn or
hard to use, and folds white space. A value's place must be known when the
program is built: so every branch of a section must end where it began.
"""

import copy
import re

from .rules import (BLOCK, KEEPS_SPACE, SPACE, SVG_LEAVES, URL_ATTRIBUTES, VOID, element_fault, needs_label,
                    value_fault)
from .syntax import (Asset, Content, Each, If, Inner, Literal, Message, Partial, TemplateError, Value)

TEXT, TAG_OPEN, TAG_NAME, BETWEEN, ATTR_NAME, BEFORE_VALUE, VALUE, COMMENT = (
    "text", "tag open", "tag name", "between", "attribute name", "before value", "value", "comment")


class Element:
    """A tag as it is read, later an open element."""

    def __init__(self, name, line):
        self.name, self.line = name, line
        self.attributes = {}   # name -> its text, values written as {{path}}
        self.has_value = set()  # the attributes with a value in them
        self.has_token = False  # of a form

    def copy(self):
        other = copy.copy(self)
        other.attributes, other.has_value = dict(self.attributes), set(self.has_value)
        return other


class Place:
    """Where in the HTML we are. Cheap to copy: branches start from copies."""

    def __init__(self):
        self.mode, self.quote = TEXT, ""
        self.tag = None        # the Element whose tag is being read
        self.is_end_tag = False
        self.attribute = ""
        self.has_begun = False  # the address in this attribute
        self.is_glued = False   # a quote or section just ended: no name may follow at once
        self.hides_space = True  # white space here is not seen: a space or a block element stands before
        self.stack = ()
        self.ids = frozenset()

    def copy(self):
        other = copy.copy(self)
        other.tag = self.tag.copy() if self.tag else None
        return other

    def key(self):
        tag = (self.tag.name, self.is_end_tag) if self.tag else None
        attribute = self.attribute if self.mode == VALUE else ""
        return self.mode, self.quote if self.mode == VALUE else "", tag, attribute, self.stack

    def words(self):
        if self.mode == TEXT:
            return f"inside <{self.stack[-1].name}>" if self.stack else "between tags"
        if self.mode == VALUE:
            return f"in the attribute {self.attribute}"
        return f"in the tag <{self.tag.name}>" if self.tag else f"in the {self.mode}"


class Checker:
    """One pass over one view. `self.at` is the place, `self.out` the folded text of the present literal."""

    def __init__(self, view):
        self.view = view
        self.at = Place()
        self.line = 1
        self.out = []
        self.is_space_due = False
        self.is_start_of_space_keeper = False
        self.loop_depth = 0
        self.depth = 0
        self.labels = set()
        self.fields = []  # (id, line, name) that still need a label

    def fail(self, message, line=None):
        raise TemplateError(self.view.file, line or self.line, message)

    def fail_if(self, fault):
        if fault:
            self.fail(fault)

    def run(self):
        nodes = self.view.nodes
        if nodes and isinstance(nodes[0], Literal):
            stripped = nodes[0].text.lstrip(SPACE)
            nodes[0].line += nodes[0].text[:len(nodes[0].text) - len(stripped)].count("\n")
            nodes[0].text = stripped
        if nodes and isinstance(nodes[-1], Literal):
            nodes[-1].text = nodes[-1].text.rstrip(SPACE)
        self.walk(nodes)
        if self.at.mode != TEXT:
            self.fail(f"the file ends {self.at.words()}; close it")
        if self.at.stack:
            top = self.at.stack[-1]
            self.fail(f"<{top.name}> is never closed; write </{top.name}>", top.line)
        for field_id, line, name in self.fields:
            if field_id not in self.labels:
                self.fail(f'<{name}> has no label; give it an id and a <label for>, or aria-label', line)

    # -- the tree

    def walk(self, nodes):
        for node in nodes:
            self.line = node.line
            if not isinstance(node, (Literal, If, Each)):
                self.at.hides_space = False
            if isinstance(node, Literal):
                node.text = self.literal(node.text)
            elif isinstance(node, Value):
                node.place = self.value_place(node)
            elif isinstance(node, Message):
                self.message(node)
            elif isinstance(node, Asset):
                self.asset(node)
            elif isinstance(node, If):
                self.section(node.line, [b[1] for b in node.branches] + [node.otherwise])
            elif isinstance(node, Each):
                self.each(node)
            else:
                self.whole_node(node)

    def whole_node(self, node):
        """What brings its own elements: another view, a layout's content."""
        if isinstance(node, Inner):
            self.fail("{{inner}} stands in a {{#hole}}, outside of its sections")
        if isinstance(node, Content) and self.depth > 0:
            self.fail("{{@content}} stands at the top level of its layout; move it out of the section")
        if self.at.mode != TEXT or self.in_text_only():
            what = "{{@content}}" if isinstance(node, Content) else f"{{{{> {node.name}}}}}"
            self.fail(f"{what} brings whole elements but stands {self.at.words()}; move it between tags")

    def in_text_only(self):
        return bool(self.at.stack) and self.at.stack[-1].name in ("title", "textarea")

    def settle(self):
        """At the edge of a section a name just read is complete."""
        if self.at.mode == ATTR_NAME:
            self.end_attribute_name()
        if self.at.mode == TAG_NAME:
            self.at.mode = BETWEEN
        if self.at.mode in (TAG_OPEN, BEFORE_VALUE, COMMENT):
            self.fail(f"a section cannot stand {self.at.words()}; put it around the tag or inside the quotes")

    def section(self, line, branches):
        self.settle()
        before, ends = self.at, []
        self.depth += 1
        for nodes in branches:
            self.at = before.copy()
            self.walk(nodes)
            self.settle()
            if self.at.key() != before.key():
                self.line = line
                self.fail(f"this section begins {before.words()} and a branch of it ends {self.at.words()}; "
                          "let each branch close what it opens")
            ends.append(self.at)
        if len({end.has_begun for end in ends}) > 1:
            self.fail("some branches begin the address and some do not; add an {{else}} that does", line)
        self.depth -= 1
        self.at = ends[0]
        for other in ends[1:]:
            self.merge(other)

    def merge(self, other):
        """Here one comes on two ways: only what holds on both is sure."""
        self.at.ids |= other.ids
        self.at.is_glued = self.at.is_glued or other.is_glued
        self.at.hides_space = self.at.hides_space and other.hides_space
        if self.at.tag:
            self.at.tag.attributes.update(other.tag.attributes)
            self.at.tag.has_value |= other.tag.has_value

    def each(self, node):
        before = self.at.copy()
        self.settle()
        self.loop_depth += 1
        self.at.hides_space = False  # the body may also follow itself
        self.at.is_glued = self.at.mode == BETWEEN
        self.section(node.line, [node.body])
        self.loop_depth -= 1
        self.merge(before)
        self.section(node.line, [node.otherwise])

    def message(self, node):
        if node.holes:
            if self.at.mode != TEXT or self.in_text_only():
                self.fail(f"a message with {{{{#hole}}}} stands between tags; here ({self.at.words()}) use {{{{t}}}}")
            node.place = "text"
            for hole in node.holes.values():
                self.line = hole.line
                self.hole(hole)
            return
        node.place = self.value_place(node)
        if node.place in ("url", "part"):
            self.fail("words cannot stand in an address; give the address as a value")

    def hole(self, hole):
        before = self.at.copy()
        self.depth += 1
        self.walk(hole.before)
        if hole.after is not None:
            if self.at.mode != TEXT:
                self.fail("{{inner}} stands between tags")
            self.at.hides_space = False
            self.walk(hole.after)
        self.depth -= 1
        self.at.hides_space = False  # the message's words follow
        if self.at.key() != before.key():
            self.fail("a hole closes what it opens; see its last element", hole.line)

    def asset(self, node):
        if self.at.mode != VALUE or self.at.attribute not in ("href", "src") or self.at.has_begun:
            self.fail(f'{{{{asset "{node.name}"}}}} stands at the start of href="" or src=""')
        self.at.has_begun = True
        self.note_value(f'{{{{asset "{node.name}"}}}}', is_asset=True)

    # -- values

    def value_place(self, node):
        what = f"{{{{{node.path}}}}}" if isinstance(node, Value) else "{{t}}"
        at = self.at
        is_raw = isinstance(node, Value) and node.kind == "raw"
        if at.mode == TEXT:
            if is_raw and self.in_text_only():
                self.fail(f"{{{what}}} is markup, but <{at.stack[-1].name}> holds text only; use two braces and a str")
            self.is_start_of_space_keeper = False
            return "text"
        if at.mode != VALUE:
            self.refuse_mode(what)
        if is_raw:
            self.fail(f"{{{what}}} is markup and stands {at.words()}; use two braces and a str")
        self.fail_if(value_fault(at.tag.name, at.attribute, what))
        self.note_value(what)
        if at.attribute not in URL_ATTRIBUTES:
            return "attr"
        if at.attribute == "srcset" and not at.has_begun:
            self.fail("srcset begins with a fixed text: a path of ours, to which values are added")
        place = "part" if at.has_begun else "url"
        at.has_begun = True
        if place == "url" and isinstance(node, Value) and node.kind == "count":
            self.fail("a number is no address; let the address begin with a str or a fixed text")
        return place

    def refuse_mode(self, what):
        if self.at.mode in (TAG_OPEN, TAG_NAME):
            self.fail(f"{what} would be part of a tag's name; write the tags out in sections")
        if self.at.mode in (BETWEEN, ATTR_NAME):
            self.fail(f"{what} would be an attribute's name; write name=\"{what}\"")
        if self.at.mode == BEFORE_VALUE:
            self.fail(f"{what} stands in an unquoted attribute; write {self.at.attribute}=\"{what}\"")
        self.fail(f"{what} stands in a comment; take it out (comments are dropped)")

    def note_value(self, what, is_asset=False):
        tag, name = self.at.tag, self.at.attribute
        tag.attributes[name] = tag.attributes.get(name, "") + what
        if not is_asset:
            tag.has_value.add(name)
        if what == "{{viewer.form_token}}":
            for element in self.at.stack:
                element.has_token = True

    # -- literal text, character by character

    def literal(self, text):
        self.out, self.is_space_due = [], False
        self.is_start_of_space_keeper = False
        i = 0
        while i < len(text):
            step = self.step(text, i)
            self.line += text.count("\n", i, i + step)
            i += step
        if self.at.mode in (TEXT, BETWEEN):
            self.space()
        if self.is_start_of_space_keeper:
            self.out.append("\n")  # the parser drops the first newline; let it drop this one
        return "".join(self.out)

    def space(self):
        if self.is_space_due:
            self.out.append(" ")
            self.at.hides_space = True
        self.is_space_due = False

    def step(self, text, i):
        """Reads what stands at i in the present mode; returns how many characters that was."""
        mode, c = self.at.mode, text[i]
        if mode == TEXT:
            return self.step_text(text, i, c)
        if mode == COMMENT:
            return self.step_comment(text, i)
        if mode == TAG_OPEN:
            return self.step_tag_open(text, i)
        if mode == TAG_NAME:
            self.at.mode, self.at.is_glued = BETWEEN, True
            return 0
        if mode == BETWEEN:
            return self.step_between(text, i, c)
        if mode == ATTR_NAME:
            return self.step_attribute_name(text, i, c)
        if mode == BEFORE_VALUE:
            return self.step_before_value(c)
        return self.step_value(text, i, c)

    def step_text(self, text, i, c):
        if text.startswith("<!--", i):
            self.at.mode = COMMENT
            return 4
        raw = self.at.stack and self.at.stack[-1].name in ("script", "style")
        if raw and not c in SPACE and not text.startswith(f"</{self.at.stack[-1].name}", i):
            self.fail(f"<{self.at.stack[-1].name}> inside a page is blocked by the site's policy; move it to assets/")
        if c == "<":
            name = re.match(r"<(/?)([A-Za-z!][\w:-]*)?", text[i:])
            if not name[2] and i + len(name[0]) < len(text):
                self.fail("a lone < is written &lt;")
            if self.in_text_only() and name[0].lower() != f"</{self.at.stack[-1].name}":
                self.fail(f"<{self.at.stack[-1].name}> holds text only; write &lt; for <")
            if (name[2] or "").lower() in BLOCK:
                self.is_space_due = False
            self.space()
            self.at.mode = TAG_OPEN
            return 0
        if c in SPACE and not any(e.name in KEEPS_SPACE for e in self.at.stack):
            self.is_space_due = not self.at.hides_space
            return 1
        self.space()
        self.at.hides_space = False
        self.is_start_of_space_keeper = False
        self.out.append(c)
        return 1

    def step_comment(self, text, i):
        end = text.find("-->", i)
        if end < 0:
            return len(text) - i
        self.at.mode = TEXT
        return end + 3 - i

    def step_tag_open(self, text, i):
        match = re.match(r"<(/?)([A-Za-z!][\w:-]*)?", text[i:])
        if not match[2]:
            if i + len(match[0]) == len(text):
                return len(match[0])  # a value follows, which refuse_mode refuses
            self.fail("a tag's name is missing")
        self.at.hides_space = self.is_start_of_space_keeper = False
        self.at.is_end_tag, self.at.tag = bool(match[1]), Element(match[2].lower(), self.line)
        self.at.mode, self.at.is_glued = TAG_NAME, True
        self.out.append(match[0])
        return len(match[0])

    def step_between(self, text, i, c):
        if c in SPACE:
            self.is_space_due = self.is_space_due or self.at.is_glued
            self.at.is_glued = False
            return 1
        if c == ">" or text.startswith("/>", i):
            self.is_space_due = False
            is_closed = c == "/"
            self.out.append("/>" if is_closed else ">")
            self.at.mode = TEXT
            self.end_tag(is_closed)
            return 2 if is_closed else 1
        if self.at.tag.name == "!doctype":
            self.space()
            self.out.append(c)
            return 1
        if c in "\"'=</`" or self.at.is_end_tag:
            self.fail(f"'{c}' is not expected in <{self.at.tag.name}>; write name=\"value\"")
        if self.at.is_glued:
            self.fail("an attribute needs a space before it")
        self.space()
        self.at.mode, self.at.attribute = ATTR_NAME, ""
        return 0

    def step_attribute_name(self, text, i, c):
        match = re.match(r"[^\s\"'<>/=`]+", text[i:])
        if match:
            self.at.attribute += match[0].lower()
            self.out.append(match[0])
            return len(match[0])
        self.end_attribute_name()
        if c == "=":
            self.at.mode = BEFORE_VALUE
            self.out.append("=")
            return 1
        return 0

    def end_attribute_name(self):
        tag, name = self.at.tag, self.at.attribute
        if name in tag.attributes:
            self.fail(f"the attribute {name} stands twice; take one away")
        tag.attributes[name] = ""
        self.at.mode, self.at.is_glued, self.at.has_begun = BETWEEN, True, False

    def step_before_value(self, c):
        if c not in "\"'":
            self.fail(f"the attribute {self.at.attribute} is not quoted; write {self.at.attribute}=\"...\"")
        self.at.mode, self.at.quote = VALUE, c
        self.out.append(c)
        return 1

    def step_value(self, text, i, c):
        if c == self.at.quote:
            self.at.mode, self.at.is_glued, self.at.has_begun = BETWEEN, True, False
            self.out.append(c)
            return 1
        end = text.find(self.at.quote, i)
        piece = text[i:end if end >= 0 else len(text)]
        self.at.tag.attributes[self.at.attribute] += piece
        if self.at.attribute in URL_ATTRIBUTES:
            self.at.has_begun = True
        self.out.append(piece)
        return len(piece)

    # -- what a finished tag must keep

    def end_tag(self, is_closed):
        tag, self.at.tag = self.at.tag, None
        self.at.hides_space = tag.name in BLOCK
        if tag.name == "!doctype":
            return
        if self.at.is_end_tag:
            self.close(tag.name)
            return
        self.fail_if(element_fault(tag, [element.name for element in self.at.stack]))
        self.check_id(tag.attributes.get("id"))
        self.note_label(tag)
        if tag.name in VOID or (is_closed and tag.name in SVG_LEAVES):
            return
        if is_closed:
            self.fail(f"<{tag.name}/> does not close itself in HTML; write </{tag.name}>")
        self.is_start_of_space_keeper = tag.name in KEEPS_SPACE
        self.at.stack += (tag,)

    def close(self, name):
        if not self.at.stack:
            self.fail(f"</{name}> closes nothing; take it away")
        top = self.at.stack[-1]
        if top.name != name:
            self.fail(f"</{name}> stands where </{top.name}> is due (opened in line {top.line})")
        if name == "form" and top.attributes.get("method", "").lower() == "post" and not top.has_token:
            self.fail('a form that posts needs <input type="hidden" name="token" value="{{viewer.form_token}}">', top.line)
        self.at.stack = self.at.stack[:-1]

    def check_id(self, name):
        if name is None or "{{" in name:
            return
        if name in self.at.ids:
            self.fail(f'the id "{name}" is used twice; give this one another')
        if self.loop_depth:
            self.fail(f'the id "{name}" would stand once for each item; add a value, as in id="{name}-{{{{c.id}}}}"')
        self.at.ids |= {name}

    def note_label(self, tag):
        """Labels may stand behind their fields, so both are only noted here."""
        if tag.name == "label" and "for" in tag.attributes:
            self.labels.add(tag.attributes["for"])
        if needs_label(tag) and not any(element.name == "label" for element in self.at.stack):
            self.fields.append((tag.attributes.get("id", ""), self.line, tag.name))


def check(view):
    """Checks the view and fills in the places; raises TemplateError."""
    Checker(view).run()
