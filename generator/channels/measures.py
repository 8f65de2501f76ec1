"""What the limits of channels count, and by how much a finished text is over."""

from __future__ import annotations

from generator.channels.channel import Form
from generator.sms.counting import count_sms
from generator.sms.parts import code_units

PART_SMS, SINGLE_SMS = 67, 70


def length(text: str, form: Form) -> int:
    """How long a finished text is in what its form counts; what is read aloud is counted before, as it is chosen."""
    match form.measure:
        case "characters":
            return len(text)
        case "sms":
            return code_units(text)
        case "series":
            return max(map(code_units, text.split("\n\n")))
        case "lines":
            return text.count("\n") + 1
        case _:
            return 0


def excess(text: str, form: Form) -> int:
    """By how much a finished text is over its limit; 0 if it is inside."""
    if not form.limit:
        return 0
    over = max(0, length(text, form) - form.limit)
    if not over and form.measure in ("sms", "series") and form.limit > SINGLE_SMS:
        # By length it fits; but what is not torn at a part's end can push the last characters into a further part.
        parts = -(-form.limit // PART_SMS)
        over = int(any(count_sms(message).true_parts > parts for message in text.split("\n\n")))
    return over
