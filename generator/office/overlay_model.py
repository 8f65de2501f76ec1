"""The private overlay: what an office must know of an exemplar and may not publish.

Values come as the text of the file, as those of a record do, and unknown keys are errors. The overlay is a contract
with staff: CONTRIBUTING.md explains every field to them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from generator.records.model import Part, Slug, Text
from generator.records.partial_date import FullDate, PartialDate

Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
Points = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Relative(Part):
    """A member of the family (家庭成员)."""

    name: Text
    relation: Text | None = None
    about: Text | None = None


class Contacts(Part):
    """How to reach the person, and the numbers that identify them."""

    phone: Text | None = None
    mobile: Text | None = None
    email: Text | None = None
    wechat: Text | None = None
    address: Text | None = None
    id_number: Text | None = None
    bank: Text | None = None


class Liaison(Part):
    """Who looks after the exemplar: 联系领导 and 联络员."""

    leader: Text | None = None
    contact: Text | None = None


class Tracked(Part):
    """What was found in a month of the monthly tracking (逐月跟踪)."""

    month: Month
    note: Text
    by: Text | None = None


class Scored(Part):
    """One appraisal by an indicator table: points by indicator, satisfaction in per cent, `poor` who said poor."""

    table: Slug
    on: FullDate
    by: Text | None = None
    items: dict[Slug, Points] = Field(default_factory=dict)
    satisfaction: Percent | None = None
    poor: Percent | None = None


class Private(Part):
    """What private.yml says of one exemplar."""

    managing_unit: Text | None = None
    liaison: Liaison = Liaison()
    birth: PartialDate | None = None
    health: Text | None = None
    contacts: Contacts = Contacts()
    family: tuple[Relative, ...] = ()
    tracking: tuple[Tracked, ...] = ()
    scores: tuple[Scored, ...] = ()
    remarks: Text | None = None
