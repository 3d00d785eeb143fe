#!/usr/bin/env python3
"""Keeps the message catalogues in po/ and turns them into C tables (docs/views.md).

Python, because meson needs Python anyway; used while building and by lint only.

    catalog.py update                       takes the words of the tree into po/passalong.pot and po/*.po
    catalog.py check                        fails when a word is missing, fuzzy or torn in a language
    catalog.py compile --po DIR --out DIR TEMPLATE...
                                            writes DIR/messages.gen.h and DIR/messages.gen.c
"""

import argparse
import glob
import html
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from template import po, syntax  # noqa: E402
from template.emit import c_string, message_id  # noqa: E402

LANGUAGES = {"ms": "LANGUAGE_MS", "zh_CN": "LANGUAGE_ZH_HANS"}  # catalogue -> enumerator; English is the key
N_FORMS_MIN = 2  # of English
ENGLISH_FORM = "n != 1"
POT_HEADER = ("Project-Id-Version: Passalong\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
              "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n")


class Failure(Exception):
    pass


# -- the words of the tree

def add(entries, msgid, plural, file):
    entry = entries.setdefault(msgid, po.Entry(msgid, plural))
    if entry.plural != plural:
        raise Failure(f'{file}: "{msgid}" stands elsewhere with another plural; word both alike')
    entry.files.add(file)


def add_template(entries, file, name):
    with open(file, encoding="utf-8", newline="") as handle:
        view = syntax.parse(file, handle.read())
    for node in syntax.walk(view.nodes):
        if isinstance(node, syntax.Message):
            add(entries, node.msgid, node.plural, name)


C_COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:[^"\\\n]|\\.)*")', re.S)
C_CALL = re.compile(r"\b(tr|tr_n|MESSAGE)\s*\(")


def without_comments(code):
    def keep(match):
        return match[1] or re.sub(r"[^\n]", " ", match[0])
    return C_COMMENT_OR_STRING.sub(keep, code)


def arguments(code, at):
    """The arguments of a call whose parenthesis opens before `at`."""
    found, start, depth = [], at, 0
    for match in re.compile(r'"(?:[^"\\\n]|\\.)*"|[(),]').finditer(code, at):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            if depth == 0:
                return found + [code[start:match.start()]]
            depth -= 1
        elif match[0] == "," and depth == 0:
            found.append(code[start:match.start()])
            start = match.end()
    return found


def literal(text):
    """The text of adjacent C string literals, or None."""
    return po.unquote(text) if re.fullmatch(r'\s*(?:"(?:[^"\\\n]|\\.)*"\s*)+', text) else None


def add_c_file(entries, file, name):
    with open(file, encoding="utf-8") as handle:
        code = without_comments(handle.read())
    for call in C_CALL.finditer(code):
        skip, count = {"tr": (1, 1), "tr_n": (2, 2), "MESSAGE": (0, 1)}[call[1]]
        words = [literal(argument) for argument in arguments(code, call.end())[skip:]]
        if len(words) != count or None in words:
            line = code.count("\n", 0, call.start()) + 1
            raise Failure(f"{file}:{line}: {call[1]}() takes a literal here; use tr_str() for other texts")
        add(entries, words[0], words[1] if count == 2 else "", name)


def tree_entries(root):
    entries = {}
    for file in sorted(glob.glob(f"{root}/src/**/*", recursive=True)):
        name = os.path.relpath(file, root)
        if name.startswith("src/views/") and name.endswith(".html"):
            add_template(entries, file, name)
        elif name.endswith((".c", ".h")) and name != "src/views/messages.h":
            add_c_file(entries, file, name)
    return entries


# -- update

