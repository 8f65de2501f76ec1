"""The Chinese catalogue is complete, exact and what the program really loads."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterator

import messages
import pytest

from generator import cli, language
from generator.checks.rules import RULES
from generator.gate.conditions import CONDITIONS
from generator.history.rules import HISTORY


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = language.chosen()
    yield
    language.choose(before)


def test_catalogue_is_complete_and_in_step_with_the_code() -> None:
    assert list(messages.complaints()) == []


def test_catalogue_as_written_is_what_the_tool_would_write_again() -> None:
    known = messages.words(messages.catalogue())
    assert messages.PO.read_bytes() == messages.as_po(messages.collected(), known)


def test_compiled_catalogue_gives_every_message_back() -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(messages.MO.read_bytes()))
    for id_, word in messages.words(messages.catalogue()).items():
        if isinstance(id_, str):
            assert compiled.gettext(id_) == word
        else:
            assert [compiled.ngettext(*id_, count) for count in (0, 1, 2, 5)] == [word] * 4


def test_every_message_is_said_in_chinese() -> None:
    # Some are punctuation alone: “，” between the items of a list.
    silent = [word for word in messages.words(messages.catalogue()).values() if not re.search(r"[一-龥，；：]", word)]
    assert silent == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{count} held back: {reasons}", {"{count}", "{reasons}"}),
        ("{seconds:.1f} s, {size:,} bytes", {"{seconds:.1f}", "{size:,}"}),
        ("write {key: value, key: value} or {…}", set()),
        ("argument %(name)s: %r", {"%(name)s", "%r"}),
        ("100% sure", set()),
    ],
)
def test_places_are_what_a_message_fills_in(text: str, expected: set[str]) -> None:
    assert messages.places(text) == expected


def test_literals_are_found_wherever_code_says_them() -> None:
    code = """
_("one")
_("two " "parts")
print(f"{_('inside')}")
ngettext("{n} record", "{n} records", n)
_(variable)
other("not this")
"""
    assert set(messages.literals(code)) == {"one", "two parts", "inside", ("{n} record", "{n} records")}


def test_examples_stand_in_the_chinese_documentation_as_in_the_english() -> None:
    known = messages.words(messages.catalogue())
    for rule in (*RULES, *CONDITIONS, *HISTORY):
        english, chinese = rule.documentation, known[rule.documentation]
        lines = [line for line in english.splitlines() if line.startswith("    ") and not line.isascii()]
        lines = [line for line in lines if "#" not in line and "record.md:" not in line]
        assert [line for line in lines if line not in chinese.splitlines()] == [], rule.name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "还缺：命令"),
        (["check", "--format", "xml"], "没有 'xml' 这一项"),
        (["preview", "sms"], "还缺：ID"),
        (["build", "--jobs"], "后面要写一项"),
        (["build", "--quiet=yes"], "这里不能写 'yes'"),
        (["explain", "a", "b"], "多出了不认识的内容：b"),
        (["serve", "--p", "1"], "选项 --p 不明确"),
    ],
)
def test_misuse_is_told_in_chinese_by_argparse_too(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--lang", "zh", *arguments])
    told = capsys.readouterr().err
    assert said in told
    assert "用法：" in told
    assert not re.search(r"usage|error|argument|expected|required", told)


def test_english_stays_english(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--lang", "zh"])
    with pytest.raises(SystemExit):
        cli.main(["--lang", "en"])
    assert "the following arguments are required" in capsys.readouterr().err
