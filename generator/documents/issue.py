"""An issue: what one document tells of, be it a single exemplar or a numbered bulletin of several."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from generator.documents.dossier import Dossier, OfficeLine
from generator.phrases import chinese_date
from generator.records.bulletin import Bulletin


class Issue(BaseModel):
    """A bulletin as it is printed. `number` is 0 for a single exemplar's, which the editor numbers.

    `date` is in Chinese; `report`, `send` and `distribute` are 报, 送 and 发, "" where nobody is named; `copies`
    is 0 where it is not said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    year: str
    date: str
    title: str
    items: tuple[Dossier, ...]
    office: OfficeLine
    report: str = ""
    send: str = ""
    distribute: str = ""
    copies: int = 0

    @property
    def exemplar(self) -> Dossier:
        """The one that a document of a single exemplar is about."""
        return self.items[0]


def issue_of_one(dossier: Dossier) -> Issue:
    """What is handed to the templates of a single exemplar's documents."""
    year = dossier.updated[:4]
    return Issue(number=0, year=year, date=dossier.date, title="", items=(dossier,), office=dossier.office)


def issue_of(bulletin: Bulletin, items: Sequence[Dossier], office: OfficeLine) -> Issue:
    """A numbered bulletin with its exemplars in their order."""
    date = str(bulletin.date)
    return Issue(
        number=bulletin.number,
        year=date[:4],
        date=chinese_date(date),
        title=bulletin.title or "",
        items=tuple(items),
        office=office,
        report=bulletin.report or "",
        send=bulletin.send or "",
        distribute=bulletin.distribute or "",
        copies=bulletin.copies or 0,
    )
