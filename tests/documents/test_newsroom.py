"""The newsroom's item, held against IPTC's published schema of ninjs 3.1 (tests/documents/data)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from generator.documents.commission import Commission, TemplateFailed
from generator.documents.making import Subject, make

from .shapes import CHANNELS, OFFICE, SHAPES, file_of, made, with_photo

SCHEMA = json.loads((Path(__file__).parent / "data" / "ninjs-schema_3.1.json").read_text("utf-8"))
# The schema refers to GeoJSON's for coordinates, which no item of ours has.
ELSEWHERE = Registry().with_resource(
    "https://geojson.org/schema/GeoJSON.json", Resource.from_contents({"$schema": SCHEMA["$schema"], "type": "object"})
)
PUBLISHED = Draft202012Validator(SCHEMA, registry=ELSEWHERE, format_checker=Draft202012Validator.FORMAT_CHECKER)


def item(**fields: Any) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(made("newsroom", "newsroom.json", file_of(**fields)))
    return said


def test_the_published_schema_is_strict() -> None:
    assert not PUBLISHED.is_valid({})
    assert not PUBLISHED.is_valid({"uri": "https://example.org/1", "pubstatus": "usable"})
    assert PUBLISHED.is_valid({"uri": "https://example.org/1"})


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_record_keeps_to_the_published_schema(shape: dict[str, Any]) -> None:
    assert [error.message for error in PUBLISHED.iter_errors(item(**shape))] == []


def test_a_photo_is_an_associated_picture(tmp_path: Path) -> None:
    said = json.loads(made("newsroom", "newsroom.json", with_photo(tmp_path)))
    assert [error.message for error in PUBLISHED.iter_errors(said)] == []
    (picture,) = said["associations"]
    assert (picture["type"], picture["by"]) == ("picture", "虚构摄影")
    assert picture["renditions"][0]["href"].endswith("/exemplars/zhang-san/portrait-large.jpg")


def test_an_item_says_who_what_and_whence() -> None:
    said = item(
        copy={"headline": "虚构标题"},
        region="湖北/虚构市",
        sources=({"id": "s1", "title": "虚构报道", "publisher": "虚构日报", "url": "https://news.example.org/虚构"},),
    )
    assert said["uri"] == "https://exemplars.example.org/exemplars/zhang-san/"
    assert said["standard"] == {
        "name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
    }  # fmt: skip
    assert said["headlines"][0]["value"] == "虚构标题"
    assert said["people"] == [{"name": "张三", "rel": "about", "uri": said["uri"]}]
    assert said["organisations"] == [{"name": "虚构县东坡村", "rel": "memberOf"}]
    assert said["places"] == [{"name": "湖北虚构市"}]
    (source,) = said["infoSources"]
    assert (source["name"], source["literal"]) == ("虚构日报", "虚构报道")
    assert source["uri"] == "https://news.example.org/%E8%99%9A%E6%9E%84"
    (body,) = said["bodies"]
    assert body["charCount"] == len(body["value"])
    assert "张三：“虚构的一句原话。”" in body["value"]
    told = body["value"].splitlines()
    assert told[:2] == [
        "张三带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。",
        "所获荣誉：2011年，虚构模范（虚构县委）。",
    ]
    assert said["versionCreated"] == "2026-11-20T00:00:00+08:00"


STATES = [
    ({}, "usable"),
    ({"stage": "cultivating"}, "withheld"),
    ({"stage": "noticed"}, "withheld"),
    ({"stage": "suspended"}, "withheld"),
    ({"stage": "revoked"}, "canceled"),
    ({"stage": "withdrawn"}, "canceled"),
    ({"approval": None}, "withheld"),
    ({"approval": {"basis": "consent", "consent": {"on": "2011", "withdrawn": "2019"}}}, "withheld"),
]


@pytest.mark.parametrize(("fields", "status"), STATES, ids=lambda value: str(value)[:50])
def test_whether_it_may_be_used(fields: dict[str, Any], status: str) -> None:
    said = item(**fields)
    assert said["pubStatus"] == status
    assert ("bodies" in said) == (status != "canceled")


def test_an_embargo_ends_at_midnight_in_china() -> None:
    said = item(publish={"from": "2026-12-01", "until": "2027-01-31"})
    assert said["embargoedUntil"] == "2026-12-01T00:00:00+08:00"
    assert said["expires"] == "2027-01-31T23:59:59+08:00"
    assert PUBLISHED.is_valid(said)


BAD = {
    "a key that the standard does not know": ('{"langauge": "zh"}', "langauge", 0),
    "a value of another form": ('{"urgency": "high"}', "urgency", 0),
    "no JSON": ('{\n "language": zh\n}', "Expecting value", 2),
    "no mapping": ("[]", "", 0),
}


@pytest.mark.parametrize(("text", "said", "line"), BAD.values(), ids=BAD)
def test_a_mistake_in_the_template_is_told(text: str, said: str, line: int, tmp_path: Path) -> None:
    shutil.copytree(CHANNELS["newsroom"].folder, tmp_path / "newsroom")
    template = tmp_path / "newsroom" / "newsroom.ninjs.json"
    template.write_text(text, "utf-8")
    with pytest.raises(TemplateFailed) as caught:
        make(Commission(template, "newsroom.json"), Subject(file_of(), OFFICE, {}))
    assert said in caught.value.said
    assert caught.value.line == line


def test_an_organisation_is_no_member_of_itself() -> None:
    said = item(name="虚构街道党工委", unit="虚构区虚构街道党工委", post=None)
    assert "虚构区虚构街道党工委" not in [party["name"] for party in said["people"] + said.get("organisations", [])]
    assert said["headlines"][0]["value"] == "虚构区虚构街道党工委"
