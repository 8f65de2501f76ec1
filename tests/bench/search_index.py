"""Makes our search index in one process, and says how long that took.

    python -m tests.bench.search_index PROJECT FILE

reads the records of a project, indexes them all and writes the seconds by the clock and of the processor to FILE.
Reading the records is not counted: a build has read them anyway.
"""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path

from generator.crew import Crew
from generator.edition import Edition
from generator.output import Output
from generator.project import Project
from generator.reading import read_all
from generator.searching import Searching
from generator.settings import read_all_settings


def main() -> None:
    """Index, and leave the site as it is."""
    project, clock = Project.find(Path(sys.argv[1])), Path(sys.argv[2])
    settings, _problems = read_all_settings(project)
    assert settings is not None
    with Crew(project, settings, 1) as crew:
        # A basis of its own, so that nothing is remembered: what is indexed has been read by this process.
        read = read_all(project, f"bench {time.time_ns()}", crew, lambda _done: None)
        edition = Edition.of(read.cards, datetime.date(2026, 11, 22), settings.vocabulary, settings.office)
        output = Output(project.out, project.cache)
        wall, cpu = time.perf_counter(), time.process_time()
        for _step in Searching(project, edition, "not kept", output, read.shown).steps(crew, standing_taken=False):
            pass
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        output.abandon()
    clock.write_text(f"{wall} {cpu}", encoding="utf-8")


if __name__ == "__main__":
    main()
