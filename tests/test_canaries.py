"""What may not be public stands in no published byte: every private or unpublished field holds a word found nowhere.

500 made-up records at every stage; all text that is not for the public says 暗语 (password) or anyu, and each field its
own. Then everything that is published is opened: pages, data, feeds, the search index, Word files, slides, archives,
the text of PDFs, what pictures say about themselves.
"""

from __future__ import annotations

import gc
import html
import io
import json
import re
import types
import typing
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image, PngImagePlugin
from pydantic import BaseModel
from world import World, contents

from generator.pages.public_fields import _APART, _FIELDS, AUDIENCES
from generator.records.model import Record

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COUNT = 500
HELD = {
    "a lead": "stage: lead\napproval: {basis: public}",
    "cultivated": "stage: cultivating\napproval: {basis: public}",
    "nominated": "stage: nominated\napproval: {basis: public}",
    "noticed": "stage: noticed\napproval: {basis: public}",
    "suspended": "stage: suspended\napproval: {basis: public}",
    "without a basis": "stage: named",
    "consent withdrawn": "stage: named\napproval: {basis: consent, consent: {on: 2011, withdrawn: 2012}}",
    "embargoed": "stage: named\napproval: {basis: public}\npublish: {from: 2026-11-23}",
    "past its last day": "stage: named\napproval: {basis: public}\npublish: {until: 2026-11-21}",
}
"""Why a record is not public, as lines of its head. What a withdrawn one leaves behind is tested with corrections."""
PUBLIC_IN = 5
"""One record of so many is public."""


