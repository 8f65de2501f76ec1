"""What a compositor would object to in a broken line, and what must hold for any text."""

from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.images.line_breaking import break_lines

# GB/T 15834-2011, 5.1: these never begin a line, those never end one. Written down a second time on purpose.
NEVER_FIRST = "，。、；：？！）》」』”’…·〉】～%％℃,;:?!)"
NEVER_LAST = "（《「『“‘〈【￥$(["


def em(text: str) -> float:
    """Ideographs and Chinese marks are one em wide, all else half an em."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


@pytest.mark.parametrize(
    ("text", "limit", "most", "lines"),
    [
        ("", 5, 1, []),
        ("  \n ", 5, 1, []),
        ("优秀共产党员", 6, 1, ["优秀共产党员"]),
        ("学有标杆，赶有目标。", 5, 2, ["学有标杆，", "赶有目标。"]),
        # The even break would put the comma first: 习 goes down with it.
        ("我们要学习，他们", 5, 2, ["我们要学", "习，他们"]),
        # 《 may not stay behind on the first line, 》 may not begin the last.
        ("他写的《组织条例》很好", 4, 3, ["他写的", "《组织条", "例》很好"]),
        # A dash and an ellipsis are two characters and one mark.
        ("为人民服务——我的誓言", 6, 2, ["为人民服务", "——我的誓言"]),
        ("他说完就走了……再没回来", 7, 2, ["他说完就走", "了……再没回来"]),
        # A number keeps its sign and its unit.
        ("增长约为3.5%左右", 5, 2, ["增长约为", "3.5%左右"]),
        ("新修公路12 km全通车", 6, 2, ["新修公路", "12 km全通车"]),
        ("累计捐款3 000万元整", 6, 2, ["累计捐款", "3 000万元整"]),
        ("时速达到60 km/h以上", 7, 2, ["时速达到", "60 km/h以上"]),
        ("学习 Bethune 精神", 5, 3, ["学习", "Bethune", "精神"]),
        # The name is whole although the lines would be more even with it cut.
        ("学习巴格努尔·哈那里汗同志", 11, 2, ["学习", "巴格努尔·哈那里汗同志"]),
        ("医生吾哈斯·苏来曼", 7, 2, ["医生", "吾哈斯·苏来曼"]),
        # Too narrow for the name: it is cut, and behind the dot.
        ("巴格努尔·哈那里汗", 6, 2, ["巴格努尔·", "哈那里汗"]),
        # The quotation mark faces the word it opens, though UAX #14 alone cannot tell.
        ("中“c”中", 3, 3, ["中", "“c”", "中"]),
        ("中国建设银行来凤支行", 8, 2, ["中国建设银行", "来凤支行"]),
        ("甲\n乙", 5, 2, ["甲", "乙"]),
        ("甲\r\n乙", 5, 1, None),
        ("一二三四五六七", 3, 2, None),
        ("一", 0.5, 3, None),
        ("一二", 5, 0, None),
    ],
)
def test_a_line_ends_where_the_standard_and_good_practice_let_it(
    text: str, limit: float, most: int, lines: list[str] | None
) -> None:
    assert break_lines(text, em, limit, most) == lines


def test_a_latin_word_is_cut_only_when_no_number_of_lines_would_spare_it() -> None:
    lines = break_lines("学习 Bethune 精神", em, 5, 2)
    assert lines is not None
    assert len(lines) == 2
    assert "".join(lines).replace(" ", "") == "学习Bethune精神"


@pytest.mark.parametrize("length", range(7, 25))
def test_the_last_line_is_no_single_character(length: int) -> None:
    lines = break_lines("一" * (length - 1) + "。", em, 6, 9)
    assert lines is not None
    assert len(lines) == -(-length // 6)
    assert len(lines[-1].rstrip("。")) >= 2


def test_lines_are_of_even_length() -> None:
    lines = break_lines("一" * 20, em, 18, 3)
    assert lines == ["一" * 10, "一" * 10]


def test_a_space_that_does_not_break_holds_its_neighbours_together() -> None:
    assert break_lines("第一\u00a0第二组", em, 4, 3) == ["第一\u00a0第", "二组"]


PIECES = st.sampled_from(
    [
        *"先进典型人物省市县",
        *NEVER_FIRST,
        *NEVER_LAST,
        "——",
        "……",
        " ",
        "\u3000",
        "a",
        "Bethune",
        "km",
        "3.5",
        "60",
        "𠮷",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.integers(2, 30), st.integers(1, 6))
def test_any_text_keeps_its_characters_its_limit_and_the_rules_for_ends(text: str, limit: int, most: int) -> None:
    lines = break_lines(text, em, limit, most)
    if lines is None:
        assert em(text.strip()) > limit
        return
    assert len(lines) <= most
    assert all(em(line) <= limit for line in lines)
    assert all(line == line.strip() and line for line in lines)
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1])
    rest = text
    for line in lines:
        rest = rest.lstrip()
        assert rest.startswith(line)
        rest = rest.removeprefix(line)
    assert not rest.strip()
