"""The short cuts of stamping give what the libraries give that they pass over."""

from __future__ import annotations

from types import SimpleNamespace

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages import frame, markup

PLAIN = st.text(st.characters(exclude_characters="".join(markup._SIGNS), exclude_categories=("Cs", "Co", "Cc")))
LINES = st.lists(
    st.one_of(
        PLAIN,
        st.sampled_from(
            ["", "## 事迹", "> 路是凿出来的。", "> ——张三", "- 一", "1. 二", "**三**", "---", "| a | b |", "|-|-|"]
        ),
    ),
    max_size=12,
).map("\n".join)


@given(LINES)
def test_text_without_signs_of_markup_comes_out_of_the_sanitiser_as_it_went_in(body: str) -> None:
    html = markup._MARKDOWN.html(body)
    assert markup._CLEANER.clean(html).replace("&nbsp;", "\u00a0") == html.replace("&quot;", '"').replace(" />", ">")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://elsewhere.example/a.png)",
        '<img src=x onerror="alert(1)">',
        "<a href='data:text/html,x' onclick=alert(1)>x</a>",
        "&lt;script&gt;",
    ],
)
def test_what_could_run_is_gone(body: str) -> None:
    html = str(markup.body_html(body, {})).lower()
    for danger in ("<script", "javascript:", "<img", "onerror", "onclick", "data:"):
        assert danger not in html


@given(st.one_of(st.text(), st.integers(), st.text().map(markupsafe.Markup), st.builds(SimpleNamespace)))
def test_the_fast_escape_gives_what_markupsafe_gives(value: object) -> None:
    assert frame.escape(value) == markupsafe.escape(value)
