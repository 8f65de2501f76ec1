"""A long story as a numbered series of text messages, each whole in itself: its sentences are complete."""

from __future__ import annotations

from collections.abc import Sequence

from generator.channels.channel import Voice
from generator.channels.clauses import Piece, closed
from generator.records.settings import Office
from generator.sms.parts import code_units

_COUNTER = len("（1/3）")
_MOST = 9


def series_of(pieces: Sequence[Piece], link: str, office: Office, voice: Voice, limit: int) -> list[str]:
    """At most `voice.messages` messages of at most `limit` code units, signature, number and opt-out words included.

    Sentences stand in their order; one that is too long for a message goes whole, and with it those that follow on
    it. The last message ends with the address, where the rest is to be read: sentences make room for it.
    """
    signature = f"【{office.sms_signature}】"
    closing = f" {voice.opt_out}" if voice.opt_out else ""
    room = limit - len(signature) - _COUNTER - code_units(closing)
    messages: list[list[str]] = [[]]
    filled, gone = 0, False
    for piece in pieces:
        if piece.follows and gone:
            continue
        text = next((form for form in piece.forms if code_units(form) <= room), "")
        gone = not text
        if gone:
            continue
        if filled + code_units(text) > room:
            if len(messages) == min(voice.messages, _MOST):
                break
            messages.append([])
            filled = 0
        messages[-1].append(text)
        filled += code_units(text)
    _append(link, messages, room, min(voice.messages, _MOST))
    number = len(messages)
    bodies = [closed("".join(parts)) for parts in messages]
    if number == 1:
        return [signature + bodies[0] + closing]
    return [f"{signature}（{place}/{number}）{body}{closing}" for place, body in enumerate(bodies, 1)]


def _append(link: str, messages: list[list[str]], room: int, most: int) -> None:
    """Put the address behind the last sentence; without room there, both into a further message, or in its place."""
    if code_units(link) > room:
        return
    last = messages[-1]
    if code_units("".join([*last, link])) > room and len(messages) < most:
        moved = [last.pop()] if len(last) > 1 and code_units(last[-1] + link) <= room else []
        messages.append([*moved, link])
        return
    while code_units("".join([*last, link])) > room:
        last.pop()
    last.append(link)
