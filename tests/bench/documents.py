"""Times the documents of a press kit, each warm, beside an empty page that Typst sets.

    python -m tests.bench.documents [--rounds 10]

What is asked: a bulletin as PDF in a fifth of a second, a poster in one. An empty page is what Typst needs for any.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator.channels.channel import Channel, OutputFile, read_channels
from generator.documents.commission import Commission
from generator.documents.making import Subject, make
from generator.project import Project
from generator.records.reader import RecordFile, record_of
from generator.settings import Settings, read_all_settings
from tests.bench import corpus
from tests.bench.compare import ROOT

SMALLEST = "#set page(width: 210mm, height: 297mm)\n虚构"


def milliseconds(work: Callable[[int], object], rounds: int) -> float:
    """The median of the processor's time for one piece of work, the first being left out; each has a number."""
    spent = []
    for number in range(rounds + 1):
        began = time.process_time()
        work(number)
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent[1:])


def empty_page(rounds: int) -> float:
    """The same for a page with a word on it."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.typ"
        compiler = typst.Compiler(root=folder, ignore_system_fonts=True)

        def work(number: int) -> object:
            path.write_text(f"{SMALLEST}{number}", encoding="utf-8")
            return compiler.compile(input=path, format="pdf")

        return milliseconds(work, rounds)


def records(count: int) -> list[RecordFile]:
    """So many records of the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), count)
        found = sorted(Path(folder).glob("people/*/record.md"))
        return [record_of(path.read_text("utf-8"), path.parent.name, "person", path.name) for path in found]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    settings, _problems = read_all_settings(Project.find(ROOT))
    assert settings is not None
    files = records(2 * (given.rounds + 1))
    bare = empty_page(given.rounds)
    print(f"{'an empty page':32} {bare:7.1f} ms")
    for channel in read_channels(ROOT / "templates" / "channels")[0]:
        for output in channel.settings.outputs:
            if not output.is_text:
                took = milliseconds(_maker(channel, output, settings, files), given.rounds)
                print(f"{output.file:32} {took:7.1f} ms  {took / bare:6.1f} empty pages")


def _maker(channel: Channel, output: OutputFile, settings: Settings, files: list[RecordFile]) -> Callable[[int], bytes]:
    where = Commission(channel.folder / output.template, output.file, output.page)
    return lambda number: make(where, Subject(files[number], settings.office, {}))


if __name__ == "__main__":
    main()
