"""Copy that is too long says by how much, and where a shorter one is written."""

from __future__ import annotations

from generator.checks.copy_fits import word
from generator.records.fault import Fault, Position


def test_the_message_names_the_part_of_an_article_that_is_too_long() -> None:
    found = word(Fault("copy-fits", Position(9, 3), "wechat", {"label": "微信", "over": "3", "part": "标题"}))
    assert "标题" in found.message
    assert "微信" in found.message
    assert "3 characters" in found.message


def test_the_message_names_channel_and_excess() -> None:
    fault = Fault("copy-fits", Position(9, 3), "sms", {"label": "短信", "over": "12"})
    found = word(fault)
    assert found.at == (9, 3)
    assert "短信" in found.message
    assert "12 characters" in found.message
    assert "copy.sms" in found.hint
