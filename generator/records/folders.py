"""The folders of records. A record's folder decides its kind, so the record need not say it."""

from __future__ import annotations

from typing import Literal

Kind = Literal["person", "organization"]

FOLDERS: dict[str, Kind] = {"people": "person", "organizations": "organization"}

PRIVATE = "private.yml"
"""The file of the private overlay. It never lies among the records, and no line of it is ever shown."""
