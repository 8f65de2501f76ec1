"""The raw HTML, links and pictures of a body, found by the parser that makes the pages."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Mark(NamedTuple):
    """Markup with its `start` in characters; `target` is a link's address or the HTML as written."""

    kind: Literal["html", "link", "image"]
    target: str
    start: int


def marks(body: str) -> list[Mark]:
    """All raw HTML, links and pictures of `body`; an address as <https://…> is a link."""
    # No markup of these kinds can do without one of these signs, and most bodies have none of them.
    if "<" not in body and "](" not in body and "]:" not in body:
        return []
    import pyromark

    options = pyromark.Options
    wanted = options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH | options.ENABLE_FOOTNOTES
    found: list[tuple[Literal["html", "link", "image"], str, int]] = []
    for event, where in pyromark.events_with_range(body, options=wanted):
        if not isinstance(event, dict):
            continue
        html = event.get("InlineHtml") or event.get("Html")
        start = event.get("Start")
        if html:
            found.append(("html", str(html), where["start"]))
        elif isinstance(start, dict):
            if "Link" in start:
                found.append(("link", start["Link"]["dest_url"], where["start"]))
            elif "Image" in start:
                found.append(("image", start["Image"]["dest_url"], where["start"]))
    if not found:
        return []
    data = body.encode()  # the parser counts bytes
    return [Mark(kind, target, len(data[:start].decode())) for kind, target, start in found]
