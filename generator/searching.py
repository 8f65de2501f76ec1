"""The search index as a step of a build: what has to be indexed, in which process, and which files change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.crew import Crew
from generator.edition import Edition
from generator.output import APART, Output, write_whole
from generator.project import Project
from generator.search.plan import Kept, Plan, is_search_file, path_of, plan, state_of


class Searching:
    """The index of one build. Only `steps` loads what makes it."""

    def __init__(
        self, project: Project, edition: Edition, basis: str, output: Output, shown: Mapping[str, str]
    ) -> None:
        """Find out what has to be indexed; `shown` says where each exemplar's record lies."""
        self._edition, self._basis, self._output, self._shown = edition, basis, output, shown
        self._memory = project.cache / "search.json"
        self._states = {card.id: state_of(card.digest, card.photo) for card in edition.cards}
        kept = Kept.load(self._memory)
        self._standing = [path_of(name) for name in kept.segment.files] if kept else []
        whole = not all(self._stands(path) for path in self._standing)
        self._plan: Plan = plan(kept, basis, self._states, whole)
        if self._plan.kept is None:
            self._standing = []
        self._remembered: Kept | None = None

    @property
    def changing(self) -> set[str]:
        """The paths in the site that this build may change."""
        return {path for path in self._output.entries if is_search_file(path)}.difference(self._standing)

    def steps(self, crew: Crew, standing_taken: bool) -> Iterator[None]:
        """Make and stage the index; `standing_taken` says that the output was told already of the files that stay."""
        parts = crew.index([(id_, self._shown[id_]) for id_ in self._plan.wanted])
        yield
        from generator.search.index import index

        files, self._remembered = index(self._edition, parts, self._plan, self._basis, self._states)
        if not standing_taken:
            for path in self._standing:
                self._output.fresh(path, APART + path)
        for path, data in files.items():
            if path not in self._standing:
                self._output.put(path, APART + path, data)
        yield

    def remember(self) -> None:
        """Keep what the next build compares with; to be called when the site has changed."""
        if self._remembered is not None and self._remembered is not self._plan.kept:
            write_whole(self._memory, self._remembered.dump())

    def _stands(self, path: str) -> bool:
        entry = self._output.entries.get(path)
        return entry is not None and self._output.stands(path, entry)
