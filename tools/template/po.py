"""Reads and writes gettext catalogues (.po, .pot), the part of the format that is used here."""

import re
from dataclasses import dataclass, field


@dataclass
class Entry:
    msgid: str
    plural: str = ""
    files: set = field(default_factory=set)
    forms: list = field(default_factory=list)
    is_fuzzy: bool = False
    notes: list = field(default_factory=list)  # the translator's own comments


@dataclass
class Catalogue:
    header: str = ""
    notes: list = field(default_factory=list)
    entries: dict = field(default_factory=dict)  # msgid -> Entry

    def field(self, name):
        match = re.search(rf"^{name}:\s*(.*)$", self.header, re.M)
        return match[1] if match else ""

    def plural_forms(self):
        """How many forms there are, and the C expression in n that picks one."""
        match = re.fullmatch(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([n0-9 ()!=<>&|%?:]+?);?", self.field("Plural-Forms"))
        if not match:
            raise ValueError("its header has no Plural-Forms line that can be read")
        return int(match[1]), match[2]


UNESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def unquote(text):
    return "".join(re.sub(r"\\(.)", lambda m: UNESCAPES.get(m[1], m[1]), piece)
                   for piece in re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def quote(keyword, text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    lines = re.split(r"(?<=\\n)(?=.)", escaped)
    if len(lines) > 1:
        lines.insert(0, "")
    return f"{keyword} " + "\n".join(f'"{line}"' for line in lines)


def parse_block(lines):
    """One entry from the lines between two empty ones; None for an obsolete one."""
    entry, fields, keyword = Entry(""), {}, ""
    for line in lines:
        if line.startswith("#~"):
            return None
        if line.startswith("#,"):
            entry.is_fuzzy = "fuzzy" in line
        elif line.startswith("#:"):
            entry.files |= set(line[2:].split())
        elif line.startswith("#") and not line.startswith("#|"):
            entry.notes.append(line)
        elif not line.startswith("#"):
            match = re.match(r"(msgid_plural|msgid|msgstr(?:\[\d+\])?)\s", line)
            keyword = match[1] if match else keyword
            fields[keyword] = fields.get(keyword, "") + unquote(line)
    if "msgid" not in fields:
        return None
    entry.msgid, entry.plural = fields["msgid"], fields.get("msgid_plural", "")
    entry.forms = [fields[name] for name in sorted(fields) if name.startswith("msgstr")]
    return entry


def read(path):
    catalogue = Catalogue()
    with open(path, encoding="utf-8") as handle:
        blocks = re.split(r"\n\s*\n", handle.read())
    for block in blocks:
        entry = parse_block(block.splitlines())
        if entry and entry.msgid:
            catalogue.entries[entry.msgid] = entry
        elif entry:
            catalogue.header, catalogue.notes = entry.forms[0], entry.notes
    return catalogue


def format_entry(entry, n_forms):
    lines = entry.notes + [f"#: {file}" for file in sorted(entry.files)]
    if entry.is_fuzzy:
        lines.append("#, fuzzy")
    lines.append(quote("msgid", entry.msgid))
    forms = (entry.forms + [""] * n_forms)[:n_forms if entry.plural else 1]
    if entry.plural:
        lines.append(quote("msgid_plural", entry.plural))
        lines += [quote(f"msgstr[{i}]", form) for i, form in enumerate(forms)]
    else:
        lines.append(quote("msgstr", forms[0]))
    return "\n".join(lines)


def text_of(catalogue, n_forms):
    """The file's text, entries by their English: new words do not move others."""
    head = "\n".join([*catalogue.notes, 'msgid ""', quote("msgstr", catalogue.header)])
    entries = [format_entry(catalogue.entries[msgid], n_forms) for msgid in sorted(catalogue.entries)]
    return "\n\n".join([head, *entries]) + "\n"
