"""DBOS as the engine: its calls stand in the ledger's own database and are written in the ledger's own transaction.

A call is a workflow that drains an outlet. DBOS hands calls to processes and hands them out again when a process
died; what a call finds and sends, the ledger decides.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from generator.delivery.engine import Begin
from generator.delivery.worker import Worker

VERSION = "1"
"""Pinned: DBOS would else take a hash of the code, and leave the calls of an earlier version of the program lying."""

_NAME = "exemplar-push"
_WORKFLOW = "drain"
_POLLING = 0.2
_LANES = 4
"""Outlets that a process sends to at once. Each takes a connection to the database, of which a server has some
hundred for everybody, and an office may have more outlets than that."""
_OWN_CONNECTIONS = 4
"""DBOS's own; it would else take up to twenty a process."""
_OPEN = ["PENDING", "ENQUEUED", "DELAYED"]


class Durable:
    """Calls through DBOS. One per process, and run in one thread, since DBOS is one per process and has its own."""

    def __init__(self, database: sa.Engine) -> None:
        from dbos import DBOS, DBOSClient

        self._url = database.url.render_as_string(hide_password=False)
        DBOS.migrate(self._url)
        self._client = DBOSClient(system_database_engine=database, application_name=_NAME, lazy=True)

    def enqueue(self, connection: sa.Connection, outlet: str, name: str) -> None:
        """In the ledger's transaction, or not at all."""
        self._client.enqueue_in_transaction(
            connection,
            {"workflow_name": _WORKFLOW, "queue_name": _NAME, "workflow_id": name, "app_version": VERSION},
            outlet,
        )

    def open_calls(self) -> dict[str, str]:
        """The calls that nobody has answered yet: name → outlet."""
        found = self._client.list_workflows(status=_OPEN, name=_WORKFLOW, load_input=True)
        return {call.workflow_id: call.input["args"][0] for call in found if call.input}

    def forget(self, name: str) -> None:
        """Take a call back. What it was for still waits, and the next sweep calls for it."""
        self._client.cancel_workflow(name)

    def sweep(self, worker: Worker) -> int:
        """Call for every outlet that has something waiting and no call open."""
        called = set(self.open_calls().values())
        missing = [outlet for outlet in worker.outlets if outlet not in called and worker.waiting(outlet)]
        for outlet in missing:
            self._client.enqueue({"workflow_name": _WORKFLOW, "queue_name": _NAME, "app_version": VERSION}, outlet)
        return len(missing)

    def run(self, begin: Begin, stop: Callable[[], bool], *, patience: float | None = None) -> None:
        """Take calls with DBOS's threads, while this one sweeps and waits for the end."""
        from dbos import DBOS

        def drain(outlet: str) -> None:
            with begin() as lane:
                while not stop() and lane.work(outlet, stop):
                    pass

        with begin() as worker:
            DBOS(config=_config(self._url))
            # A call that lives through many deaths is no fault of its own.
            DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=None)(drain)
            DBOS.launch()
            try:
                DBOS.register_queue(_NAME, worker_concurrency=_LANES, polling_interval_sec=_POLLING)
                while not stop():
                    worker.sweep()
                    self.sweep(worker)
                    if patience is not None and not worker.pending(patience).any:
                        return
                    time.sleep(_POLLING)
            finally:
                DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=60)

    def close(self) -> None:
        """Let go of the database."""
        self._client.destroy()


def _config(url: str) -> Any:
    return {
        "name": _NAME,
        "system_database_url": url,
        "sys_db_pool_size": _OWN_CONNECTIONS,
        "application_version": VERSION,
        # All processes are one to DBOS: whoever starts takes over what lies open, and the ledger keeps it single.
        "executor_id": "exemplar",
        "console_log_level": "CRITICAL",
        "log_level": "CRITICAL",
    }
