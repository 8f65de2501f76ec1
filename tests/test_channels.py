"""Ready copy: whole fields, within the limit, named and signed once; a channel is a folder and no Python."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from page_shape import Shape
from world import REPOSITORY, SITE, World, contents, people, record

from generator.channels.channel import read_channels
from generator.channels.clauses import honours_said
from generator.channels.compose import Composer
from generator.channels.flaw import Flaw, TooLong
from generator.ready_copy import ReadyCopy
from generator.records.model import Honour, Record
from generator.records.reader import RecordFile
from generator.records.settings import Office
from generator.sms.parts import code_units

SIGNED = "【虚构典型办】"
LIMIT = 134
"""Two messages of a mainland operator, signature included."""
OFFICE = Office.model_validate({"name": "虚构办公室", "site_url": SITE, "sms_signature": "虚构典型办"})
LINK = f"{SITE}exemplars/zhang-san/"
CHANNELS, FAULTY = read_channels(REPOSITORY / "templates" / "channels")
COMPOSER = Composer(CHANNELS, OFFICE)


def composed(channel: str, body: str = "", **fields: Any) -> tuple[ReadyCopy, list[Flaw]]:
    """A channel's copy of a made-up record, and which channels it does not fit."""
    given_ = {
        "name": "张三",
        "fields": ("rural",),
        "summary": "虚构的一句话。",
        "stage": "named",
        "updated": "2026-11-20",
    }
    value = Record.model_validate({**given_, **fields})
    file = RecordFile(path="record.md", value=value, id="zhang-san", body=body)
    copies, failed = COMPOSER.copies(file)
    return next(copy for copy in copies if copy.channel == channel), failed


def over(flaws: list[Flaw], channel: str) -> list[int]:
    """By how much the copy of a channel is too long, without its single fields."""
    return [f.over for f in flaws if isinstance(f, TooLong) and f.channel == channel and not f.part]


# --- The sample records


def told(sample: World) -> dict[str, dict[str, Any]]:
    return {path.parent.name: json.loads(path.read_bytes()) for path in sample.site.glob("exemplars/*/index.json")}


def test_every_sms_of_the_sample_fits_is_signed_once_and_says_who_it_is_about(sample: World) -> None:
    office = (sample.records / "office.yml").read_text("utf-8")
    found = re.search(r"^sms_signature: *(\w+)", office, re.MULTILINE)
    assert found
    for id_, own in told(sample).items():
        text = own["copy"]["sms"]["text"]
        assert code_units(text) <= LIMIT, id_
        assert text.startswith(f"【{found[1]}】"), id_
        assert text.count("【") == 1, id_
        assert "\n" not in text, id_
        assert own["name"] in text, id_
        assert own["summary"] in text, id_


def test_copy_is_made_of_whole_fields(sample: World) -> None:
    """Nothing is cut: the summary, every paragraph and every standing honour are there."""
    for id_, own in told(sample).items():
        standing = [h for h in own.get("honours", ()) if "revoked" not in h]
        blocks = [block["text"] for block in own["body"] if block["kind"] != "heading"]
        for channel in ("bulletin", "newspaper"):
            text = own["copy"][channel]["text"]
            assert own["summary"] in text, id_
            assert all(block in text for block in blocks) or len(text) > 700, (id_, channel)
            assert all(honour["title"] in text for honour in standing), (id_, channel)
            assert "None" not in text
            assert "[^" not in text, "citations are for the page"
            assert not re.search(r"\n{4,}| \n", text), (id_, channel)


