"""The database itself refuses to change or remove what happened: attempts, replies, approvals and events."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = ("attempt", "reply", "event", "approval")


def upgrade() -> None:
    """Make the triggers."""
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(
            "CREATE FUNCTION only_append() RETURNS trigger AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is only appended to'; END $$ LANGUAGE plpgsql"
        )
    for table in _TABLES:
        for change in ("UPDATE", "DELETE"):
            name = f"{table}_no_{change.lower()}"
            if postgres:
                action = "FOR EACH ROW EXECUTE FUNCTION only_append()"
            else:
                action = "BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
            op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {action}")
