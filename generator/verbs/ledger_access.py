"""How the verbs of PUSH open the ledger: where it is, and who says what when it cannot be opened."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _
from generator.project import Project
from generator.verbs.verb import Misuse

if TYPE_CHECKING:
    from generator.delivery.ledger import Ledger

VARIABLE = "EXEMPLAR_LEDGER"
"""The environment variable with the ledger's URL, where it is no file of the project's."""


def ledger_file(project: Project) -> Path:
    """The default: a file of its own folder, which `make clean` leaves alone."""
    return project.root / "ledger" / "ledger.db"


@contextlib.contextmanager
def ledger_of(project: Project) -> Iterator[Ledger]:
    """The ledger, open; made if there is none. Raises `Misuse` with the ledger's own words if it stops."""
    from generator.delivery.database import LedgerStopped
    from generator.delivery.ledger import open_ledger
    from generator.output import write_whole

    url = os.environ.get(VARIABLE, "")
    if not url:
        path = ledger_file(project)
        if not path.parent.is_dir():
            write_whole(path.parent / ".gitignore", "*\n")  # recipients stand in it: it never goes into git
        url = f"sqlite:///{path.as_posix()}"
    try:
        with contextlib.closing(open_ledger(url)) as ledger:
            yield ledger
    except LedgerStopped as stopped:
        raise Misuse(str(stopped)) from stopped


def sign_here(parser: argparse.ArgumentParser) -> None:
    """The option with which a person signs."""
    parser.add_argument("--by", metavar=_("NAME"), help=_("who answers for it"))


def signed(by: str | None) -> str:
    """Who acts: the name given with --by. Raises `Misuse` if there is none."""
    if not by or not by.strip():
        raise Misuse(_("say who answers for it: add --by and your name"))
    return by.strip()
