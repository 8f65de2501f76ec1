"""A record is read as it was meant, or every fault is kept with its place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.finding import Context
from generator.checks.run import check_record
from generator.records.reader import RecordFile, read_record

SOUND = (
    "name: 张三\nfields: [rural]\nsummary: 他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。\n"
    "stage: lead\nupdated: 2026-11-22\n"
)


def read(data: str | bytes, kind: str = "people") -> RecordFile:
    """The record that `data` makes."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / kind / "zhang-san"
        folder.mkdir(parents=True)
        (folder / "record.md").write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_record(folder, Path(root), "zhang-san/record.md")


def head(more: str, body: str = "") -> RecordFile:
    """A sound record with `more` at the beginning of its head, on line 2, in place of equal keys."""
    kept = [line for line in SOUND.splitlines(keepends=True) if f"\n{line.split(':')[0]}:" not in f"\n{more}"]
    return read(f"---\n{more}\n{''.join(kept)}---\n{body}")


def faults(file: RecordFile) -> list[tuple[str, str, int, int]]:
    """What is wrong, and where."""
    return [(fault.rule, fault.what, *fault.at) for fault in file.faults]


FENCES = {
    "sound": (f"---\n{SOUND}---\n正文\n", 2, 8),
    "spaces behind": (f"--- \n{SOUND}---\t\n正文\n", 2, 8),
    "empty lines before": (f"\n \n---\n{SOUND}---\n正文\n", 4, 10),
    "Windows line ends": (f"---\n{SOUND}---\n正文\n".replace("\n", "\r\n"), 2, 8),
    "a byte order mark": (f"\ufeff---\n{SOUND}---\n正文\n", 2, 8),
}


@pytest.mark.parametrize(("text", "head_line", "body_line"), FENCES.values(), ids=FENCES)
def test_a_head_and_a_body_are_cut_at_the_hyphens(text: str, head_line: int, body_line: int) -> None:
    file = read(text)
    assert faults(file) == []
    assert (file.head_line, file.body_line, file.body) == (head_line, body_line, "正文\n")
    assert file.at("name") == (head_line, 7)


def test_a_body_may_hold_hyphens_of_its_own() -> None:
    assert read(f"---\n{SOUND}---\n甲\n---\n乙\n").body == "甲\n---\n乙\n"


def test_a_head_without_a_body_and_a_last_line_end_is_read() -> None:
    file = read(f"---\n{SOUND}---")
    assert (faults(file), file.body) == ([], "")


BROKEN = {
    "nothing": ("", "no-opening-fence", 1),
    "no opening hyphens": (SOUND + "---\n", "no-opening-fence", 1),
    "no closing hyphens": ("---\n" + SOUND + "\n## 事迹\n", "no-closing-fence", 8),
    "text before the hyphens": ("好\n---\n" + SOUND + "---\n", "no-opening-fence", 1),
}


@pytest.mark.parametrize(("text", "what", "line"), BROKEN.values(), ids=BROKEN)
def test_missing_hyphens_are_found(text: str, what: str, line: int) -> None:
    assert faults(read(text)) == [("front-matter-readable", what, line, 1)]


KEYBOARD = {
    "a full-width colon": ("name：张三\nunit: x", "colon", 2, 5),
    "a full-width colon under another key": ("approval:\n  basis：public\n  notice: {}", "colon", 3, 8),
    "an English and a Chinese quote": ('unit: "东坡”', "quote", 2, 7),
    "a tab as indent": ("approval:\n\tbasis: public", "tab", 3, 1),
}


@pytest.mark.parametrize(("more", "what", "line", "column"), KEYBOARD.values(), ids=KEYBOARD)
def test_what_a_chinese_keyboard_put_in_is_found(more: str, what: str, line: int, column: int) -> None:
    assert faults(head(more))[0] == ("front-matter-readable", what, line, column)


