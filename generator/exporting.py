"""Writes the edition for a search server: `build --export-search FILE`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.crew import Crew, Progress
from generator.edition import Edition
from generator.options import Options
from generator.output import write_whole
from generator.places import find_records
from generator.project import Project
from generator.search.document import Document
from generator.search.opensearch import bulk, index_of, mapping
from generator.settings import read_all_settings


def export_search(project: Project, options: Options, file: Path, progress: Progress) -> tuple[int, Path]:
    """Write `file`, for the server's _bulk address, and beside it the mapping that makes the index.

    Gives how many exemplars stand in it and the mapping's path. To be called after a build without errors.
    """
    settings, _problems = read_all_settings(project)
    assert settings is not None, "what was built has settings"
    shown = {found.id: found.shown for found in find_records(project)}
    with Crew(project, settings, options.jobs) as crew:
        cards = [reading.card for reading in crew.read(list(shown.values()), progress) if reading.card]
        edition = Edition.of(cards, options.today, settings.vocabulary, settings.office)
        ids = sorted(edition.by_id)

        def documents() -> Iterator[Document]:
            for id_ in ids:  # one at a time: together they would not fit into memory
                yield from crew.documents([(id_, shown[id_])])
                progress(1)

        write_whole(file, (line.encode() for line in bulk(documents(), settings.office.site_url, index_of(file.name))))
    beside = file.with_name(file.name + ".mapping.json")
    write_whole(beside, mapping())
    return len(ids), beside
