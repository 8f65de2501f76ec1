"""The folders of records. A record's folder decides its kind, so the record need not say it."""

from __future__ import annotations

from typing import Literal

Kind = Literal["person", "organization"]

FOLDERS: dict[str, Kind] = {"people": "person", "organizations": "organization"}
