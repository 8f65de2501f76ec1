"""WebSub: tells a hub that feeds have changed, so that it fetches them and hands them to their subscribers.

The W3C Recommendation WebSub (2018), clause 6, leaves the form to hub and publisher; the one that the public hubs
take is that of PubSubHubbub 0.4, clause 7.1: a form with `hub.mode=publish` and `hub.url`, once for each feed. It
carries none of the copy. Accepted: any 2xx (204 as a rule). A ping too many makes the hub look once more and find
nothing new, so the doubt is `REPEATABLE`.

Options: `topic` (the feeds' addresses, with spaces between; public, so they may stand there), `ca`, `timeout`.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Outcome, Result
from generator.delivery.wires.address import Address, needed, patience, tls_context
from generator.delivery.wires.calling import Caller
from generator.delivery.wires.one_way import OneWay
from generator.delivery.wires.redaction import excerpt
from generator.delivery.wires.replies import by_status


class Hub(OneWay):
    """One hub."""

    doubt = Doubt.REPEATABLE

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        address = Address(to, {"https": 443, "http": 80})
        self._caller = Caller(address, patience(options), tls_context(options))
        self._secrets = address.secrets
        topics = needed(options, "topic").split()
        self._body = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]).encode()

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        reply = self._caller.call(self._body, {"Content-Type": "application/x-www-form-urlencoded"})
        if isinstance(reply, Outcome):
            return reply
        accepted = Outcome(Result.ACCEPTED, str(reply.status), excerpt(reply.body, self._secrets))
        return by_status(reply, self._secrets) or accepted

    def close(self) -> None:
        self._caller.close()
