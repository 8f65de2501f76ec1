"""HTML, links that run code and pictures from elsewhere are refused in a body."""

from __future__ import annotations

import pytest

from .sample import World, matches, record_text

BODIES = {
    "a tag": ("先<b>修路</b>。\n", [(1, 2, "“<b>”"), (1, 7, "“</b>”")]),
    "a script": ("修路。\n\n<script>alert(1)</script>\n", [(3, 1, "<script>")]),
    "a comment": ("修路。<!-- 待核 -->\n", [(1, 4, "comment “<!-- 待核 -->”")]),
    "an event handler": ("<img src=x onerror=alert(1)>\n", [(1, 1, "<img")]),
    "a tag in code is text": ("写 `<b>` 两个字。\n", []),
    "an escaped tag is text": ("写 \\<b> 两个字。\n", []),
    "a tag between escaped code marks": ("写 \\`<b>\\` 两个字。\n", [(1, 5, "“<b>”")]),
    "less than": ("3 < 5，5 > 3。\n", []),
    "an address in angle brackets": ("见<https://example.org/1>。\n", []),
    "javascript": ("[看](javascript:alert(1))\n", [(1, 1, "javascript:alert(1)")]),
    "javascript in capitals": ("[看](JaVaScript:alert)\n", [(1, 1, "can run code")]),
    "javascript by reference": ("[看][x]\n\n[x]: javascript:alert\n", [(1, 1, "can run code")]),
    "javascript as an entity": ("[看](javascript&#58;alert)\n", [(1, 1, "can run code")]),
    "data": ("[看](data:text/html,x)\n", [(1, 1, "data:text/html,x")]),
    "a picture from elsewhere": ("![图](https://example.org/a.png)\n", [(1, 1, "https://example.org/a.png")]),
    "a picture that is not there": ("好。![图](b.png)\n", [(1, 3, "“b.png”")]),
    "a picture above the folder": ("![图](../a.png)\n", [(1, 1, "“../a.png”")]),
    "an ordinary link": ("[看](https://example.org/1)\n", []),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_in_the_body(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.body("markup-safe", text), expected)


def test_a_picture_beside_the_record_would_be_lost_and_is_told(world: World) -> None:
    text = record_text(body="![合影](photo.jpg)\n")
    (problem,) = world.problems(text, "markup-safe", files={"photo.jpg": b"-"})
    assert "“photo.jpg”" in problem.message
