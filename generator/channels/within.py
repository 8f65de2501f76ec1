"""The limits of single fields, such as an article's title: for templates, `within("标题", 32, headline, name)`."""

from __future__ import annotations


class Within:
    """Gives the first candidate that is short enough. If none is, the shortest, and notes by how much it is over."""

    def __init__(self) -> None:
        self.over: list[tuple[str, int]] = []

    def __call__(self, part: str, most: int, *candidates: str | None) -> str:
        """`part` is what people call the field; `most` counts characters; empty candidates are passed over."""
        there = [candidate for candidate in candidates if candidate]
        for candidate in there:
            if len(candidate) <= most:
                return candidate
        if not there:
            return ""
        shortest = min(there, key=len)
        self.over.append((part, len(shortest) - most))
        return shortest
