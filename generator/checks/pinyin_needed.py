"""A person whose surname a dictionary reads wrongly has `pinyin`.

单, 仇 or 曾 have another reading as surnames. The announcer at the microphone, the search by letters and
the share card rely on `pinyin`; without it they take the dictionary's first reading.

Fails:

    name: 单虚构

Passes:

    name: 单虚构
    pinyin: Shàn Xūgòu
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Context, Finding, Severity
from generator.language import _
from generator.records.reader import RecordFile

SEVERITY = Severity.WARNING
_READINGS = """
单:Shàn 仇:Qiú 解:Xiè 查:Zhā 曾:Zēng 区:Ōu 朴:Piáo 盖:Gě 覃:Qín/Tán 乐:Yuè/Lè 缪:Miào 翟:Zhái/Dí 任:Rén
华:Huà 纪:Jǐ/Jì 员:Yùn 洗:Xiǎn 秘:Bì 折:Shé 冼:Xiǎn 逄:Páng 那:Nā 宓:Mì/Fú 燕:Yān 葛:Gě 召:Shào 祭:Zhài
种:Chóng 重:Chóng 卜:Bǔ 黑:Hè 牟:Mù/Móu 褚:Chǔ 过:Guō 幺:Yāo 么:Yāo 繁:Pó 眭:Suī 佴:Nài 妫:Guī 都:Dū
薄:Bó 藏:Zāng 句:Gōu 哈:Hǎ 隗:Wěi/Kuí 乜:Niè 宁:Nìng/Níng 鲜:Xiān/Xiǎn 郇:Xún/Huán 阚:Kàn 撒:Sǎ 訾:Zī
令狐:Línghú 单于:Chányú 万俟:Mòqí 尉迟:Yùchí 长孙:Zhǎngsūn 澹台:Tántái
"""
SURNAMES = dict(entry.split(":") for entry in _READINGS.split())
"""Surname → its readings as a surname, where a dictionary puts another first or the character is rare."""


def check(file: RecordFile, context: Context) -> Iterator[Finding]:
    """Looks up the surname of a person without `pinyin`."""
    record = file.record
    if file.kind != "person" or not record or record.pinyin or "name" in file.absent:
        return
    name = record.name
    surname = name[:2] if name[:2] in SURNAMES else name[:1]
    # A name with · is written in characters that stand for sounds: it has no Chinese surname.
    if surname not in SURNAMES or len(name) == len(surname) or "·" in name:
        return
    readings = SURNAMES[surname].split("/")
    message = _("the surname 「{surname}」 of {name} is easily misread, and pinyin is missing")
    hint = _("add pinyin: {reading} …; as a surname it reads {readings}")
    yield Finding(
        file.at("name"),
        message.format(surname=surname, name=name),
        hint.format(reading=readings[0], readings=_(" or ").join(readings)),
    )
