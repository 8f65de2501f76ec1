"""The record: what may be written about an exemplar, and in what form.

The fields are the contract with staff and with every reader of index.json. Unknown keys are errors.
Nothing is converted in silence: values come as the text of the file, and the types here take or refuse it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.records.partial_date import FullDate, PartialDate

Stage = Literal["lead", "cultivating", "nominated", "noticed", "named", "suspended", "revoked", "withdrawn"]
Basis = Literal["consent", "statutory", "news", "public"]
PublicityState = Literal["planned", "sent", "published"]
Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Part(BaseModel):
    """A mapping of a record: immutable, and refusing keys it does not know."""

    # A validator is built when it is first used: of most parts never, for that of the whole holds theirs.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)


class Revocation(Part):
    """An honour taken back, with the notice that the deciding body made public."""

    on: PartialDate
    by: Text | None = None
    document: Text | None = None
    notice: Text | None = None


class Honour(Part):
    """An honour: its title, who gave it, when, and the number of the document."""

    title: Text
    by: Text | None = None
    on: PartialDate | None = None
    document: Text | None = None
    revoked: Revocation | None = None


class Photo(Part):
    """A portrait beside the record; `alt` tells it to those who do not see it."""

    file: Text
    alt: Text | None = None
    credit: Text | None = None


class Consent(Part):
    """The person's own consent to publication (PIPL art. 25), its scope and its withdrawal.

    `guardian` is the day on which a guardian consented for a child under fourteen (art. 31).
    """

    on: PartialDate
    scope: tuple[Literal["site", "media", "portrait"], ...] = ()
    guardian: PartialDate | None = None
    withdrawn: PartialDate | None = None


class Clearance(Part):
    """The answer of a body that was asked, such as 纪检监察, and how long it holds."""

    by: Text
    result: Literal["clear", "pending", "objection"]
    on: PartialDate | None = None
    until: PartialDate | None = None


class Notice(Part):
    """The public notice (公示) before naming."""

    start: FullDate = Field(alias="from")
    end: FullDate = Field(alias="to")
    objections: Literal["none", "open", "settled"] | None = None


class Appraisal(Part):
    """Whether the appraisal meets the threshold; the score itself is private."""

    result: Literal["meets", "fails"]
    on: PartialDate | None = None


class Decision(Part):
    """The decision to name."""

    number: Text | None = None
    by: Text | None = None
    on: PartialDate | None = None


class Approval(Part):
    """Why publishing is lawful, and what was cleared before naming.

    `minor` says that the exemplar is under fourteen; a birth date stands nowhere in this tree.
    """

    basis: Basis
    minor: Literal["true", "false"] | None = None
    consent: Consent | None = None
    checks: tuple[Clearance, ...] = ()
    notice: Notice | None = None
    appraisal: Appraisal | None = None
    decision: Decision | None = None


class Publication(Part):
    """From which day and until which day (inclusive) the record may be public."""

    start: FullDate | None = Field(default=None, alias="from")
    end: FullDate | None = Field(default=None, alias="until")


class Review(Part):
    """A periodic review of a named exemplar."""

    on: PartialDate
    by: Text | None = None
    result: Text


class Publicity(Part):
    """One cell of the publicity matrix: a channel and outlet, planned against done.

    `sent` is what an outlet was given, `on` the day of it or of the publication.
    """

    channel: Text
    level: Text | None = None
    outlet: Text | None = None
    planned: PartialDate | None = None
    status: PublicityState | None = None
    on: PartialDate | None = None
    url: Text | None = None

    @property
    def state(self) -> PublicityState:
        """Its status; where none is written, what has a date or an address was published, and the rest is planned."""
        return self.status or ("published" if self.on or self.url else "planned")


class Source(Part):
    """Where claims stand: a reader must be able to find it."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=40)]
    title: Text | None = None
    publisher: Text | None = None
    on: PartialDate | None = None
    url: Text | None = None

    @property
    def findable(self) -> bool:
        """Whether a reader can find it: by address, or by title and publisher."""
        return bool(self.url or (self.title and self.publisher))


class Pledge(Part):
    """A public pledge (公开承诺)."""

    on: PartialDate
    text: Text
    kept: PartialDate | None = None


class Comment(Part):
    """A comment by a leader or by the people (领导点评、群众评议)."""

    on: PartialDate | None = None
    by: Text
    text: Text


class Event(Part):
    """A learning activity or report meeting (学习活动)."""

    on: PartialDate
    title: Text
    place: Text | None = None


class Correction(Part):
    """A published mistake put right: the field, what it was, what it is now, and why."""

    on: FullDate
    field: Text
    was: Text | None = None
    now: Text | None = None
    reason: Text | None = None


class Record(Part):
    """An exemplar as its record.md says it."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    pinyin: Text | None = None
    aliases: tuple[Text, ...] = ()
    unit: Text | None = None
    post: Text | None = None
    region: Text | None = None
    level: Slug | None = None
    fields_: Annotated[tuple[Slug, ...], Field(alias="fields", min_length=1)]
    honours: tuple[Honour, ...] = ()
    summary: Text
    criteria: tuple[Slug, ...] = ()
    photo: Photo | None = None
    stage: Stage
    approval: Approval | None = None
    publish: Publication | None = None
    reviews: tuple[Review, ...] = ()
    publicity: tuple[Publicity, ...] = ()
    copy_: dict[Slug, Annotated[str, Field(min_length=1, max_length=20_000)]] = Field(
        default_factory=dict, alias="copy"
    )
    sources: tuple[Source, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    comments: tuple[Comment, ...] = ()
    events: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()
    updated: FullDate
