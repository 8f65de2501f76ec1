"""Over a thousand made-up records of every shape each output is inside its limits, or the problem says what is not."""

from __future__ import annotations

import io
import itertools
import re

import pytest
import webvtt

from generator.channels.flaw import TooLong
from generator.channels.pace import units
from generator.sms.counting import count_sms

from .shapes import CHANNELS, COMPOSER, TEXTS, made_up

MADE_UP = 1_000
SEEDS = range(MADE_UP)
OWN = [
    (channel, output)
    for channel, output in TEXTS
    if channel.id in {"sms", "newspaper", "radio", "tv", "wechat", "board"}
]
ENDS = re.compile(r"[。！？…][”）]*\Z")


def outputs(seed: int) -> dict[str, tuple[str, list[object]]]:
    """Every text of the record of a seed, with its flaws."""
    file = made_up(seed)
    made = {output.file: COMPOSER.made(channel, output.file, file) for channel, output in OWN}
    return {name: (data.decode().removesuffix("\n"), list(flaws)) for name, (data, flaws) in made.items()}


@pytest.fixture(scope="module")
def everything() -> list[dict[str, tuple[str, list[object]]]]:
    return [outputs(seed) for seed in SEEDS]


Everything = list[dict[str, tuple[str, list[object]]]]
LIMITS = {
    "newspaper-brief.txt": 300,
    "newspaper.txt": 1_000,
    "newspaper-feature.txt": 3_000,
    "board.txt": 220,
    "wechat.html": 19_999,
}


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_lengths_in_characters(everything: Everything, name: str, limit: int) -> None:
    for seed, made in enumerate(everything):
        text, flaws = made[name]
        over = [flaw.over for flaw in flaws if isinstance(flaw, TooLong) and not flaw.part]
        assert over == ([len(text) - limit] if len(text) > limit else []), seed


def test_most_records_fit_everywhere(everything: Everything) -> None:
    """Problems are for the odd ones: names of 30 characters and more on a line of 14."""
    for name in everything[0]:
        flawed = sum(bool(made[name][1]) for made in everything)
        assert flawed < MADE_UP * (0.45 if name.startswith(("tv.", "wechat")) else 0.1), name


def test_messages_are_two_at_most_and_each_of_a_series_too(everything: Everything) -> None:
    for seed, made in enumerate(everything):
        for name in ("sms.txt", "sms-series.txt"):
            text, flaws = made[name]
            for message in text.split("\n\n"):
                assert message.startswith("【虚构典型办】"), seed
                assert count_sms(message).messages <= 2 or any(isinstance(f, TooLong) for f in flaws), seed
        series = made["sms-series.txt"][0].split("\n\n")
        if len(series) > 1:
            assert len(series) <= 5
            counters = [re.match(r"【虚构典型办】（(\d)/(\d)）", message) for message in series]
            assert [(m[1], m[2]) for m in counters if m] == [
                (str(n), str(len(series))) for n in range(1, len(series) + 1)
            ]


@pytest.mark.parametrize(("name", "time"), [("radio.txt", 40), ("radio-3min.txt", 180)])
def test_a_radio_text_takes_its_time(everything: Everything, name: str, time: int) -> None:
    filled = 0
    for seed, made in enumerate(everything):
        text, flaws = made[name]
        read = text.split("\n\n")[1].strip()
        plain = re.sub(r" [A-Za-zÀ-ɏ/]+(?: [A-Za-zÀ-ɏ]+)*", "", read) if "GDP" not in read else read
        takes = units(plain) * 60 / 250
        assert takes <= time * 1.1 + 0.5 or any(isinstance(f, TooLong) for f in flaws), seed
        assert not re.search(r"[0-9（）()\[\]〔〕【】]|://", text), seed
        assert ENDS.search(read), seed
        if takes >= time * 0.9:
            filled += 1
        else:
            assert "记录里没有更多可说的" in text, seed
    assert filled > MADE_UP * 0.35, "half of the records have bodies long enough"


