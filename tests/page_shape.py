"""What a page is made of and what it refers to, as tests want to know it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit


class Shape(HTMLParser):
    """What a page is made of: its elements with the names of their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(sorted(name for name, _value in attrs))))
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


REFERENCES = {
    ("a", "href"), ("link", "href"), ("img", "src"), ("img", "srcset"), ("script", "src"), ("video", "src"),
    ("source", "srcset"), ("use", "href"), ("form", "action"), ("iframe", "src"), ("object", "data"),
    ("audio", "src"), ("button", "formaction"), ("input", "src"), ("body", "background"),
}  # fmt: skip


def pages_of(site: Path) -> dict[str, Shape]:
    """The pages of a site by path; what lies in press kits is material for editors and no page."""
    pages = [path for path in sorted(site.rglob("*.html")) if path.parent.name != "press" or path.name == "index.html"]
    return {path.relative_to(site).as_posix(): Shape(path.read_text("utf-8")) for path in pages}


def referred(shape: Shape) -> Iterator[tuple[str, str]]:
    """What a page refers to: element and address."""
    for tag, name, value in shape.attributes:
        if (tag, name) in REFERENCES:
            values = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
            yield from ((tag, address) for address in values)


def aim(page: str, address: str) -> tuple[str, str]:
    """The site path that an address on a page means, with its fragment."""
    address, fragment = urldefrag(address)
    path = unquote(urlsplit(address).path)
    if not path:
        return page, fragment
    parts: list[str] = [] if path.startswith("/") else list(PurePosixPath(page).parent.parts)
    for part in path.split("/"):
        if part == "..":
            assert parts, f"{page}: {address} leads out of the site"
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return "/".join([*parts, "index.html"] if folder or not parts else parts), fragment
