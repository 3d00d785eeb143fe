"""A small test runner: functions named test_* of a module, in random order, as TAP."""
import inspect
import random
import sys
import traceback


class Skip(Exception):
    """Raised by a test that lacks what it needs; its word is shown."""


def run(module_name="__main__"):
    module = sys.modules[module_name]
    tests = [(name, function) for name, function in inspect.getmembers(module, inspect.isfunction)
             if name.startswith("test_")]
    random.shuffle(tests)
    print(f"1..{len(tests)}", flush=True)
    n_failed = 0
    for number, (name, function) in enumerate(tests, 1):
        words = name.removeprefix("test_").replace("_", " ")
        try:
            function()
            print(f"ok {number} - {words}", flush=True)
        except Skip as why:
            print(f"ok {number} - {words} # SKIP {why}", flush=True)
        except Exception:  # a failing test must not stop the others
            n_failed += 1
            print(f"not ok {number} - {words}", flush=True)
            print("\n".join("# " + line for line in traceback.format_exc().splitlines()), flush=True)
    sys.exit(1 if n_failed else 0)
