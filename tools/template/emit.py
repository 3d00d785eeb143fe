"""Writes a checked view as C: one buf_add for each piece of fixed text, one
typed macro of views/escape.h for each value. #line makes the C compiler's
errors name the template."""

import hashlib
import re

from .syntax import (Asset, Content, Each, If, Literal, Message, Partial, Value, message_holes, walk)

LITERAL_BYTES = 4000  # ISO C promises 4095 characters in a string literal
PLACES = {"text": "VIEW_TEXT", "attr": "VIEW_ATTR", "url": "VIEW_URL", "part": "VIEW_PART"}
VIEWER_PLACES = {"text": "VIEWER_AS_TEXT", "attr": "VIEWER_AS_ATTR", "url": "VIEWER_AS_URL", "part": "VIEWER_AS_PART"}
OTHER_PLACE = {"text": "TEXT", "attr": "ATTR"}


def message_id(msgid, plural):
    """The enumerator of a message, the same in every file that names it."""
    digest = hashlib.sha256(f"{msgid}\0{plural}".encode()).hexdigest()[:12]
    return f"MESSAGE_{digest}"


def asset_id(name):
    return "ASSET_" + re.sub(r"[^a-z0-9]", "_", name.lower())


def viewer_name(path):
    """The enumerator of what a view asks of its reader (views/viewer.h)."""
    return path.replace(".", "_").upper()


def c_string(data):
    """Bytes as a C string literal: no trigraphs, nothing but printable ASCII."""
    names = {0x22: '\\"', 0x5c: "\\\\", 0x0a: "\\n", 0x3f: "\\?"}
    return '"' + "".join(names.get(b) or (chr(b) if 32 <= b < 127 else f"\\{b:03o}") for b in data) + '"'


