"""The region begins with one that vocabulary.yml lists, from the province down with “/” between.

The pages by region are made from the vocabulary: 湖北省恩施州 and 湖北/恩施 would be two places. A
vocabulary without regions is not checked against.

Fails:

    region: 湖北省/虚构市/虚构县

Passes:

    region: 湖北/虚构市/虚构县
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.checks.nearest import nearest
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up the region's leading parts."""
    record, labels = file.record, context.region_labels
    if not record or not record.region or not labels:
        return
    region = record.region
    parts = region.split("/")
    if parts[0] in labels or any("/".join(parts[:n]) in labels for n in range(2, len(parts) + 1)):
        return
    message = _("the region “{region}” does not begin with one of vocabulary.yml").format(region=region)
    written = region.replace("／", "/")
    meant = max((label for label in labels if written.startswith(label)), key=len, default="")
    meant = meant or nearest(parts[0], sorted(labels))
    if meant:
        hint = _("did you mean “{region}”?").format(region=_mended(written, meant))
    else:
        hint = _("begin with the province as vocabulary.yml writes it, or add it there")
    yield Finding(file.at("region"), message, hint)


def _mended(region: str, label: str) -> str:
    """`region` with `label` for its first part."""
    rest = region.removeprefix(label + "/")
    if rest == region:
        rest = region.partition("/")[2]
    return f"{label}/{rest}" if rest else label
