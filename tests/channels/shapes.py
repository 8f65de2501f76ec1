"""Made-up records of every shape, seeded: long names, no honours and twenty, no body and 10,000 characters, rare
characters, sentences without end. Every name and deed says nothing of anybody."""

from __future__ import annotations

import random

from world import REPOSITORY, SITE

from generator.channels.channel import read_channels
from generator.channels.compose import Composer
from generator.records.model import Record
from generator.records.reader import RecordFile
from generator.records.settings import Office

OFFICE = Office.model_validate(
    {
        "name": "虚构县先进典型宣传办公室",
        "short_name": "虚构典型办",
        "site_url": SITE,
        "sms_signature": "虚构典型办",
        "contact": {"person": "虚构编辑", "phone": "0000-0000000", "email": "made-up@example.org"},
    }
)
CHANNELS = read_channels(REPOSITORY / "templates" / "channels")[0]
COMPOSER = Composer(CHANNELS, OFFICE)
TEXTS = [(channel, output) for channel in CHANNELS for output in channel.settings.outputs if output.is_text]
_NAMES = ("张三", "虚构·巴格努尔·哈那里汗", "𠮷田犇", "虚构县东坡村党支部", "单虚构", "虚" * 30, "虚构尔·" * 9 + "汗")
_WORDS = "修路引水建档山坡果园乡亲老人孩子灯火雨季堤坝图书账目会议清晨夜里挨家挨户商量办成"
_LINKS = ("，", "，", "，", "；", "、")
_ENDS = ("。", "。", "。", "！", "？", "……")


def sentence(rng: random.Random) -> str:
    clauses = []
    for _number in range(rng.randint(1, 6)):
        words = "".join(rng.choice(_WORDS) for _ in range(rng.randint(2, 22)))
        figure = rng.choice(
            ("", "", f"{rng.randint(2, 9999)}户", f"{rng.randint(1950, 2024)}年", f"{rng.randint(1, 99)}%")
        )
        clauses.append(figure + words + rng.choice(("", "", "", "𠮷", "（虚构）", "GDP", "《虚构》")))
    return "".join(c + rng.choice(_LINKS) for c in clauses[:-1]) + clauses[-1] + rng.choice(_ENDS)


def body(rng: random.Random) -> str:
    size = rng.choice((0, 0, 80, 400, 1_000, 1_000, 3_000, 10_000))
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append("## " + rng.choice(("事迹", "做法", "评价")))
        parts += ["".join(sentence(rng) for _ in range(rng.randint(1, 5))) for _ in range(rng.randint(1, 4))]
        if rng.random() < 0.4:
            parts.append(f"> {sentence(rng)}\n> ——虚构的人")
    return "\n\n".join(parts)


def made_up(seed: int) -> RecordFile:
    """The record of this seed."""
    rng = random.Random(seed)
    name = rng.choice(_NAMES)
    honours = [
        {"title": f"虚构荣誉{'甲乙丙丁戊己庚辛壬癸'[n % 10]}" + rng.choice(("", "（追授）", "（" + "虚" * 20 + "）"))}
        | rng.choice(({}, {"on": "2011"}, {"by": "虚构机关"}))
        for n in range(rng.choice((0, 0, 1, 3, 20)))
    ]
    summary = rng.choice((name, "他")) + sentence(rng)[: rng.choice((20, 40, 60, 60))].rstrip("，、；。（") + "。"
    fields = {
        "name": name,
        "fields": ("rural",),
        "summary": summary,
        "stage": "named",
        "updated": "2026-11-20",
        "honours": honours,
        "copy": rng.choice(({}, {"headline": "虚构的标题" * rng.choice((1, 2, 6))})),
        "sources": [{"id": "s1", "title": "虚构报道" * rng.choice((1, 9)), "publisher": "虚构日报"}]
        * rng.choice((0, 1)),
    }
    if rng.random() < 0.7:
        fields["unit"] = rng.choice(("虚构县东坡村", "虚构县医院；虚构镇", "虚构" * 20))
    if rng.random() < 0.7:
        fields["post"] = rng.choice(("党支部书记", "医生；主任", "党支部书记、主任，虚构协会会长"))
    if rng.random() < 0.3:
        fields["pinyin"] = "Xūgòu"
    return RecordFile(path="record.md", value=Record.model_validate(fields), id="made-up", body=body(rng))