class Emitter:
    def __init__(self, view, file, structs):
        self.view, self.file, self.structs = view, file, structs
        self.lines = []
        self.literal = b""
        self.indent = 1
        self.n_names = 0
        self.loops = {}  # a loop's name -> (its variable, its index, its list)
        self.used = set()

    # -- output

    def put(self, code, line=None):
        self.flush()
        if line:
            self.lines.append(f'#line {line} "{self.file}"')
        self.lines.append("    " * self.indent + code)

    def flush(self):
        data, self.literal = self.literal, b""
        while data:
            piece, data = data[:LITERAL_BYTES], data[LITERAL_BYTES:]
            self.lines.append("    " * self.indent + f"buf_add(out, STR({c_string(piece)}));")

    def fresh(self, word):
        self.n_names += 1
        return f"{word}_{self.n_names}"

    # -- expressions

    def expression(self, path):
        path, _, property_name = path.partition("@")
        match = re.match(r"\w+", path)
        first, rest = match[0], path[match.end():]
        if property_name:
            variable, index, items = self.loops[first]
            return {"first": f"({index} == 0)", "number": f"({index} + 1)",
                    "last": f"({index} + 1 == {items}->n)"}[property_name]
        if first in self.loops:
            first = self.loops[first][0]
        else:
            self.used.add(first)
        if not rest:
            return f"(*{first})"
        return first + "->" + re.sub(r"^(\.|->)", "", rest)

    def condition(self, condition):
        expression = self.expression(condition.path)
        code = f"{expression} {condition.comparison}" if condition.comparison else f"VIEW_IS({expression})"
        return f"!({code})" if condition.negated else code

    # -- nodes

    def nodes(self, nodes):
        for node in nodes:
            if isinstance(node, Literal):
                self.literal += node.text.encode()
            elif isinstance(node, Value):
                self.value(node)
            elif isinstance(node, If):
                self.if_section(node)
            elif isinstance(node, Each):
                self.each(node)
            elif isinstance(node, Message):
                self.message(node)
            elif isinstance(node, Asset):
                self.put(f"buf_add(out, asset_url({asset_id(node.name)}));", node.line)
            elif isinstance(node, Partial):
                self.partial(node)
            elif isinstance(node, Content):
                self.next_function()

    def value(self, node):
        if node.path.startswith("viewer."):
            self.used.add("cx")
            self.put(f"view_viewer_text(out, cx, {viewer_name(node.path)}, {VIEWER_PLACES[node.place]});", node.line)
            return
        expression = self.expression(node.path)
        if node.kind == "raw":
            self.put(f"view_add_html(out, {expression});", node.line)
        elif node.kind == "count":
            self.used.add("cx")
            self.put(f"VIEW_COUNT(out, cx, {expression});", node.line)
        else:
            self.put(f"{PLACES[node.place]}(out, {expression});", node.line)

    def block(self, nodes):
        self.flush()
        self.indent += 1
        self.nodes(nodes)
        self.flush()
        self.indent -= 1

    def if_section(self, node):
        self.branches(node.branches, node.otherwise)

    def branches(self, branches, otherwise):
        """The first branch, and all that follows as what else there is."""
        condition, body, line = branches[0]
        if condition.is_of_viewer:
            self.viewer_section(condition, body, branches[1:], otherwise, line)
            return
        self.put(f"if ({self.condition(condition)}) {{", line)
        self.block(body)
        self.otherwise("} else {", branches[1:], otherwise)
        self.put("}")

    def otherwise(self, opening, branches, otherwise):
        if branches:
            self.put(opening)
            self.indent += 1
            self.branches(branches, otherwise)
            self.indent -= 1
        elif otherwise:
            self.put(opening)
            self.block(otherwise)

    def viewer_section(self, condition, body, branches, otherwise, line):
        """Both branches stand in a page that is rendered for nobody yet."""
        self.used.add("cx")
        numbers = [self.expression(path) for path in condition.numbers] + ["0", "0"]
        was = self.fresh("was")
        self.put(f"bool {was} = view_viewer_if(out, cx, {viewer_name(condition.path)}, "
                 f"{numbers[0]}, {numbers[1]});", line)
        if condition.negated:
            body, branches, otherwise = self.inner(branches, otherwise), [], body
        self.put(f"if ({was}) {{", line)
        self.block(body)
        self.put("}")
        if branches or otherwise:
            self.otherwise(f"if (view_viewer_else(out, cx, {was})) {{", branches, otherwise)
            self.put("}")
        self.put("view_viewer_end(out, cx);")

    @staticmethod
    def inner(branches, otherwise):
        return [If(branches, otherwise, branches[0][2])] if branches else otherwise

    def each(self, node):
        items, index = self.fresh("list"), self.fresh("at")
        variable = f"{node.name}_{self.n_names}"
        path = self.expression(node.path)
        self.put("{")
        self.indent += 1
        self.put(f"__typeof__(&{path}) {items} = &{path};", node.line)
        self.put(f"for (size_t {index} = 0; {index} < {items}->n; {index}++) {{", node.line)
        self.indent += 1
        self.put(f"__typeof__(&{items}->items[0]) {variable} = &{items}->items[{index}];", node.line)
        self.put(f"(void){variable};")
        self.indent -= 1
        self.loops[node.name] = (variable, index, items)
        self.block(node.body)
        del self.loops[node.name]
        self.put("}")
        if node.otherwise:
            self.put(f"if ({items}->n == 0) {{")
            self.block(node.otherwise)
            self.put("}")
        self.indent -= 1
        self.put("}")

    def pointer(self, path, struct):
        expression = self.expression(path)
        return f"VIEW_POINTER(struct {struct}, {expression})"

    def partial(self, node):
        self.used.add("cx")
        if node.is_of_viewer:
            self.put(f"view_viewer_block(out, cx, {viewer_name(node.name)});", node.line)
            return
        if not node.path:
            self.put(f"view_{node.name}(out, cx);", node.line)
            return
        pointer = self.pointer(node.path, self.structs.get(node.name, node.name))
        self.put(f"view_{node.name}(out, cx, {pointer});", node.line)

    # -- messages

    def message(self, node):
        self.used.add("cx")
        number = f"VIEW_NUMBER({self.expression(node.count)})" if node.count else ""
        name = message_id(node.msgid, node.plural)
        pieces = f"message_plural(cx->language, {name}, {number})" if number else f"message_find(cx->language, {name})"
        holes = message_holes(*filter(None, (node.msgid, node.plural)))
        if not holes:
            self.put(f"buf_add(out, {pieces}->html);", node.line)
            return
        piece = self.fresh("piece")
        self.put(f"for (const struct message_piece *{piece} = {pieces};; {piece}++) {{", node.line)
        self.indent += 1
        self.put(f"buf_add(out, {piece}->html);")
        self.put(f"if ({piece}->hole == MESSAGE_END)")
        self.put("    break;")
        self.put(f"switch ({piece}->hole) {{")
        for number, hole in enumerate(holes):
            self.put(f"case {number}:")
            self.indent += 1
            self.hole(node, hole)
            self.put("break;")
            self.indent -= 1
        self.put("}")
        self.indent -= 1
        self.put("}")

    def hole(self, node, name):
        """The code that fills one hole; {a} and {/a} are the two sides of {{inner}}."""
        if name in node.values:
            expression = self.expression(node.values[name])
            self.put(f"VIEW_HOLE_{OTHER_PLACE[node.place]}(out, cx, {expression});", node.line)
        elif name.startswith("/"):
            self.nodes(node.holes[name[1:]].after)
        else:
            self.nodes(node.holes[name].before)

    # -- functions

    def begin(self, name):
        self.used = set()
        self.lines += ["", f"void view_{name}({parameters(self.view)})", "{"]
        self.body_at = len(self.lines)

    def end(self):
        self.flush()
        unused = [name for name in ("cx", "v") if name not in self.used and (name == "cx" or self.view.struct)]
        self.lines[self.body_at:self.body_at] = [f"    (void){name};" for name in unused]
        self.lines.append("}")

    def next_function(self):
        """A layout is two functions: what stands before its content, and what behind."""
        self.end()
        self.begin(self.view.name + "_end")

    def run(self):
        view = self.view
        self.begin(view.name + ("_begin" if view.is_layout else ""))
        if view.layout:
            self.used.add("cx")
            pointer = self.pointer(view.layout_path, self.structs.get(view.layout, view.layout))
            self.put(f"view_{view.layout}_begin(out, cx, {pointer});", 2)
        self.nodes(view.nodes)
        if view.layout:
            self.put(f"view_{view.layout}_end(out, cx, {pointer});", 2)
        self.end()
        return self.lines


