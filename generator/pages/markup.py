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
_SPEAKER = re.compile(r"\n\s*(?:——|—|--)\s*([^\n]*)</p>\n</blockquote>")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—\U00020000-\U0003ffff]"
# The line end comes first in the pattern, so that the search skips from one to the next.
_BROKEN_LINE = re.compile(f"\n(?<={_WIDE}\n)(?={_WIDE})")


_CITATION = '<sup class="cite"><a href="#source-{0}" aria-label="出处{0}">{0}</a></sup>'
_SIGNS = ("<", "[", "&", "`", "~", "\\")
"""Markdown without these has no raw HTML, link, image, entity or code: the renderer can only make bare tags of the
list above out of it, and cleaning would give the same text back, at half the cost of a page."""


def body_html(body: str, numbers: Mapping[str, int]) -> Markup:
    """The HTML of a body; `numbers` gives each source id its number in the list of sources."""
    for source, number in numbers.items():
        body = body.replace(f"[^{source}]", f"{_OPEN}{number}{_CLOSE}")
    html: str = _MARKDOWN.html(body)
    if any(sign in body for sign in _SIGNS):
        html = _CLEANER.clean(html)
    if "<blockquote>" in html:
        html = _SPEAKER.sub(r"</p><footer>——\1</footer></blockquote>", html)
    # A line end between Chinese characters would show as a space.
    html = _BROKEN_LINE.sub("", html)
    for number in numbers.values():
        html = html.replace(f"{_OPEN}{number}{_CLOSE}", _CITATION.format(number))
    return Markup(html)  # noqa: S704 (sanitised above)
