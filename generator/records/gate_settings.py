"""gate.yml: what an office asks for beyond the law before an exemplar is public (发布把关), and for whom.

Without the file the law alone holds: a basis, a guardian's consent, a source, the scope of a consent, the stage.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.records.folders import Kind
from generator.records.model import Basis, Part, Record, Slug, Text

OWN_NAMING: tuple[Basis, ...] = ("consent", "statutory")
"""The bases on which an office names somebody itself; what rests on the others was made public elsewhere."""

Days = Annotated[int, Field(strict=False, ge=1, le=90)]
Months = Annotated[int, Field(strict=False, ge=1, le=120)]
GRACE = 30


class Demand(Part):
    """For whom a demand holds: every filter that is given must fit. Empty filters fit everybody."""

    kinds: tuple[Kind, ...] = ()
    levels: tuple[Slug, ...] = ()
    fields_: Annotated[tuple[Slug, ...], Field(alias="fields")] = ()
    bases: tuple[Basis, ...] = OWN_NAMING

    def fits(self, kind: Kind, record: Record) -> bool:
        """Whether it holds for `record`; a field fits if the record names it among others."""
        basis = record.approval.basis if record.approval else None
        return self.fits_values(kind, record.level, record.fields_, basis)

    def fits_values(self, kind: Kind, level: str | None, fields: tuple[str, ...], basis: Basis | None) -> bool:
        """The same, given what is looked at: a record without a basis is held to what own naming asks."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.levels or level in self.levels)
            and (not self.fields_ or any(field in self.fields_ for field in fields))
            and (not self.bases or (basis or "consent") in self.bases)
        )


class CheckDemand(Demand):
    """Bodies whose answer must be there, clear and unexpired: all that fit are asked for.

    `by` are names as records write them; one that stands inside a longer name (县公安局) counts. `months` is how long
    an answer holds that states no `until`; without it such an answer holds for good.
    """

    by: Annotated[tuple[Text, ...], Field(min_length=1)]
    months: Months | None = None


class NoticeDemand(Demand):
    """A public notice (公示) of at least so many days; the first demand that fits holds.

    Working days by calendar.yml, or plain days of the calendar.
    """

    days: Days = 5
    count: Literal["working", "calendar"] = "working"


class ReviewDemand(Demand):
    """A review every so many months; the first demand that fits holds.

    `grace` is how many days late it may be before the page is taken down.
    """

    months: Months
    grace: Annotated[int, Field(strict=False, ge=0, le=366)] = GRACE


class GateSettings(Part):
    """gate.yml."""

    checks: tuple[CheckDemand, ...] = ()
    notice: tuple[NoticeDemand, ...] = ()
    decision: tuple[Demand, ...] = ()
    appraisal: tuple[Demand, ...] = ()
    reviews: tuple[ReviewDemand, ...] = ()

    def review_for(self, kind: Kind, record: Record) -> ReviewDemand | None:
        """The review that is asked of `record`, or None."""
        return next((demand for demand in self.reviews if demand.fits(kind, record)), None)
