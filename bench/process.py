"""What a process and its children cost, from /proc."""
import os
import pathlib
import re
import threading

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid):
    """The process and all that it started and that still run."""
    found = [pid]
    for one in found:
        for children in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in read(children).split()]
    return found


def read(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:  # it has ended
        return ""


def cpu_seconds(pid):
    """User and system time of the family."""
    ticks = 0
    for one in family(pid):
        fields = read(f"/proc/{one}/stat").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12]) if fields else 0
    return ticks / TICKS


def kilobytes(path, name):
    found = re.search(rf"^{name}:\s+(\d+)", read(path), re.M)
    return int(found.group(1)) if found else 0


def pss_megabytes(pid):
    return sum(kilobytes(f"/proc/{one}/smaps_rollup", "Pss") for one in family(pid)) / 1024


def peak_megabytes(pid):
    """The most memory that the members of the family have had, together."""
    return sum(kilobytes(f"/proc/{one}/status", "VmHWM") for one in family(pid)) / 1024


class Watch:
    """Takes a figure again and again while the block runs; `peak` is the largest."""

    def __init__(self, figure, seconds=0.5):
        self.figure, self.seconds, self.peak, self.ended = figure, seconds, 0, threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.ended.is_set():
            self.peak = max(self.peak, self.figure())
            self.ended.wait(self.seconds)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
