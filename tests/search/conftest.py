"""A site of made-up records of every shape, and search running in a browser on it."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench import corpus
from world import World, people, record

from generator.search import postings
from search.engine import Engine, public_texts

ODD = people(
    na_mi=record(
        "巴格努尔·哈那里汗",
        unit="虚构县ABC-Lab第３中學",
        summary="她把Ｗi-Fi接进了12所小学，教孩子们用internationalization这样的长词。",
        body="## 事迹\n\n张三说：“1949年到2011年，一共修了3.5公里。”[^s1]\n\n> 路是人走出来的。\n> ——虚构的人\n",
    ),
    ji=record("𠮷田", unit="虚构臺灣同鄉會", summary="他在𠮷田那里种了61亩果树，学习乡亲们的办法，一年比一年好。"),
    shan=record("单雄信", unit="虚构县医院", more="aliases: [小单, Max]\n"),
    empty=record("李", unit="虚构", body=""),
    lu=record("吕绿", unit="虚构县銀行"),
)


@pytest.fixture(scope="session")
def found_site(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> World:
    """300 made-up records and a few odd ones, built; the vocabulary is the repository's."""
    world = World(tmp_path_factory.mktemp("search") / "world", None, built_shell)
    rng = random.Random(7)
    world.write(dict(corpus.record(rng, number) for number in range(300)))
    world.write(ODD)
    for name in ("vocabulary.yml",):
        text = (Path(__file__).parents[2] / "exemplars" / name).read_text("utf-8")
        world.write({name: text})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "SHARD", 150)  # so that terms of many documents have several shards even here
        outcome = world.build(press="none")
    gc.enable()
    assert outcome.edition is not None, outcome.problems
    return world


@pytest.fixture(scope="session")
def texts(found_site: World) -> dict[str, list[str]]:
    """Every public text of every exemplar of that site."""
    return public_texts(found_site.site)


@pytest.fixture(scope="session")
def engine(chromium: object, served: Callable[..., str], found_site: World) -> Iterator[Engine]:
    """Search on that site."""
    made = Engine(chromium, served(found_site.site))
    yield made
    made.close()
