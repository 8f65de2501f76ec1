"""Surnames that a dictionary reads wrongly, with their readings as surnames.

The rule pinyin-needed asks for `pinyin` where a name begins with one of them; search reads names by it.
"""

from __future__ import annotations

# As in the entries 〈姓〉 of 现代汉语词典. The first reading is the commoner one; both are borne where there are two.
_READINGS = """
单:Shàn 仇:Qiú 解:Xiè 查:Zhā 曾:Zēng 区:Ōu 朴:Piáo 盖:Gě 覃:Qín/Tán 乐:Yuè/Lè 缪:Miào 翟:Zhái/Dí 任:Rén
华:Huà 纪:Jǐ/Jì 员:Yùn 洗:Xiǎn 秘:Bì 折:Shé 冼:Xiǎn 逄:Páng 那:Nā 宓:Mì/Fú 燕:Yān 葛:Gě 召:Shào 祭:Zhài
种:Chóng 重:Chóng 卜:Bǔ 黑:Hè 牟:Mù/Móu 褚:Chǔ 过:Guō 幺:Yāo 么:Yāo 繁:Pó 眭:Suī 佴:Nài 妫:Guī 都:Dū
薄:Bó 藏:Zāng 句:Gōu 哈:Hǎ 隗:Wěi/Kuí 乜:Niè 宁:Nìng/Níng 鲜:Xiān/Xiǎn 郇:Xún/Huán 阚:Kàn 撒:Sǎ 訾:Zī
贠:Yùn 谌:Chén/Shèn 郗:Xī/Chī 郄:Qiè/Xì 能:Nài
令狐:Línghú 单于:Chányú 万俟:Mòqí 尉迟:Yùchí 长孙:Zhǎngsūn 澹台:Tántái
"""
SURNAMES = {surname: tuple(said.split("/")) for surname, _, said in (e.partition(":") for e in _READINGS.split())}
"""Surname → its readings with tones, where a dictionary puts another first or the character is rare."""


def surname_of(name: str) -> str:
    """The surname in `name` if it is one of `SURNAMES`, else "".

    A name with · is written in characters that stand for sounds: it has no Chinese surname. Nor has a name that is
    nothing else.
    """
    surname = name[:2] if name[:2] in SURNAMES else name[:1]
    return surname if surname in SURNAMES and len(name) > len(surname) and "·" not in name else ""
