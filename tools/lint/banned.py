"""Functions that have a safer sister here, and where the exception is."""
import re

BANNED = {
    "malloc": "use an arena", "calloc": "use an arena", "realloc": "use an arena",
    "free": "use an arena", "strdup": "use str_copy", "strcpy": "use str_copy",
    "strcat": "use a buf", "strncpy": "use str_copy", "strncat": "use a buf",
    "sprintf": "use buf_print", "vsprintf": "use buf_print", "gets": "use file_read",
    "strtok": "use str_cut", "strtok_r": "use str_cut", "strtol": "use str_to_number",
    "strtoll": "use str_to_number", "strtoul": "use str_to_number", "strtoull": "use str_to_number",
    "strtod": "use str_to_number", "atoi": "use str_to_number", "atol": "use str_to_number",
    "sscanf": "use str_take_number", "gmtime": "use text/dates.h", "localtime": "use text/dates.h",
    "mktime": "use text/dates.h", "ctime": "use text/dates.h", "rand": "use random_bytes",
    "srand": "use random_bytes", "random": "use random_bytes", "system": "start no shell",
    "popen": "start no shell", "strerror": "use base/file.h", "alloca": "use an arena",
    "isalpha": "use char_is_alpha", "isdigit": "use char_is_digit", "isspace": "use char_is_space",
    "tolower": "use char_lower", "toupper": "use str_lower", "setjmp": "return an outcome",
    "longjmp": "return an outcome",
}
CALL = re.compile(r"(?<![\w.>])(" + "|".join(BANNED) + r")\s*\(")
COMMENT = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|//[^\n]*", re.S)
# Memory starts in base/; cmark and MHD hand over memory that only their own free takes back.
MEMORY = {"malloc", "calloc", "realloc", "free"}


def check(root):
    found = []
    for path in sorted((root / "src").rglob("*.[ch]")):
        shown = str(path.relative_to(root))
        text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), path.read_text())
        for match in CALL.finditer(text):
            name = match.group(1)
            if name in MEMORY and shown.startswith("src/base/"):
                continue
            number = text.count("\n", 0, match.start()) + 1
            found.append(f"{shown}:{number}: {name}: {BANNED[name]}")
    return found
