"""A made-up office with outlets on this machine, as its staff would run it: by commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import Ran, World, people, record

PAPER = """\
outlets:
  - {id: demo-paper, name: 虚构日报, level: county, takes: [newspaper], via: folder, to: $DEMO_PAPER}
"""


class Push:
    """Commands in a world whose ledger is its own, and in an environment that holds what a test sets."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = world
        self._monkeypatch = monkeypatch
        monkeypatch.delenv("EXEMPLAR_LEDGER", raising=False)

    def set(self, **variables: str | Path) -> None:
        for name, value in variables.items():
            self._monkeypatch.setenv(name, str(value))

    def __call__(self, *arguments: str | Path, lang: str = "en") -> Ran:
        return self.world.run(*arguments, lang=lang)

    def sent(self, *items: str) -> Ran:
        """Plan, approve, queue and send the news of these exemplars."""
        self("push", "--item", *items)
        assert self("approve", "--item", *items, "--by", "虚构审稿人").code == 0
        self("push", "--item", *items, "--send")
        return self("push", "run", "--wait", "1")


def office(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, outlets: str = PAPER, **records: str) -> Push:
    """One exemplar that is public, or those given, and outlets.yml."""
    return Push(make_world({"outlets.yml": outlets, **people(**(records or {"zhang_san": record()}))}), monkeypatch)


def copies(desk: Path, purpose: str = "publish") -> list[Path]:
    """The texts in a folder that an outlet was given, without what went along."""
    return [
        path for path in sorted(desk.iterdir()) if re.fullmatch(rf"[a-z-]+-{purpose}-[0-9a-f]{{32}}\.txt", path.name)
    ]
