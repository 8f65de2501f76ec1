"""vocabulary.yml and office.yml: the words that records may use, and the office that publishes them."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from generator.records.folders import Kind
from generator.records.model import Part, Slug, Text

_REMARK = re.compile(r"（[^（）]*）\Z|\([^()]*\)\Z")


class Term(Part):
    """A word of the vocabulary: its id stands in addresses and never changes."""

    id: Slug
    zh: Text
    en: Text


class Criterion(Term):
    """A criterion: 五带头 holds for persons, 五个好 for organizations."""

    kind: Literal["person", "organization"] | None = Field(default=None, alias="for")


class Vocabulary(Part):
    """All words that records may use."""

    levels: tuple[Term, ...] = ()
    fields_: tuple[Term, ...] = Field(default=(), alias="fields")
    honours: tuple[Term, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    units: tuple[Term, ...] = ()
    regions: tuple[Term, ...] = ()


def honour_label(title: str) -> str:
    """An honour's title without a closing remark in brackets: 时代楷模（追授） is 时代楷模."""
    return _REMARK.sub("", title)


class Contact(Part):
    """How to reach the office; empty lines are not printed."""

    person: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    address: Text | None = None


class Selection(Part):
    """Which records a column shows: all conditions that are given must hold."""

    fields_: tuple[Slug, ...] = Field(default=(), alias="fields")
    levels: tuple[Slug, ...] = ()
    honours: tuple[Slug, ...] = ()
    regions: tuple[Slug, ...] = ()
    kinds: tuple[Kind, ...] = ()
    ids: tuple[Slug, ...] = ()


class Column(Part):
    """A named selection with its own page and feed (专栏)."""

    id: Slug
    title: Text
    summary: Text | None = None
    select: Selection


class Office(Part):
    """The office that keeps the records."""

    name: Text
    short_name: Text | None = None
    region: Text | None = None
    motto: Text | None = None
    about: Text | None = None
    site_url: Annotated[str, Field(pattern=r"^https?://[^\s]+/$")]
    sms_signature: Annotated[str, Field(min_length=2, max_length=12, pattern=r"^[^\W_]+$")]
    bulletin_title: Text | None = None
    contact: Contact = Contact()
    repository: Text | None = None
    hub: Text | None = None
    icp: Text | None = None
    police: Text | None = None
    site_code: Text | None = None
    columns: tuple[Column, ...] = ()
