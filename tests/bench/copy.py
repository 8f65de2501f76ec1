"""Times the text copy of all channels by itself, beside Hugo's pages of the same records in the same run.

    python -m tests.bench.copy [--records 10000] [--rounds 3] [--folder DIR]

As in a build the records are spread over as many processes as there are processors. Each reads its part first; then
all begin at once, and what counts is the time until the last one is done.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import statistics
import tempfile
import time
from multiprocessing.pool import Pool
from pathlib import Path
from typing import NamedTuple

import psutil

from generator.channels.compose import Composer
from generator.gate.clearance import cleared
from generator.places import find_records
from generator.project import Project
from generator.records.reader import read_record
from generator.settings import read_all_settings
from tests.bench.compare import Peers


class Told(NamedTuple):
    """What one process took: seconds on the clock and of its processor, and how many texts it made."""

    wall: float
    cpu: float
    texts: int


def tell(root: Path, part: int, parts: int, begin: float) -> Told:
    """Make the copies of every `parts`-th record from `part` on, once it is `begin` on the monotonic clock."""
    gc.disable()  # as a build does
    project = Project.find(root)
    settings, _problems = read_all_settings(project)
    assert settings is not None
    files = []
    for place in list(find_records(project))[part::parts]:
        file = read_record(Path(place.folder), project.records, place.shown)
        assert file.value is not None
        file.value = cleared(file.value)
        _known = file.blocks  # CHECK has looked at them when copy is made
        files.append(file)
    composer = Composer(settings.channels, settings.office)
    assert time.monotonic() < begin, "reading took longer than was thought"
    time.sleep(begin - time.monotonic())
    wall, cpu = time.perf_counter(), time.process_time()
    texts = sum(len(composer.copies(file)[0]) for file in files)
    return Told(time.perf_counter() - wall, time.process_time() - cpu, texts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's temporary folder)")
    given = parser.parse_args()
    cores = psutil.cpu_count() or 1
    reading = 5 + given.records / cores / 400
    with tempfile.TemporaryDirectory(dir=given.folder, ignore_cleanup_errors=True) as temporary:
        peers = Peers(Path(temporary), given.records)
        peers.run_hugo()
        ours: list[list[Told]] = []
        hugo = []
        for _round in range(given.rounds):
            with multiprocessing.get_context("spawn").Pool(cores, maxtasksperchild=1) as pool:
                ours.append(_all(pool, peers.project, cores, time.monotonic() + reading))
            hugo.append(peers.run_hugo())
    walls = [max(told.wall for told in round_) for round_ in ours]
    cpus = [sum(told.cpu for told in round_) for round_ in ours]
    ratios = [wall / run.wall for wall, run in zip(walls, hugo, strict=True)]
    texts = sum(told.texts for told in ours[0])
    print(f"{given.records} records, {texts} texts, {cores} processors, {given.rounds} rounds; medians")
    print(f"Hugo, pages alone    {statistics.median(run.wall for run in hugo):6.2f} s")
    print(f"text copy            {statistics.median(walls):6.2f} s, {statistics.median(cpus):.2f} s of the processors")
    print(f"to Hugo              {statistics.median(ratios):6.2f} ({min(ratios):.2f}-{max(ratios):.2f})")


def _all(pool: Pool, root: Path, parts: int, begin: float) -> list[Told]:
    return pool.starmap(tell, [(root, part, parts, begin) for part in range(parts)], chunksize=1)


if __name__ == "__main__":
    main()
