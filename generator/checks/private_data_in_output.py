"""No identity card, mobile or bank card number stands in a file that is about to be published.

Records are looked through when they are read. This is the last look, at the finished files of the site, for what
comes from elsewhere: a template, a page under site/, the vocabulary, a bulletin. Nothing is published while a number
is found; the last good site stays. The office's own numbers stand under contact in office.yml and may be published.

Fails:

    site/about/index.md: 联系人电话 138 0013 8000

Passes:

    office.yml: contact: {phone: 138 0013 8000}
"""

from __future__ import annotations

from generator.checks.finding import Finding, Severity
from generator.language import _, ngettext
from generator.records.fault import Fault

SEVERITY = Severity.ERROR


def word(fault: Fault) -> Finding:
    """Says which file would have shown what kind of number, and in how many others it stands."""
    number, file, files = fault.details["number"], fault.details["file"], int(fault.details["files"])
    if fault.what == "identity":
        message = _("{file} would publish what looks like an identity card number: {number}")
    elif fault.what == "mobile":
        message = _("{file} would publish what looks like a mobile number: {number}")
    else:
        message = _("{file} would publish what looks like a bank card number: {number}")
    said = message.format(file=file, number=number)
    if files > 1:
        said += ngettext(" (and {n} more file)", " (and {n} more files)", files - 1).format(n=files - 1)
    hint = _(
        "whoever looks after templates and pages takes it out: it stands in templates/, site/, vocabulary.yml, "
        "office.yml or bulletins/; if it is the office's own number, write it under contact in office.yml"
    )
    return Finding(fault.at, said, hint)