def test_revoked_honours_are_in_no_copy() -> None:
    revoked = {"title": "虚构荣誉", "on": "2011", "revoked": {"on": "2019"}}
    for channel in CHANNELS:
        if not channel.copy_output:
            continue
        copy, _failed = composed(channel.id, honours=[revoked, {"title": "另一荣誉"}], body="正文。\n")
        assert "虚构荣誉" not in copy.text
    assert "另一荣誉" in composed("newspaper", honours=[revoked, {"title": "另一荣誉"}])[0].text


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["时代楷模"], "张三获得时代楷模称号。"),
        (["时代楷模（追授）"], "张三获得时代楷模（追授）称号。"),
        (["七一勋章"], "张三获得七一勋章。"),
        (["三等功"], "张三获得三等功。"),
        (["“人民教育家”国家荣誉称号"], "张三获得“人民教育家”国家荣誉称号。"),
        (["时代楷模", "七一勋章"], "张三获得时代楷模、七一勋章等荣誉。"),
    ],
)
def test_a_title_is_what_one_is_called_and_a_medal_what_one_receives(titles: list[str], said: str) -> None:
    assert honours_said("张三", [Honour(title=title) for title in titles])[0] == said


def test_a_newspaper_piece_has_headline_lead_body_byline_and_contact(make_world: MakeWorld) -> None:
    text = record(more="copy: {headline: 山路通了}\n", body="## 事迹\n\n第一段。[^s1]\n\n> 好。\n> ——李四[^s1]\n")
    world = make_world(people(zhang_san=text))
    ran = world.run("preview", "newspaper", "zhang-san")
    lead = "他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。"
    assert ran.out == (
        "山路通了\n\n"
        f"　　本报讯　张三，虚构县东坡村。{lead}张三获得优秀共产党员称号。\n"
        "　　第一段。\n　　李四：“好。”（完）\n\n"
        "供稿：虚构县典型办公室\n联系：虚构电话　made-up@example.org\n"
        "出处：《张三的故事》，虚构日报\n"
    )


# --- Fitting


def test_a_message_and_a_crawl_do_not_say_a_thing_twice() -> None:
    copy = {"headline": "修路引水的张三"}
    said = "张三在村里修路引水的事办到底。"
    assert composed("sms", summary=said, copy=copy)[0].text == f"{SIGNED}{said}{LINK}"
    assert composed("tv", summary=said, copy=copy)[0].text.endswith(f"滚动字幕\n{said}")
    assert composed("tv", summary="在村里修路。", copy={})[0].text.endswith("滚动字幕\n张三：在村里修路。")
    assert composed("tv", summary="在村里修路。", copy={"headline": "虚构标题"})[0].text.endswith(
        "滚动字幕\n张三：虚构标题。在村里修路。"
    )


@given(headline=st.integers(0, 60), summary=st.integers(1, 160), named=st.booleans())
def test_an_sms_drops_whole_parts_in_their_order_until_it_fits(headline: int, summary: int, named: bool) -> None:
    """First the link, then the headline; nothing else ever goes, and nothing is cut."""
    said = ("张三" if named and summary > 2 else "某某")[:summary] + "字" * max(0, summary - 2)
    given_ = {"headline": "题" * headline} if headline else {}
    copy, failed = composed("sms", summary=said, copy=given_)
    if not headline:
        story = said if "张三" in said else f"张三：{said}"
    elif "张三" in said:
        story = f"{given_['headline']}：{said}"
    else:
        story = f"张三：{given_['headline']}。{said}"
    short = said if "张三" in said else f"张三：{said}"
    wanted = [SIGNED + story + LINK, SIGNED + story, SIGNED + short]
    fitting = [text for text in wanted if len(text) <= LIMIT]
    assert copy.text == (fitting or wanted)[0 if fitting else -1]
    assert over(failed, "sms") == ([] if fitting else [len(wanted[-1]) - LIMIT])
    assert copy.characters == len(copy.text)
    assert copy.parts == (1 if len(copy.text) <= 70 else -(-len(copy.text) // 67))


def test_at_the_limit_it_fits_and_one_more_is_one_too_many() -> None:
    room = LIMIT - len(SIGNED) - len("张三：")
    copy, failed = composed("sms", summary="字" * room)
    assert (len(copy.text), copy.parts, copy.billed, over(failed, "sms")) == (134, 2, 2, [])
    copy, failed = composed("sms", summary="字" * (room + 1))
    assert over(failed, "sms") == [1]


def test_a_rare_character_counts_two_in_the_limit_too() -> None:
    room = LIMIT - len(SIGNED) - len("张三：")
    _copy, failed = composed("sms", summary="𠮷" + "字" * (room - 1))
    assert over(failed, "sms") == [1]


def test_a_rare_character_at_a_seam_is_a_third_message_and_told() -> None:
    """134 units by the formula are two messages, but the pair at the seam pushes the last character into a third."""
    before = 66 - len(SIGNED) - len("张三：")
    copy, failed = composed("sms", summary="字" * before + "𠮷" + "字" * 66)
    assert (code_units(copy.text), copy.parts, copy.billed) == (134, 3, 2)
    assert over(failed, "sms") == [1]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("张三，好样的。", "张三，好样的。"),
        (f"{SIGNED}张三，好样的。", "张三，好样的。"),
        ("张三，好样的。\n", "张三，好样的。"),
    ],
    ids=["as it is", "already signed", "with a line end"],
)
def test_a_hand_written_sms_goes_first_and_is_signed_once(written: str, text: str) -> None:
    copy, _failed = composed("sms", copy={"sms": written, "headline": "题"})
    assert copy.text == SIGNED + text + LINK


