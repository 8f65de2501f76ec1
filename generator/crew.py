"""Spreads the records over worker processes; small work is done in this process, without any.

A record stays with the worker that read it: what it parsed is at hand when its page is stamped.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, cast

from generator import language
from generator.checks.finding import Problem
from generator.pages.frame_failed import FrameFailed
from generator.project import Project
from generator.settings import Settings
from generator.staged import Written
from generator.workshop import Job, Reading, Workshop

if TYPE_CHECKING:
    from generator.search.document import Document
    from generator.search.segment import Part

CHUNK = 200
"""Records sent at a time: few enough that a progress bar moves, enough that sending costs nothing."""
FEWEST = 400
"""Below this many records, starting processes takes longer than the work."""

PAGES_IN_A_KIT = 200
"""How many pages are stamped in the time that the documents of one press kit take."""

Progress = Callable[[int], None]


class WorkerFailed(Exception):
    """A worker process met an error of the program; the text is its traceback."""


class Crew:
    """Workers for one build. Use as a context manager: leaving it ends the processes it started."""

    def __init__(self, project: Project, settings: Settings, jobs: int) -> None:
        self._arguments = (project, settings, language.chosen())
        self._jobs = jobs
        self._here: Workshop | None = None
        self._workers: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
        self._home: dict[str, int] = {}

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *exc: object) -> None:
        for process, connection in self._workers:
            connection.close()
            process.terminate()
            process.join()

    def read(self, shown_paths: Sequence[str], progress: Progress) -> list[Reading]:
        """Inspect records, each in the process that will stamp it; in no particular order."""
        readings: list[Reading] = []
        if len(shown_paths) < FEWEST or self._jobs < 2:
            for part in _chunks(shown_paths):
                readings.extend(self._local().read(part))
                progress(len(part))
            return readings
        self._start()
        for number, shown in enumerate(shown_paths):
            self._home[shown] = number % len(self._workers)
        for found, size in self._spread("read", shown_paths, lambda shown: self._home[shown]):
            readings.extend(found)
            progress(size)
        return readings

    def documents(self, items: Sequence[tuple[str, str]]) -> list[Document]:
        """What can be found of exemplars, each given as an id and where its record is shown; in this process."""
        return self._local().documents(items)

    def index(self, items: Sequence[tuple[str, str]]) -> list[Part]:
        """Make exemplars, each an id and where its record is shown, ready for the search index."""
        if len(items) < FEWEST or self._jobs < 2:
            return [self._local().index(part) for part in _chunks(items)]
        self._start()
        home = self._home
        return [part for part, _n in self._spread("index", items, lambda item: home.get(item[1], len(item[1])))]

    def stamp(
        self, jobs: Sequence[Job], progress: Progress, meanwhile: Iterator[None]
    ) -> tuple[list[Written], list[Problem]]:
        """Stamp pages; the steps of `meanwhile` are done in this process while the workers are busy."""
        written: list[Written] = []
        problems: list[Problem] = []
        results: Iterable[tuple[Any, int]]
        if sum(job.weight for job in jobs) < FEWEST or self._jobs < 2:
            here = self._local()
            results = ((here.stamp(part), len(part)) for part in _chunks(jobs))
        else:
            self._start()
            kits = self._kits_here(jobs)
            away = [job for job in jobs if job.weight == 1] if kits else jobs
            meanwhile = chain(meanwhile, self._stamped(kits, written, problems, progress))
            turn = count()
            homes = {job.shown: self._home.get(job.shown, next(turn)) for job in away}
            results = self._spread("stamp", away, lambda job: homes[job.shown], meanwhile)
        for (made, found), size in results:
            written.extend(made)
            problems.extend(found)
            progress(size)
        for _step in meanwhile:
            pass
        return written, problems

    def _kits_here(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs with a press kit, if this process makes them in the time that each worker needs for its pages.

        Then one process loads fonts and makers, 80 MB and half a second of work, and not every one.
        """
        kits = [job for job in jobs if job.weight > 1]
        return kits if len(kits) * PAGES_IN_A_KIT * self._jobs <= len(jobs) else []

    def _stamped(
        self, jobs: Iterable[Job], written: list[Written], problems: list[Problem], progress: Progress
    ) -> Iterator[None]:
        """Stamp jobs in this process, a step for each."""
        for job in jobs:
            made, found = self._local().stamp([job])
            written.extend(made)
            problems.extend(found)
            progress(1)
            yield

    def _local(self) -> Workshop:
        if self._here is None:
            self._here = Workshop(self._arguments[0], self._arguments[1])
        return self._here

    def _start(self) -> None:
        if self._workers:
            return
        # Forking costs nothing and shares what is loaded; it is only safe where nothing runs in threads, as here,
        # unless an earlier build of this process has set pages: Typst keeps its threads, and a fork would lose them.
        forks = sys.platform == "linux" and "typst" not in sys.modules
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        for _number in range(self._jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, *self._arguments), daemon=True)
            process.start()
            theirs.close()
            self._workers.append((process, ours))

    def _spread(
        self,
        verb: str,
        items: Sequence[Any],
        home: Callable[[Any], int],
        meanwhile: Iterator[None] | None = None,
    ) -> Iterator[tuple[Any, int]]:
        """Send each item to its worker, a chunk at a time; yields each chunk's result and size."""
        queues: list[list[Any]] = [[] for _worker in self._workers]
        for item in items:
            queues[home(item) % len(queues)].append(item)
        waiting = {connection: _chunks(queue) for (_p, connection), queue in zip(self._workers, queues, strict=True)}
        sizes: dict[Any, int] = {}

        def send(connection: Connection) -> None:
            part = next(waiting[connection], None)
            sizes.pop(connection, None)
            if part is not None:
                connection.send((verb, part))
                sizes[connection] = len(part)

        for connection in waiting:
            send(connection)
        idle = False
        while sizes:
            ready = wait(list(sizes), timeout=None if idle else 0)
            for connection in cast(list[Connection], ready):
                try:
                    sound, result = connection.recv()
                except EOFError as error:
                    raise WorkerFailed("a worker process ended") from error
                if not sound:
                    raise result if isinstance(result, FrameFailed) else WorkerFailed(result)
                size = sizes[connection]
                send(connection)
                yield result, size
            if not ready:
                idle = meanwhile is None or next(meanwhile, _DONE) is _DONE


_DONE = object()


def _chunks(items: Sequence[Any]) -> Iterator[list[Any]]:
    """The items in parts of about as much work: what makes documents weighs more than a page."""
    part: list[Any] = []
    weight = 0
    for item in items:
        part.append(item)
        weight += getattr(item, "weight", 1)
        if weight >= CHUNK:
            yield part
            part, weight = [], 0
    if part:
        yield part


def _work(connection: Connection, project: Project, settings: Settings, words: str) -> None:
    """A worker's life: take a verb and its items, answer, until the connection closes."""
    language.choose(words)
    # Nothing in a build forms garbage cycles worth collecting, and looking for them takes a third of the time.
    gc.disable()
    workshop = Workshop(project, settings)
    while True:
        try:
            verb, items = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            connection.send((True, getattr(workshop, verb)(items)))
        except FrameFailed as failed:  # a person's mistake, which is told as such
            connection.send((False, failed))
        except Exception:
            connection.send((False, traceback.format_exc()))
