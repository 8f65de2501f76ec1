"""The export for a server keeps to the form that OpenSearch and Elasticsearch publish for _bulk and for mappings."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from world import REPOSITORY

from generator.search.document import Award, Document
from generator.search.opensearch import bulk, index_of, mapping

SITE = "https://exemplars.example.org/"
FULL = Document(
    id="shan-xugou",
    kind="person",
    name="单虚构",
    aliases=("虚构老单",),
    unit="虚构县东坡12号村",
    post="党支部书记",
    region="湖北/虚构县",
    honours=(
        Award("优秀共产党员", "虚构县委", "2011-07-01"),
        Award("虚构奖", "", "2012"),
        Award("另一个虚构奖", "", ""),
    ),
    summary="他说“一步一步来”。",
    body="第一行\n第二行\u2028还是第二行\\",
    name_readings=(("shan", "xu", "gou"),),
    unit_readings=(("lv", "12"), ("lu", "12")),
    level="county",
    fields=("rural", "health"),
    honour_ids=("good-party-member",),
    years=("2012", "2011"),
    regions=("hubei",),
    updated="2026-11-20",
    photo=True,
    monogram="单",
)
BARE = FULL._replace(
    id="wu", aliases=(), unit="", post="", region="", honours=(), body="", unit_readings=(), level="",
    fields=(), honour_ids=(), years=(), regions=(),
)  # fmt: skip
# Types of "Supported field types" in the documentation of OpenSearch.
TYPES = {"keyword", "text", "date"}
BUILT_IN_TOKENIZERS = {"standard", "keyword"}
BUILT_IN_FILTERS = {"lowercase", "cjk_width", "cjk_bigram"}
IK = {"ik_max_word", "ik_smart"}


def exported(*documents: Document) -> list[Any]:
    return [json.loads(line) for line in bulk(documents, SITE)]


def typed(properties: dict[str, Any], path: str = "") -> dict[str, dict[str, Any]]:
    """Every field of a mapping by its path, subfields too."""
    found = {}
    for name, field in properties.items():
        if "type" in field:
            found[path + name] = field
        found |= typed(field.get("properties", {}) | field.get("fields", {}), f"{path}{name}.")
    return found


def test_each_document_is_an_action_and_a_source_on_a_line_each() -> None:
    text = "".join(bulk((FULL, BARE), SITE, "exemplars-2026"))
    assert text.endswith("\n")
    lines = text[:-1].split("\n")
    assert len(lines) == 4
    assert [json.loads(line) for line in lines[::2]] == [
        {"index": {"_index": "exemplars-2026", "_id": "shan-xugou"}},
        {"index": {"_index": "exemplars-2026", "_id": "wu"}},
    ]


def test_no_document_gives_no_line() -> None:
    assert list(bulk((), SITE)) == []


def test_a_source_says_what_the_record_says() -> None:
    _action, source = exported(FULL)
    expected = {
        "id": "shan-xugou",
        "kind": "person",
        "name": "单虚构",
        "aliases": ["虚构老单"],
        "name_pinyin": ["shanxugou", "sxg", "xugou", "xg", "gou", "g"],
        "unit": "虚构县东坡12号村",
        "unit_pinyin": ["lv12", "l1", "12", "1", "lu12"],
        "post": "党支部书记",
        "region": "湖北/虚构县",
        "honours": [
            {"title": "优秀共产党员", "by": "虚构县委", "on": "2011-07-01"},
            {"title": "虚构奖", "on": "2012"},
            {"title": "另一个虚构奖"},
        ],
        "summary": "他说“一步一步来”。",
        "body": "第一行\n第二行\u2028还是第二行\\",
        "level": "county",
        "fields": ["rural", "health"],
        "honour_ids": ["good-party-member"],
        "years": ["2012", "2011"],
        "regions": ["hubei"],
        "updated": "2026-11-20",
        "url": "https://exemplars.example.org/exemplars/shan-xugou/",
    }
    assert source == expected


def test_what_says_nothing_is_left_out_as_an_empty_date_would_be_refused() -> None:
    _action, source = exported(BARE)
    assert set(source) == {"id", "kind", "name", "name_pinyin", "summary", "updated", "url"}


def test_every_field_has_a_known_type_and_every_analyser_is_there() -> None:
    body = json.loads(mapping())
    analysis = body["settings"]["analysis"]
    fields = typed(body["mappings"]["properties"])
    assert {field["type"] for field in fields.values()} == TYPES
    named = {field[key] for field in fields.values() for key in ("analyzer", "search_analyzer") if key in field}
    assert named == set(analysis["analyzer"])
    for analyser in analysis["analyzer"].values():
        assert analyser["tokenizer"] in BUILT_IN_TOKENIZERS | IK
        assert set(analyser["char_filter"]) <= set(analysis["char_filter"])
        assert set(analyser["filter"]) <= BUILT_IN_FILTERS | set(analysis["filter"])


def test_the_mapping_has_exactly_the_fields_that_are_sent() -> None:
    """It is strict: a server refuses what it does not name."""
    body = json.loads(mapping())["mappings"]
    assert body["dynamic"] == "strict"
    _action, source = exported(FULL)
    assert set(body["properties"]) == set(source)
    assert set(body["properties"]["honours"]["properties"]) == set(source["honours"][0])


def test_traditional_characters_meet_simplified_ones_on_the_server_too() -> None:
    analysis = json.loads(mapping())["settings"]["analysis"]
    rules = analysis["char_filter"]["simplified"]["mappings"]
    assert "張=>张" in rules
    assert all(re.fullmatch("[^=>]=>[^=>]", rule) for rule in rules)
    folding = {name for name, analyser in analysis["analyzer"].items() if "simplified" in analyser["char_filter"]}
    assert folding == {"words", "words_asked", "pairs"}


@pytest.mark.parametrize(
    ("file", "index"),
    [
        ("exemplars.ndjson", "exemplars"),
        ("out/Exemplars 2026-11.ndjson", "exemplars-2026-11"),
        ("典型.ndjson", "exemplars"),
        ("_hidden.ndjson", "hidden"),
        ("a/b*c?.json", "b-c"),
    ],
)
def test_an_index_is_called_after_its_file(file: str, index: str) -> None:
    assert index_of(file) == index


def asked(query: Any) -> set[str]:
    """The fields that a query names, each as a path."""
    if isinstance(query, list):
        return {field for part in query for field in asked(part)}
    if not isinstance(query, dict):
        return set()
    found = {field.partition("^")[0] for field in query.get("fields", []) if isinstance(query["fields"], list)}
    for key, value in query.items():
        if key in ("term", "terms", "match", "match_phrase") and "field" not in value:
            found |= set(value)
        elif key == "field":
            found.add(value)
        found |= asked(value)
    return found


def test_the_query_of_the_handbook_asks_for_fields_that_are_there() -> None:
    handbook = (REPOSITORY / "docs" / "search-at-scale.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", handbook, re.DOTALL)
    assert example
    query = json.loads(example[1])
    fields = typed(json.loads(mapping())["mappings"]["properties"])
    named = asked(query["query"]) | asked(query["aggs"]) | set(query["highlight"]["fields"]) | set(query["_source"])
    assert named >= {"name", "name.whole", "name_pinyin", "honours.title", "body.pairs", "level", "years", "url"}
    assert named - set(fields) == set()
    # As many as the handbook tells a reader to replace.
    assert example[1].count("单虚构") == 4
    assert set(json.loads(mapping())["settings"]["analysis"]["analyzer"]) <= set(re.findall(r"`(\w+)`", handbook))
