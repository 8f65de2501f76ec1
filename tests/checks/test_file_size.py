"""A file of more than 1 MB is refused, and its size said."""

from __future__ import annotations

import pytest

from .sample import World, record_text


@pytest.mark.parametrize(("size", "part"), [(1_000_000, ""), (1_000_001, "1,000,001 bytes")])
def test_the_limit_is_a_million_bytes(world: World, size: int, part: str) -> None:
    sound = record_text().encode()
    found = world.problems(sound + b"\n" * (size - len(sound)), "file-size")
    assert [part in problem.message for problem in found] == ([True] if part else [])
