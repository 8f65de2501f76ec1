"""What a channel.yml may ask otherwise: opt-out words, speed, length of lines, hand-written copy for one output."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.channels.captions import lines_of, timed
from generator.channels.channel import Channel, Voice
from generator.channels.compose import Composer
from generator.channels.lines import broken, set_in_lines
from generator.channels.pace import units
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.sms.counting import count_sms

from .shapes import CHANNELS, OFFICE

BODY = "\n\n".join(
    f"第{n}段的第一句说一件虚构的小事。第{n}段的第二句再说一件，说得长一些，好让它占地方。" for n in "甲乙丙丁戊己"
)


def file(**fields: Any) -> RecordFile:
    given = {
        "name": "张三",
        "fields": ("rural",),
        "summary": "张三在虚构的村里修路引水，一件一件办到底。",
        "stage": "named",
        "updated": "2026-11-20",
    }
    return RecordFile(path="record.md", value=Record.model_validate(given | fields), id="zhang-san", body=BODY)


def made(channel: str, name: str, record: RecordFile, **voice: Any) -> str:
    """An output of a channel whose voice is set otherwise."""
    found = next(c for c in CHANNELS if c.id == channel)
    settings = found.settings.model_copy(update={"voice": found.settings.voice.model_copy(update=voice)})
    changed = Channel(id=found.id, folder=found.folder, settings=settings)
    data, flaws = Composer([changed], OFFICE).made(changed, name, record)
    assert flaws == []
    return data.decode().removesuffix("\n")


def test_promotional_messages_end_with_opt_out_words_that_count() -> None:
    sms = made("sms", "sms.txt", file(), opt_out="拒收请回复R")
    assert sms.endswith(" 拒收请回复R")
    series = made("sms", "sms-series.txt", file(), opt_out="拒收请回复R").split("\n\n")
    assert len(series) > 1
    assert all(message.endswith(("。 拒收请回复R", "/ 拒收请回复R")) for message in series)
    assert all(count_sms(message).messages <= 2 for message in (sms, *series))


def test_a_series_has_no_more_messages_than_asked_for() -> None:
    assert len(made("sms", "sms-series.txt", file(), messages=2).split("\n\n")) == 2


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_a_series_ends_with_the_address_whatever_it_has_room_for(most: int) -> None:
    """Where a story is cut short, its reader needs the address most: whole sentences make room for it."""
    series = made("sms", "sms-series.txt", file(), messages=most).split("\n\n")
    assert len(series) <= most
    assert series[-1].endswith("/zhang-san/")
    assert sum("https://" in message for message in series) == 1
    assert all(count_sms(message).messages <= 2 for message in series)
    said = "".join(re.sub("^【虚构典型办】(（./.）)?", "", message) for message in series).split("https://")[0]
    told = "张三在虚构的村里修路引水，一件一件办到底。" + BODY.replace("\n\n", "")
    assert told.startswith(said), "no sentence is left out between others"
    assert said.endswith("。")


@pytest.mark.parametrize("speed", [220, 250, 300])
def test_a_faster_voice_says_more_in_the_same_time(speed: int) -> None:
    text = made("radio", "radio.txt", file(), speed=speed).split("\n\n")[1]
    assert abs(units(text) * 60 / speed - 40) <= 4


@pytest.mark.parametrize("line", [10, 14, 20])
def test_captions_keep_to_the_length_of_a_line(line: int) -> None:
    srt = made("tv", "tv.srt", file(), line=line).split("\n\n")
    assert max(len(caption.split("\n")[2]) for caption in srt) <= line


@pytest.mark.parametrize(
    ("key", "name"),
    [("radio", "radio.txt"), ("radio-3min", "radio-3min.txt"), ("newspaper-brief", "newspaper-brief.txt")],
)
def test_copy_written_by_hand_for_one_output_stands_in_it_and_in_no_other(key: str, name: str) -> None:
    record = file(copy={key: "这一篇是编辑自己写的。"})
    channel = key.partition("-")[0]
    found = next(c for c in CHANNELS if c.id == channel)
    for output in found.settings.outputs:
        if output.is_text:
            assert ("编辑自己写的" in made(channel, output.file, record)) == (output.file == name)


def test_lines_break_between_clauses_then_phrases_and_never_in_figures_or_names() -> None:
    text = "2016年7月取得虚构师范大学法学硕士学位，《虚构的书》写了33万6000字。"
    assert set_in_lines(text, 16).split("\n")[-1].endswith("33万6000字。")
    for most in range(9, 20):
        lines = [*set_in_lines(text, most).split("\n"), *lines_of(text, most, ())]
        for whole in ("2016年7月", "33万6000字", "《虚构的书》"):
            assert any(whole in line for line in lines[: len(lines) // 2 + 1]) or len(whole) > most, (most, whole)
    assert broken("虚构县东坡村巴格努尔·哈那里汗在路上", 14, ["巴格努尔·哈那里汗"])[-1].startswith("巴格努尔·哈那里汗")


@pytest.mark.parametrize(
    ("clause", "whole"),
    [
        ("虚构人2009年离开虚构大学回到家乡的小学教书，", "离开"),
        ("全县共有1,300户人家用上了他修的自来水和电灯，", "1,300户"),
        ("虚构女子高中17个老师走到后来只剩下8个人，", "17个老师"),
        ("他年度考核优秀（2013年至2015年连续）并获得三等功，", "（2013年至2015年连续）"),
        ("从1954年起参与起草这部法律并且一直教书到老，", "从1954年起"),
        ("并入选全国面向基层的“五好党组织”风采大赛，", "“五好党组织”"),
        ("虚构市老区群众发展黄桃并减少了这里的贫困人口，", "老区"),
    ],
)
def test_what_belongs_together_stands_in_one_line(clause: str, whole: str) -> None:
    lines = set_in_lines(clause, 16).split("\n")
    assert "".join(lines) == clause
    assert all(len(line) <= 16 for line in lines)
    assert any(whole in line for line in lines), lines


@given(
    st.lists(
        st.sampled_from(
            ["虚构", "的人们", "2015年", "“好。”", "，", "1,300户", "《书》", "（甲）", "、", "。", "！", "”", "》"]
        )
    ),
    st.integers(9, 20),
)
def test_lines_are_the_text_and_none_begins_with_a_closing_mark(words: list[str], most: int) -> None:
    text = "".join(["虚构的", *words])
    lines = set_in_lines(text, most).split("\n")
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in "，、。！”》"], lines


def test_a_short_line_stands_a_second_and_the_next_makes_up_for_it() -> None:
    captions = timed(["好。", "然后他把路一直修到了山下的河边。"], (), Voice())
    assert (captions[0].text, captions[0].start, captions[0].end) == ("好", 0, 1000)
    assert captions[1].start == 1000
    spoken = units("好。然后他把路一直修到了山下的河边。") * 60_000 / 250
    assert captions[-1].end == spoken, "what stood too long has been made up for"
