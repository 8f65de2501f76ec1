"""What the documents say is true: verbs, options, rules, fields, messages and files that they name exist."""

from __future__ import annotations

import argparse
import datetime
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import messages
import pytest
from pydantic import BaseModel

from generator import cli, language
from generator.arguments import parser_of
from generator.checks.rules import RULES
from generator.gate.conditions import CONDITIONS
from generator.history.rules import HISTORY
from generator.records.model import Record

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "HACKING.md", "CHANGELOG.md")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = language.chosen()
    yield
    language.choose(before)


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def parser() -> argparse.ArgumentParser:
    return parser_of(datetime.date(2026, 11, 22))


def verbs() -> list[str]:
    actions = parser()._actions
    return [verb for a in actions if isinstance(a, argparse._SubParsersAction) for verb in a.choices]


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_every_verb_is_documented_with_an_example(document: str) -> None:
    text = text_of(document)
    for verb in verbs():
        section = text.partition(f"### `exemplar {verb}`\n")[2].partition("\n### ")[0]
        assert re.search(rf"^exemplar .*\b{verb}\b", section, re.MULTILINE), verb
        assert f"| `{verb}` |" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_shown_is_one_that_the_program_takes(document: str) -> None:
    language.choose("en")
    for block in re.findall(r"```sh\n(.*?)```", text_of(document), re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line.partition(" < ")[0], comments=True)
            if words and words[0] == "exemplar":
                parser().parse_args(words[1:])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_named_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    named = set(re.findall(r"^make ([a-z-]+)", text_of(document), re.MULTILINE))
    named |= set(re.findall(r"`make ([a-z-]+)`", text_of(document)))
    assert named <= targets


@pytest.mark.parametrize("chosen", language.LANGUAGES)
@pytest.mark.parametrize("rule", [rule.name for rule in (*RULES, *CONDITIONS, *HISTORY)])
def test_explain_explains_every_rule(chosen: str, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", chosen, "explain", rule]) == 0
    told = capsys.readouterr().out
    fails, passes = ("Fails:", "Passes:") if chosen == "en" else ("错误的例子：", "正确的例子：")
    assert told.startswith(rule)
    assert told.index(fails) < told.index(passes)
    statement = told.splitlines()[2]
    assert statement[0].isascii() == (chosen == "en")


def test_hacking_names_every_module_and_no_other() -> None:
    modules = {
        file.relative_to(ROOT / "generator").as_posix()
        for file in (ROOT / "generator").rglob("*.py")
        if file.name != "__init__.py"
    }
    rooms = text_of("HACKING.md").partition("## The rooms")[2].partition("\n## ")[0]
    named = re.findall(r"`([\w/]+\.py)`", rooms)
    assert sorted(set(named)) == sorted(modules)
    assert [name for name in set(named) if named.count(name) > 1] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_named_exists(document: str) -> None:
    named = re.findall(r"`((?:generator|tests|templates|site|exemplars)/[\w./-]+)`", text_of(document))
    paths = [path for path in named if "zhang-san" not in path and not path.startswith("site/assets")]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def anchors(text: str) -> set[str]:
    """The anchors that git web pages give to headings: small letters, no punctuation, hyphens for spaces."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    text = text_of(document)
    links = re.findall(r"(?<!`)\]\(([^)\s]+)\)", text) + re.findall(r'<img src="([^"]+)"', text)
    for link in links:
        path, _hash, anchor = unquote(link).partition("#")
        if path.startswith("http") or "…" in path:
            continue
        target = ROOT / path if path else ROOT / document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_knows_a_registry_or_a_machine(document: str) -> None:
    assert not re.search(
        r"pypi|npmjs|registry|mirrors?\.\w|index-url|/(?:work|tmp|home|root|opt|Users)/", text_of(document)
    )


def sample() -> str:
    match = re.search(r"```markdown\n(---\n.*?)```", GUIDE, re.DOTALL)
    assert match
    return match[1]


def test_the_sample_record_of_the_guide_has_no_problem(tmp_path: Path) -> None:
    for name in ("vocabulary.yml", "office.yml"):
        shutil.copy(ROOT / "exemplars" / name, tmp_path / name)
    record = tmp_path / "people" / "zhang-san" / "record.md"
    record.parent.mkdir(parents=True)
    record.write_text(sample(), "utf-8")
    from generator.checking import check
    from generator.project import Project

    assert check(Project.find(ROOT), [tmp_path], 1).problems == []


def keys(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Every key of a model and of the models inside it, with its model's name."""
    for name, info in model.model_fields.items():
        yield info.alias or name, model.__name__
        for inner in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from keys(inner)


def test_the_guide_explains_every_field_of_a_record() -> None:
    tables = GUIDE.partition("## 每个字段写什么")[2].partition("\n## ")[0]
    assert [(key, model) for key, model in keys(Record) if f"`{key}`" not in tables] == []


def quoted() -> list[tuple[str, str]]:
    """The messages of the guide's table, each with the rule that it is said to come from."""
    table = GUIDE.partition("| 看到的话 |")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(.+?)` \| ([a-z-]+) \|", table, re.MULTILINE)


def test_every_message_quoted_in_the_guide_is_one_that_the_program_says() -> None:
    said = [
        re.compile(re.sub(r"\\\{[a-z_]+\\\}", ".+", re.escape(word)))
        for word in messages.words(messages.catalogue()).values()
    ]
    assert len(quoted()) > 20
    assert [message for message, _rule in quoted() if not any(s.fullmatch(message) for s in said)] == []
    assert {rule for _message, rule in quoted()} <= {rule.name for rule in (*RULES, *HISTORY)}
