"""Holds our search beside Pagefind's and Material's, over the same made-up records, in one run.

    python -m tests.bench.search [--records 1000] [--rounds 3] [--names 200] [--phrases 50] [--folder DIR]

Pagefind comes from npm and from PyPI, both the newest, and jieba for Material; they are installed into a temporary
folder. All index the same texts, in turn, so that a machine that slows down slows all. Then a real Chromium asks each
over a plain local server without compression: names of persons, and phrases of four to eight characters out of the
texts. A phrase is found rightly in every record that has it, whole, in one of its texts.

- A reader comes with an empty cache, asks for a name, then for another, then for a phrase: 20 readers each, 2 of
  Material. Bytes are those of bodies; what scripts the search needs counts with the first query.
- found: of the records that should be found, how many are (ours is asked for 1,000 at most, and it counts how many of
  so many it gives; the others give all at once); right: of those given, how many have what was asked;
  first: how often the first result is a person of that name, or has the phrase.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from tests.bench.compare import Peers, Run
from tests.bench.search_browser import Asked, Reader, served
from tests.bench.search_peers import (
    Material,
    Ours,
    Pagefind,
    Peer,
    Text,
    newest_pagefind,
    python_program,
    texts_of,
    version_of,
)  # fmt: skip


class Query(NamedTuple):
    """What is asked; the records that should be found, and those that may stand first."""

    text: str
    wanted: frozenset[str]
    first: frozenset[str]


class Judged(NamedTuple):
    """Shares from 0 to 1, over some queries."""

    found: float
    right: float
    first: float


def queries_of(texts: Sequence[Text], names: int, phrases: int) -> tuple[list[Query], list[Query]]:
    """Names of persons, and phrases out of all texts, chosen by a seed."""
    rng = random.Random(len(texts))
    persons = sorted({text.name for text in texts if text.kind == "person"})
    runs = sorted({run for text in texts for line in text.lines for run in re.findall(r"[一-龥0-9]{4,}", line)})
    chosen = set()
    while len(chosen) < phrases:
        run = rng.choice(runs)
        length = rng.randint(4, min(8, len(run)))
        begin = rng.randrange(len(run) - length + 1)
        chosen.add(run[begin : begin + length])

    def query(asked: str, whole_name: bool) -> Query:
        having = frozenset(text.id for text in texts if asked in text.name or any(asked in line for line in text.lines))
        named = frozenset(text.id for text in texts if text.name == asked)
        return Query(asked, having, named if whole_name else having)

    sample = rng.sample(persons, min(names, len(persons)))
    return [query(name, True) for name in sample], [query(phrase, False) for phrase in sorted(chosen)]


def judged(queries: Sequence[Query], answers: Sequence[Asked], most: int) -> Judged:
    """How well queries were answered, for up to `most` results; where nothing was given, nothing was wrong."""
    pairs = [(query, answer.ids) for query, answer in zip(queries, answers, strict=True)]
    return Judged(
        statistics.mean(len(query.wanted & set(ids)) / min(most, len(query.wanted)) for query, ids in pairs),
        statistics.mean(len(query.wanted & set(ids)) / len(set(ids)) if ids else 1 for query, ids in pairs),
        statistics.mean(bool(ids) and ids[0] in query.first for query, ids in pairs),
    )


class Experience(NamedTuple):
    """What readers of one search went through: their first, second and third query; and how good all answers were."""

    asked: tuple[list[Asked], list[Asked], list[Asked]]
    names: Judged
    phrases: Judged


def experience(browser: Any, peer: Peer, names: Sequence[Query], phrases: Sequence[Query]) -> Experience:
    """Send some readers, then ask everything for all results, or as many as are given at once."""
    asked: tuple[list[Asked], list[Asked], list[Asked]] = ([], [], [])
    with served(peer.root) as (address, counter):
        for number in range(peer.readers):
            reader = Reader(browser, address, counter, peer)
            asked[0].append(reader.ask(names[2 * number % len(names)].text))
            asked[1].append(reader.ask(names[(2 * number + 1) % len(names)].text))
            asked[2].append(reader.ask(phrases[number % len(phrases)].text))
            reader.close()
        reader = Reader(browser, address, counter, peer)
        named = [reader.ask(query.text, peer.most) for query in names]
        phrased = [reader.ask(query.text, peer.most) for query in phrases]
        reader.close()
    return Experience(asked, judged(names, named, peer.most), judged(phrases, phrased, peer.most))


def making_row(peer: Peer, runs: Sequence[Run], base: Sequence[Run]) -> str:
    """A line of the first table: medians, and the median of the ratios of time to ours of the same round."""
    wall, cpu, memory = (statistics.median(getattr(run, name) for run in runs) for name in Run._fields)
    ratio = statistics.median(run.wall / ours.wall for run, ours in zip(runs, base, strict=True))
    return f"| {peer.label:31} | {wall:7.2f} | {ratio:7.1f} | {cpu:7.2f} | {memory:6.0f} | {peer.size() / 1e6:7.2f} |"


def asking_row(label: str, when: str, asked: Sequence[Asked]) -> str:
    """A line of the second table: medians, and the most bytes of one query."""
    took, size, requests = (statistics.median(getattr(answer, name) for answer in asked) for name in Asked._fields[:3])
    most = max(answer.size for answer in asked)
    return f"| {label:31} | {when:14} | {size / 1e3:8.1f} | {most / 1e3:7.0f} | {requests:8.0f} | {took:7.0f} |"


def peers_of(folder: Path, project: Path, texts: Sequence[Text]) -> list[Peer]:
    """Ours, and the others that can be had here."""
    found: list[Peer] = [Ours(project)]
    sources = (
        ("npm", newest_pagefind(folder / "npm")),
        ("PyPI", python_program("pagefind[bin]", "pagefind", folder / "bin")),
        ("PyPI, extended", python_program("pagefind[extended]", "pagefind", folder / "extended")),
    )
    for number, (source, command) in enumerate(sources):
        if command:
            label = f"Pagefind {version_of(command)} ({source})"
            found.append(Pagefind(label, command, folder / f"pagefind{number}", texts))
    if command := python_program("jieba", "mkdocs", folder / "jieba"):
        found.append(Material(f"Material {version('mkdocs-material')}", command, folder / "material", texts))
    return found


def make(everyone: Sequence[Peer], rounds: int) -> None:
    """Let everyone make the index, in turn, and print what it took."""
    runs: dict[str, list[Run]] = {peer.label: [] for peer in everyone}
    for _round in range(rounds):
        for peer in everyone:
            runs[peer.label].append(peer.run())
    print(f"| {'making the index':31} |  wall s | to ours |   cpu s |     MB | MB disk |")
    print(f"|{'-' * 33}|{'-' * 9}|{'-' * 9}|{'-' * 9}|{'-' * 8}|{'-' * 9}|")
    for peer in everyone:
        print(making_row(peer, runs[peer.label], runs[everyone[0].label]), flush=True)


def ask(everyone: Sequence[Peer], names: Sequence[Query], phrases: Sequence[Query]) -> None:
    """Ask everyone in Chromium, and print what it took and how good it was."""
    from playwright.sync_api import sync_playwright

    found: dict[str, Experience] = {}
    with sync_playwright() as playwright:
        for peer in everyone:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
            found[peer.label] = experience(browser, peer, names, phrases)
            browser.close()
    print(f"\n| {'asking':31} | {'':14} |       kB | at most | requests |      ms |")
    print(f"|{'-' * 33}|{'-' * 16}|{'-' * 10}|{'-' * 9}|{'-' * 10}|{'-' * 9}|")
    for label, went in found.items():
        for when, asked in zip(("first, a name", "then a name", "then a phrase"), went.asked, strict=True):
            print(asking_row(label, when, asked))
    asked_for = f"{len(names)} names, {len(phrases)} phrases"
    print(f"\n| {asked_for:31} | names found | right | first | phrases | right | first |")
    print(f"|{'-' * 33}|{'-' * 13}|{'-' * 7}|{'-' * 7}|{'-' * 9}|{'-' * 7}|{'-' * 7}|")
    for label, went in found.items():
        n, p = went.names, went.phrases
        print(
            f"| {label:31} | {n.found:11.1%} | {n.right:5.0%} | {n.first:5.0%} "
            f"| {p.found:7.1%} | {p.right:5.0%} | {p.first:5.0%} |"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("records", 1000), ("rounds", 3), ("names", 200), ("phrases", 50)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder, ignore_cleanup_errors=True) as temporary:
        built = Peers(Path(temporary), given.records)
        built.run_ours("--cards", "none", "--press", "none", cold=True)
        texts = texts_of(built.project / "build" / "site")
        everyone = peers_of(Path(temporary), built.project, texts)
        print(f"{len(texts)} records, {psutil.cpu_count()} processors, {given.rounds} rounds; medians\n")
        make(everyone, given.rounds)
        ask(everyone, *queries_of(texts, given.names, given.phrases))


if __name__ == "__main__":
    main()
