"""What a record says stands in a Markdown file as text, held against a Markdown parser and the HTML it makes."""

from __future__ import annotations

import html
import re

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.channels.compose import Composer
from generator.channels.plain_markdown import plain_markdown

from .shapes import CHANNELS, OFFICE, made_up

SIGNS = "虚构*_`~#<>[]()!|&;:+-=.\\1 甲"


def shown(text: str) -> str:
    """What a reader of the Markdown sees, all white space as one space."""
    made: str = pyromark.Markdown(options=pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TABLES).html(
        str(plain_markdown(text))
    )
    assert set(re.findall(r"<(\w+)", made)) <= {"p"}, made
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", made)).split())


@given(st.text(SIGNS, max_size=40))
def test_a_line_of_any_signs_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "# 虚构的标题",
        "1. 虚构",
        "1) 虚构",
        "- 虚构",
        "+ 虚构",
        "> 虚构",
        "*虚构*_虚构_",
        "[虚构](javascript:alert)",
        "![虚构](x.png)",
        "&lt;虚构&gt;",
        "---",
        "===",
        "~~虚构~~",
        "    虚构",
    ],
)
def test_markup_is_shown_and_not_carried_out(text: str) -> None:
    assert shown(text) == text.strip()


def test_an_address_stays_a_link() -> None:
    assert plain_markdown("见https://example.org/a_b*c，虚构") == "见<https://example.org/a_b*c>，虚构"


def test_a_number_stays_a_number() -> None:
    assert plain_markdown(7) == 7


def test_the_bulletin_says_a_name_with_signs() -> None:
    file = made_up(1)
    assert file.value
    file.value = file.value.model_copy(update={"name": "虚构<b>*的*</b>人", "copy_": {}})
    channel = next(channel for channel in CHANNELS if channel.id == "bulletin")
    text = Composer(CHANNELS, OFFICE).output(channel, "bulletin.md", file).decode()
    assert text.startswith("# 虚构\\<b\\>\\*的\\*\\</b\\>人\n")
