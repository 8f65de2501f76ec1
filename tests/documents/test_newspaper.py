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
    assert said[4].startswith("本报讯　张三带着61户乡亲")
    end = said.index("（完）")
    assert said[end + 1 :] == [
        "出处：《虚构报道》，虚构日报，2026-01-02",
        "联系：made-up@example.org",
        "全文与更正：https://exemplars.example.org/exemplars/zhang-san/",
    ]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_record_gives_a_manuscript(shape: dict[str, object]) -> None:
    assert "（完）" in paragraphs(**shape)
