"""A full disk, a ledger in somebody's hands, a database that is gone: said in words, and nothing lost."""

from __future__ import annotations

import multiprocessing
import signal
import sqlite3
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from generator.delivery import database
from generator.delivery.database import LedgerStopped
from generator.delivery.ledger import open_ledger
from generator.delivery.outcome import Doubt, Outcome
from generator.delivery.worker import GRACE
from tests.delivery.postgres import fresh_database
from tests.delivery.world import ACCEPTED, WHO, Clock, Scripted, approved, queued, states, worker


def test_a_full_disk_stops_in_words_and_what_was_sent_stands_as_open(tmp_path: Path, clock: Clock) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db", clock)
    queued(ledger, *(f"made-up-{n}" for n in range(40)))
    transport = Scripted(Doubt.REPEATABLE)

    def does(_key: str, _who: str) -> Outcome:
        with sqlite3.connect(tmp_path / "ledger.db") as other:
            full[0] = other.execute("PRAGMA page_count").fetchone()[0]
        sender._connection.exec_driver_sql(f"PRAGMA max_page_count = {full[0]}")
        sender._connection.rollback()
        transport.does = lambda _key, _who: ACCEPTED._replace(reply="虚构" * 200)
        return ACCEPTED

    full = [0]
    transport.does = does
    with worker(ledger, clock, transport) as sender, pytest.raises(LedgerStopped, match="disk is full"):
        sender.work("paper")
    ledger.close()
    # There is room again: what went out is known to be open, and settled as after a kill.
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db", clock)
    assert states(ledger) == ["queued"] * 15 + ["sending"] * 25
    with worker(ledger, clock, Scripted(Doubt.REPEATABLE)) as sender:
        sender.sweep()
        clock.passes(60)
        while sender.work("paper"):
            pass
    assert states(ledger) == ["accepted"] * 40
    assert list(ledger.verify()) == []
    ledger.close()


