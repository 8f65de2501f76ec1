"""What Alembic runs: the steps, on the connection and in the transaction that `migrating.py` gives it."""

from __future__ import annotations

from alembic import context

from generator.delivery.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
