"""Addresses are whole and plain."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "https": ("sources:\n  - {id: s1, url: 'https://example.org/1'}", []),
    "http with a port and a query": (
        "sources:\n  - {id: s1, url: 'http://example.org:8080/a?b=c&d=e#f'}",
        [],
    ),
    "an intranet host": ("sources:\n  - {id: s1, url: 'http://oa/1'}", []),
    "a Chinese host and path": ("sources:\n  - {id: s1, url: 'https://虚构.中国/事迹'}", []),
    "no scheme": ("sources:\n  - {id: s1, url: 'www.example.org/1'}", [(3, 19, "www.example.org/1")]),
    "ftp": ("sources:\n  - {id: s1, url: 'ftp://example.org/1'}", [(3, 19, "ftp://example.org/1")]),
    "no host": ("sources:\n  - {id: s1, url: 'https:///1'}", [(3, 19, "has no host")]),
    "a space": ("sources:\n  - {id: s1, url: 'https://example.org/a b'}", [(3, 19, "contains “ ”")]),
    "a Chinese full stop": (
        "sources:\n  - {id: s1, url: 'https://example.org/1。'}",
        [(3, 19, "contains “。”")],
    ),
    "a password": (
        "sources:\n  - {id: s1, url: 'https://me:secret@example.org/1'}",
        [(3, 19, "user name or password")],
    ),
    "a user name": (
        "sources:\n  - {id: s1, url: 'https://me@example.org/1'}",
        [(3, 19, "user name or password")],
    ),
    "an at sign in the path": ("sources:\n  - {id: s1, url: 'https://example.org/@me'}", []),
    "a Chinese colon": ("sources:\n  - {id: s1, url: 'https：//example.org/1'}", [(3, 19, "does not begin")]),
    "capitals": ("sources:\n  - {id: s1, url: 'HTTPS://EXAMPLE.ORG/1'}", []),
    "a port that is none": (
        "sources:\n  - {id: s1, url: 'https://example.org:http/'}",
        [(3, 19, "is no address")],
    ),
    "publicity": ("publicity:\n  - {channel: web, url: example.org}", [(3, 25, "example.org")]),
}
BODIES = {
    "https": ("[看](https://example.org/1)\n", []),
    "in angle brackets": ("见<https://example.org/1>。\n", []),
    "beside": ("好。[看](../li-si/)\n", [(1, 3, "../li-si/")]),
    "mail": ("[信](mailto:a@example.org)\n", [(1, 1, "mailto:a@example.org")]),
    "what markup-safe refuses": ("[看](javascript:alert)\n", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("link-form", text), expected)


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("link-form", text), expected)


def test_the_message_does_not_repeat_a_password(world: World) -> None:
    found = world.head("link-form", "sources: [{id: s1, url: 'https://me:secret@example.org/1'}]")[0]
    assert "secret" not in found.message + found.hint


def test_the_hint_completes_an_address(world: World) -> None:
    found = world.head("link-form", "sources: [{id: s1, url: www.example.org/1}]")[0]
    assert found.hint == "write https://www.example.org/1"