VALUES = {
    "a dialling code": ("unit: 0571", "unit", "0571"),
    "a time": ("unit: 12:30", "unit", "12:30"),
    "no": ("unit: no", "unit", "no"),
    "Chinese quotes": ("unit: “东坡”村", "unit", "“东坡”村"),
    "a Chinese colon in a value": ("unit: 虚构：东坡", "unit", "虚构：东坡"),
    "a name with a middle dot": ("name: 虚构·三", "name", "虚构·三"),
    "a name beyond the BMP": ("name: 𠮷三", "name", "𠮷三"),
}


@pytest.mark.parametrize(("more", "key", "value"), VALUES.values(), ids=VALUES)
def test_a_value_stays_the_text_that_stands_there(more: str, key: str, value: str) -> None:
    file = head(more)
    assert faults(file) == []
    assert getattr(file.value, key) == value


WRONG = {
    "equal keys": ("unit: a\nunit: b", [("key-twice", "unit", 3, 1)]),
    "an unknown key": ("units: a", [("key-known", "units", 2, 1)]),
    "an impossible date": ("updated: 2026-02-30", [("date-real", "updated", 2, 10)]),
    "a month where a day is needed": ("updated: 2026-02", [("date-real", "updated", 2, 10)]),
    "an alias": ("unit: *a", [("yaml-plain", "alias", 2, 7)]),
    "two at once": ("units: a\nlevel: 县", [("value-form", "level", 3, 8), ("key-known", "units", 2, 1)]),
}


@pytest.mark.parametrize(("more", "expected"), WRONG.values(), ids=WRONG)
def test_every_fault_is_kept_with_its_place(more: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert sorted(faults(head(more))) == sorted(expected)


def test_a_fault_of_form_carries_the_value_that_stands_there() -> None:
    assert head("stage: nammed").faults[0].details["value"] == "nammed"


@pytest.mark.parametrize("date", ["2011", "2011-07", "2011-07-01"])
def test_a_partial_date_stays_as_far_as_it_is_known(date: str) -> None:
    record = head(f"honours: [{{title: 优秀共产党员, on: {date}}}]").value
    assert record is not None
    assert record.honours[0].on == date


def test_a_draft_keeps_what_is_sound_and_names_what_it_made_up() -> None:
    file = head("stage: nammed\nunit: 东坡村\nlevel: 县")
    assert file.value is None
    assert file.record is not None
    assert (file.record.unit, file.record.level, file.absent) == ("东坡村", None, {"stage"})


def test_places_of_a_draft_are_those_of_the_file() -> None:
    file = head("honours:\n  - {on: 2011}\n  - {title: 优秀共产党员, on: 2013}")
    assert file.record is not None
    assert file.record.honours[0].title == "优秀共产党员"
    assert file.at("honours", 0, "title") == (4, 13)


def test_the_folder_decides_the_kind() -> None:
    text = f"---\n{SOUND}---\n"
    assert (read(text).kind, read(text, "organizations").kind) == ("person", "organization")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=100))
def test_any_text_in_a_field_survives_reading(text: str) -> None:
    file = head(yaml.safe_dump({"unit": text}, allow_unicode=True).rstrip("\n"))
    assert faults(file) == []
    assert file.value is not None
    assert file.value.unit == text


@given(st.binary(max_size=400))
def test_reading_and_checking_any_bytes_never_raises(data: bytes) -> None:
    check_record(read(data), Context())


pieces = st.sampled_from(
    [
        *SOUND.splitlines(keepends=True),
        "---\n",
        "\n",
        "honours: [{on: 2011}]\n",
        "name：",
        "\t",
        "- ",
        "[",
        "}",
        "*a",
        "&a ",
        "sources:\n",
        "  - {id: s1}\n",
        "copy: {sms: 61}\n",
        "“",
        '"',
        "[^s1]",
        "最早",
        "<b>",
        "](",
        "13800138000",
        "\x07",
    ]
)


@given(st.lists(pieces, max_size=20).map("".join))
def test_reading_and_checking_broken_records_never_raises(text: str) -> None:
    check_record(read(text), Context())
    check_record(read(f"---\n{text}\n---\n{text}"), Context())
