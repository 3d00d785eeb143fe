"""A backup while the site is read and written: nothing fails, and what is restored is whole."""
import pathlib
import subprocess
import tempfile
import time

import big_site
import drive
import row
import writers

READS_A_SECOND = 200
WRITES_A_SECOND = 20
CONNECTIONS = 8
BESIDE_SECONDS = 1  # that readers and writers go on before and after
MOST_SECONDS = 300
CHECK_SECONDS = 600


def back_up(site, out):
    """Seconds of the backup, answers of readers and writers meanwhile."""
    comments = writers.requests(site, 400)
    reads = [drive.get(path) for path in site.article_paths(500)]
    reading = drive.Client(site, reads, MOST_SECONDS, connections=CONNECTIONS, rate=READS_A_SECOND)
    writing = drive.Client(site, comments, MOST_SECONDS, connections=CONNECTIONS, rate=WRITES_A_SECOND)
    time.sleep(BESIDE_SECONDS)
    start = time.monotonic()
    site.site.run("backup", str(out))
    seconds = time.monotonic() - start
    time.sleep(BESIDE_SECONDS)
    return seconds, reading.end(), writing.end()


def is_whole(out, folder):
    """Whether the restored copy passes the check."""
    done = [subprocess.run([big_site.PROGRAM, *words, "--data", str(folder)], capture_output=True, timeout=CHECK_SECONDS)
            for words in (("restore", str(out)), ("check",))]
    return all(one.returncode == 0 for one in done)


def measure(bench):
    failed = row.most("failed requests during a backup", 0)
    whole = row.least("restored backups that pass the check", 1)
    for site in bench.sites:
        with tempfile.TemporaryDirectory(prefix="passalong-backup-", dir=bench.folder) as folder:
            out = pathlib.Path(folder) / "site.backup"
            seconds, reads, writes = back_up(site, out)
            bad = [answer for answer in reads if answer.status != 200] + [answer for answer in writes if answer.status != 303]
            failed.figures[site.n] = len(bad)
            failed.note = (f"{seconds:.1f} s, {out.stat().st_size / 1e6:,.0f} MB; p99 meanwhile: {len(reads):,} reads "
                           f"{drive.p99([one.seconds for one in reads]):.1f} ms, {len(writes):,} writes "
                           f"{drive.p99([one.seconds for one in writes]):.1f} ms")
            whole.figures[site.n] = float(is_whole(out, pathlib.Path(folder) / "restored"))
    return [failed, whole]
