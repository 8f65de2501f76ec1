"""A value has the form that its key takes."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "a word of no list": ("stage: nominted", [(2, 8, "“nominted”")]),
    "a list for a text": ("unit: [东坡村]", [(2, 7, "unit takes one text")]),
    "a text for a list": ("aliases: 老张", [(2, 10, "not the single value “老张”")]),
    "an empty list": ("fields: []", [(2, 9, "at least 1 entry")]),
    "an empty text": ("unit: ''", [(2, 7, "unit is empty")]),
    "a name of 101 characters": ("name: " + "字" * 101, [(2, 7, "101 characters, at most 100")]),
    "a name of 100 characters": ("name: " + "字" * 100, []),
    "a level in Chinese": ("level: 县级", [(2, 8, "“县级”")]),
    "a state of publicity that there is not": ("publicity: [{channel: tv, status: done}]", [(2, 35, "“done”")]),
    "a state of publicity": ("publicity: [{channel: tv, status: sent}]", []),
    "text for a mapping": ("photo: photo.jpg", [(2, 8, "not the text “photo.jpg”")]),
    "a list for a mapping": ("copy: [短信]", [(2, 7, "copy takes keys of its own")]),
    "a source id with a space": ("sources:\n  - {id: s 1, url: 'https://example.org'}", [(3, 10, "“s 1”")]),
    "a channel in Chinese": ("copy: {短信: 他带着61户乡亲远迁安家。}", [(2, 12, "“短信”")]),
    "sound": ("aliases: [老张]\nstage: nominated", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("value-form", text), expected)


HINTS = {
    "stage: nominted": "did you mean “nominated”?",
    "aliases: 老张": "write [老张]",
    "level: 县级": "small English letters",
    "approval:\n  basis：public": "an English colon",
    "sources: [{id: s 1}]": "“-” and “_”",
}


@pytest.mark.parametrize("written", HINTS)
def test_the_hint_mends_it(world: World, written: str) -> None:
    assert HINTS[written] in world.head("value-form", written)[0].hint


def test_every_pattern_of_the_settings_has_a_hint_of_its_own(world: World) -> None:
    from generator.checks.value_form import word
    from generator.records.fault import Fault
    from generator.records.settings import Office

    assert Office.model_fields["sms_signature"].metadata
    shown = {
        r"^https?://[^\s]+/$": "ends with “/”",
        r"^[^\W_]+$": "without brackets",
        r"^[A-Za-z0-9_-]+$": "as in s1",
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "as in good-results",
    }
    for pattern, part in shown.items():
        details = {"type": "string_pattern_mismatch", "pattern": pattern, "value": "？"}
        assert part in word(Fault("value-form", what="key", details=details)).hint
