"""Many rows at once, as the driver takes them: SQLAlchemy would look at every single value."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

Row = tuple[str | int | bool | None, ...]


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Row], *, unless_there: bool = False) -> None:
    """Insert whole rows, in the order of the table's columns; with `unless_there` only those whose key is new.

    The columns must be of types that the driver takes as they are: text, numbers and truth.
    """
    if not rows:
        return
    names = ", ".join(column.name for column in table.columns)
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(table.columns))
    ending = " ON CONFLICT DO NOTHING" if unless_there else ""
    # Names of our own tables, and no values, are put together here.
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks}){ending}", list(rows))  # noqa: S608
