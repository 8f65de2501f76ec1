"""Recognises a build that would change nothing, before anything is read: same inputs, same day, same site.

After a build its receipt is kept: a name for everything it was made from, and what it said. If the next one
would have the same name, and every file of the site stands as it was left, there is nothing to do. And if only
the text of a few records was edited, only their own files have to be made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import language
from generator.account import Account
from generator.fingerprint import folder_key, installed
from generator.options import Options
from generator.output import Output, write_whole
from generator.places import Glance, glance, photo_state
from generator.project import Project

if TYPE_CHECKING:  # it would load half of the program, and mostly there is none
    from generator.checks.finding import Problem


class Receipt(NamedTuple):
    """What the last build was made from and said.

    `problems` are its warnings, `photos` [folder, state] pairs; `faces` names what lists show and everything else
    that all files depend on, `digests` gives each public exemplar's text.
    """

    inputs: str
    account: Account
    problems: list[Problem]
    photos: list[list[str]]
    faces: str
    digests: dict[str, str]


class Snapshot(NamedTuple):
    """What a build is made from, as it stood before anything was read; what changes meanwhile counts for the next.

    `key` names everything but the photos, whose names stand in the records.
    """

    key: str
    records: Glance


def snapshot(project: Project, options: Options) -> Snapshot:
    """Look at everything that a build depends on."""
    records = glance(project)
    settings = [*project.words, *project.gate, project.records / "bulletins"]
    sources = (Path(__file__).parent, project.templates, project.root / "site", project.root / "mkdocs.yml")
    digest = hashlib.blake2b(digest_size=16)
    digest.update(folder_key(*sources, *(path for path in settings if path.exists())).encode())
    digest.update(f"{installed()} {language.chosen()} {options.today} {options.cards} {options.press}".encode())
    digest.update("".join([f"{shown}{state}\n" for shown, state in records.states.items()]).encode())
    return Snapshot(digest.hexdigest(), records)


def last_receipt(project: Project) -> Receipt | None:
    """The receipt of the last build, if it was carried out whole."""
    try:
        receipt = Receipt(**json.loads(_path(project).read_text("utf-8")))
        return receipt._replace(account=Account.from_list(receipt.account), problems=_told(receipt.problems))
    except (OSError, ValueError, TypeError):
        return None


def _told(problems: Sequence[Sequence[Any]]) -> list[Problem]:
    if not problems:
        return []
    from generator.checks.finding import Problem

    return [Problem.from_list(row) for row in problems]


def unchanged(project: Project, inputs: str) -> Receipt | None:
    """The receipt of the last build, if another from `inputs` would change nothing."""
    receipt = last_receipt(project)
    if receipt is None or receipt.inputs != inputs:
        return None
    if any(photo_state(Path(folder), state.partition("|")[0]) != state for folder, state in receipt.photos):
        return None
    return receipt if Output(project.out, project.cache).keep_but(()) else None


def edited(receipt: Receipt | None, faces: str, digests: dict[str, str]) -> set[str] | None:
    """The exemplars whose text was edited since, if nothing else was: all `faces` are those of the last build.

    Then lists, feeds and the pages of all others are as they were. None if more changed than that.
    """
    if receipt is None or receipt.faces != faces:
        return None
    return {id_ for id_, digest in digests.items() if receipt.digests.get(id_) != digest}


def forget_receipt(project: Project) -> None:
    """Forget the last build before the site changes: were this one killed, neither would be what stands there."""
    if _path(project).exists():
        write_whole(_path(project), "")


def keep_receipt(project: Project, receipt: Receipt) -> None:
    """Remember a build that was carried out whole."""
    from pydantic_core import to_json  # three times as fast as json, and loaded by now

    write_whole(_path(project), to_json(receipt._asdict()))


def _path(project: Project) -> Path:
    return project.cache / "receipt.json"
