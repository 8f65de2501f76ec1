"""What became of an attempt to send. A transport tells what it knows, and says so where it does not know."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

EXCERPT = 500
"""So many characters of a reply are kept, with everything secret taken out."""


class Result(StrEnum):
    """The results of an attempt.

    `ACCEPTED`: the other side took it and answers for it. `DELIVERED`: it reached the recipient. `REFUSED`: it was
    not taken, and trying again will not help. `TEMPORARY`: it was not taken now, and nothing was sent. `BOUNCED`:
    it was taken and came back. `UNKNOWN`: it may or may not have been taken, as when the answer never came.
    """

    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    REFUSED = "refused"
    TEMPORARY = "temporary"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"


class Outcome(NamedTuple):
    """A result with what the other side said: its code, an excerpt of its reply, and its own name for the message.

    `again_after` is the number of seconds that it asks to wait before another try, 0 if it does not say.
    """

    result: Result
    code: str = ""
    reply: str = ""
    provider_id: str = ""
    again_after: float = 0.0


class Receipt(NamedTuple):
    """What the other side reported by itself, by its own name for a message or for a part of one.

    `recipient` is whom it names, "" if it names nobody or only us.
    """

    provider_id: str
    outcome: Outcome
    recipient: str = ""


class Goodbye(NamedTuple):
    """Somebody wrote back that they want nothing more. `number` is the other side's for that message."""

    recipient: str
    number: int = 0


class Doubt(StrEnum):
    """What may be done about an attempt of which nobody knows the end, by the kind of channel.

    `REPEATABLE`: sending it again does no harm, since the other side knows it by its key. `ASKABLE`: the other side
    can be asked by the key. `PERSON`: neither; a person has to look.
    """

    REPEATABLE = "repeatable"
    ASKABLE = "askable"
    PERSON = "person"
