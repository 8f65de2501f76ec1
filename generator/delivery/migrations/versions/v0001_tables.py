"""The first tables, the beginning of the chain, and the salt."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    setting = op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.bulk_insert(setting, [{"name": "salt", "value": secrets.token_hex(32)}])
    op.create_table(
        "publication",
        sa.Column("digest", sa.String(32), primary_key=True),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("promotional", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("item", "version", "channel", "purpose"),
    )
    op.create_table(
        "approval",
        sa.Column("publication", sa.String(32), sa.ForeignKey("publication.digest"), primary_key=True),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "recipient",
        sa.Column("hash", sa.String(32), primary_key=True),
        sa.Column("address", sa.String, nullable=False),
    )
    op.create_table(
        "delivery",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("publication", sa.String(32), sa.ForeignKey("publication.digest"), nullable=False),
        sa.Column("outlet", sa.String, nullable=False),
        sa.Column("recipient", sa.String(32), sa.ForeignKey("recipient.hash"), nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("promotional", sa.Boolean, nullable=False),
        sa.Column("doubtful", sa.Boolean, nullable=False),
        sa.Column("holder", sa.Integer, nullable=False),
        sa.Column("event", sa.BigInteger, nullable=False),
    )
    op.create_index("delivery_waiting", "delivery", ["outlet", "state", "not_before"])
    op.create_index("delivery_publication", "delivery", ["publication", "state"])
    op.create_table(
        "attempt",
        sa.Column("delivery", sa.String(32), sa.ForeignKey("delivery.key"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("worker", sa.Integer, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("request", sa.String(32), nullable=False),
    )
    op.create_table(
        "reply",
        sa.Column("delivery", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("result", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("excerpt", sa.String, nullable=False),
        sa.Column("provider_id", sa.String, nullable=False),
    )
    op.create_table(
        "event",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("was", sa.String, nullable=False),
        sa.Column("became", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("seal", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(32), nullable=False),
    )
    op.create_index("event_subject", "event", ["subject"])
    chain = op.create_table(
        "chain",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(32), nullable=False),
    )
    op.bulk_insert(chain, [{"id": 1, "number": 0, "hash": "0" * 32}])
    op.create_table(
        "worker",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "outlet",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("tokens", sa.Float, nullable=False),
        sa.Column("counted", sa.BigInteger, nullable=False),
        sa.Column("refusals", sa.Integer, nullable=False),
        sa.Column("pauses", sa.Integer, nullable=False),
        sa.Column("paused_until", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "suppression",
        sa.Column("recipient", sa.String(32), primary_key=True),
        sa.Column("reason", sa.String, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
