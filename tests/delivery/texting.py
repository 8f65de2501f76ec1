"""A ledger, its worker and a short message centre, as the tests of text messages want them."""

from __future__ import annotations

import time

from generator.delivery.ledger import Ledger
from generator.delivery.wires.smpp import Smpp
from generator.delivery.worker import Route, Worker
from tests.delivery.wires.smsc import Smsc
from tests.delivery.world import WHO, Clock, approved

ONE, TWO = "13800004321", "13900000002"


def queued(ledger: Ledger, *phones: str, text: str = "【虚构】短信。") -> dict[str, str]:
    """Queue a made-up text message; gives the keys by phone."""
    ledger.queue(approved(ledger, text), "paper", phones, WHO)
    return {line.recipient: line.key for line in ledger.lines(addresses=True)}


def wire(centre: Smsc) -> Smpp:
    return Smpp(f"smpp://office:pw@127.0.0.1:{centre.port}", {"source": "10690000", "timeout": "2"})


def session(ledger: Ledger, clock: Clock, transport: Smpp) -> Worker:
    return Worker(ledger, {"paper": Route(transport)}, clock=lambda: clock.monotonic)


def stands(ledger: Ledger, key: str) -> str:
    return ledger.story(key).line.state.value


def heard(sender: Worker) -> None:
    """What the centre said has arrived, and the worker looks."""
    time.sleep(0.05)
    sender.run(lambda: False, patience=0.0)
