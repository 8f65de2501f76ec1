"""What every transport looks like: a module's class with one way to send, and honest results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from generator.delivery.message import Message
from generator.delivery.outcome import Doubt, Goodbye, Outcome, Receipt

TIMEOUT = 30.0
"""Seconds to wait for an answer."""


class Transport(Protocol):
    """Sends to one outlet. It is made once with the outlet's address and secrets, and used for many messages.

    It raises nothing for what the other side does: that is an outcome. Neither `repr` nor an outcome shows an
    address, a secret or a recipient.
    """

    doubt: Doubt
    certain_after: float
    """Seconds after an attempt before a None from `ask` is to be believed: records may show late."""
    certain_until: float
    """Seconds after an attempt until which it is: records are not kept for ever."""

    def send(self, key: str, message: Message, recipient: str) -> Outcome:
        """Send once. `recipient` is "" where the outlet itself is the recipient, as with a robot or a folder."""
        ...

    def ask(self, key: str, recipient: str, provider_id: str = "", since: int = 0) -> Outcome | None:
        """What became of an earlier attempt, from the other side; None if it never heard of it. Only if `ASKABLE`.

        `provider_id` is the other side's own name for the message where an outcome told it; with it, the state of what
        was accepted can be asked of more wires than without. `since` is when the attempt began, in milliseconds since
        1970, or 0.
        """
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


@runtime_checkable
class Reporting(Protocol):
    """What a transport can do besides whose other side tells by itself what became of a message, or who goes."""

    reports: bool
    """Whether it was asked to tell what became of messages."""

    def reported(self) -> Sequence[Receipt | Goodbye]:
        """What has been reported and not been `noted`, in the order in which it came. Does not wait for more; a session
        in which to hear it is begun, once, if there is none."""
        ...

    def noted(self, reports: Sequence[Receipt | Goodbye]) -> None:
        """These are written down. Only now is the other side told so: what is lost before, it reports again."""
        ...


class Open(Protocol):
    """Makes a transport from the value of the outlet's environment variable and its options in outlets.yml.

    Raises ValueError with words for staff if the value cannot be used; the words do not repeat it.
    """

    def __call__(self, to: str, options: Mapping[str, str]) -> Transport: ...
