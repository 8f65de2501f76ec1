"""Times what gate and guard add to a build of made-up records, beside the whole build in the same run.

    python -m tests.bench.gate [--records 10000] [--folder DIR]

The same work is done twice: the build as people run it, and, over its records and its finished files, the gate and the
guard by themselves, in one process. Their processor time spread over the processors is what the build would be faster
without them. Each is the least of three: what else the machine does only adds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from generator.gate.conditions import barred, bars_of
from generator.guard import Guard
from generator.places import find_records
from generator.project import Project
from generator.records.reader import read_record
from generator.settings import read_all_settings
from tests.bench.compare import Peers

ROUNDS = 3


def least(work: Callable[[], Any]) -> float:
    """The processor seconds that `work` takes, the least of three times."""

    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return min(once() for _round in range(ROUNDS))


def gate_seconds(project: Project) -> float:
    """Every condition of every record, and the question of one day."""
    settings, _problems = read_all_settings(project)
    assert settings is not None
    read = [read_record(Path(place.folder), project.records, place.shown) for place in find_records(project)]
    cases = [(file.kind, file.value) for file in read if file.value]

    def work() -> None:
        for kind, record in cases:
            barred(bars_of(settings.rules.case(kind, record)), "2026-11-22")

    return least(work)


def guard_seconds(project: Project) -> float:
    """Every file of the finished site."""
    settings, _problems = read_all_settings(project)
    assert settings is not None
    files = [path for path in project.out.rglob("*") if path.is_file()]
    total = 0.0
    for begin in range(0, len(files), 2000):  # a whole site at once would not stay in memory
        part = files[begin : begin + 2000]
        portion = [(path.relative_to(project.out).as_posix(), path.read_bytes()) for path in part]
        guard = Guard.of(settings.office)
        total += least(lambda portion=portion, guard=guard: [guard.leaks(*file) for file in portion])
    return total


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder, ignore_cleanup_errors=True) as temporary:
        peers = Peers(Path(temporary), given.records)
        whole = peers.run_ours("--cards", "none", "--press", "none", cold=True)
        project = Project.find(peers.project)
        gate, guard = gate_seconds(project), guard_seconds(project)
    cores = psutil.cpu_count() or 1
    print(f"{given.records} records, {cores} processors\n")
    print(f"| {'':34} |  cpu s  | over all processors, s | of the build |")
    print(f"|{'-' * 36}|{'-' * 9}|{'-' * 24}|{'-' * 14}|")
    for label, seconds in (("gate", gate), ("guard", guard), ("both", gate + guard), ("whole build", whole.cpu)):
        print(f"| {label:34} | {seconds:7.2f} | {seconds / cores:22.2f} | {seconds / whole.cpu:12.1%} |")


if __name__ == "__main__":
    main()