def test_a_disk_that_is_full_while_queueing_queues_nothing(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    digest = approved(ledger)

    @sa.event.listens_for(ledger.database, "connect")
    def _small(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 200")

    ledger.database.dispose()
    with pytest.raises(LedgerStopped, match="disk is full") as stopped:
        ledger.queue(digest, "paper", (f"1380000{n:04}" for n in range(9_000)), WHO)
    assert "138" not in str(stopped.value)
    assert states(ledger) == []
    assert list(ledger.verify()) == []
    ledger.close()


def _queues_many(url: str, room: int) -> None:
    """A process whose files may not grow beyond so many bytes: the system itself fails its writes."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    ledger = open_ledger(url)
    with pytest.raises(LedgerStopped, match="disk is full"):
        ledger.queue(approved(ledger), "paper", (f"1380000{n:04}" for n in range(9_000)), WHO)
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="forks, and sets a limit of Unix")
def test_a_system_that_takes_no_more_bytes_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    ledger = open_ledger(url)
    queued(ledger, "a")
    size = (tmp_path / "ledger.db").stat().st_size
    process = multiprocessing.get_context("fork").Process(target=_queues_many, args=(url, size + 200_000))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert states(ledger) == ["queued"]
    assert list(ledger.verify()) == []
    assert len(queued(ledger, "b")) == 2
    ledger.close()


def test_a_server_without_room_says_the_same(cluster: str) -> None:
    ledger = open_ledger(fresh_database(cluster, "full"))
    with ledger.database.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION full_disk() RETURNS trigger AS "
            "$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$ "
            "LANGUAGE plpgsql; CREATE TRIGGER f BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
    with pytest.raises(LedgerStopped, match="disk is full"):
        queued(ledger, "a")
    assert states(ledger) == []
    ledger.close()


def test_a_ledger_that_another_program_holds_is_waited_for_and_then_said(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(database, "LOCKED_FOR", 0.3)
    ledger = open_ledger(url)
    held = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with held.connect() as other:
        if url.startswith("sqlite"):
            other.exec_driver_sql("BEGIN EXCLUSIVE")
        else:
            other.exec_driver_sql("LOCK TABLE chain")
        with pytest.raises(LedgerStopped, match="another program"):
            queued(ledger, "a")
        other.rollback()
    held.dispose()
    assert len(queued(ledger, "a")) == 1
    ledger.close()


@pytest.mark.parametrize(
    ("doubt", "became", "sent"),
    [(Doubt.PERSON, "unknown", 1), (Doubt.ASKABLE, "accepted", 1), (Doubt.REPEATABLE, "accepted", 2)],
)
def test_a_ledger_that_is_held_while_a_worker_sends_loses_nothing_and_doubles_nothing(
    url: str, monkeypatch: pytest.MonkeyPatch, clock: Clock, doubt: Doubt, became: str, sent: int
) -> None:
    monkeypatch.setattr(database, "LOCKED_FOR", 0.3)
    ledger = open_ledger(url, clock)
    (key,) = queued(ledger, "a")
    held = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    transport = Scripted(doubt, knows={key: ACCEPTED})
    with held.connect() as other:

        def does(_key: str, _who: str) -> Outcome:
            other.exec_driver_sql("BEGIN EXCLUSIVE" if url.startswith("sqlite") else "LOCK TABLE chain")
            return ACCEPTED

        transport.does = does
        with pytest.raises(LedgerStopped, match="another program"), worker(ledger, clock, transport) as sender:
            sender.work("paper")
        other.rollback()
    held.dispose()
    transport.does = lambda _key, _who: ACCEPTED
    assert states(ledger) == ["sending"]
    with worker(ledger, clock, transport) as sender:
        sender.sweep()
        clock.passes(GRACE + 1)
        sender.sweep()
        sender.work("paper")
    assert states(ledger) == [became]
    assert transport.sent == [key] * sent
    assert list(ledger.verify()) == []
    ledger.close()


def test_a_server_that_is_gone_is_said_without_its_address() -> None:
    with pytest.raises(LedgerStopped, match="does not answer") as stopped:
        open_ledger("postgresql://canary-user:canary-secret@127.0.0.1:9/canary")
    assert "canary" not in str(stopped.value)
    assert stopped.value.__suppress_context__


@pytest.mark.parametrize("given", ["", "ledger.db", "mysql://canary@127.0.0.1/x", "http://canary.example.org"])
def test_another_kind_of_address_is_refused_in_words(given: str) -> None:
    with pytest.raises(LedgerStopped, match="sqlite:///FILE") as stopped:
        open_ledger(given)
    assert "canary" not in str(stopped.value)


def test_a_folder_that_is_not_there_and_a_file_that_is_none_are_said(tmp_path: Path) -> None:
    with pytest.raises(LedgerStopped, match="cannot be opened"):
        open_ledger(f"sqlite:///{tmp_path}/nowhere/ledger.db")
    (tmp_path / "letter.db").write_bytes(b"Dear ledger, " * 100)
    with pytest.raises(LedgerStopped, match="cannot be opened"):
        open_ledger(f"sqlite:///{tmp_path}/letter.db")


def test_a_folder_where_no_worker_can_leave_its_lock_is_said(tmp_path: Path, clock: Clock) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db", clock)
    (tmp_path / "ledger.db.worker-1").mkdir()
    with pytest.raises(LedgerStopped, match="cannot be opened"):
        worker(ledger, clock, Scripted())
    ledger.close()


def test_errors_of_the_program_show_no_recipient(url: str, clock: Clock) -> None:
    ledger = open_ledger(url, clock)
    queued(ledger, "13800000000")
    with pytest.raises(sa.exc.DBAPIError) as failed, ledger.database.begin() as connection:
        connection.execute(sa.text("INSERT INTO recipient VALUES (:h, :a)"), {"h": None, "a": "13800000000"})
    assert "13800000000" not in str(failed.value).partition("DETAIL")[0]
    ledger.close()
