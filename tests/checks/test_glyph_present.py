"""Characters without a glyph are named with their code points."""

from __future__ import annotations

from generator.checks.glyph_present import word
from generator.records.fault import Fault, Position


def test_the_message_names_each_character() -> None:
    found = word(Fault("glyph-present", Position(2, 7), "𠮷\ue000"))
    assert found.at == (2, 7)
    assert "𠮷 (U+20BB7)" in found.message
    assert "U+E000" in found.message
    assert found.hint
