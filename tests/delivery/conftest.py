"""Every test of the ledger runs on SQLite as a file and on a real PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.delivery.ledger import Ledger, open_ledger
from tests.delivery.postgres import fresh_database, postgres
from tests.delivery.world import Clock

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL server for the whole run."""
    with postgres(synced=False) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger that nobody has opened yet would lie."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}"
    return fresh_database(request.getfixturevalue("cluster"), f"test{next(_NUMBERS)}")


@pytest.fixture
def clock() -> Clock:
    """Ten in the morning, until told otherwise."""
    return Clock()


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = open_ledger(url, clock)
    yield opened
    opened.close()
