"""Times a build of made-up records against Hugo, in turn, and prints a table of ratios.

    python -m tests.bench.compare [--records 10000] [--rounds 3] [--folder DIR]

Hugo renders the same record files, front matter and Markdown, through a bare template: a page each, without
lists, feeds, search data, checks or copy. Ours is the whole cold build: nothing is kept from an earlier run, not
even the frames. The two run in turn, so that a machine that slows down slows both; what counts is the ratio.
Memory is that of all processes of a build together, sampled every 20 ms; what forked processes share counts once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.bench import corpus

ROOT = Path(__file__).parent.parent.parent
HUGO_SETTINGS = """baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "home", "404"]
"""
HUGO_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Params.name }}</title></head>
<body><h1>{{ .Params.name }}</h1><p>{{ .Params.summary }}</p>{{ .Content }}</body></html>
"""


class Run(NamedTuple):
    """One timed run: wall-clock seconds, seconds of all processors, peak memory in MB of all processes."""

    wall: float
    cpu: float
    memory: float


def timed(command: list[str], folder: Path) -> Run:
    """Run `command` in `folder` and measure it; stops the program if it fails."""
    # As on people's machines, where Python keeps what it compiled of a module.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = psutil.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = [0.0]
    cpu: dict[int, float] = {}

    def watch() -> None:
        while process.poll() is None:
            total = 0.0
            try:
                for part in [process, *process.children(recursive=True)]:
                    total += _memory(part)
                    times = part.cpu_times()
                    cpu[part.pid] = times.user + times.system
            except psutil.Error:
                continue
            peak[0] = max(peak[0], total / 1e6)
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.communicate()[0]
    wall = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)}\n{said}")
    return Run(wall, sum(cpu.values()), peak[0])


def _memory(process: psutil.Process) -> float:
    """The bytes of a process in memory; of pages that several share its part (on Linux; elsewhere the whole)."""
    said = process.memory_full_info()
    return getattr(said, "pss", said.rss)


class Peers:
    """The two programs on one corpus."""

    def __init__(self, folder: Path, records: int) -> None:
        self.folder = folder
        # A project of its own, so that neither cache nor frames of the real one are touched.
        self.project = folder / "ours"
        self.project.mkdir()
        for name in ("site", "templates"):
            shutil.copytree(ROOT / name, self.project / name)
        shutil.copy(ROOT / "mkdocs.yml", self.project)
        corpus.write(self.project / "exemplars", records, settings=ROOT / "exemplars")
        self.hugo = folder / "hugo"
        (self.hugo / "layouts" / "_default").mkdir(parents=True)
        (self.hugo / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
        (self.hugo / "layouts" / "_default" / "single.html").write_text(HUGO_PAGE, encoding="utf-8")
        for kind in ("people", "organizations"):
            shutil.copytree(self.project / "exemplars" / kind, self.hugo / "content" / kind)

    def run_hugo(self) -> Run:
        """All pages, from nothing."""
        shutil.rmtree(self.hugo / "public", ignore_errors=True)
        return timed([str(Path(sys.executable).parent / "hugo"), "--quiet"], self.hugo)

    def run_ours(self, *more: str, cold: bool = False) -> Run:
        """A build; a cold one starts from nothing."""
        if cold:
            shutil.rmtree(self.project / "build", ignore_errors=True)
        command = [sys.executable, "-m", "generator", "build", "--quiet", "--today", "2026-11-22", *more]
        return timed(command, self.project)

    def edit(self, number: int) -> None:
        """Change one record, as a person would."""
        record = self.project / "exemplars" / "people" / f"made-up-{number:06}" / "record.md"
        record.write_text(record.read_text("utf-8") + "\n他又为7户人家修好了门前的路。[^s1]\n", encoding="utf-8")


def rounds(count: int, *runs: Callable[[int], Run]) -> list[list[Run]]:
    """Each of `runs` in turn, `count` times, after one round that does not count."""
    results: list[list[Run]] = [[] for _run in runs]
    for turn in range(count + 1):
        for number, run in enumerate(runs):
            result = run(turn)
            if turn:
                results[number].append(result)
    return results


def row(label: str, runs: list[Run], peers: list[Run] | None = None) -> str:
    """A line of the table: medians, and the median of the ratios to the peer's run of the same round."""
    wall, cpu, memory = (statistics.median(getattr(run, name) for run in runs) for name in Run._fields)
    ratio = ""
    if peers:
        ratios = [ours.wall / theirs.wall for ours, theirs in zip(runs, peers, strict=True)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    return f"| {label:34} | {wall:7.2f} | {cpu:7.2f} | {memory:7.0f} | {ratio:18} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cards", type=int, default=200, help="records for the timing of share cards")
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder, ignore_cleanup_errors=True) as temporary:
        peers = Peers(Path(temporary), given.records)
        none = ("--cards", "none")
        ours, hugo = rounds(
            given.rounds, lambda _turn: peers.run_ours(*none, cold=True), lambda _turn: peers.run_hugo()
        )
        (same,) = rounds(given.rounds, lambda _turn: peers.run_ours(*none))

        def edited(turn: int) -> Run:
            peers.edit(5 * turn)
            return peers.run_ours(*none)

        (edit,) = rounds(given.rounds, edited)
        print(f"{given.records} records, {psutil.cpu_count()} processors, {given.rounds} rounds; medians\n")
        print(f"| {'':34} | wall s  | cpu s   |  MB     | wall ratio to Hugo |")
        print(f"|{'-' * 36}|{'-' * 9}|{'-' * 9}|{'-' * 9}|{'-' * 20}|")
        print(row("Hugo, pages alone", hugo))
        print(row("ours, whole cold build", ours, hugo))
        print(row("ours, again, nothing changed", same, hugo))
        print(row("ours, again, one record edited", edit, hugo))
    with tempfile.TemporaryDirectory(dir=given.folder, ignore_cleanup_errors=True) as temporary:
        peers = Peers(Path(temporary), given.cards)
        without, with_cards = rounds(
            1,
            lambda _turn: peers.run_ours("--cards", "none", cold=True),
            lambda _turn: peers.run_ours(cold=True),
        )
        each = (with_cards[0].cpu - without[0].cpu) / given.cards * 1000
        print(f"\nshare cards: {each:.0f} ms of processor time each ({given.cards} records)")


if __name__ == "__main__":
    main()
