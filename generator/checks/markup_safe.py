"""A body is Markdown without raw HTML, without links that run code, and without pictures.

What is published runs on the readers' machines and stays on the site's own host. The portrait stands under
photo; other pictures have no place on the page yet. “3 < 5” and <https://…> are fine.

Fails:

    张三说：<b>先修路。</b>

Passes:

    张三说：**先修路。**
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.body_markup import marks
from generator.checks.finding import Context, Finding, Severity, place
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.ERROR
DANGEROUS = ("javascript:", "data:", "vbscript:", "file:", "blob:")
_SHOWN = 40


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks at HTML, link targets and pictures of the body."""
    for mark in marks(file.body):
        shown = mark.target.strip().partition("\n")[0][:_SHOWN]
        at = place(file.body, mark.start, file.body_line)
        if mark.kind == "html":
            comment = mark.target.lstrip().startswith("<!--")
            message = _("the HTML comment “{html}” stands in the body") if comment else _("raw HTML “{html}”")
            hint = _("take it out") if comment else _("use Markdown, or write &lt; for the sign <")
            yield Finding(at, message.format(html=shown), hint)
        elif mark.kind == "link" and dangerous(mark.target):
            message = _("the link leads to “{target}”, which can run code").format(target=shown)
            yield Finding(at, message, _("link to an address that begins with https://"))
        elif mark.kind == "image":
            message = _("the picture “{target}” stands in the body, where it would not be shown").format(target=shown)
            yield Finding(at, message, _("take it out; a portrait goes under photo"))


def dangerous(target: str) -> bool:
    """Whether a browser might run or open `target` on the reader's machine."""
    # Browsers drop control characters and spaces within a scheme (WHATWG URL, 4.4).
    scheme = "".join(sign for sign in target if sign > " ").lower()
    return scheme.startswith(DANGEROUS)
