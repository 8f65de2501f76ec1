"""The commands as a person or a program meets them: exit codes, what goes where, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MakeWorld
from world import Ran, World, contents, marks, people, record

from generator.checks.rules import RULES
from generator.gate.conditions import CONDITIONS
from generator.history.rules import HISTORY
from generator.records.model import Record
from generator.records.yaml_text import plain

VERBS = ("new", "check", "explain", "gate", "preview", "build", "serve")
DONE, PROBLEMS, MISUSE = 0, 1, 2
BUILD = ("build", "--cards", "none", "--press", "none", "--today", "2026-11-22")


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world(people(zhang_san=record(), li_si=record("李四")))


def break_record(world: World) -> None:
    world.edit("people/li-si/record.md", "stage: named", "stage: nonsense")


def warn_record(world: World) -> None:
    world.edit("people/li-si/record.md", "region: 湖北/", "region: 虚构省/")


# --- Exit codes, and what goes where


def test_a_build_says_one_line_on_standard_output(world: World) -> None:
    ran = world.run(*BUILD)
    assert (ran.code, ran.err) == (DONE, ""), ran
    assert re.fullmatch(r"2 published; \d+ files written, 0 removed, \d+\.\d s\n", ran.out)


def test_the_closing_line_counts_what_is_held_back_and_why(make_world: MakeWorld) -> None:
    public = {f"made-up-{n}": record(f"虚构人{n}") for n in range(36)}
    held = {f"held-{n}": record(f"虚构待定{n}", stage="nominated") for n in range(3)}
    later = {"later": record("虚构后来人", more="publish: {from: 2026-12-01}\n")}
    world = make_world(people(**public, **held, **later))
    ran = world.run(*BUILD)
    assert ran.code == DONE
    assert ran.out.startswith("36 published, 4 held back: 3 not yet named, 1 embargoed until 2026-12-01; "), ran
    ran = world.run(*BUILD[:-1], "2026-12-01")
    assert ran.out.startswith("37 published, 3 held back: 3 not yet named; "), ran


def test_a_build_with_an_error_tells_it_on_standard_error_and_publishes_nothing(world: World) -> None:
    world.run(*BUILD)
    before = marks(world.site)
    break_record(world)
    ran = world.run(*BUILD)
    assert (ran.code, ran.out) == (PROBLEMS, ""), ran
    assert re.match(r"exemplars/people/li-si/record\.md:\d+:\d+: error: .*“nonsense”.* \[value-form\]\n", ran.err)
    assert "nothing was published; the last good site stays as it is" in ran.err
    assert marks(world.site) == before


def test_a_build_with_a_warning_tells_it_on_standard_error_and_is_done(world: World) -> None:
    warn_record(world)
    ran = world.run(*BUILD)
    assert ran.code == DONE
    assert ": warning: " in ran.err
    assert "[region-known]" in ran.err
    assert ran.out.startswith("2 published; ")
    assert ran.out.count("\n") == 1
    again = world.run(*BUILD)
    assert again.err == ran.err, "a warning is told each time, also when nothing else is to be done"
    assert again.out.startswith("2 published; 0 files written, 0 removed, ")


@pytest.mark.parametrize(
    ("spoil", "code", "last"),
    [
        (lambda world: None, DONE, "no problems in 2 records"),
        (warn_record, DONE, "1 warning in 2 records"),
        (break_record, PROBLEMS, "1 error in 2 records"),
    ],
    ids=["sound", "a warning", "an error"],
)
def test_check_reports_on_standard_output(world: World, spoil: Callable[[World], None], code: int, last: str) -> None:
    spoil(world)
    ran = world.run("check")
    assert (ran.code, ran.err) == (code, ""), ran
    assert ran.out.rstrip("\n").split("\n")[-1] == last


def test_a_problem_shows_its_line_with_a_caret_and_a_hint(world: World) -> None:
    break_record(world)
    lines = world.run("check").out.split("\n")
    path, line, column, rest = lines[0].split(":", 3)
    text = (world.records / "people/li-si/record.md").read_text("utf-8").split("\n")
    assert path == "exemplars/people/li-si/record.md"
    assert text[int(line) - 1] == "stage: nonsense" == lines[1]
    assert lines[2] == " " * (int(column) - 1) + "^" == "       ^"
    assert lines[3].startswith("  = hint: ")
    assert rest.startswith(" error: ")


def test_check_as_json_is_json_and_nothing_else(world: World) -> None:
    assert json.loads(world.run("check", "--format", "json").out) == []
    break_record(world)
    ran = world.run("check", "--format", "json")
    assert (ran.code, ran.err) == (PROBLEMS, "")
    (problem,) = json.loads(ran.out)
    assert set(problem) == {"path", "line", "column", "severity", "rule", "message", "hint"}
    assert problem["path"] == "exemplars/people/li-si/record.md"
    assert (problem["severity"], problem["rule"], problem["column"]) == ("error", "value-form", 8)


def test_check_for_github_gives_a_command_for_each_problem(world: World) -> None:
    break_record(world)
    warn_record(world)
    ran = world.run("check", "--format", "github")
    assert ran.code == PROBLEMS
    commands = [line for line in ran.out.split("\n") if line]
    assert len(commands) == 2
    for command in commands:
        assert re.match(
            r"::(error|warning) file=exemplars/people/li-si/record\.md,line=\d+,col=\d+,title=[a-z-]+::.+",
            command,
        )


# --- What may be checked

PLACES = {
    "a record's folder": ("exemplars/people/li-si", 1),
    "a record's file": ("exemplars/people/li-si/record.md", 1),
    "all persons": ("exemplars/people", 2),
    "all organizations": ("exemplars/organizations", 1),
    "a records root": ("exemplars", 3),
    "nothing named": ("", 3),
}


@pytest.mark.parametrize(("place", "records"), PLACES.values(), ids=PLACES)
def test_check_looks_at_what_is_named(world: World, place: str, records: int) -> None:
    world.write({"organizations/xu-gou-cun/record.md": record("虚构村党支部")})
    break_record(world)
    ran = world.run("check", *([place] if place else []))
    wrong = 0 if "organizations" in place else 1
    noun = "record" if records == 1 else "records"
    assert ran.code == (PROBLEMS if wrong else DONE)
    assert ran.out.rstrip("\n").split("\n")[-1] == f"{'1 error' if wrong else 'no problems'} in {records} {noun}"


def test_a_record_whose_name_begins_like_that_of_another_is_not_taken_for_it(world: World) -> None:
    world.write({"people/li-si-er/record.md": record("李四二（虚构）")})
    for place in ("exemplars/people/li-si", "exemplars/people/li-si/", "exemplars/people/li-si/record.md"):
        assert world.run("check", place).out.rstrip("\n").split("\n")[-1] == "no problems in 1 record"


def test_check_looks_at_a_settings_file(world: World) -> None:
    world.edit("office.yml", "sms_signature: 虚构典型办", "sms_signature: 虚")
    break_record(world)
    ran = world.run("check", "exemplars/office.yml")
    assert ran.code == PROBLEMS
    assert "exemplars/office.yml:" in ran.out
    assert "li-si" not in ran.out


def test_a_records_root_is_checked_by_its_own_vocabulary(world: World, make_world: MakeWorld) -> None:
    other = make_world(people(wang_wu=record("王五", fields="sea-fishing")))
    assert "[vocabulary-known]" in other.run("check").out
    other.edit(
        "vocabulary.yml",
        "{id: rural, zh: 农村, en: Rural}",
        "{id: sea-fishing, zh: 海洋渔业, en: Sea fishing}",
    )
    other.edit("office.yml", "[rural]", "[sea-fishing]")
    for place in (other.records, other.records / "people" / "wang-wu"):
        ran = world.run("check", place)
        assert (ran.code, ran.out) == (DONE, "no problems in 1 record\n"), ran


def test_several_places_may_be_named_at_once(world: World) -> None:
    ran = world.run("check", "exemplars/people/li-si", "exemplars/people/zhang-san/record.md")
    assert ran.out == "no problems in 2 records\n"


def test_check_works_from_a_folder_inside_the_project(world: World) -> None:
    command = [sys.executable, "-m", "generator", "check", "li-si", "--lang", "en"]
    ran = subprocess.run(command, cwd=world.records / "people", capture_output=True, check=False)
    assert ran.stdout == b"no problems in 1 record\n", ran.stderr


def test_an_id_that_is_used_twice_is_told_even_when_one_record_is_named(world: World) -> None:
    world.write({"organizations/li-si/record.md": record("虚构村党支部")})
    ran = world.run("check", "exemplars/people/li-si")
    assert "[id-unique]" in world.run("check").out
    assert ran.out.count("[id-unique]") <= 1


# --- Preview


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("sms",), "sms.txt"),
        (("bulletin",), "bulletin.txt"),
        (("bulletin", "--format", "md"), "bulletin.md"),
        (("bulletin", "--format", "txt"), "bulletin.txt"),
        (("newspaper",), "newspaper.txt"),
    ],
)
def test_a_preview_is_byte_for_byte_what_is_published(world: World, arguments: tuple[str, ...], name: str) -> None:
    world.build()
    channel, *more = arguments
    ran = world.run("preview", channel, "zhang-san", *more)
    assert (ran.code, ran.err) == (DONE, ""), ran
    assert ran.bytes == (world.site / "exemplars/zhang-san/press" / name).read_bytes()
    world.run("preview", channel, "zhang-san", *more, "--out", "copy.txt")
    assert (world.root / "copy.txt").read_bytes() == ran.bytes


def test_a_preview_of_a_record_with_problems_tells_them_apart_from_the_text(world: World) -> None:
    warn_record(world)
    ran = world.run("preview", "sms", "li-si")
    assert ran.code == DONE
    assert ran.out.startswith("【虚构典型办】李四：")
    assert "[region-known]" in ran.err
    break_record(world)
    ran = world.run("preview", "sms", "li-si")
    assert (ran.code, ran.out) == (PROBLEMS, "")
    assert "[value-form]" in ran.err


def test_a_record_that_may_not_be_public_yet_can_be_previewed(world: World) -> None:
    world.edit("people/li-si/record.md", "stage: named", "stage: lead")
    assert world.run("preview", "sms", "li-si").code == DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fax", "zhang-san"), "there is no channel “fax”; known: board, bulletin, newspaper"),
        (("sms", "nobody"), "there is no exemplar “nobody”; known: li-si, zhang-san"),
        (("bulletin", "zhang-san", "--format", "pdf"), "there is no format “pdf”; known: bulletin.md, bulletin.txt"),
    ],
)
def test_what_cannot_be_previewed_is_told_with_what_can(world: World, arguments: tuple[str, ...], said: str) -> None:
    ran = world.run("preview", *arguments)
    assert (ran.code, ran.out) == (MISUSE, "")
    assert ran.err.startswith(f"error: {said}")


# --- New

GIVEN = (
    "--name",
    "王五",
    "--id",
    "wang-wu",
    "--fields",
    "rural,health",
    "--unit",
    "虚构县西岭村",
    "--today",
    "2026-11-22",
)


def test_a_new_record_is_written_and_the_next_command_is_told(world: World) -> None:
    ran = world.run("new", *GIVEN)
    assert (ran.code, ran.err) == (DONE, ""), ran
    assert "wrote exemplars/people/wang-wu/record.md" in ran.out
    command = ran.out.rstrip("\n").rpartition("exemplar ")[2]
    assert command == "check exemplars/people/wang-wu/record.md"
    assert "[front-matter-readable]" not in world.run(*command.split()).out


def test_a_scaffold_explains_every_field_in_chinese(world: World) -> None:
    world.run("new", *GIVEN)
    head = (world.records / "people/wang-wu/record.md").read_text("utf-8").split("---\n")[1]
    explained = {}
    for line in head.split("\n"):
        if field := re.match(r"(?:# )?([a-z]+):(?: |$)", line):
            explained[field[1]] = line.partition(": ")[2].rpartition("# ")[2]
    assert set(explained) == {info.alias or name for name, info in Record.model_fields.items()}
    for field, comment in explained.items():
        assert re.search(r"[\u4e00-\u9fff]", comment), field
    # The words of this office's own vocabulary are offered, those for the other kind are not.
    assert "health 卫生" in explained["fields"]
    assert "leads-service 带头服务群众" in explained["criteria"]
    assert "good-results" not in head


def test_every_example_in_a_scaffold_is_in_order_when_its_hash_is_taken_away(world: World) -> None:
    world.run("new", *GIVEN, "--summary", "他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。")
    path = "people/wang-wu/record.md"
    text = (world.records / path).read_text("utf-8")
    head, body = text.split("---\n")[1:]
    notes = head.split("\n")[:3]
    head = "\n".join(notes + [re.sub(r"^# ", "", line) for line in head.split("\n")[3:]])
    world.write({path: f"---\n{head}---\n{body}"})
    told = json.loads(world.run("check", "exemplars/people/wang-wu", "--format", "json").out)
    form = {"front-matter-readable", "key-known", "key-twice", "field-required", "value-form", "date-real"}
    assert [problem for problem in told if problem["rule"] in form | {"date-order"}] == []


def test_a_scaffold_filled_in_passes_every_check(world: World) -> None:
    world.run(
        "new",
        *GIVEN,
        "--summary",
        "他带着61户乡亲远迁安家，修路引水，把陌生的坡地种成了果园。",
        "--level",
        "county",
    )
    path = "people/wang-wu/record.md"
    world.edit(path, "stage: lead", "stage: named")
    world.edit(path, "# approval:", "approval:")
    world.edit(path, "#   basis: consent", "  basis: public")
    world.edit(path, "# sources:", "sources:")
    text = (world.records / path).read_text("utf-8")
    text = re.sub(
        r"^#   - \{id: s1,.*$", "  - {id: s1, title: 虚构报道, publisher: 虚构日报}", text, flags=re.MULTILINE
    )
    text = re.sub(r"（在这里写事迹。.*", "王五带着61户乡亲远迁安家。[^s1]", text)
    world.write({path: text})
    ran = world.run("check", "exemplars/people/wang-wu")
    assert ran.out == "no problems in 1 record\n", ran
    assert world.run(*BUILD).out.startswith("3 published; ")


AWKWARD = (
    "张三: #1 “甲”",
    "- 张三",
    "'张三'",
    "张三 # 不是注释",
    "{张三}",
    "*张三",
    "null",
    "0571",
    "张\\三",
    '张"三"',
    "·张三·",
    "yes",
)


@pytest.mark.parametrize("name", AWKWARD)
def test_whatever_is_answered_stands_in_the_record_as_it_was_given(world: World, name: str) -> None:
    ran = world.run(
        "new", f"--name={name}", "--id", "wang-wu", "--fields", "rural", f"--unit={name}", f"--summary={name}"
    )
    assert ran.code == DONE, ran
    head = (world.records / "people/wang-wu/record.md").read_text("utf-8").split("---\n")[1]
    said = plain(head)
    assert isinstance(said, dict)
    assert said["name"] == said["unit"] == said["summary"] == name


def test_an_organization_goes_to_its_own_folder(world: World) -> None:
    world.run("new", *GIVEN[2:], "--name", "虚构村党支部", "--kind", "organization")
    text = (world.records / "organizations/wang-wu/record.md").read_text("utf-8")
    assert "good-results" in text
    assert "leads-service" not in text


REFUSED = {
    "an id that is taken": (("--id", "zhang-san"), "zhang-san"),
    "an id that an organization has": (("--id", "xu-gou-cun"), "xu-gou-cun"),
    "an id with capitals": (("--id", "Wang-Wu"), "Wang-Wu"),
    "an id in Chinese": (("--id", "王五"), "王五"),
    "a reserved id": (("--id", "by"), "by"),
    "an id that is too long": (("--id", "w" * 61), "w" * 61),
    "a path as id": (("--id", "../wang-wu"), "../wang-wu"),
    "an unknown field": (("--fields", "sea-fishing"), "sea-fishing"),
    "an unknown level": (("--level", "galaxy"), "galaxy"),
    "an empty name": (("--name", ""), "empty"),
}


@pytest.mark.parametrize(("changed", "said"), REFUSED.values(), ids=REFUSED)
def test_a_new_record_that_cannot_be_is_refused_and_nothing_is_written(
    world: World, changed: tuple[str, str], said: str
) -> None:
    world.write({"organizations/xu-gou-cun/record.md": record("虚构村党支部")})
    before = contents(world.records)
    given = dict(zip(GIVEN[::2], GIVEN[1::2], strict=True)) | dict([changed])
    ran = world.run("new", *(word for pair in given.items() for word in pair))
    assert (ran.code, ran.out) == (MISUSE, ""), ran
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert contents(world.records) == before


def test_without_anybody_to_ask_what_is_missing_is_named(world: World) -> None:
    ran = world.run("new", "--id", "wang-wu", "--fields", "rural")
    assert (ran.code, ran.err) == (MISUSE, "error: --name is needed when nobody can be asked\n")
    assert not (world.records / "people/wang-wu").exists()


AT_A_TERMINAL = """\
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl+C means what it does at a terminal
os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])
"""


class Person:
    """Somebody at a terminal: reads what the program says and types answers."""

    PATIENCE = 20.0

    def __init__(self, world: World, *arguments: str) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-c", AT_A_TERMINAL, *arguments, "--lang", "en"]
        self.process = subprocess.Popen(command, cwd=world.root, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self.heard = ""

    def hears(self, text: str) -> None:
        """Wait until the program has said `text` since the last answer."""
        while text not in self.heard:
            assert self._listens(), self.heard

    def _listens(self) -> bool:
        """Hear more; False when the program has left or says nothing for long."""
        if not select.select([self._ours], [], [], self.PATIENCE)[0]:
            return False
        try:
            said = os.read(self._ours, 4096)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.heard += said.decode("utf-8", "replace")
        return bool(said)

    def types(self, text: str) -> None:
        self.heard = ""
        os.write(self._ours, text.encode())

    def leaves(self) -> int:
        """Wait for the program's end; gives its exit code."""
        while self._listens():
            pass
        os.close(self._ours)
        if self.process.poll() is None:
            try:
                self.process.wait(self.PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


def test_a_person_is_asked_for_what_was_not_given_and_asked_again_when_it_will_not_do(world: World) -> None:
    person = Person(world, "new", "--unit", "虚构县西岭村")
    for question, answer in (
        ("person or organization", "\n"),
        ("name:", "\n"),
        ("may not stay empty", "王五\n"),
        ("id, such as", "Wang Wu\n"),
        ("cannot be an id", "wang-wu\n"),
        ("fields (", "农业\n"),
        ("is not known", "农村，health\n"),
        ("level", "县级\n"),
        ("post", "\n"),
        ("region", "湖北/虚构县\n"),
        ("the deed", "\n"),
    ):
        person.hears(question)
        person.types(answer)
    assert person.leaves() == DONE
    head = (world.records / "people/wang-wu/record.md").read_text("utf-8").split("---\n")[1]
    said = plain(head)
    assert isinstance(said, dict)
    told = {key: said.get(key) for key in ("name", "fields", "level", "unit", "region", "post", "summary")}
    assert told == {
        "name": "王五",
        "fields": ["rural", "health"],
        "level": "county",
        "unit": "虚构县西岭村",
        "region": "湖北/虚构县",
        "post": None,
        "summary": None,
    }


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl+C", "Ctrl+D"])
def test_a_person_may_leave_at_any_question(world: World, key: str) -> None:
    person = Person(world, "new")
    person.hears("person or organization")
    time.sleep(0.3)  # a key that is pressed before the program listens is lost, at any terminal
    person.types(key)
    assert person.leaves() == MISUSE
    assert "Traceback" not in person.heard
    assert "stopped" in person.heard


# --- Explain and help


def test_explain_lists_every_rule_with_its_sentence(world: World) -> None:
    ran = world.run("explain")
    assert ran.code == DONE
    groups = [group.split("\n") for group in ran.out.rstrip("\n").split("\n\n")]
    for (title, *lines), rules in zip(groups, (RULES, CONDITIONS, HISTORY), strict=True):
        assert title.startswith("What `exemplar ")
        listed = [line.split(None, 1) for line in lines]
        assert [name for name, _sentence in listed] == [rule.name for rule in rules]
        assert all(sentence.strip() for _name, sentence in listed)


def test_every_rule_is_explained_with_what_fails_and_what_passes(capsys: pytest.CaptureFixture[str]) -> None:
    from generator.cli import main

    kinds = {rule.name: str(rule.severity) for rule in (*RULES, *HISTORY)}
    for rule in (*RULES, *CONDITIONS, *HISTORY):
        assert main(["explain", rule.name, "--lang", "en"]) == DONE
        said = capsys.readouterr().out
        assert said.startswith(f"{rule.name} ({kinds.get(rule.name, 'condition')})\n")
        assert "Fails:" in said
        assert "Passes:" in said


def test_a_rule_that_there_is_not_is_answered_with_the_likeliest(world: World) -> None:
    ran = world.run("explain", "sumary-length")
    assert (ran.code, ran.out) == (MISUSE, "")
    assert ran.err == "error: there is no rule “sumary-length”; did you mean “summary-length”?\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_there_for_every_verb(capsys: pytest.CaptureFixture[str], verb: str, lang: str) -> None:
    from generator.cli import main

    with pytest.raises(SystemExit) as left:
        main([*([verb] if verb else []), "--help", "--lang", lang])
    assert left.value.code == DONE
    said = capsys.readouterr().out
    assert len(said.split("\n")) > 8
    assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh")
    if not verb:
        assert all(name in said for name in VERBS)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("no-such-verb",),
        ("build", "--today", "yesterday"),
        ("build", "--today", "2026-02-30"),
        ("build", "--jobs", "many"),
        ("build", "--cards", "some"),
        ("check", "--format", "xml"),
        ("preview", "sms"),
        ("build", "--no-such-option"),
        ("build", "--lang", "fr"),
    ],
    ids=" ".join,
)
def test_misuse_is_told_on_standard_error_with_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    from generator.cli import main

    with pytest.raises(SystemExit) as left:
        main([*(() if "--lang" in arguments else ("--lang", "en")), *arguments])
    assert left.value.code == MISUSE
    told = capsys.readouterr()
    assert told.out == ""
    assert "exemplar" in told.err


