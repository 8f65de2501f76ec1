"""The title of an honour is one that vocabulary.yml lists.

Equal honours are found together only when they are written alike. A closing remark in brackets, such as
（追授）, does not belong to the title. An honour of one's own region is added to the vocabulary.

Fails:

    honours:
      - {title: 优秀党员, on: 2011}

Passes:

    honours:
      - {title: 优秀共产党员（追授）, on: 2011}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.checks.nearest import nearest
from generator.language import _
from generator.records.reader import RecordFile
from generator.records.settings import honour_label

SEVERITY = Severity.WARNING


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up every title, with and without its remark."""
    record, titles = file.record, context.honour_titles
    if not record or not titles:
        return
    for n, honour in enumerate(record.honours):
        if honour.title in titles:
            continue
        label = honour_label(honour.title)
        if label not in titles:
            message = _("the honour “{title}” does not stand in vocabulary.yml").format(title=label)
            meant = nearest(label, sorted(titles))
            hint = _("did you mean “{word}”?").format(word=meant) if meant else ""
            yield Finding(file.at("honours", n, "title"), message, hint or _("add it to honours in vocabulary.yml"))