def leaves(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The fields of a model as they stand in a file, down to those that hold text: approval.decision.on."""
    for name, info in model.model_fields.items():
        path = before + (info.alias or name)
        parts = [part for part in inner(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
        if parts:
            yield from leaves(parts[0], path + ".")
        else:
            yield path


def inner(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple, dict, typing.Annotated):
        for part in typing.get_args(annotation):
            yield from inner(part)
    else:
        yield annotation


def test_of_every_field_somebody_has_decided_who_may_read_it() -> None:
    """If this fails after a new field: decide, write it into AUDIENCES, and give it a canary below if it is private."""
    assert sorted(AUDIENCES) == sorted(leaves(Record))


def test_what_index_json_takes_whole_is_public_in_every_part() -> None:
    for path, audience in AUDIENCES.items():
        top = path.partition(".")[0]
        assert (audience == "public") or top in _APART or top not in _FIELDS, path


class Canaries:
    """Words that stand nowhere else, one for each field of each record."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, field: str) -> str:
        self.given += 1
        return f"暗语{self._letters()}{field.replace('.', '')}暗"

    def slug(self) -> str:
        """The same for addresses and names of files."""
        self.given += 1
        return f"anyu{self._letters()}"

    def _letters(self) -> str:
        """How many were given, in letters: a figure in a text would have to be stated by its record."""
        return "".join(chr(ord("a") + int(digit)) for digit in str(self.given))

    def day(self) -> str:
        """A day of the eighteenth century, in which nothing of these records happened."""
        self.given += 1
        return f"17{self.given % 90 + 10}-{self.given % 12 + 1:02}-{self.given % 28 + 1:02}"


OFFICE_ONLY = """\
# {comment}
photo: {{file: {photo}.jpg, alt: 虚构的照片}}  # {comment_too}
approval:
  basis: consent
  consent: {{on: {day1}, scope: [site, media, portrait], guardian: 1799-01-02}}
  minor: "true"
  checks: [{{by: {by}, result: clear, on: {day2}, until: 2027-01-01}}]
  notice: {{from: {day3}, to: 1799-12-31, objections: none}}
  appraisal: {{result: meets, on: {day4}}}
  decision: {{number: 虚构〔2011〕3号, by: 虚构机关, on: 2011-07-01}}
reviews: [{{on: {day5}, by: {reviewer}, result: {review}}}]
publicity:
  - {{channel: newspaper, level: city, outlet: 虚构媒体, status: published, on: 2011-07-08}}
  - {{channel: {channel}, level: {level}, outlet: {outlet}, planned: 1798-07, status: planned}}
  - {{channel: tv, outlet: {sent}, on: 1797-01-02, url: "https://plan.example.org/{plan}", status: sent}}
"""


def published(number: int, word: Canaries) -> tuple[str, str]:
    """A public record with every private field filled, and the name of its photo."""
    photo = word.slug()
    office = OFFICE_ONLY.format(
        comment=word("comment"),
        comment_too=word("comment"),
        photo=photo,
        by=word("approval.checks.by"),
        reviewer=word("reviews.by"),
        review=word("reviews.result"),
        channel=word.slug(),
        level=word("publicity.level"),
        outlet=word("publicity.outlet"),
        sent=word("publicity.outlet"),
        plan=word.slug(),
        **{f"day{n}": word.day() for n in range(1, 6)},
    )
    head = f"name: 虚构{number}号\nfields: [rural]\nlevel: county\nunit: 虚构{number % 7}村\nstage: named\n{office}"
    return whole(head, "他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。", "虚构"), photo


def held(number: int, why: str, word: Canaries) -> str:
    """A record that is not public; whatever it says is a canary."""
    say = word
    head = f"""name: {say("name")}
pinyin: {say.slug()}
aliases: [{say("aliases")}]
unit: {say("unit")}
post: {say("post")}
region: 湖北/{say("region")}
level: county
fields: [health]
honours: [{{title: {say("honours.title")}, by: {say("honours.by")}, on: 17{number % 90 + 10}, document: {say("doc")}}}]
copy: {{headline: {say("copy")}}}
pledges: [{{on: 1795-01-01, text: {say("pledges.text")}}}]
comments: [{{by: {say("comments.by")}, text: {say("comments.text")}}}]
events: [{{on: 1796-01-01, title: {say("events.title")}, place: {say("events.place")}}}]
corrections: [{{on: 1796-02-02, field: {say("field")}, was: {say("was")}, now: {say("now")}, reason: {say("reason")}}}]
{why}
"""
    return whole(head, f"这里的事都是虚构的，{say('summary')}，公开以前谁也不该看到。", say("body"))


def whole(head: str, summary: str, told: str) -> str:
    """A record file about `told`."""
    source = f'{{id: s1, title: {told}的故事, publisher: {told}日报, url: "https://news.example.org/1"}}'
    body = f"## {told}的事迹\n\n他带着61户乡亲远迁安家，{told}。[^s1]\n\n> {told}。\n> ——{told}[^s1]\n"
    return f"---\n{head}summary: {summary}\nsources: [{source}]\nupdated: 2012-01-01\n---\n\n{body}"


def portrait(word: Canaries) -> bytes:
    """A photograph that says where it was taken and by whom, in every way that a JPEG can."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = exif[0x8298] = word("exif")  # description, artist, copyright
    exif.get_ifd(0x8769)[0x927C] = word("maker").encode()  # what the maker of the camera notes
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + word("comment").encode("utf-16-le")
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (30.0, 16.0, 48.0), "1799:11:22"
    out = io.BytesIO()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{word("xmp")}</a></x:xmpmeta>'.encode()
    Image.new("RGB", (800, 1000), (150, 120, 90)).save(out, "JPEG", exif=exif, xmp=xmp, comment=word("com").encode())
    # IPTC lies in segment APP13 (IIM 4.2, dataset 2:120), which Pillow does not write.
    said = word("iptc").encode()
    iptc = b"\x1c\x02\x78" + len(said).to_bytes(2, "big") + said
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc + b"\0" * (len(iptc) % 2)
    data = out.getvalue()
    return data[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + data[2:]


def picture(word: Canaries) -> bytes:
    """A PNG with texts beside its pixels."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", word("png"))
    told.add_itxt("Comment", word("png"), zip=True)
    out = io.BytesIO()
    Image.new("RGB", (800, 1000), (90, 120, 150)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory, built_shell: World) -> Iterator[World]:
    """The 500 records, built with share cards, and press kits for the newest three."""
    word = Canaries()
    files: dict[str, str | bytes] = {}
    reasons = list(HELD.values())
    for number in range(COUNT):
        if number % PUBLIC_IN:
            folder = f"people/{word.slug()}"
            files[f"{folder}/record.md"] = held(number, reasons[number % len(reasons)], word)
            files[f"{folder}/draft.md"] = word("draft")
        else:
            folder = f"people/gong-kai-{number}"
            files[f"{folder}/record.md"], photo = published(number, word)
            files[f"{folder}/{photo}.jpg"] = (portrait if number % 2 else picture)(word)
            files[f"{folder}/record.md~"] = word("backup")
    lead = next(path.split("/")[1] for path, text in files.items() if isinstance(text, str) and "stage: lead" in text)
    issue = f"number: 1\ndate: 2026-11-02\ntitle: {word('title')}\nreport: {word('report')}\nexemplars: [{lead}]\n"
    files["bulletins/2026-1.yml"] = issue
    files["notes.txt"] = word("notes")
    world = World(tmp_path_factory.mktemp("aviary") / "world", files, built_shell, documents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.plan.FEWEST_KITS", 3)
        outcome = world.build(cards="all")
    gc.enable()
    assert outcome.edition is not None, [problem for problem in outcome.problems if problem.severity == "error"][:5]
    assert outcome.account is not None
    assert len(outcome.edition.cards) == COUNT // PUBLIC_IN
    assert word.given > 10_000
    yield world


def opened(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything that can be read of a file: its bytes, its members, its text, what it says about itself."""
    yield path, data
    if path.startswith("search/") and path.endswith(".bin"):
        yield f"{path}: unpacked", zlib.decompress(data)
    elif path.endswith((".zip", ".docx", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{path}: names", "\n".join(archive.namelist()).encode()
            for name in archive.namelist():
                yield from opened(f"{path}: {name}", archive.read(name))
    elif path.endswith(".pdf"):
        document = pypdfium2.PdfDocument(data)
        pages = [page.get_textpage().get_text_range() for page in document]
        yield f"{path}: text", "".join("".join(pages).split()).encode()
        yield f"{path}: about", json.dumps(document.get_metadata_dict(), ensure_ascii=False).encode()
    elif path.endswith((".png", ".jpg", ".jpeg")):
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            yield f"{path}: about", repr(image.info).encode()


CANARY = re.compile(r"暗语|anyu|17\d\d-\d\d|17\d\d年", re.IGNORECASE)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
FORMS: tuple[Callable[[bytes], str], ...] = (
    lambda data: data.decode("utf-8", "replace"),
    lambda data: html.unescape(data.decode("utf-8", "replace")) if b"&#" in data else "",
    lambda data: urllib.parse.unquote(data.decode("utf-8", "replace")) if b"%E6" in data or b"%e6" in data else "",
    lambda data: (
        ESCAPE.sub(lambda one: chr(int(one[1], 16)), data.decode("utf-8", "replace")) if b"\\u" in data else ""
    ),
    lambda data: data.decode("utf-16-le", "replace") if b"\x97\x66\xed\x8b" in data else "",
)


def test_no_canary_sings_in_any_published_byte(aviary: World) -> None:
    files = contents(aviary.site)
    told = [
        f"{place}: {found[0]}"
        for path, data in files.items()
        for place, content in opened(path, data)
        if place == path or not path.endswith((".png", ".jpg")) or place.endswith("about")
        for form in FORMS
        if (found := CANARY.search(form(content))) and not _theme(path)
    ]
    assert told[:10] == []
    assert [path for path in files if CANARY.search(path)] == []
    endings = {Path(path).suffix for path in files}
    assert endings >= {
        ".html",
        ".json",
        ".rss",
        ".atom",
        ".csv",
        ".bin",
        ".docx",
        ".pptx",
        ".pdf",
        ".png",
        ".jpg",
        ".zip",
    }


def _theme(path: str) -> bool:
    """Material's own files, which are the same on every site and older than these records."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/"))


def test_the_net_would_catch_a_canary(aviary: World) -> None:
    """The public words of the same records are found in all these places, so nothing is merely overlooked."""
    seen = {
        Path(path).suffix
        for path, data in contents(aviary.site).items()
        for _place, content in opened(path, data)
        if "虚构" in content.decode("utf-8", "replace")
    }
    assert seen >= {".html", ".json", ".rss", ".atom", ".csv", ".bin", ".docx", ".pptx", ".pdf", ".zip"}


def test_pictures_are_nothing_but_pixels(aviary: World) -> None:
    for path, data in contents(aviary.site).items():
        if path.startswith("exemplars/") and path.endswith((".jpg", ".png")):
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                known = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "dpi"}
                assert set(image.info) <= known, path
                assert not image.getexif(), path


@pytest.mark.browser
def test_search_finds_no_canary(aviary: World, chromium: Browser, served: Callable[[Path], str]) -> None:
    from search.engine import Engine

    engine = Engine(chromium, served(aviary.site))
    try:
        assert len(engine.ids("虚构")) == COUNT // PUBLIC_IN
        assert [engine.ids(query) for query in ("暗语", "暗", "anyu", "name暗", "1799")] == [[]] * 5
    finally:
        engine.close()
