#!/usr/bin/env python3
"""Runs every fuzz target for so many seconds each; what it finds is kept beside the corpus."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "fuzz" / "corpus"


def main():
    build = ROOT / sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    targets = sorted(path for path in (build / "tests" / "fuzz").glob("fuzz_*")
                     if path.is_file() and os.access(path, os.X_OK))
    failed = 0
    for target in targets:
        name = target.name.removeprefix("fuzz_")
        seeds = CORPUS / name
        seeds.mkdir(parents=True, exist_ok=True)
        words = [str(target), f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=4096",
                 f"-artifact_prefix={seeds}/found-", "-print_final_stats=1"]
        dictionary = ROOT / "tests" / "fuzz" / f"{name}.dict"
        if dictionary.exists():
            words.append(f"-dict={dictionary}")
        with tempfile.TemporaryDirectory() as grown:
            done = subprocess.run([*words, grown, str(seeds)], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        runs = [line for line in done.stdout.splitlines() if "number_of_executed_units" in line]
        print(f"{'ok' if done.returncode == 0 else 'FOUND':6}{name}: {runs[-1].split()[-1] if runs else '?'} inputs",
              flush=True)
        if done.returncode != 0:
            failed += 1
            print("\n".join(done.stdout.splitlines()[-40:]))
    print(f"{len(targets) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not targets else 0)


if __name__ == "__main__":
    main()
