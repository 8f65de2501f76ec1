"""outlets.yml: the media outlets that copy is handed to. Addresses and secrets are never in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.records.model import Part, Slug, Text

Via = Literal[
    "email", "webhook", "sms", "smpp", "wecom", "dingtalk", "feishu", "websub", "sftp", "folder", "apprise"
]  # fmt: skip
Number = Annotated[int, Field(strict=False, gt=0)]


class Outlet(Part):
    """One outlet: what it takes, how it is reached, and the environment variable that holds its address.

    `to` and `recipients` are names such as $DEMO_PAPER; a rule says so in words and repeats no value (outlet-address).
    """

    id: Slug
    name: Text
    level: Slug | None = None
    takes: Annotated[tuple[Slug, ...], Field(min_length=1)]
    via: Via
    to: Text
    recipients: Text | None = None
    options: dict[Slug, Text] = Field(default_factory=dict)
    promotional: bool = False
    a_minute: Number | None = None


class Outlets(Part):
    """All outlets."""

    outlets: tuple[Outlet, ...] = ()
