#!/usr/bin/env python3
"""viewc: compiles the HTML templates of src/views/ to typed C functions (docs/views.md).

Python, because meson needs Python anyway and no part of this runs in the
program: it is used while building only, with the standard library alone.

    viewc.py --out DIR [--prefix views] TEMPLATE...     writes DIR/views.gen.h and DIR/NAME.gen.c
    viewc.py --check TEMPLATE...                        only says what it refuses
"""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from template import context, emit, syntax  # noqa: E402


def read_view(file):
    with open(file, encoding="utf-8", newline="") as handle:
        view = syntax.parse(file, handle.read())
    stem = os.path.basename(file).removesuffix(".html")
    if view.name != stem:
        raise syntax.TemplateError(file, 1, f"the view is called {view.name} but its file {stem}.html; name both alike")
    context.check(view)
    return view


def check_references(views):
    """Layouts and partials must be there and take what they are given."""
    known = {view.name: view for view in views}
    for view in views:
        layout = known.get(view.layout)
        if view.layout and not (layout and layout.is_layout):
            raise syntax.TemplateError(view.file, 2, f"there is no layout {view.layout}; "
                                       "a layout is a listed view with {{@content}}")
        for node in syntax.walk(view.nodes):
            if isinstance(node, syntax.Partial) and not node.is_of_viewer:
                check_partial(view, node, known.get(node.name))


def check_partial(view, node, other):
    if not other or other.is_layout:
        raise syntax.TemplateError(view.file, node.line, f"there is no view {node.name}; "
                                   "list it in src/views/meson.build")
    if bool(other.struct) != bool(node.path):
        mend = "name what it shows" if other.struct else "show it without a path"
        raise syntax.TemplateError(view.file, node.line, f"{{{{> {node.name}}}}} takes "
                                   f"{'a struct ' + other.struct if other.struct else 'nothing'}; {mend}")


def write(path, text):
    with open(path, "w", encoding="utf-8") as handle:
        handle.write(text)


def main():
    parser = argparse.ArgumentParser(description="compiles view templates to C")
    parser.add_argument("--out")
    parser.add_argument("--prefix", default="views", help="folder of the generated headers in #include lines")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("templates", nargs="*")
    options = parser.parse_intermixed_args()
    views, n_refused = [], 0
    for file in options.templates:
        try:
            views.append(read_view(file))
        except syntax.TemplateError as error:
            print(error, file=sys.stderr)
            n_refused += 1
    try:
        if not n_refused:
            check_references(views)
    except syntax.TemplateError as error:
        print(error, file=sys.stderr)
        n_refused += 1
    if n_refused:
        return 1
    if not options.check:
        write(os.path.join(options.out, "views.gen.h"), emit.header(views, options.prefix))
        for view in views:
            write(os.path.join(options.out, view.name + ".gen.c"),
                  emit.source(view, view.file, views, options.prefix))
    return 0


if __name__ == "__main__":
    sys.exit(main())
