"""The moment at which something is sent: it is part of signatures and of the Date of a letter."""

from __future__ import annotations

from datetime import UTC, datetime


def moment() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
