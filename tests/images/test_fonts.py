"""The fonts that come with the packages, and what they lack."""

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

from generator.images.fonts import Font, FontNotFound, Role, find, missing


@pytest.mark.parametrize(("role", "file"), [("song", "NotoSerifSC-Regular.otf"), ("hei", "NotoSansSC[wght].ttf")])
def test_without_configuration_the_packaged_font_is_taken(role: Role, file: str) -> None:
    font = find(role)
    assert font.path.name == file
    assert font.path.is_file()
    assert font.weight == 400


def test_a_configured_font_goes_first(tmp_path: Path) -> None:
    own = tmp_path / "方正小标宋.ttf"
    own.write_bytes(b"")
    found = find("song", own, weight=700)
    assert (found.path, found.weight) == (own, 700)


def test_a_configured_font_that_is_not_there_is_an_error_and_not_replaced_in_silence(tmp_path: Path) -> None:
    with pytest.raises(FontNotFound, match=r"nowhere\.ttf"):
        find("hei", tmp_path / "nowhere.ttf")


@pytest.mark.parametrize("role", ["song", "hei"])
@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("张富清 Zhāng Fùqīng · Lǘ 喆堃镕䶮", ()),
        ("𠮷田", ()),
        ("（《“‘，。、；：？！……——’”》）·％℃①", ()),
        # A private use character never has a glyph; each is named once, in order.
        ("\ue001张\ue000\ue001", ("\ue001", "\ue000")),
        ("\U000f0000", ("\U000f0000",)),
        # Nothing of this leaves a mark: white space, a joiner, a byte order mark, two variation selectors.
        (" \t\n\u3000\u00a0\u200d\ufeff\ufe0f葛\U000e0100", ()),
        ("", ()),
    ],
)
def test_the_characters_without_a_glyph_are_named(role: Role, text: str, absent: tuple[str, ...]) -> None:
    assert missing(text, find(role)) == absent


@pytest.mark.parametrize("role", ["song", "hei"])
def test_a_packaged_font_can_write_the_ideographs_of_its_character_map(role: Role) -> None:
    font = find(role)
    with TTFont(font.path) as face:
        known = set(face.getBestCmap())
    ideographs = range(0x3400, 0xA000)
    absent = missing("".join(map(chr, ideographs)), Font(font.path))
    assert [ord(character) for character in absent] == [code for code in ideographs if code not in known]


@pytest.mark.parametrize(("extra", "form"), [({}, 4), ({0x20BB7: "b"}, 12)])
def test_a_font_with_a_small_or_a_full_character_map_is_read_alike(
    extra: dict[int, str], form: int, tmp_path: Path
) -> None:
    made = FontBuilder(1000)
    made.setupGlyphOrder([".notdef", "a", "b"])
    made.setupCharacterMap({ord("虚"): "a", **extra})
    made.setupGlyf({name: Glyph() for name in (".notdef", "a", "b")})
    made.setupHorizontalMetrics(dict.fromkeys((".notdef", "a", "b"), (1000, 0)))
    made.setupHorizontalHeader()
    made.setupPost()
    made.save(tmp_path / "own.ttf")
    with TTFont(tmp_path / "own.ttf") as face:
        assert max(table.format for table in face["cmap"].tables) == form
    absent = ("构",) if extra else ("构", "\U00020bb7")
    assert missing("虚构𠮷", Font(tmp_path / "own.ttf")) == absent


@pytest.mark.parametrize("role", ["song", "hei"])
def test_a_spare_face_steps_in_for_a_rare_character_and_for_no_other(role: Role) -> None:
    font = find(role)
    assert [font.file_for(character) == font.path for character in "𠮷骨直田"] == [False, True, True, True]
    assert "JP" in font.file_for("𠮷").name


def test_the_offices_own_fonts_step_in_before_the_spare_one() -> None:
    own = find("hei").others[-1]
    assert find("song", others=(own,)).file_for("𠮷") == own


def test_importing_the_room_loads_no_heavy_library() -> None:
    modules = ("fonts", "line_breaking", "lettering", "canvas", "monogram", "photo", "share_card")
    program = "import sys\n" + "".join(f"import generator.images.{module}\n" for module in modules)
    program += "sys.exit(' '.join({'PIL', 'fontTools', 'uniseg'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.stderr.strip() == ""
