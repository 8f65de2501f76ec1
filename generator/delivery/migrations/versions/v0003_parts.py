"""What the other side calls the parts of an attempt, so that a receipt finds its delivery among half a million."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table. What was sent before has no parts in it: its receipts came while nobody listened."""
    op.create_table(
        "part",
        sa.Column("delivery", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("outlet", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("told", sa.String, nullable=False),
        sa.Index("part_name", "outlet", "name"),
        sa.Index("part_awaited", "outlet", "told", "at"),
    )
