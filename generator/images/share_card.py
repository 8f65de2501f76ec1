"""The picture that stands beside a link in a chat or on a social network: a name, an honour, much paper.

1200 × 630 pixels is what readers of Open Graph (https://ogp.me, og:image) crop least. The card looks like the
head of the profile: the honour in gold, the name large in Song, a portrait or a monogram, and the office on a
deep red foot.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .canvas import Canvas, Ink
from .fonts import find, missing
from .lettering import Block, Setting, fit, fit_or_cut
from .monogram import monogram
from .photo import crop

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_BAND = 72
# The frame is 4:5 and stands in the middle of the paper above the band.
_FRAME_TOP, _FRAME_HEIGHT = 63, 430
_FRAME_WIDTH = _FRAME_HEIGHT * 4 // 5
_FRAME = (WIDTH - _MARGIN - _FRAME_WIDTH, _FRAME_TOP, WIDTH - _MARGIN, _FRAME_TOP + _FRAME_HEIGHT)
_COLUMN = _FRAME[0] - _MARGIN - 64

# Between the parts of the column, in pixels; and what the name's strokes gain on each side, in em, for the
# packaged Song has one weight only.
_GAP = 26
_NAME_STROKE = 0.008

_NAME = [
    *(Setting(size) for size in (120, 104, 90, 78, 70)),
    *(Setting(size, 2) for size in (76, 70, 63)),
    *(Setting(size, 3) for size in (63, 57, 52, 48, 45, 40, 36)),
]
# A name with · stays on one line for as long as that is legible.
_NAME_WITH_DOT = [*(Setting(size) for size in (120, 104, 90, 78, 70, 64, 58)), *_NAME[5:]]
_HONOUR = [Setting(32), Setting(30, 2), Setting(26, 2)]
_PINYIN = [Setting(28), Setting(24), Setting(20), Setting(20, 2)]
_UNIT = [Setting(30), Setting(28, 2), Setting(24, 2), Setting(22, 3)]
_SUMMARY = [Setting(24, 2), Setting(24, 3), Setting(22, 3)]
_OFFICE = [Setting(26), Setting(22), Setting(18), Setting(18, 2)]


@dataclass(frozen=True, slots=True)
class ShareCardText:
    """What a card says. An empty text leaves its place as paper; only the name must not be empty."""

    name: str
    honour: str
    unit: str
    office: str
    pinyin: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ShareCard:
    """A PNG of 1200 × 630 pixels; or no bytes, and the characters that the fonts cannot write."""

    png: bytes
    missing: tuple[str, ...]


def draw(
    text: ShareCardText,
    portrait: bytes | None = None,
    *,
    song: Path | None = None,
    hei: Path | None = None,
    others: tuple[Path, ...] = (),
) -> ShareCard:
    """The card for a text and, when there is one, a photograph (JPEG, PNG or WebP, any size; cropped to 4:5).

    song and hei are font files that go before the packaged ones; others step in for single characters that these
    lack, as in a rare name. If a character has no glyph, the card is empty and names it: nothing is drawn as a box.
    Raises UnreadablePhoto for a bad photograph, FontNotFound without fonts. The same input gives the same bytes.
    """
    serif, sans = find("song", song, others=others), find("hei", hei, others=others)
    strong = find("hei", hei, weight=500, others=others)
    rest = "".join((text.honour, text.unit, text.office, text.pinyin, text.summary))
    absent = dict.fromkeys((*missing(text.name, serif), *missing(rest, sans)))
    if absent:
        return ShareCard(b"", tuple(absent))

    canvas = Canvas(WIDTH, HEIGHT)
    _foot(canvas, fit_or_cut(text.office, strong, _OFFICE, WIDTH - 2 * _MARGIN))
    if portrait is None or not _portrait(canvas, portrait):
        monogram(canvas, text.name, serif, _FRAME)

    honour = fit_or_cut(text.honour, strong, _HONOUR, _COLUMN, leading=1.35)
    pinyin = fit_or_cut(text.pinyin, sans, _PINYIN, _COLUMN)
    unit = fit_or_cut(text.unit, strong, _UNIT, _COLUMN, leading=1.4)
    taken = sum(block.height + _GAP for block in (honour, pinyin, unit) if block.lines)
    room = _FRAME_HEIGHT - taken - 2 * _GAP
    settings = _NAME_WITH_DOT if "·" in text.name else _NAME
    name = fit_or_cut(text.name, serif, settings, _COLUMN, leading=1.22, stroke=_NAME_STROKE, room=room)

    y = _FRAME_TOP
    blocks: list[tuple[Block, Ink]] = [(honour, "gold"), (name, "ink"), (pinyin, "secondary")]
    for block, ink in blocks:
        if block.lines:
            canvas.block(block, _MARGIN, y, ink)
            y += block.height + _GAP
    _base(canvas, unit, fit(text.summary, sans, _SUMMARY, _COLUMN), y + _GAP)
    return ShareCard(canvas.png(), ())


def _base(canvas: Canvas, unit: Block, summary: Block | None, top: int) -> None:
    """Unit and summary under a short gold rule, on the line where the picture ends and not above top.

    A summary that does not fit whole is left out: half a sentence about a person is worse than none.
    """
    bottom = _FRAME[3]
    if summary and summary.lines and bottom - summary.height - unit.height - 2 * _GAP > top:
        canvas.block(summary, _MARGIN, bottom - summary.height, "secondary")
        bottom -= summary.height + 20
    canvas.block(unit, _MARGIN, bottom - unit.height, "ink")
    rule = bottom - unit.height - _GAP
    if unit.lines or bottom != _FRAME[3]:
        canvas.rectangle((_MARGIN, rule, _MARGIN + 64, rule + 3), "gold")


def _foot(canvas: Canvas, office: Block) -> None:
    """The deep red band with the office on it, under a thin gold rule."""
    canvas.rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), "deep red")
    canvas.rectangle((0, HEIGHT - _BAND - 6, WIDTH, HEIGHT - _BAND - 4), "gold")
    canvas.block(office, _MARGIN, HEIGHT - (_BAND + office.height) / 2, "paper on deep red")


def _portrait(canvas: Canvas, data: bytes) -> bool:
    """Lay the portrait into the frame; False, and nothing drawn, if it is not half as high as the frame.

    One that is smaller than the frame stands in the middle of it, for it is not enlarged.
    """
    picture = crop(data, (_FRAME_WIDTH, _FRAME_HEIGHT))
    if picture.height < _FRAME_HEIGHT // 2:
        return False
    left = _FRAME[0] + (_FRAME_WIDTH - picture.width) // 2
    top = _FRAME_TOP + (_FRAME_HEIGHT - picture.height) // 2
    canvas.picture(picture, (left, top))
    if picture.height < _FRAME_HEIGHT:
        canvas.frame(_FRAME, "gold", 2)
    return True
