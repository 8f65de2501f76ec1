"""Makes a corpus of invented records: seeded, so that two machines measure the same work.

Every name, unit and deed here is put together from word lists by a random number generator;
each record says so in its unit. Nothing in it speaks of a real person or body.
"""

from __future__ import annotations

import argparse
import datetime
import random
import shutil
from pathlib import Path

SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦尤许何吕施张孔曹严金魏陶姜戚谢邹喻柏水窦章"
GIVEN = "勇敏静丽强磊军洋艳杰娟涛明超秀霞平刚桂芳玲文建国华志海春红梅兰英玉珍山林峰川田禾麦青松柏云帆"
PLACES = ["东坡", "西岭", "南塘", "北庄", "上河", "下湾", "石桥", "柳林", "枣园", "槐店", "青山", "白水"]
BODIES = ["村党支部", "社区党委", "镇卫生院", "中心小学", "农业合作社", "街道办事处", "环卫所", "科技站"]
POSTS = ["党支部书记", "主任", "医生", "教师", "技术员", "调解员", "驻村干部", "养护工"]
DEEDS = [
    "带着村民修通了{n}公里出山的路",
    "把{n}亩荒坡改成了果园",
    "为{n}户人家接上了自来水",
    "连续{n}年在雨季守着堤坝",
    "给{n}名老人建了健康档案",
    "调解了{n}起邻里纠纷",
    "教会{n}名乡亲使用新农具",
    "让{n}名辍学的孩子回到课堂",
    "把服务点开到了{n}个村民小组",
    "牵头攒下{n}册图书，办起了读书屋",
]
LINKS = [
    "起初没有人相信这件事能办成，他一家一家上门，把账算给大家听。",
    "材料要靠人背肩扛，雨天路滑，队伍走走停停，没有一个人半途离开。",
    "办事的规矩写在墙上，谁来都照这个办，时间久了，大家心里就有了底。",
    "他说得少，做得多，遇到难处先从自己身上找办法，再同大家商量。",
    "每个月的账目都张贴出来，花了多少、剩下多少，一笔一笔都能对上。",
    "年轻人跟着他学，先学怎么听人说话，再学怎么把事情一件件办完。",
]
FIELDS = ["rural", "agriculture", "government", "education", "health", "state-enterprise",
          "private-enterprise", "community", "subdistrict", "science", "sanitation", "justice"]  # fmt: skip
LEVELS = ["national", "province", "city", "county", "county", "township", "township", "unit"]
HONOURS = ["优秀共产党员", "全国优秀共产党员", "时代楷模", "全国先进工作者", "最美奋斗者", "全国三八红旗手",
           "三等功", "二等功", "年度考核优秀", "感动中国", "改革先锋", "全国五一劳动奖章"]  # fmt: skip
REGIONS = ["安徽", "北京", "重庆", "福建", "广西", "河南", "湖北", "湖南", "内蒙古", "江苏",
           "吉林", "辽宁", "青海", "陕西", "山东", "上海", "天津", "新疆", "云南", "甘肃"]  # fmt: skip
QUOTES = [
    "路是一锤一锤凿出来的。",
    "答应了的事，就要办到底。",
    "先把眼前这一户办好。",
    "账要让人人都看得懂。",
]
FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = 5000


def sentence(rng: random.Random) -> str:
    """One sentence of a deed with a figure in it, about 45 characters."""
    deed = rng.choice(DEEDS).format(n=rng.randint(3, 980))
    return f"{rng.randint(2001, 2024)}年，他{deed}。{rng.choice(LINKS)}"


def record(rng: random.Random, number: int) -> tuple[str, str]:
    """One record as (path below the corpus, text)."""
    organization = number % 5 == 4
    place = rng.choice(PLACES) + str(rng.randint(1, 99)) + "号"
    unit = place + rng.choice(BODIES) + "（虚构）"
    given = "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))
    name = unit.removesuffix("（虚构）") if organization else rng.choice(SURNAMES) + given
    day = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))
    honours = "\n".join(
        f"  - {{title: {title}, by: 虚构县委, on: {on}, document: 虚构〔{on[:4]}〕{rng.randint(1, 99)}号}}"
        for title, on in (
            (title, f"{rng.randint(2004, day.year - 1)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")
            for title in rng.sample(HONOURS, rng.randint(1, 3))
        )
    )
    figure = rng.randint(3, 980)
    body = [f"## 事迹\n\n他为{figure}户人家办成了修路、引水、建档三件事。[^s1]\n"]
    body += ["".join(sentence(rng) for _ in range(4)) + f"[^s{rng.randint(1, 2)}]\n" for _ in range(4)]
    body.append("## 做法\n")
    body += ["".join(sentence(rng) for _ in range(4)) + "[^s2]\n" for _ in range(2)]
    body.append(f"## 评价\n\n> {rng.choice(QUOTES)}\n> ——{name}[^s1]\n")
    text = f"""---
name: {name}
unit: {unit}
post: {rng.choice(POSTS)}
region: {rng.choice(REGIONS)}/虚构市/虚构县
level: {rng.choice(LEVELS)}
fields: [{", ".join(rng.sample(FIELDS, rng.choice((1, 1, 2))))}]
honours:
{honours}
summary: 在{place}一带为{figure}户人家修路引水建档，一件一件办到底，乡亲都说靠得住。
criteria: [{"good-results" if organization else "leads-service"}]
stage: named
approval:
  basis: public
sources:
  - {{id: s1, title: {name}的故事（虚构）, publisher: 虚构日报, on: {day.isoformat()}, url: "https://example.org/{number}"}}
  - {{id: s2, title: {place}见闻（虚构）, publisher: 虚构电视台, on: {day.year}}}
updated: {day.isoformat()}
---

{chr(10).join(body)}"""
    folder = "organizations" if organization else "people"
    return f"{folder}/made-up-{number:06}/record.md", text


def write(root: Path, count: int, *, seed: int = 20261122, settings: Path | None = None) -> None:
    """Write `count` records below `root`; vocabulary.yml and office.yml are copied from `settings`."""
    rng = random.Random(seed)
    root.mkdir(parents=True, exist_ok=True)
    for name in ("vocabulary.yml", "office.yml") if settings else ():
        shutil.copy(settings / name, root / name)  # type: ignore[operator]
    for number in range(count):
        path, text = record(rng, number)
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--settings", type=Path, default=Path("exemplars"))
    given = parser.parse_args()
    write(given.root, given.count, settings=given.settings)
