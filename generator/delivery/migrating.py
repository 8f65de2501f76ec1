"""Makes the ledger's tables, and brings those of an earlier version up to date."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from generator.delivery.database import LedgerStopped, reading
from generator.language import _

NEWEST = "0003"
"""The version of the tables that this program knows; the newest file in migrations/versions."""

_LOCK = 0x45584550


def bring_up_to_date(engine: sa.Engine, target: str = NEWEST) -> None:
    """Bring the tables to a version, in one transaction and once, however many open at the same time.

    Raises `LedgerStopped` if they are newer than this program.
    """
    with reading(engine) as connection:
        if _version(connection) == target:
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        there = _version(connection)
        if there == target:
            return
        if there > NEWEST:
            raise LedgerStopped(
                _("the ledger was written by a newer version of this program: update the program, then start again")
            )
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def _version(connection: sa.Connection) -> str:
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
