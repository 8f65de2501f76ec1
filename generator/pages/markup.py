"""Markdown bodies to HTML: rendered, sanitised, citations numbered, quotations given their speaker.

All text is untrusted. The renderer passes raw HTML through; nh3 (ammonia) then keeps only the tags below. A
test holds the short cut for plain text against nh3 itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import nh3
import pyromark
from markupsafe import Markup

from generator.records.body import CITATION

_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "del", "a", "br", "hr",
         "table", "thead", "tbody", "tr", "th", "td", "code"}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener external",
)
_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)
# Private-use characters cannot stand in a record (rule control-character), so no text can forge a citation.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_SPEAKER = re.compile(r"\n\s*(?:——|—|--)\s*([^\n]*)</p>\n</blockquote>")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—\U00020000-\U0003ffff]"
# The line end comes first in the pattern, so that the search skips from one to the next.
_BROKEN_LINE = re.compile(f"\n(?<={_WIDE}\n)(?={_WIDE})")


_HARMLESS = re.compile(r"[^<\[&`~\\]*").fullmatch
"""Markdown without these characters has no raw HTML, link, image, entity or code: the renderer can only make
bare tags of the list above out of it, and cleaning would give the same text back, at half the cost of a page."""


def body_html(body: str, numbers: Mapping[str, int]) -> Markup:
    """The HTML of a body; `numbers` gives each source id its number in the list of sources."""
    if "[^" in body:
        body = CITATION.sub(lambda found: f"{_OPEN}{numbers.get(found[1], 0)}{_CLOSE}", body)
    html: str = _MARKDOWN.html(body)
    if not _HARMLESS(body):
        html = _CLEANER.clean(html)
    if "<blockquote>" in html:
        html = _SPEAKER.sub(r"</p><footer>——\1</footer></blockquote>", html)
    # A line end between Chinese characters would show as a space.
    html = _BROKEN_LINE.sub("", html)
    if _OPEN in html:
        html = _TOKEN.sub(_citation, html)
    return Markup(html)  # noqa: S704 (sanitised above)


def _citation(found: re.Match[str]) -> str:
    number = found[1]
    return f'<sup class="cite"><a href="#source-{number}" aria-label="出处{number}">{number}</a></sup>'