# --- Never a traceback


def missing(name: str) -> Callable[[World], object]:
    return lambda world: (world.records / name).unlink()


TROUBLE: dict[str, tuple[Callable[[World], object], tuple[str, ...], int, str]] = {
    "no vocabulary": (missing("vocabulary.yml"), BUILD, PROBLEMS, "exemplars/vocabulary.yml:1:1: error:"),
    "no office": (missing("office.yml"), BUILD, PROBLEMS, "exemplars/office.yml:1:1: error:"),
    "no vocabulary to check by": (
        missing("vocabulary.yml"),
        ("check",),
        PROBLEMS,
        "exemplars/vocabulary.yml:1:1: error:",
    ),
    "no vocabulary for a new record": (
        missing("vocabulary.yml"),
        ("new", *GIVEN),
        PROBLEMS,
        "vocabulary.yml:1:1: error:",
    ),
    "no office for a preview": (
        missing("office.yml"),
        ("preview", "sms", "li-si"),
        PROBLEMS,
        "office.yml:1:1: error:",
    ),
    "no records folder": (lambda w: shutil.rmtree(w.records), BUILD, PROBLEMS, "vocabulary.yml:1:1: error:"),
    "a record without its file": (
        missing("people/li-si/record.md"),
        BUILD,
        PROBLEMS,
        "li-si/record.md:1:1: error:",
    ),
    "a folder where a record should be": (
        lambda w: (missing("people/li-si/record.md")(w), (w.records / "people/li-si/record.md").mkdir()),
        BUILD,
        PROBLEMS,
        "li-si/record.md:1:1: error:",
    ),
    "a record that is no text": (
        lambda w: w.write({"people/li-si/record.md": bytes(range(256)) * 9}),
        BUILD,
        PROBLEMS,
        "[file-encoding]",
    ),
    "an empty record": (
        lambda w: w.write({"people/li-si/record.md": ""}),
        BUILD,
        PROBLEMS,
        "[front-matter-readable]",
    ),
    "an empty vocabulary": (lambda w: w.write({"vocabulary.yml": ""}), BUILD, PROBLEMS, "[vocabulary-known]"),
    "an empty office": (lambda w: w.write({"office.yml": ""}), BUILD, PROBLEMS, "[field-required]"),
    "a vocabulary that is a list": (
        lambda w: w.write({"vocabulary.yml": "- a\n"}),
        BUILD,
        PROBLEMS,
        "vocabulary.yml:1:1: error:",
    ),
    "an output folder that is another's": (
        lambda w: (w.root / "mine").mkdir() or (w.root / "mine" / "thesis.doc").write_bytes(b"x"),
        (*BUILD, "--out", "mine"),
        MISUSE,
        "/mine holds files that this program did not make",
    ),
    "the records as output folder": (lambda w: None, (*BUILD, "--out", "exemplars"), MISUSE, "did not make"),
    "a file as output folder": (lambda w: None, (*BUILD, "--out", "mkdocs.yml"), MISUSE, "did not make"),
    "an output folder inside a file": (lambda w: None, (*BUILD, "--out", "mkdocs.yml/x"), MISUSE, "error: "),
    "a preview into nowhere": (
        lambda w: None,
        ("preview", "sms", "li-si", "--out", "mkdocs.yml/x.txt"),
        MISUSE,
        "error: ",
    ),
    "a check of nothing": (lambda w: None, ("check", "no/where"), MISUSE, "no/where is no record"),
    "a check of a file that is no record": (
        lambda w: None,
        ("check", "mkdocs.yml"),
        MISUSE,
        "mkdocs.yml is no record",
    ),
    "no project": (missing("../mkdocs.yml"), BUILD, MISUSE, "there is no mkdocs.yml here or above"),
    "frames that MkDocs cannot build": (
        lambda w: (w.root / "templates/site/main.html").write_text("{% if %}", "utf-8"),
        BUILD,
        MISUSE,
        "MkDocs could not build the frames",
    ),
    "a mkdocs.yml that is none": (
        lambda w: (w.root / "mkdocs.yml").write_text("theme: {name: [", "utf-8"),
        BUILD,
        MISUSE,
        "MkDocs could not build the frames",
    ),
}


