"""Goodbyes: a phone wrote back that it wants nothing more, and is written to no more.

The words by which people leave stand in the text messages themselves (拒收请回复R); operators know some more, and
whoever writes one of them to the sender's number is heard, whatever the message said. Everything else that is written
back is for nobody here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import sqlalchemy as sa

from generator.delivery import tables
from generator.delivery.outcome import Goodbye
from generator.delivery.suppression import Reason, suppress
from generator.delivery.writing import Writing

_WORDS = frozenset(("r", "t", "td", "n", "qx", "0000", "退订", "拒收", "取消", "取消订阅", "stop", "unsubscribe"))
_MARKS = re.compile(r"[\W_]+")
_MAINLAND = re.compile(r"(?:\+?86|0086)?(1[0-9]{10})\Z")


def says_goodbye(text: str) -> bool:
    """Whether an answer asks for nothing more: R, "td。", 【退订】, Ｒ."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold() in _WORDS


def enter(writing: Writing, hash_of: Callable[[str], str], goodbyes: Iterable[Goodbye]) -> None:
    """Put whoever said goodbye on the list of those who are not written to, as the ledger has their number; if it has
    it not, as lists of recipients usually write it: the number may stand in the next one."""
    for goodbye in goodbyes:
        hashes = [hash_of(number) for number in _spellings(goodbye.recipient)]
        r = tables.recipient.c
        known = list(writing.connection.execute(sa.select(r.hash).where(r.hash.in_(hashes))).scalars())
        suppress(writing, known or hashes[:1], Reason.OPTED_OUT)


def _spellings(phone: str) -> Iterator[str]:
    """The ways to write a number, the usual one first: 13800004321, +8613800004321 …; one from abroad with + or not."""
    bare = re.sub(r"[^0-9+]", "", phone)
    mainland = _MAINLAND.match(bare)
    if mainland:
        number = mainland[1]
        yield from (number, f"+86{number}", f"86{number}", f"0086{number}")
    else:
        digits = bare.lstrip("+")
        yield from (f"+{digits}", digits, f"00{digits}")
