"""`exemplar audit`: what is private is found wherever a site may hold it, and nothing private is said."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import MakeWorld
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from world import TODAY, World, people, record

from generator.office.grown import is_minor
from generator.office.identifying import forms_of
from generator.office.matching import SHORTEST, Matcher
from generator.records.partial_date import PartialDate

from .test_overlay import put

NAME, ADDRESS, PHONE, BIRTH = "暗语乙", "虚构路77号暗语楼", "0799-7654321", "1990-01-02"
PRIVATE = f"""\
birth: {BIRTH}
contacts: {{phone: {PHONE}, address: {ADDRESS}}}
family: [{{name: {NAME}, relation: 妻子}}]
"""
AT = ("--today", TODAY.isoformat())


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    world = make_world(people(zhang_san=record(), li_si=record("李四")))
    assert world.build().edition
    return world


def audit(world: World, tmp_path: Path, text: str = PRIVATE) -> tuple[int, str]:
    ran = world.run("audit", "--private", put(tmp_path / "private", text), *AT)
    return ran.code, ran.out + ran.err


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (8, 8))
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("Comment", ADDRESS, zip=True)
        image.save(out, kind, pnginfo=info)
    else:
        exif = Image.Exif()
        exif[0x9C9C] = ADDRESS.encode("utf-16-le")  # XPComment, as Windows writes it
        image.save(out, kind, exif=exif)
    return out.getvalue()


def test_a_clean_site_is_clean(world: World, tmp_path: Path) -> None:
    code, said = audit(world, tmp_path)
    assert code == 0, said
    assert "nothing found" in said


LEAKS = {
    "a page": ("exemplars/zhang-san/index.html", NAME.encode(), "family.0.name"),
    "a page about another": ("exemplars/li-si/index.html", NAME.encode(), "family.0.name"),
    "broken over lines": ("a.srt", f"{ADDRESS[:4]}\n  {ADDRESS[4:]}".encode(), "contacts.address"),
    "escaped in JSON": ("a.json", ADDRESS.encode("ascii", "backslashreplace"), "contacts.address"),
    "in an address": ("a.html", b"?q=%E6%9A%97%E8%AF%AD%E4%B9%99", "family.0.name"),
    "a telephone number without its hyphen": ("a.txt", b"07997654321", "contacts.phone"),
    "a birthday in Chinese among the exemplar's own": ("exemplars/zhang-san/a.txt", "1990年1月2日".encode(), "birth"),
    "a zip in a zip": ("a.zip", zipped(b_zip=zipped(c_txt=ADDRESS.encode())), "contacts.address"),
    "runs of Word": ("a.docx", zipped(d_xml=f"<t>{NAME[:1]}</t><t>{NAME[1:]}</t>".encode()), "family.0.name"),
    "a packed stream": ("search/a.bin", zlib.compress(ADDRESS.encode() * 3), "contacts.address"),
    "a photograph's comment": ("a.jpg", picture("JPEG"), "contacts.address"),
    "a drawing's comment": ("a.png", picture("PNG"), "contacts.address"),
}


@pytest.mark.parametrize(("path", "data", "key"), LEAKS.values(), ids=LEAKS)
def test_a_leak_is_told_by_file_and_key_and_not_by_value(
    world: World, tmp_path: Path, path: str, data: bytes, key: str
) -> None:
    (world.site / path).write_bytes(data)
    code, said = audit(world, tmp_path)
    assert code == 1
    assert path in said
    assert f"people/zhang-san/private.yml ({key}) stands in:" in said
    assert not any(secret in said for secret in (NAME, ADDRESS, PHONE, BIRTH))


def test_a_pdf_is_read_as_it_is_seen(world: World, tmp_path: Path) -> None:
    import typst

    source = tmp_path / "a.typ"
    source.write_text(f"{ADDRESS}", "utf-8")
    (world.site / "a.pdf").write_bytes(typst.compile(str(source)))
    code, said = audit(world, tmp_path)
    assert code == 1
    assert "a.pdf" in said


def test_any_day_is_also_the_day_of_something_else(world: World, tmp_path: Path) -> None:
    (world.site / "exemplars/li-si/a.txt").write_text(BIRTH, "utf-8")
    assert audit(world, tmp_path)[0] == 0


def test_a_name_that_the_record_tells_is_no_finding_but_an_address_always_is(world: World, tmp_path: Path) -> None:
    told = record(body=f"## 事迹\n\n张三的妻子{NAME}住在{ADDRESS}。[^s1]\n")
    world.write(people(zhang_san=told))
    world.build()
    code, said = audit(world, tmp_path)
    assert code == 1
    assert "contacts.address" in said
    assert "family.0.name" not in said
    assert "records tell themselves" in said or "a record tells itself" in said


def test_a_private_number_is_told_masked(world: World, tmp_path: Path) -> None:
    (world.site / "a.html").write_text("电话 138 0013 8000", "utf-8")
    code, said = audit(world, tmp_path)
    assert code == 1
    assert "a.html: a private number, 138********00" in said


def test_the_search_index_is_looked_into(world: World, tmp_path: Path) -> None:
    """A word that the index alone knows, because the page was mended after it was made."""
    world.write(people(zhang_san=record(body=f"## 事迹\n\n他住在{ADDRESS}。[^s1]\n")))
    world.build()
    for file in world.site.rglob("*"):
        if file.is_file() and ADDRESS.encode() in (data := file.read_bytes()):
            file.write_bytes(data.replace(ADDRESS.encode(), b"-"))
        elif file.suffix == ".zip":
            file.unlink()
    world.write(people(zhang_san=record()))
    code, said = audit(world, tmp_path)
    assert code == 1, said
    assert "(contacts.address) stands in the search index" in said


def test_a_child_whose_record_does_not_say_so_is_told(world: World, tmp_path: Path) -> None:
    code, said = audit(world, tmp_path, "birth: 2015-03\n")
    assert code == 1
    assert "private.yml:1:8: error: by this birth the exemplar is under 14" in said
    assert "2015" not in said


# Fourteen years after the birth the year is completed at the end of the birthday.
AGES = [
    ("2012-11-21", False),
    ("2012-11-22", True),
    ("2012-11", True),
    ("2012", True),
    ("2011", False),
    ("2026-11-22", True),
]


@pytest.mark.parametrize(("birth", "minor"), AGES)
def test_under_fourteen_up_to_the_end_of_the_birthday(birth: str, minor: bool) -> None:
    assert is_minor(PartialDate(birth), TODAY) is minor


def test_without_overlay_or_site_it_says_what_to_do(world: World, tmp_path: Path) -> None:
    assert "--private DIR" in world.run("audit").err
    ran = world.run("audit", "--private", put(tmp_path / "private", PRIVATE), "--out", tmp_path / "none")
    assert (ran.code, "build it first" in ran.err) == (2, True)


@given(
    texts=st.lists(st.text(st.sampled_from("甲乙丙a1"), min_size=SHORTEST, max_size=9), max_size=30, unique=True),
    data=st.text(st.sampled_from("甲乙丙a1"), max_size=200),
)
def test_the_matcher_finds_just_what_stands_there(texts: list[str], data: str) -> None:
    found = Matcher([text.encode() for text in texts]).found(data.encode())
    assert found == {number for number, text in enumerate(texts) if text in data}


def test_forms_are_those_of_a_page_of_data_and_of_an_address() -> None:
    assert set(forms_of("甲&乙𠮷")) >= {
        "甲&乙𠮷".encode(),
        "甲&amp;乙𠮷".encode(),
        b"\\u7532&\\u4e59\\ud842\\udfb7",
        b"%E7%94%B2%26%E4%B9%99%F0%A0%AE%B7",
    }
    assert forms_of("甲") == ()
