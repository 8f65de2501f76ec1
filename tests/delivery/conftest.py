"""Every test of the ledger runs on SQLite as a file and on a real PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.delivery.ledger import Ledger, open_ledger
from tests.delivery.postgres import fresh_database, postgres
from tests.delivery.wires.smsc import Smsc, smsc
from tests.delivery.world import Clock, emptied

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL server for the whole run."""
    with postgres(synced=False) as url:
        yield url


@pytest.fixture(scope="session")
def used_database(cluster: str) -> str:
    """A database of the server that tests use one after the other, since making one takes a second."""
    return fresh_database(cluster, "used")


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger that nobody has opened yet would lie."""
    if backend == "sqlite":
        return f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}"
    return fresh_database(request.getfixturevalue("cluster"), f"test{next(_NUMBERS)}")


@pytest.fixture
def clock() -> Clock:
    """Ten in the morning, until told otherwise."""
    return Clock()


@pytest.fixture
def ledger(backend: str, request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """An empty ledger."""
    if backend == "sqlite":
        opened = open_ledger(f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}", clock)
    else:
        opened = open_ledger(request.getfixturevalue("used_database"), clock)
        emptied(opened)
    yield opened
    opened.close()


@pytest.fixture
def centre() -> Iterator[Smsc]:
    """A short message centre with nothing to tell yet."""
    with smsc() as running:
        yield running