def parameters(view):
    struct = f", const struct {view.struct} *v" if view.struct else ""
    return f"struct buf *out, const struct view_context *cx{struct}"


def header(views, prefix):
    """All prototypes, in one header."""
    guard = f"{prefix.upper()}_VIEWS_GEN_H"
    lines = ["/* Made by tools/viewc.py from src/views/. */", f"#ifndef {guard}", f"#define {guard}", "",
             '#include "base/buf.h"', '#include "views/view.h"']
    lines += [f'#include "{name}"' for name in sorted({v.header for v in views if v.header} - {"views/view.h"})]
    lines.append("")
    for view in views:
        for end in ("_begin", "_end") if view.is_layout else ("",):
            lines.append(f"void view_{view.name}{end}({parameters(view)});")
    return "\n".join([*lines, "", "#endif", ""])


def source(view, file, views, prefix):
    """The C file of one checked view."""
    uses = {type(node) for node in walk(view.nodes)}
    lines = [f"/* Made by tools/viewc.py from {view.name}.html. */", f'#include "{prefix}/views.gen.h"', "",
             '#include "views/escape.h"']
    if Asset in uses:
        lines.append(f'#include "{prefix}/assets.gen.h"')
    if Message in uses:
        lines.append(f'#include "{prefix}/messages.gen.h"')
    structs = {other.name: other.struct for other in views}
    return "\n".join(lines + Emitter(view, file, structs).run()) + "\n"
