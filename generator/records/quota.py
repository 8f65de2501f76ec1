"""quota.yml: how many exemplars a unit brings forward in a quarter, and how many items it reports in a month.

The practice behind it: 每季度至少培树 1 个以上典型，每月上报信息不少于 3 条，每季度通报.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.records.model import Part, Text

Number = Annotated[int, Field(strict=False, ge=0, le=1_000)]


class UnitQuota(Part):
    """A unit, by its id in vocabulary.yml or by its name; numbers that are not given are those of the whole office."""

    unit: Text
    exemplars: Number | None = None
    items: Number | None = None


class Quota(Part):
    """quota.yml: `exemplars` a quarter, `items` a month. Without `units` those of vocabulary.yml are counted."""

    exemplars: Number = 1
    items: Number = 3
    units: tuple[UnitQuota, ...] = ()
