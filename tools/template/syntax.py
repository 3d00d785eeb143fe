"""The grammar of view templates: text in, a tree of nodes out.

docs/views.md describes the language. Nothing here knows HTML (context.py does)
or C (emit.py does); what is refused is refused with file, line and the mend.
"""

import re
from dataclasses import dataclass, field


class TemplateError(Exception):
    """A refusal. The message says what is wrong and how to mend it."""

    def __init__(self, path, line, message):
        super().__init__(f"{path}:{line}: {message}")


@dataclass
class Literal:
    text: str
    line: int


@dataclass
class Value:
    """{{x}}, {{{x}}} or {{count x}}; context.py sets the place where it stands."""
    path: str
    line: int
    kind: str = "plain"  # plain, raw, count
    place: str = ""


@dataclass
class Asset:
    name: str
    line: int


@dataclass
class Partial:
    name: str
    path: str  # empty when the other view takes no struct
    line: int

    @property
    def is_of_viewer(self):
        return self.name.startswith("viewer.")


@dataclass
class Condition:
    path: str  # "viewer.NAME": what only the reader knows, asked about the numbers
    numbers: tuple = ()
    comparison: str = ""  # "== NAME" and the like, or nothing: is it true?
    negated: bool = False

    @property
    def is_of_viewer(self):
        return self.path.startswith("viewer.")


@dataclass
class If:
    branches: list  # of (Condition, nodes, line)
    otherwise: list
    line: int


@dataclass
class Each:
    path: str
    name: str
    body: list
    otherwise: list
    line: int


@dataclass
class Hole:
    """The markup of one hole; `after` is not None when {{inner}} splits it."""
    before: list
    after: list
    line: int


@dataclass
class Message:
    msgid: str
    plural: str  # empty for {{t}}
    count: str   # the path of the number, empty for {{t}}
    line: int
    values: dict = field(default_factory=dict)  # hole -> path
    holes: dict = field(default_factory=dict)   # hole -> Hole
    place: str = ""


@dataclass
class Content:
    line: int


@dataclass
class Inner:
    line: int


@dataclass
class View:
    """One template file."""
    file: str
    name: str = ""
    struct: str = ""   # empty when it shows nothing but cx
    header: str = ""
    layout: str = ""
    layout_path: str = ""
    nodes: list = field(default_factory=list)
    is_layout: bool = False


WORD = re.compile(r'\s+|"(?:[^"\\\n]|\\.)*"|[^\s"{}]+')
NAME = re.compile(r"[a-z][a-z0-9_]*")
PATH = re.compile(r"[a-z]\w*(?:(?:\.|->)[a-z_]\w*)*(?:@first|@last|@number)?")
VIEWER = re.compile(r"viewer\.[a-z_]+")
CONSTANT = re.compile(r"-?\d+|[A-Z][A-Z0-9_]*")
HOLE = re.compile(r"\{(/?[a-z_][a-z0-9_]*)\}")
RESERVED = {"v", "cx", "out", "viewer"}


def message_holes(*texts):
    """The names of the holes, numbered by where they first stand."""
    names = []
    for text in texts:
        for name in HOLE.findall(text):
            if name not in names:
                names.append(name)
    return names


def unquote(word):
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], word[1:-1])


