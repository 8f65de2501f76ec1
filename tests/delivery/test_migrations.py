"""A ledger of any earlier version opens with everything in it; one of a later version is left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from generator.delivery import migrating, tables
from generator.delivery.database import LedgerStopped, database
from generator.delivery.ledger import Ledger, open_ledger
from tests.delivery.world import Clock, Scripted, queued, states, worker


def test_the_migrations_make_the_tables_that_the_program_uses(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with ledger.database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_the_newest_step_is_the_one_that_the_program_knows() -> None:
    steps = sorted((Path(migrating.__file__).parent / "migrations" / "versions").glob("v*.py"))
    assert steps[-1].stem[1:5] == migrating.NEWEST


def test_a_ledger_of_the_first_version_is_brought_up_with_all_it_holds(url: str, clock: Clock) -> None:
    engine = database(url)
    migrating.bring_up_to_date(engine, "0001")
    old = Ledger(engine, clock)
    queued(old, "a", "b")
    with worker(old, clock, Scripted()) as sender:
        sender.work("paper")
    noted = old.head()
    old.close()
    ledger = open_ledger(url, clock)
    assert states(ledger) == ["accepted", "queued"]
    assert list(ledger.verify(noted)) == []
    with pytest.raises(sa.exc.DBAPIError, match="only appended"), ledger.database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM event")
    ledger.close()


def test_a_ledger_of_a_newer_program_is_not_touched(url: str) -> None:
    ledger = open_ledger(url)
    with ledger.database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    ledger.close()
    with pytest.raises(LedgerStopped, match="newer version"):
        open_ledger(url)


def test_many_may_open_a_new_ledger_at_once(url: str) -> None:
    with ThreadPoolExecutor(6) as crowd:
        opened = list(crowd.map(open_ledger, [url] * 6))
    for ledger in opened:
        assert ledger.head() == "0:" + "0" * 32
        ledger.close()