@pytest.mark.parametrize("channel", ["bulletin", "newspaper"])
def test_hand_written_copy_takes_the_place_of_the_story(channel: str) -> None:
    written = "　　编辑自己写的一段。\n　　又一段。"
    copy, _failed = composed(channel, body="原来的正文。\n", copy={channel: written, "headline": "题"})
    assert written.strip() in copy.text
    assert "原来的正文" not in copy.text
    assert "虚构的一句话" not in copy.text
    assert copy.text.count("题") == 1
    assert "虚构办公室" in copy.text


def test_a_newspaper_piece_loses_sentences_from_its_end_and_none_is_cut() -> None:
    sentences = [f"{chr(0x4E00 + n * 9) * 48}。" for n in range(30)]
    body = "\n\n".join("".join(sentences[n : n + 3]) for n in range(0, 30, 3))
    copy, failed = composed("newspaper", body=body, honours=[{"title": "虚构荣誉"}])
    assert over(failed, "newspaper") == []
    told = [sentence in copy.text for sentence in sentences]
    assert told == sorted(told, reverse=True), "from the beginning, without a gap"
    assert copy.characters <= 1000 < copy.characters + 51, "one more sentence would not fit"
    assert copy.text.count("。") == told.count(True) + 2, "lead and honours beside the sentences"


def test_a_newspaper_piece_drops_sources_and_contact_only_for_what_must_be_said() -> None:
    sources = [{"id": "s1", "title": "虚构报道", "publisher": "虚构日报"}]
    long = "字" * 940 + "。"
    copy, failed = composed("newspaper", summary=long, sources=sources)
    assert long in copy.text
    assert "出处：" in copy.text
    copy, failed = composed("newspaper", summary="字" * 960 + "。", sources=sources)
    assert "出处：" not in copy.text
    assert over(failed, "newspaper") == []
    copy, failed = composed("newspaper", summary="字" * 1000 + "。", sources=sources)
    assert over(failed, "newspaper") == [len(copy.text) - 1000]


def test_copy_that_does_not_fit_is_an_error_that_says_what_to_write(make_world: MakeWorld) -> None:
    long = "这是一条虚构的短信，" * 14  # 140 characters
    world = make_world(people(zhang_san=record(more=f"copy: {{sms: {long}}}\n")))
    outcome = world.build()
    assert outcome.edition is None
    problem = next(p for p in outcome.problems if "短信" in p.message)
    line = (world.records / "people/zhang-san/record.md").read_text("utf-8").split("\n").index(f"copy: {{sms: {long}}}")
    assert (problem.rule, problem.severity, problem.line) == ("copy-fits", "error", line + 1)
    surplus = len(SIGNED) + len(long) - LIMIT
    assert f"{surplus} characters too long" in problem.message
    assert "copy.sms" in problem.hint
    assert not world.site.exists()


# --- A channel is a folder