def read_text(path):
    """The file's text; nothing when it is not there yet."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as handle:
        return handle.read()


def write_if_changed(path, text):
    if read_text(path) == text:
        return
    with open(path, "w", encoding="utf-8") as handle:
        handle.write(text)


def merge(catalogue, wanted):
    """The catalogue with exactly the wanted messages, translations kept."""
    merged = {}
    for msgid, entry in wanted.items():
        old = catalogue.entries.get(msgid)
        is_same = old is not None and bool(old.plural) == bool(entry.plural)
        merged[msgid] = po.Entry(msgid, entry.plural, entry.files, old.forms if is_same else [],
                                 is_same and (old.is_fuzzy or old.plural != entry.plural),
                                 old.notes if is_same else [])
    return po.Catalogue(catalogue.header, catalogue.notes, merged)


def template_text(entries):
    return po.text_of(po.Catalogue(POT_HEADER, ["# The words of Passalong, made by tools/catalog.py update."],
                                   entries), N_FORMS_MIN)


def update(root):
    entries = tree_entries(root)
    write_if_changed(f"{root}/po/passalong.pot", template_text(entries))
    for name in LANGUAGES:
        path = f"{root}/po/{name}.po"
        catalogue = po.read(path)
        n_forms, _ = catalogue.plural_forms()
        merged = merge(catalogue, entries)
        write_if_changed(path, po.text_of(merged, n_forms))
        n_missing = sum(1 for e in merged.entries.values() if not e.forms or "" in e.forms or e.is_fuzzy)
        print(f"po/{name}.po: {len(entries)} messages, {n_missing} to translate")


# -- check

def holes_match(english, translated):
    return sorted(syntax.message_holes(english)) == sorted(syntax.message_holes(translated))


def pairs_nest(text):
    """{a} .. {/a} must close in order, as the elements do that they become."""
    names, stack = syntax.HOLE.findall(text), []
    paired = {name[1:] for name in names if name.startswith("/")}
    for name in names:
        if name in paired:
            stack.append(name)
        elif name.startswith("/") and (not stack or stack.pop() != name[1:]):
            return False
    return not stack


def form_fault(entry, i, form, n_forms):
    english = [entry.plural] + ([entry.msgid] if i == 0 and n_forms > 1 else []) if entry.plural else [entry.msgid]
    if not form:
        return "is not translated"
    if not any(holes_match(text, form) for text in english):
        return "has other holes than the English"
    if not pairs_nest(form):
        return "closes its holes in another order"
    return ""


def entry_fault(entry, translated, n_forms):
    if not translated:
        return "is missing; run tools/catalog.py update"
    if translated.is_fuzzy:
        return "is fuzzy; review it and take the mark away"
    if translated.plural != entry.plural:
        return "has another plural; run tools/catalog.py update"
    wanted = n_forms if entry.plural else 1
    if len(translated.forms) != wanted:
        return f"needs {wanted} forms"
    for i, form in enumerate(translated.forms):
        fault = form_fault(entry, i, form, n_forms)
        if fault:
            return fault
    return ""


def check(root):
    entries = tree_entries(root)
    faults = []
    if read_text(f"{root}/po/passalong.pot") != template_text(entries):
        faults.append("po/passalong.pot: stale; run tools/catalog.py update")
    for name in LANGUAGES:
        catalogue = po.read(f"{root}/po/{name}.po")
        n_forms, _ = catalogue.plural_forms()
        for msgid, entry in sorted(entries.items()):
            fault = entry_fault(entry, catalogue.entries.get(msgid), n_forms)
            if fault:
                faults.append(f'po/{name}.po: "{msgid}" {fault}')
        for msgid in sorted(set(catalogue.entries) - set(entries)):
            faults.append(f'po/{name}.po: "{msgid}" is used nowhere; run tools/catalog.py update')
    if faults:
        raise Failure("\n".join(faults))


# -- compile

def pieces(english, text):
    """A message as escaped texts, each followed by the number of a hole of the English."""
    numbers = syntax.message_holes(*english)
    parts = syntax.HOLE.split(text)
    holes = [numbers.index(name) if name in numbers else None for name in parts[1::2]] + ["MESSAGE_END"]
    if None in holes:
        raise Failure(f'"{english[0]}" has a hole in its translation that the English has not')
    texts = [html.escape(part, quote=True).replace("&#x27;", "&#39;") for part in parts[0::2]]
    return ", ".join(f"{{STR_INIT({c_string(part.encode())}), {hole}}}" for part, hole in zip(texts, holes))


def forms_of(entry, catalogue, n_slots):
    """The forms in one language, filled up to n_slots; English where there is none."""
    forms = [entry.msgid, entry.plural] if entry.plural else [entry.msgid]
    if catalogue:
        translated = catalogue.entries.get(entry.msgid)
        n_forms = catalogue.plural_forms()[0] if entry.plural else 1
        if translated and len(translated.forms) == n_forms and all(translated.forms) and not translated.is_fuzzy:
            forms = translated.forms
        else:
            forms = [forms[-1]] * n_forms
    return (forms + [forms[-1]] * n_slots)[:n_slots]


def piece_table(language, entries, catalogue, n_slots):
    lines, names = [], []
    for i, msgid in enumerate(sorted(entries)):
        entry = entries[msgid]
        english = [t for t in (entry.msgid, entry.plural) if t]
        for k, form in enumerate(forms_of(entry, catalogue, n_slots if entry.plural else 1)):
            names.append(f"{language}_{i}_{k}")
            lines.append(f"static const struct message_piece {names[-1]}[] = {{{pieces(english, form)}}};")
    lines.append(f"static const struct message_piece *const {language}_pieces[] = {{"
                 + "".join(f"\n    {name}," for name in names) + "\n    NULL, /* so that it is never empty */\n};")
    return lines


def text_table(language, catalogue):
    """What C asks for by its English: the entries that a .c or .h file names."""
    lines, rows = [], []
    entries = [e for e in catalogue.entries.values() if any(f.endswith((".c", ".h")) for f in e.files)]
    n_forms, _ = catalogue.plural_forms()
    for i, entry in enumerate(sorted(entries, key=lambda e: e.msgid.encode())):
        wanted = n_forms if entry.plural else 1
        if entry.is_fuzzy or len(entry.forms) != wanted or not all(entry.forms):
            continue
        forms = ", ".join(f"STR_INIT({c_string(form.encode())})" for form in entry.forms)
        lines.append(f"static const struct str {language}_forms_{i}[] = {{{forms}}};")
        rows.append(f"\n    {{STR_INIT({c_string(entry.msgid.encode())}), {language}_forms_{i}}},")
    if rows:
        lines.append(f"static const struct message_text {language}_texts[] = {{{''.join(rows)}\n}};")
    return lines, f"{{{language}_texts, {len(rows)}}}" if rows else "{NULL, 0}"


def form_function(catalogues):
    lines = ["size_t message_form(enum language language, uint64_t n)", "{", "    switch (language) {",
             "    case LANGUAGE_EN:", f"        return {ENGLISH_FORM};"]
    for name, catalogue in catalogues.items():
        _, expression = catalogue.plural_forms()
        lines += [f"    case {LANGUAGES[name]}:", f"        return ({expression});"]
    return [*lines, "    }", "    return 0;", "}"]


def source(entries, catalogues):
    n_slots = max([N_FORMS_MIN] + [c.plural_forms()[0] for c in catalogues.values()])
    lines = ["/* Made by tools/catalog.py from po/. */", '#include "views/messages.h"', ""]
    lines += piece_table("en", entries, None, n_slots)
    texts = ["[LANGUAGE_EN] = {NULL, 0}"]
    piece_rows = ["[LANGUAGE_EN] = en_pieces"]
    for name, catalogue in catalogues.items():
        lines += piece_table(name.lower(), entries, catalogue, n_slots)
        table, row = text_table(name.lower(), catalogue)
        lines += table
        texts.append(f"[{LANGUAGES[name]}] = {row}")
        piece_rows.append(f"[{LANGUAGES[name]}] = {name.lower()}_pieces")
    lines += ["", "const struct message_piece *const *const message_pieces[N_LANGUAGES] = {",
              *(f"    {row}," for row in piece_rows), "};", "",
              "const struct message_texts message_texts[N_LANGUAGES] = {", *(f"    {row}," for row in texts), "};", ""]
    return "\n".join(lines + form_function(catalogues)) + "\n", n_slots


def id_header(entries, n_slots):
    lines, at = [], 0
    for msgid in sorted(entries):
        entry = entries[msgid]
        lines.append(f"    {message_id(msgid, entry.plural)} = {at},")
        at += n_slots if entry.plural else 1
    return ("/* Made by tools/catalog.py. */\n#ifndef VIEWS_MESSAGES_GEN_H\n#define VIEWS_MESSAGES_GEN_H\n\n"
            "enum message_id {\n" + "\n".join([*lines, f"    N_MESSAGE_FORMS = {at},"]) + "\n};\n\n#endif\n")


def compile_tables(po_folder, out, templates):
    entries = {}
    for file in templates:
        add_template(entries, file, file)
    catalogues = {name: po.read(f"{po_folder}/{name}.po") for name in LANGUAGES}
    code, n_slots = source(entries, catalogues)
    for name, content in (("messages.gen.h", id_header(entries, n_slots)), ("messages.gen.c", code)):
        with open(os.path.join(out, name), "w", encoding="utf-8") as handle:
            handle.write(content)


def main():
    parser = argparse.ArgumentParser(description="message catalogues")
    parser.add_argument("command", choices=("update", "check", "compile"))
    parser.add_argument("--po")
    parser.add_argument("--out")
    parser.add_argument("--root", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    parser.add_argument("templates", nargs="*")
    options = parser.parse_intermixed_args()
    try:
        if options.command == "update":
            update(os.path.normpath(options.root))
        elif options.command == "check":
            check(os.path.normpath(options.root))
        else:
            compile_tables(options.po, options.out, options.templates)
    except (Failure, syntax.TemplateError, ValueError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