@pytest.mark.parametrize(("spoil", "arguments", "code", "said"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_is_told_in_words(
    world: World, spoil: Callable[[World], object], arguments: tuple[str, ...], code: int, said: str
) -> None:
    spoil(world)
    ran = world.run(*arguments)
    assert ran.code == code, ran
    assert said in ran.err + ran.out, ran
    assert "Traceback" not in ran.err + ran.out


def test_a_reader_who_has_seen_enough_causes_no_trouble(world: World) -> None:
    command = f"{sys.executable} -m generator explain --lang en | head -n 1"
    ran = subprocess.run(["sh", "-c", command], cwd=world.root, capture_output=True, check=False)
    assert ran.stdout.count(b"\n") == 1
    assert ran.stderr == b""


# --- Words and encodings


@pytest.mark.parametrize(
    ("locale", "english"),
    [
        ({"LC_ALL": "en_GB.UTF-8"}, True),
        ({"LC_ALL": None, "LC_MESSAGES": None, "LANG": "en_US"}, True),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": None, "LC_MESSAGES": "zh_CN.GBK", "LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "C"}, False),
        ({"LC_ALL": None, "LC_MESSAGES": None, "LANG": None}, False),
    ],
    ids=str,
)
def test_the_language_is_chinese_unless_the_locale_is_english(
    world: World, locale: dict[str, str | None], english: bool
) -> None:
    ran = world.run_apart("check", lang="", env=locale)
    assert ran.out == "no problems in 2 records\n" if english else re.search(r"[\u4e00-\u9fff]", ran.out)