BOARD = """\
label: {zh: 虚构板报, en: Made-up board}
order: 99
limit: 200
copy: board.txt
outputs:
  - {file: board.txt, template: board.txt.j2}
  - {file: board.html, template: board.html.j2}
"""


@pytest.fixture
def with_board(make_world: MakeWorld) -> World:
    world = make_world(people(zhang_san=record()))
    folder = world.root / "templates" / "channels" / "board"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "channel.yml").write_text(BOARD, "utf-8")
    (folder / "board.txt.j2").write_text("板报：{{ record.name }}，{{ titles }}\n{{ record.summary }}\n", "utf-8")
    (folder / "board.html.j2").write_text("<h1>{{ record.name }}</h1><p>{{ record.unit }}</p>\n", "utf-8")
    return world


def test_a_channel_needs_no_python(with_board: World) -> None:
    outcome = with_board.build()
    assert outcome.edition is not None, outcome.problems
    text = "板报：张三，优秀共产党员\n他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。"
    own = json.loads((with_board.site / "exemplars/zhang-san/index.json").read_bytes())
    assert own["copy"]["board"] == {"label": "虚构板报", "text": text, "characters": len(text)}
    page = Shape((with_board.site / "exemplars/zhang-san/index.html").read_text("utf-8"))
    assert "虚构板报" in page.text
    assert text in page.text
    assert (with_board.site / "exemplars/zhang-san/press/board.txt").read_text("utf-8") == text + "\n"
    assert with_board.run("preview", "board", "zhang-san").out == text + "\n"


def test_an_output_that_is_html_is_escaped_and_plain_text_is_not(with_board: World) -> None:
    with_board.edit("people/zhang-san/record.md", "unit: 虚构县东坡村", "unit: 虚构 <b>&</b> 村")
    with_board.edit("people/zhang-san/record.md", "stage:", "copy: {headline: 题}\nstage:")
    html = with_board.run("preview", "board", "zhang-san", "--format", "html").out
    assert "<p>虚构 &lt;b&gt;&amp;&lt;/b&gt; 村</p>" in html
    assert "——记虚构 <b>&</b> 村张三" in with_board.run("preview", "bulletin", "zhang-san").out


def test_the_limit_of_a_new_channel_counts(with_board: World) -> None:
    path = with_board.root / "templates/channels/board/channel.yml"
    path.write_text(BOARD.replace("limit: 200", "limit: 20"), "utf-8")
    outcome = with_board.build()
    assert [problem.rule for problem in outcome.problems] == ["copy-fits"]
    over = len("板报：张三，优秀共产党员\n他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。") - 20
    assert f"{over} characters too long" in outcome.problems[0].message


BAD_CHANNELS = {
    "a key it does not know": ("order: 99", "order: 99\ncolour: red", "key-known", 3),
    "no label": ("label: {zh: 虚构板报, en: Made-up board}\n", "", "field-required", 1),
    "a copy that is no output": ("copy: board.txt", "copy: bord.txt", "value-form", 4),
    "a template that is not there": ("template: board.txt.j2", "template: bord.txt.j2", "value-form", 6),
    "a limit that is no number": ("limit: 200", "limit: many", "value-form", 3),
    "an output that leaves its folder": ("file: board.txt", "file: ../board.txt", "value-form", 6),
    "no outputs": (BOARD[BOARD.index("outputs:") :], "outputs: []\n", "value-form", 5),
}


@pytest.mark.parametrize(("old", "new", "rule", "line"), BAD_CHANNELS.values(), ids=BAD_CHANNELS)
def test_a_mistake_in_a_channel_is_a_problem_with_its_place(
    with_board: World, old: str, new: str, rule: str, line: int
) -> None:
    path = with_board.root / "templates/channels/board/channel.yml"
    path.write_text(BOARD.replace(old, new, 1), "utf-8")
    outcome = with_board.build()
    assert outcome.edition is None
    found = [(p.path, p.rule, p.line) for p in outcome.problems]
    assert ("templates/channels/board/channel.yml", rule, line) in found