class Lexer:
    """Cuts a template into literals and tags: ("text", text, line), ("raw", words, line), ("tag", words, line)."""

    def __init__(self, file, text):
        self.file, self.text = file, text
        self.at, self.line = 0, 1

    def fail(self, message):
        raise TemplateError(self.file, self.line, message)

    def skip_to(self, end):
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def tokens(self):
        while self.at < len(self.text):
            start = self.text.find("{{", self.at)
            if start < 0:
                start = len(self.text)
            if start > self.at:
                yield "text", self.text[self.at:start], self.line
                self.skip_to(start)
                continue
            if self.text.startswith("{{!", start):
                end = self.text.find("}}", start)
                if end < 0:
                    self.fail("this comment does not end; close it with }}")
                self.skip_to(end + 2)
                continue
            kind, opening, closing = "tag", "{{", "}}"
            if self.text.startswith("{{{", start):
                kind, opening, closing = "raw", "{{{", "}}}"
            line = self.line
            self.skip_to(start + len(opening))
            yield kind, self.words(closing), line

    def words(self, closing):
        words = []
        while not self.text.startswith(closing, self.at):
            match = WORD.match(self.text, self.at)
            if not match:
                self.fail(f"this tag is not understood; it needs {closing} at its end and even quotes")
            if not match[0].isspace():
                words.append(match[0])
            self.skip_to(match.end())
        self.skip_to(self.at + len(closing))
        return words


