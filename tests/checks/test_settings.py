"""Vocabulary and office are checked beyond their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.run import check_form
from generator.checks.settings import check_settings
from generator.records.reader import read_settings
from generator.records.settings import Office, Vocabulary

VOCABULARY = """\
levels:
  - {id: county, zh: 县级, en: County}
fields:
  - {id: rural, zh: 农村, en: Rural}
"""
OFFICE = "name: 虚构县典型办\nsite_url: https://example.org/\nsms_signature: 虚构典型办\n"
COLUMN = "  - {{id: {}, title: 专栏, select: {{{}}}}}\n"

SETTINGS = {
    "sound": (
        VOCABULARY,
        OFFICE + "columns:\n" + COLUMN.format("a", "fields: [rural], levels: [county]"),
        [],
    ),
    "an id twice in a list": (
        VOCABULARY + "  - {id: rural, zh: 乡村, en: Country}\n",
        OFFICE,
        [("vocabulary.yml", 5, 10, "id-unique", "“rural” already stands in line 4")],
    ),
    "the same id in two lists": (VOCABULARY + "units:\n  - {id: rural, zh: 甲, en: A}\n", OFFICE, []),
    "a column twice": (
        VOCABULARY,
        OFFICE + "columns:\n" + COLUMN.format("a", "") + COLUMN.format("a", ""),
        [("office.yml", 6, 10, "id-unique", "“a” already stands in line 5")],
    ),
    "a column of an unknown field": (
        VOCABULARY,
        OFFICE + "columns:\n" + COLUMN.format("a", "fields: [rural, rurel]"),
        [("office.yml", 5, 49, "vocabulary-known", "“rurel” does not stand in vocabulary.yml (fields)")],
    ),
    "a column of an unknown honour": (
        VOCABULARY,
        OFFICE + "columns:\n" + COLUMN.format("a", "honours: [striver]"),
        [("office.yml", 5, 43, "vocabulary-known", "“striver”")],
    ),
}


@pytest.mark.parametrize(("vocabulary", "office", "expected"), SETTINGS.values(), ids=SETTINGS)
def test_settings(tmp_path: Path, vocabulary: str, office: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    (tmp_path / "vocabulary.yml").write_text(vocabulary, encoding="utf-8")
    (tmp_path / "office.yml").write_text(office, encoding="utf-8")
    words = read_settings(tmp_path / "vocabulary.yml", tmp_path, Vocabulary, "vocabulary.yml")
    body = read_settings(tmp_path / "office.yml", tmp_path, Office, "office.yml")
    assert (check_form(words), check_form(body)) == ([], [])
    found = check_settings(words, body)
    assert [(p.path, p.line, p.column, p.rule) for p in found] == [entry[:4] for entry in expected]
    assert all(entry[4] in p.message for p, entry in zip(found, expected, strict=True))


OFFICES = {
    "sms_signature: 【典型办】": "without brackets",
    "sms_signature: 典": "at least 2",
    "site_url: https://example.org": "ends with “/”",
    "colums: []": "did you mean “columns”?",
}


@pytest.mark.parametrize("line", OFFICES)
def test_the_form_of_the_office_is_worded_too(tmp_path: Path, line: str) -> None:
    kept = [entry for entry in OFFICE.splitlines() if entry.partition(":")[0] != line.partition(":")[0]]
    (tmp_path / "office.yml").write_text("\n".join([line, *kept]) + "\n", encoding="utf-8")
    (found,) = check_form(read_settings(tmp_path / "office.yml", tmp_path, Office, "office.yml"))
    assert OFFICES[line] in f"{found.message} {found.hint}"
    assert found.line == 1
