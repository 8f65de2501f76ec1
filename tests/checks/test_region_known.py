"""The region begins with one of the vocabulary, or a warning asks."""

from __future__ import annotations

import pytest

from .sample import World, matches

HEADS = {
    "known province": ("region: 湖北/虚构市/虚构县", []),
    "the province alone": ("region: 湖北", []),
    "with 省": ("region: 湖北省/虚构市", [(2, 9, "湖北省/虚构市")]),
    "unknown": ("region: 虚构省/虚构市", [(2, 9, "虚构省/虚构市")]),
    "a full-width slash": ("region: 湖北／虚构市", [(2, 9, "湖北／虚构市")]),
    "no region": ("post: 支书", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_in_the_head(world: World, text: str, expected: list[tuple[int, int, str]]) -> None:
    assert matches(world.head("region-known", text), expected)


HINTS = {"湖北省/虚构市": "湖北/虚构市", "湖北／虚构市": "湖北/虚构市", "湖北虚构市": "湖北"}


@pytest.mark.parametrize("written", HINTS)
def test_the_hint_writes_it_as_the_vocabulary_does(world: World, written: str) -> None:
    assert world.head("region-known", f"region: {written}")[0].hint == f"did you mean “{HINTS[written]}”?"


def test_a_deeper_region_of_the_vocabulary_is_enough(world: World) -> None:
    from generator.checks.finding import Context
    from generator.records.settings import Vocabulary

    term = {"id": "xu-gou", "zh": "虚构省/虚构市", "en": "Xugou"}
    world.context = Context(Vocabulary.model_validate({"regions": [term]}))
    assert world.head("region-known", "region: 虚构省/虚构市/虚构县") == []
    assert len(world.head("region-known", "region: 虚构省/别的市")) == 1