BROKEN = {
    "a mark that is no Jinja2": ("板报\n{% if %}", 2, False),
    "a name that is not offered": ("板报\n\n{{ no_such_thing }}", 3, True),
    "a field that a record has not": ("{{ record.nothing.at.all }}", 1, True),
}


@pytest.mark.parametrize(("template", "line", "at_a_record"), BROKEN.values(), ids=BROKEN)
def test_a_broken_template_names_its_place_and_record_and_the_others_are_made(
    with_board: World, template: str, line: int, at_a_record: bool
) -> None:
    (with_board.root / "templates/channels/board/board.txt.j2").write_text(template, "utf-8")
    outcome = with_board.build()
    assert outcome.edition is not None, outcome.problems
    (problem,) = [p for p in outcome.problems if p.rule == "template-works"]
    assert (problem.path, problem.line) == ("templates/channels/board/board.txt.j2", line)
    assert ("exemplars/people/zhang-san/record.md" in problem.message) == at_a_record
    own = json.loads((with_board.site / "exemplars/zhang-san/index.json").read_bytes())
    assert "board" not in own["copy"]
    assert own["copy"]["sms"]["text"].startswith(SIGNED)
    assert (with_board.site / "exemplars/zhang-san/press/sms.txt").exists()
    assert not (with_board.site / "exemplars/zhang-san/press/board.txt").exists()


def test_a_template_cannot_bring_in_a_figure(with_board: World) -> None:
    path = with_board.root / "templates/channels/board/board.txt.j2"
    path.write_text("{{ record.name }}为62户人家修路。{{ record.summary }}\n", "utf-8")
    outcome = with_board.build()
    (problem,) = outcome.problems
    assert (problem.rule, problem.severity) == ("number-in-copy", "error")
    assert "62" in problem.message
    assert "templates/channels/board" in problem.hint


def test_an_output_of_a_name_that_another_has_is_refused_with_one_that_is_free(with_board: World) -> None:
    path = with_board.root / "templates/channels/board/channel.yml"
    path.write_text(BOARD.replace("file: board.html", "file: sms.txt"), "utf-8")
    ran = with_board.run("build")
    assert ran.code == 1
    # Folders are read in the order of their names, so the later one is told.
    assert "templates/channels/sms/channel.yml:" in ran.err
    assert "did you mean “sms-sms.txt”?" in ran.err
    assert not with_board.site.exists()


# --- The press kit


def test_the_kit_holds_what_lies_beside_it_and_is_the_same_each_time(make_world: MakeWorld) -> None:
    zips = []
    for _number in range(2):
        world = make_world(people(zhang_san=record()))
        world.build()
        folder = world.site / "exemplars" / "zhang-san" / "press"
        data = (folder / "zhang-san.zip").read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = {name: archive.read(name) for name in archive.namelist()}
            assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
            assert archive.testzip() is None
        beside = {f"zhang-san/{name}": text for name, text in contents(folder).items() if name != "zhang-san.zip"}
        assert inside == beside
        texts = {output.file for channel in CHANNELS for output in channel.settings.outputs if output.is_text}
        assert {f"zhang-san/{name}" for name in texts} <= set(beside)
        zips.append(data)
    assert zips[0] == zips[1]


def test_copy_on_the_page_in_the_data_and_in_the_kit_is_one(sample: World) -> None:
    for folder in sample.site.glob("exemplars/*/press"):
        own = json.loads((folder.parent / "index.json").read_bytes())
        page = Shape((folder.parent / "index.html").read_text("utf-8"))
        for channel in CHANNELS:
            if not channel.copy_output:
                continue
            text = (folder / Path(channel.copy_output.file)).read_text("utf-8")
            assert text == own["copy"][channel.id]["text"] + "\n"
            assert own["copy"][channel.id]["text"] in page.text


def test_the_repositorys_channels_are_sound() -> None:
    assert FAULTY == []
    assert [channel.id for channel in CHANNELS][:5] == ["sms", "bulletin", "newspaper", "radio", "tv"]
