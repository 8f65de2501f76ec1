"""The HTML side of a letter: the approved copy as a calm page that every mail program can show.

It is made when the message is, so it is part of the bytes that are approved and hashed: nothing is designed on the way
to a reader, and another version of this program changes no letter that somebody has read and signed. It says what the
text says, in the same order and characters, besides only the names of what is attached and who writes.

Mail programs differ more than browsers. So the styles stand in the elements, since some take `<style>` out; widths are
a table's, which Word's engine in Outlook understands; there is no picture, script or font to fetch, which they block,
and by which a reader could be watched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from generator.delivery.message import Attachment, Message, Purpose
from generator.phrases import contact_line
from generator.records.settings import Office

PAPER, CARD, INK, SECOND, RULE, RED, DEEP = "#FBF8F2", "#FFFFFF", "#1E1A17", "#6A625B", "#E6DFD5", "#A4161A", "#7B0F13"
# Outlook looks at the first name only, so it is that of a face that comes with it; everything else reads on.
SONG = "STZhongsong,'Source Han Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif"
HEI = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"
CUT = "————"
"""The line of a correction after which the copy begins as it reads now."""

_KINDS: dict[Purpose, str] = {"publish": "供稿", "correct": "更正通知", "retract": "撤稿通知"}
_URL = re.compile(r"https?://[\x21\x23-\x3b\x3d\x3f-\x7e]+")  # ASCII but for blanks, ", < and >
_GIVEN = re.compile(r"（[^（）]{5,20}提供）\Z")
_LABELLED = re.compile(r"[^：，。\s]{2,4}：")
_ASKING = ("请", "更正后的稿件")
"""How the sentences begin by which a notice asks for something."""
_ENDS = "。！？；：，”』」…）"
_LONGEST_HEADING = 40


def letter_page(message: Message, office: Office) -> str:
    """The page, complete with its head. It ends without a line feed, as the text of a message does."""
    band = DEEP if message.purpose == "publish" else RED
    signed = [line for line in (office.name, contact_line(office)) if line]
    foot = [line for line in signed if line not in message.text]  # most copy names the office itself
    kind = f"{_KINDS[message.purpose]}　{escape(office.name)}"
    style = f"margin:0;font:600 14px/1.6 {HEI};color:#FFFFFF;letter-spacing:0.08em"
    rows = [
        _row(f'<p style="{style}">{kind}</p>', f"padding:11px 32px;background:{band}", band),
        *_body(message, signed),
    ]
    if message.attachments:
        rows.append(_row("".join(_attached(message.attachments)), f"padding:20px 32px;border-top:1px solid {RULE}"))
    if foot:
        lines = "<br>".join(_inline(line) for line in foot)
        said = f'<p style="margin:0;font:400 14px/1.8 {HEI};color:{SECOND}">{lines}</p>'
        rows.append(_row(said, f"padding:18px 32px 22px;border-top:1px solid {RULE}"))
    table = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light">',
            f"<title>{escape(message.title)}</title>\n</head>",
            f'<body style="margin:0;padding:0;background:{PAPER};color:{INK}" bgcolor="{PAPER}">',
            f'<table {table} width="100%" style="background:{PAPER}" bgcolor="{PAPER}"><tr>'
            '<td align="center" style="padding:24px 12px">',
            f'<table {table} width="660" style="width:100%;max-width:660px;background:{CARD};'
            f'border:1px solid {RULE};text-align:left" bgcolor="{CARD}">',
            *rows,
            "</table>\n</td></tr></table>\n</body>\n</html>",
        )
    )


def _row(content: str, style: str, colour: str = "") -> str:
    return f'<tr><td style="{style}"' + (f' bgcolor="{colour}"' if colour else "") + f">{content}</td></tr>"


def _body(message: Message, signed: Sequence[str]) -> Iterator[str]:
    """A notice stands in a field of its own, so that nobody takes it for copy; then the copy, if any comes along."""
    lines, pad = message.text.split("\n"), "padding:26px 32px 14px"
    if message.purpose == "publish":
        # Above copy with a heading of its own the subject is a label; where there is none it is the heading.
        blocks = list(_blocks(lines))
        label = len(blocks) > 1 and _heading(blocks[0])
        style = f"font:400 15px/1.6 {HEI};color:{SECOND}" if label else f"font:700 24px/1.45 {SONG};color:{INK}"
        yield _row(f'<h1 style="margin:0;{style}">{escape(message.title)}</h1>', "padding:24px 32px 0")
        pad = "padding:14px 32px"
    else:
        cut = lines.index(CUT) if message.purpose == "correct" and CUT in lines else len(lines)
        notice = "".join(_notice(lines[:cut], signed))
        yield _row(notice, f"padding:26px 32px 12px 28px;border-left:4px solid {RED};background:{PAPER}", PAPER)
        lines = lines[cut + 1 :]
    if lines:
        yield _row("".join(_copy(lines)), f"{pad};font:400 17px/1.85 {HEI};color:{INK}")


def _notice(lines: Sequence[str], signed: Sequence[str]) -> Iterator[str]:
    """Its first line says which copy is meant; the sentence that asks for something stands out; who says so, below."""
    own = [line for line in lines if line and line not in signed]
    for number, line in enumerate(own):
        style = f"margin:0 0 12px;font:400 16px/1.8 {HEI};color:{INK}"
        if number == 0:
            said = _GIVEN.sub(
                r'<span style="display:inline-block">\g<0></span>', _inline(line)
            )  # a date stays together
            yield f'<h1 style="margin:0 0 16px;font:700 23px/1.5 {SONG};color:{RED}">{said}</h1>'
            continue
        if line.startswith(_ASKING):
            style = f"margin:0 0 12px;font:700 17px/1.8 {HEI};color:{INK}"
        elif line.startswith("· "):
            style += ";padding-left:1em;text-indent:-1em"
        yield f'<p style="{style}">{_inline(line)}</p>'
    names = "<br>".join(_inline(line) for line in lines if line in signed)
    if names:
        yield f'<p style="margin:20px 0 12px;font:400 14px/1.8 {HEI};color:{SECOND}">{names}</p>'


def _copy(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs: an indented line is one, other lines are kept one under the other as they stand."""
    blocks = list(_blocks(lines))
    for number, block in enumerate(blocks):
        first, last = number == 0, number == len(blocks) - 1
        if first and len(blocks) > 1 and _heading(block):
            yield f'<h2 style="margin:0 0 20px;font:700 26px/1.45 {SONG};color:{INK}">{_inline(block[0])}</h2>'
        elif last and not first and all(_LABELLED.match(line) for line in block):
            said = "<br>".join(map(_inline, block))
            yield f'<p style="margin:22px 0 14px;font:400 14px/1.8 {HEI};color:{SECOND}">{said}</p>'
        else:
            yield from (f'<p style="margin:0 0 15px">{"<br>".join(map(_inline, part))}</p>' for part in _parts(block))


