"""An exemplar keeps its id: the name of its folder never changes.

The id stands in addresses, feeds, printed QR codes and the private overlay; under another one readers find nothing. A
record that went away while one of the same name came is taken for the same.

Fails:

    people/zhang-san/record.md    # at the revision
    people/zhang-san2/record.md   # now, the same person

Passes:

    people/zhang-san/record.md    # at the revision and now
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.finding import Finding, Severity
from generator.history.life import Life, said
from generator.language import _
from generator.records.fault import START
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
_SAME = 0.5
"""So much of the lines must be the same, as git takes it for a renaming."""


def renamed(lives: Sequence[Life]) -> list[tuple[Life, Life]]:
    """Pairs of a record that went and a record that came, and are the same."""
    gone = [(life, _lines(life.before)) for life in lives if life.now is None and life.before]
    pairs: list[tuple[Life, Life]] = []
    for new in lives:
        if new.now is None or new.before is not None or not gone:
            continue
        lines = _lines(new.now)
        found = next((pair for pair in gone if _same(pair[0].before, new.now) or _alike(pair[1], lines)), None)
        if found:
            gone.remove(found)
            pairs.append((found[0], new))
    return pairs


def check(old: Life, new: Life) -> Iterator[Finding]:
    """Says of a new record that it is an old one."""
    message = _("this is the record “{old}” under another id").format(old=old.id)
    hint = _("the editor names the folder {old} again; an id is never changed, even if the name was misspelt")
    yield Finding(START, message, hint.format(old=old.id))


def _same(before: RecordFile | None, now: RecordFile | None) -> bool:
    """Whether both tell of somebody of one name, in one unit or with one summary."""
    one, other = said(before), said(now)
    if one is None or other is None or one.name != other.name:
        return False
    return one.unit == other.unit or one.summary == other.summary


def _lines(file: RecordFile | None) -> frozenset[str]:
    return frozenset(filter(str.strip, file.text.split("\n"))) if file else frozenset()


def _alike(lines: frozenset[str], others: frozenset[str]) -> bool:
    return len(lines & others) > _SAME * max(len(lines), len(others))
