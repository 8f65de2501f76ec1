"""The record's JSON Schema: api/record.schema.json, for editors and programs, and for the form of the nomination page.

It is made from the model, so the three say the same. Dates known in part have the format "partial-date", which is ours.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from generator.artifact import Artifact, key_of
from generator.records.model import Record
from generator.records.settings import Office

PATH = "api/record.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """The schema of a record's head, keys as they stand in the file; `default` and `title` are left out."""
    schema: dict[str, Any] = _bare(Record.model_json_schema(by_alias=True))
    return schema


def schema_file(office: Office, basis: str) -> Artifact:
    """The schema as it is published."""

    def make() -> bytes:
        return to_json({"$schema": DIALECT, "$id": office.site_url + PATH, **record_schema()}, indent=2) + b"\n"

    return Artifact(PATH, key_of((basis, PATH)), make)


def _bare(part: Any) -> Any:
    """Without the titles that pydantic makes of names, and defaults: these are what Python sees, not what is written.

    A mapping called `properties` holds fields, of which one may be called title.
    """
    if isinstance(part, list):
        return [_bare(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {}
    for key, value in part.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _bare(inner) for name, inner in value.items()}
        elif key not in ("title", "default"):
            kept[key] = _bare(value)
    return kept