def _heading(block: Sequence[str]) -> bool:
    return len(block) == 1 and len(block[0]) <= _LONGEST_HEADING and not block[0].endswith(tuple(_ENDS))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines between empty lines."""
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip(" \r\t"):
            block.append(line)
        elif block:
            yield block
            block = []


def _parts(block: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in block:
        if line.startswith("　") and part:
            yield part
            part = []
        part.append(line)
        if line.startswith("　"):
            yield part
            part = []
    if part:
        yield part


def _inline(line: str) -> str:
    """A line escaped, its blanks kept, its web addresses to be clicked."""
    made, at = "", 0
    for found in _URL.finditer(line):
        address = found[0].rstrip(".,;:!?)'")
        made += _escaped(line[at : found.start()])
        made += f'<a href="{escape(address)}" style="color:{RED};word-break:break-all">{escape(address)}</a>'
        at = found.start() + len(address)
    return made + _escaped(line[at:])


def _escaped(text: str) -> str:
    return escape(text).replace("  ", "&#160; ")


def _attached(attachments: Sequence[Attachment]) -> Iterator[str]:
    yield f'<p style="margin:0 0 8px;font:600 14px/1.6 {HEI};color:{SECOND}">附件 {len(attachments)} 个</p>'
    for attachment in attachments:
        yield (
            f'<p style="margin:0 0 4px;font:400 15px/1.7 {HEI};color:{INK};word-break:break-all">'
            f'{escape(attachment.name)}　<span style="color:{SECOND}">{_size(len(attachment.data))}</span></p>'
        )


def _size(octets: int) -> str:
    """As file managers say it: whole kilobytes, or megabytes with one digit."""
    return f"{max(1, round(octets / 1024))} KB" if octets < 1024 * 1000 else f"{octets / 1024 / 1024:.1f} MB"
