"""A record holds no identity card, mobile or bank card number.

The tree is public and git forgets nothing; such numbers belong in the private overlay. An identity card
number is known by its date and check digit (GB 11643-1999), a bank card by its own (ISO/IEC 7812-1,
Luhn), so figures that are merely long are left alone, and so are those inside a web address.

Fails:

    联系电话：138 0013 8000。[^s1]

Passes:

    联系电话见虚构县委办公室网页。[^s1]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity, place
from generator.checks.private_number import Number, private_numbers
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks through the whole file, head and body."""
    for number in private_numbers(file.text):
        hint = _("delete it and keep it in the private overlay; if it was committed, tell the maintainer")
        yield Finding(place(file.text, number.start), _said(number), hint)


def _said(number: Number) -> str:
    if number.kind == "identity":
        return _("this looks like an identity card number: {number}").format(number=number.masked)
    if number.kind == "mobile":
        return _("this looks like a mobile number: {number}").format(number=number.masked)
    return _("this looks like a bank card number: {number}").format(number=number.masked)
