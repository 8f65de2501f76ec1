"""The newspaper's manuscript as Word."""

from __future__ import annotations

import io

import docx
import pytest

from .shapes import SHAPES, file_of, made


def paragraphs(**fields: object) -> list[str]:
    data = made("newspaper", "newspaper.docx", file_of(**fields))  # type: ignore[arg-type]
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs if paragraph.text.strip()]


def test_a_manuscript_has_headline_byline_body_end_mark_sources_and_contact() -> None:
    said = paragraphs(copy={"headline": "虚构标题"})
    assert said[0] == "供稿：虚构县典型办公室\t2026年11月20日"
    assert said[1:4] == ["虚构标题", "——记虚构县东坡村党支部书记张三", "虚构典型办"]
    assert said[4].startswith("张三带着61户乡亲"), "a feature has no 本报讯"
    end = next(number for number, text in enumerate(said) if text.endswith("（完）"))
    assert said[end + 1 :] == [
        "出处：《虚构报道》，虚构日报，2026-01-02",
        "联系：made-up@example.org",
        "全文与更正：https://exemplars.example.org/exemplars/zhang-san/",
    ]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_record_gives_a_manuscript(shape: dict[str, object]) -> None:
    ends = [text for text in paragraphs(**shape) if "（完）" in text]
    assert len(ends) == 1, "behind the last words, not on a line of its own"
    assert ends[0].endswith("（完）")


def test_who_it_is_stands_in_the_lead_if_the_summary_does_not_say_it() -> None:
    said = paragraphs(summary="带着61户乡亲远迁安家，把陌生的坡地种成了果园。")
    assert said[1] == "虚构县东坡村党支部书记张三", "nor is a headline a name alone"
    assert said[3] == "张三，虚构县东坡村党支部书记。带着61户乡亲远迁安家，把陌生的坡地种成了果园。"


def test_headings_of_the_register_are_no_cross_heads() -> None:
    said = paragraphs(body="## 事迹\n\n虚构事迹。\n\n## 修一条路\n\n虚构做法。\n")
    assert "事迹" not in said
    assert "修一条路" in said