class Parser:
    """Builds the tree; sections recurse, so the stack is Python's own."""

    def __init__(self, file, text):
        self.view = View(file)
        self.pending = list(Lexer(file, text).tokens())
        self.at = 0
        self.line = 1
        self.loops = []

    def fail(self, message):
        raise TemplateError(self.view.file, self.line, message)

    # -- small readers

    def path(self, word):
        if not PATH.fullmatch(word):
            self.fail(f"'{word}' is not a path; write v.name, cx.name or a loop's name")
        first = re.split(r"\.|->|@", word)[0]
        if first == "viewer":
            self.fail(f"'{word}' differs from reader to reader: it stands as {{{{{word}}}}} or {{{{#if {word}}}}} only")
        if first not in {"v", "cx", *self.loops}:
            self.fail(f"'{word}' starts with no known name; write v.{word}, cx.{word} or a loop's name")
        if "@" in word and word.split("@")[0] not in self.loops:
            self.fail(f"'{word}' needs the name of a loop before the @")
        if first == "v" and not self.view.struct:
            self.fail(f'this view shows nothing; give it a struct: {{{{@view {self.view.name} from "views/..."}}}}')
        return word

    def string(self, words):
        if not words or not words[0].startswith('"'):
            self.fail('here a text in double quotes is needed')
        return unquote(words.pop(0))

    def name(self, word):
        if not NAME.fullmatch(word):
            self.fail(f"'{word}' is not a name; use lower-case letters, digits and _")
        return word

    def condition(self, words, negated=False):
        if words and VIEWER.fullmatch(words[0]):
            if len(words) > 3:
                self.fail(f"'{words[0]}' is asked about two numbers at most")
            return Condition(words[0], tuple(self.path(word) for word in words[1:]), negated=negated)
        if len(words) == 1:
            return Condition(self.path(words[0]), negated=negated)
        if len(words) == 3 and words[1] in ("==", "!=", "<", ">", "<=", ">="):
            if not CONSTANT.fullmatch(words[2]):
                self.fail(f"'{words[2]}' is no number and no enumerator; compare with one of these")
            return Condition(self.path(words[0]), (), f"{words[1]} {words[2]}", negated)
        return self.fail("a condition is a path, or a path, a comparison and a number or enumerator")

    # -- the head of the file

    def head(self):
        kind, words, self.line = self.pending[0] if self.pending else ("text", "", 1)
        if kind != "tag" or not words or words[0] != "@view" or len(words) < 2:
            self.fail('the first line must be {{@view NAME from "views/NAME.h"}}')
        self.view.name = self.name(words[1])
        rest = words[2:]
        while len(rest) >= 2 and rest[0] in ("of", "from"):
            if rest[0] == "of":
                self.view.struct = self.name(rest[1])
            else:
                self.view.header = unquote(rest[1])
                self.view.struct = self.view.struct or self.view.name
            rest = rest[2:]
        if rest:
            self.fail(f"'{rest[0]}' is not understood; after the name come only: of STRUCT, from \"HEADER\"")
        self.at = 1
        if self.at + 1 < len(self.pending) and self.is_blank(self.pending[self.at]):
            following = self.pending[self.at + 1]
            if following[0] == "tag" and following[1][:1] == ["@layout"]:
                self.layout(following)
                self.at += 2

    @staticmethod
    def is_blank(token):
        return token[0] == "text" and token[1].isspace()

    def layout(self, token):
        _, words, self.line = token
        if len(words) != 3:
            self.fail("a layout is given as {{@layout NAME v.member}}")
        self.view.layout = self.name(words[1])
        self.view.layout_path = self.path(words[2])

    # -- sections

    def nodes(self, *ends, since=1):
        """Nodes up to one of the tags named in `ends`; returns them and that tag's words."""
        nodes = []
        while self.at < len(self.pending):
            kind, content, self.line = self.pending[self.at]
            self.at += 1
            if kind == "text":
                if nodes and isinstance(nodes[-1], Literal):  # a comment stood between
                    nodes[-1].text += content
                else:
                    nodes.append(Literal(content, self.line))
                continue
            if kind == "raw":
                nodes.append(self.raw(content))
                continue
            if content and content[0] in ends:
                return nodes, content
            nodes.append(self.tag(content))
        if ends:
            self.line = since
            self.fail(f"what begins here never ends; {{{{{ends[-1]}}}}} is missing")
        return nodes, []

    def raw(self, words):
        if len(words) != 1:
            self.fail("{{{ }}} takes one path, of a struct safe_html")
        return Value(self.path(words[0]), self.line, "raw")

    def tag(self, words):
        if not words:
            self.fail("this tag is empty; name a value, as in {{v.name}}")
        first, line = words[0], self.line
        section = {"#if": self.if_section, "#unless": self.unless_section, "#each": self.each_section,
                   "#t": self.message_section, "#tn": self.message_section,
                   "t": self.message, "tn": self.message}.get(first)
        if section:
            return section(words, line)
        if first.startswith(">"):
            return self.partial(words, line)
        if first == "asset":
            return Asset(self.string(words[1:]), line)
        if first == "@content":
            self.view.is_layout = True
            return Content(line)
        if first == "inner":
            return Inner(line)
        if first == "count" and len(words) == 2:
            return Value(self.path(words[1]), line, "count")
        if first[0] in "#/@" or first in ("else", "count") or len(words) > 1:
            self.fail(f"{{{{{' '.join(words)}}}}} is not known here; see docs/views.md for the tags there are")
        return Value(first if VIEWER.fullmatch(first) else self.path(first), line)

    def partial(self, words, line):
        words = ([words[0][1:]] if len(words[0]) > 1 else []) + words[1:]
        if len(words) == 1 and VIEWER.fullmatch(words[0]):
            return Partial(words[0], "", line)
        if len(words) not in (1, 2):
            self.fail("another view is shown as {{> NAME}} or {{> NAME path}}")
        return Partial(self.name(words[0]), self.path(words[1]) if len(words) == 2 else "", line)

    def if_section(self, words, line):
        branches, condition, otherwise = [], self.condition(words[1:]), []
        while True:
            at = self.line
            nodes, end = self.nodes("else", "/if", since=line)
            branches.append((condition, nodes, at))
            if end[0] == "/if":
                break
            if len(end) > 1 and end[1] == "if":
                condition = self.condition(end[2:])
                continue
            otherwise, _ = self.nodes("/if", since=line)
            break
        return If(branches, otherwise, line)

    def unless_section(self, words, line):
        condition = self.condition(words[1:], negated=True)
        nodes, end = self.nodes("else", "/unless", since=line)
        otherwise = self.nodes("/unless", since=line)[0] if end[0] == "else" else []
        return If([(condition, nodes, line)], otherwise, line)

    def each_section(self, words, line):
        if len(words) != 4 or words[2] != "as":
            self.fail("a loop is written {{#each v.items as item}}")
        path, name = self.path(words[1]), self.name(words[3])
        if name in RESERVED or name in self.loops:
            self.fail(f"the name '{name}' is taken; give this loop another")
        self.loops.append(name)
        body, end = self.nodes("else", "/each", since=line)
        self.loops.pop()
        otherwise = self.nodes("/each", since=line)[0] if end[0] == "else" else []
        return Each(path, name, body, otherwise, line)

    # -- messages

    def message(self, words, line):
        message = self.message_head(words, line)
        self.check_holes(message)
        return message

    def message_head(self, words, line):
        is_plural, words = words[0].endswith("tn"), words[1:]
        count = self.path(words.pop(0)) if is_plural and words else ""
        msgid = self.string(words)
        message = Message(msgid, self.string(words) if is_plural else "", count, line)
        if is_plural:
            message.values["n"] = count
        for word in words:
            name, _, path = word.partition("=")
            if not path or not NAME.fullmatch(name):
                self.fail(f"'{word}' is not understood; a hole is filled with name=path")
            message.values[name] = self.path(path)
        return message

    def message_section(self, words, line):
        message, end = self.message_head(words, line), "/" + words[0][1:]
        while True:
            nodes, found = self.nodes("#hole", end, since=line)
            if any(not isinstance(n, Literal) or not n.text.isspace() for n in nodes):
                self.fail(f"between holes nothing can stand; move it into {{{{#hole name}}}}..{{{{/hole}}}}")
            if found[0] == end:
                break
            if len(found) != 2 or not NAME.fullmatch(found[1]):
                self.fail("a hole is written {{#hole name}}..{{/hole}}")
            message.holes[found[1]] = self.hole()
        self.check_holes(message)
        return message

    def hole(self):
        line = self.line
        nodes, _ = self.nodes("/hole", since=line)
        if nodes and isinstance(nodes[0], Literal):
            nodes[0].line += len(re.match(r"\s*", nodes[0].text)[0].split("\n")) - 1
            nodes[0].text = nodes[0].text.lstrip()
        if nodes and isinstance(nodes[-1], Literal):
            nodes[-1].text = nodes[-1].text.rstrip()
        splits = [i for i, node in enumerate(nodes) if isinstance(node, Inner)]
        if len(splits) > 1:
            self.fail("{{inner}} stands once in a hole")
        if not splits:
            return Hole(nodes, None, line)
        return Hole(nodes[:splits[0]], nodes[splits[0] + 1:], line)

    def check_holes(self, message):
        texts = [message.msgid] + ([message.plural] if message.plural else [])
        wanted = set(message_holes(*texts))
        given = set(message.values) | set(message.holes)
        given |= {"/" + name for name, hole in message.holes.items() if hole.after is not None}
        self.line = message.line
        for name in sorted(wanted - given):
            if name == "n" and not message.count:
                self.fail("the hole {n} is kept for numbers; use {{tn number \"...\" \"...\"}} or another name")
            self.fail(f"the hole {{{name}}} is not filled; give {name.lstrip('/')}=path, or a "
                      f"{{{{#hole {name.lstrip('/')}}}}} with {{{{inner}}}} for {{a}}..{{/a}}")
        for name in sorted(given - wanted - {"n"}):
            self.fail(f"the message has no hole {{{name}}}; take it away or name it in the text")
        if re.search(r"[{}]", HOLE.sub("", "".join(texts))):
            self.fail("a brace in a message starts a hole: {name}, in lower case")


def parse(file, text):
    """The view that this file describes."""
    parser = Parser(file, text)
    parser.head()
    parser.view.nodes, _ = parser.nodes()
    return parser.view


def walk(nodes):
    """Every node of a tree, in the order of the file."""
    for node in nodes:
        yield node
        if isinstance(node, If):
            for _, body, _ in node.branches:
                yield from walk(body)
            yield from walk(node.otherwise)
        elif isinstance(node, Each):
            yield from walk(node.body)
            yield from walk(node.otherwise)
        elif isinstance(node, Message):
            for hole in node.holes.values():
                yield from walk(hole.before)
                yield from walk(hole.after or [])