def test_the_language_may_be_chosen_before_or_behind_the_verb(world: World) -> None:
    before, behind = world.run("--lang", "zh", "check", lang=""), world.run("check", "--lang=zh", lang="")
    assert before.code == behind.code == DONE
    assert before.out == behind.out != world.run("check", lang="en").out


NARROW = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII streams": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "GBK streams": {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("env", NARROW.values(), ids=NARROW)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_locale_is_too_narrow(world: World, env: dict[str, str], lang: str) -> None:
    """A Windows console is GBK, a bare server C: what is said and published is UTF-8 all the same."""
    wide = {name: world.run_apart("preview", name, "zhang-san", lang=lang).bytes for name in ("sms", "bulletin")}
    for name, text in wide.items():
        assert world.run_apart("preview", name, "zhang-san", lang=lang, env=env).bytes == text
    break_record(world)
    ran = world.run_apart("check", lang=lang, env=env)
    assert ran.code == PROBLEMS
    assert "“nonsense”" in ran.out
    assert "Traceback" not in ran.err
    if env is not NARROW["C"] or lang == "en":
        return
    shutil.rmtree(world.root / "build")  # so that MkDocs runs in that locale too
    (world.records / "people/li-si/record.md").write_text(record("李四"), "utf-8")
    ran = world.run_apart(*BUILD, lang=lang, env=env)
    assert ran.code == DONE, ran
    assert "张三" in (world.site / "exemplars/zhang-san/index.html").read_text("utf-8")


def test_the_console_script_is_the_same_program(world: World) -> None:
    script = Path(sys.executable).parent / "exemplar"
    ran = subprocess.run([script, "check", "--lang", "en"], cwd=world.root, capture_output=True, check=False)
    assert Ran(ran.returncode, ran.stdout, ran.stderr).out == world.run("check").out


def test_a_progress_count_is_never_put_into_a_pipe(world: World) -> None:
    assert "\r" not in repr(world.run_apart(*BUILD)).replace("\r\n", "\n")


def test_one_record_is_checked_quickly(world: World) -> None:
    """Heavy libraries are loaded where they are used: MkDocs, Pillow, lxml and feedgen are not needed for this."""
    code = (
        "import sys; from generator.cli import main; main(['check', 'exemplars/people/li-si']);"
        "print([m for m in ('mkdocs', 'PIL', 'lxml', 'feedgen', 'material', 'watchdog', 'babel') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=world.root, capture_output=True, check=False)
    assert ran.stdout.decode("utf-8").rstrip().endswith("[]"), ran