def test_captions_are_read_back_short_slow_and_without_marks(everything: Everything) -> None:
    for seed, made in enumerate(everything):
        (srt, flaws), (vtt, _flaws) = made["tv.srt"], made["tv.vtt"]
        captions = list(webvtt.from_buffer(io.StringIO(srt), format="srt"))
        assert [c.text for c in captions] == [c.text for c in webvtt.from_buffer(io.StringIO(vtt), format="vtt")], seed
        assert captions, seed
        numbers = re.findall(r"^(\d+)\n\d\d:", srt, re.MULTILINE)
        assert numbers == [str(n) for n in range(1, len(captions) + 1)], seed
        times = [(_milliseconds(c.start), _milliseconds(c.end)) for c in captions]
        for (start, end), caption in zip(times, captions, strict=True):
            assert not re.search("[，。！？；：、…“”（）]", caption.text), (seed, caption.text)
            assert len(caption.text) <= (end - start) * 9 / 1000 + 1e-9, (seed, caption.text)
            assert len(caption.text) <= 14 or any(isinstance(f, TooLong) and f.part == "字幕" for f in flaws), seed
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(times)), seed


def test_captions_say_what_the_voice_says(everything: Everything) -> None:
    """Put together again the captions are the written text, without marks and brackets."""
    file = made_up(7)
    srt = everything[7]["tv.srt"][0]
    said = "".join(caption.text for caption in webvtt.from_buffer(io.StringIO(srt), format="srt")).replace(" ", "")
    assert file.value is not None
    source = "".join([file.value.summary, *(block.text for block in file.blocks)])
    bare = re.sub(r"（[^（）]*）|[，。！？；：、…“”]", "", source).replace(" ", "")
    known = re.sub(r"（[^（）]*）|[，。！？；：、…“”]", "", file.value.summary)
    assert known in said
    assert any(said[n : n + 12] in bare for n in range(len(known), max(len(known) + 1, len(said) - 12)))


def test_each_text_ends_in_a_full_sentence(everything: Everything) -> None:
    for seed, made in enumerate(everything):
        for name, (text, _flaws) in made.items():
            if name in {"newspaper.txt", "newspaper-brief.txt", "newspaper-feature.txt"}:
                story, mark, _rest = text.partition("（完）")
                assert mark, (seed, name)
                assert ENDS.search(story), (seed, name)
            if name in {"wechat.txt", "tv.txt"}:
                assert ENDS.search(text), (seed, name)
            if name == "board.txt":
                assert ENDS.search(text.rpartition("\n\n")[0] if text.endswith("虚构典型办") else text), seed


def test_what_is_said_is_the_records_own_and_whole(everything: Everything) -> None:
    """Every sentence of the story in a newspaper text stands in the body, from its beginning to its end."""
    for seed, made in enumerate(everything):
        file = made_up(seed)
        bodies = [block.text.rstrip("。") for block in file.blocks]
        for paragraph in made["newspaper.txt"][0].partition("（完）")[0].split("\n　　")[2:]:
            told = paragraph.partition("：“")[2].rstrip("。").removesuffix("”") or paragraph
            told = told if told.rstrip("。") in "".join(bodies) else paragraph
            assert any(text.startswith(told.rstrip("。")) for text in bodies), (seed, paragraph)


def test_no_figure_is_brought_in(everything: Everything) -> None:
    strays = [
        flaw for made in everything for _text, flaws in made.values() for flaw in flaws if not isinstance(flaw, TooLong)
    ]
    assert strays == []


def test_a_wechat_article_keeps_the_platforms_rules(everything: Everything) -> None:
    for seed, made in enumerate(everything):
        html, _flaws = made["wechat.html"]
        assert len(html.encode()) < 1_000_000
        assert not re.search(r"<(?:script|style|link|iframe|img|a)\b|class=|id=|url\(", html), seed
        fields = dict(line.partition("：")[::2] for line in made["wechat.txt"][0].split("\n"))
        over = {flaw.part for flaw in made["wechat.txt"][1] if isinstance(flaw, TooLong)}
        for part, limit in (("标题", 32), ("摘要", 128), ("作者", 16)):
            assert len(fields[part]) <= limit or part in over, (seed, part)


def test_every_channel_with_text_is_looked_at_here() -> None:
    looked_at = {channel.id for channel, _output in OWN}
    assert {c.id for c in CHANNELS if c.copy_output} - looked_at <= {"bulletin", "newsroom"}


def _milliseconds(time: str) -> int:
    hours, minutes, seconds = time.replace(",", ".").split(":")
    return round((int(hours) * 3600 + int(minutes) * 60) * 1000 + float(seconds) * 1000)
