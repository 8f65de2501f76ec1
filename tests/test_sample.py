"""The sample records: enough of them, every claim with its source, nothing private."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from world import REPOSITORY, World

from generator.records.reader import RecordFile, read_record

ROOT = REPOSITORY / "exemplars"
RECORDS = sorted(path.parent for path in ROOT.glob("*/*/record.md"))


def file_of(folder: Path) -> RecordFile:
    return read_record(folder, ROOT, folder.name)


def test_there_are_enough_persons_and_organizations(sample: World) -> None:
    listed = json.loads((sample.site / "api" / "exemplars.json").read_bytes())["exemplars"]
    kinds = [item["kind"] for item in listed]
    assert kinds.count("person") >= 25
    assert kinds.count("organization") >= 10
    assert len(listed) == len(RECORDS), "all of them are public"


def test_no_check_finds_anything(sample: World) -> None:
    ran = sample.run("check")
    assert (ran.code, ran.out) == (0, f"no problems in {len(RECORDS)} records\n"), ran


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_every_paragraph_says_where_it_stands(folder: Path) -> None:
    file = file_of(folder)
    assert file.value is not None
    told = [block for block in file.blocks if block.kind != "heading"]
    assert told
    for block in told:
        assert block.citations, f"line {file.body_line + block.line}"
    assert {id_ for block in told for id_ in block.citations} == {source.id for source in file.value.sources}


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_a_reader_can_find_the_sources(folder: Path) -> None:
    record = file_of(folder).value
    assert record is not None
    assert any(source.findable for source in record.sources)
    for source in record.sources:
        assert source.url is None or source.url.startswith("https://"), source.id
        assert source.title
        assert source.publisher


@pytest.mark.parametrize("folder", [f for f in RECORDS if f.parent.name == "people"], ids=lambda folder: folder.name)
def test_persons_have_their_names_read(folder: Path) -> None:
    """One syllable a character, with tone marks; a name of another language may be written without."""
    record = file_of(folder).value
    assert record is not None
    assert record.pinyin
    letters = re.sub(r"[^a-zA-ZāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüĀÁǍÀĒÉĚÈŌÓǑÒ·’' -]", "", record.pinyin)
    assert letters == record.pinyin
    assert record.pinyin[0].isupper()
    if "·" not in record.name and len(record.name) <= 3:
        assert re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ]", record.pinyin)
        assert record.pinyin.count(" ") == 1, "surname and given name stand apart"


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_nothing_private_stands_in_a_record(folder: Path) -> None:
    """What is public already is the basis; nothing of the office's own steps, no numbers, no addresses."""
    file = file_of(folder)
    assert file.value is not None
    approval = file.value.approval
    assert approval is not None
    assert approval.basis == "public"
    assert approval.consent is None
    assert approval.checks == ()
    assert approval.appraisal is None
    text = re.sub(r"https?://\S+", "", file.text)
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{17}[\dXx]|@|身份证|住址", text)


def test_what_a_summary_says_in_figures_stands_in_the_body() -> None:
    from generator.records.figures import figures

    for folder in RECORDS:
        file = file_of(folder)
        assert file.value is not None
        told = figures(file.body)
        said = figures(file.value.summary) | figures(file.value.copy_.get("headline", ""))
        assert set(said) <= set(told), folder.name


def test_the_office_says_that_it_is_a_demonstration() -> None:
    office = (ROOT / "office.yml").read_text("utf-8")
    assert "演示" in office
    assert "虚构" in office
    assert "example.org" in office


def test_the_vocabulary_has_the_criteria_of_the_field() -> None:
    """五带头 for persons, 五个好 for organisations."""
    words = (ROOT / "vocabulary.yml").read_text("utf-8")
    for label in ("学习提高", "争创佳绩", "服务群众", "遵纪守法", "弘扬正气"):
        assert f"带头{label}" in words
    for label in ("领导班子", "党员队伍", "工作机制", "工作业绩", "群众反映"):
        assert f"{label}好" in words
