"""The command line: one function per verb. This module alone prints."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from generator import language
from generator.language import _
from generator.project import NoProject, Project

DONE, PROBLEMS, MISUSE = 0, 1, 2
"""Exit codes: done, problems found, misuse of the command."""


class Misuse(Exception):
    """The command cannot be carried out as asked; the text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may be GBK
    language.choose(_language(given))
    options = _parser().parse_args(given)
    from generator.output import NotOurs, PathTakenTwice
    from generator.shell import ShellFailed

    try:
        code: int = options.verb(options)
    except NoProject:
        _say(_("error: there is no mkdocs.yml here or above; run the command in the project's folder"), sys.stderr)
    except NotOurs as error:
        said = _("error: {folder} holds files that this program did not make; choose another --out or empty it")
        _say(said.format(folder=error), sys.stderr)
    except PathTakenTwice as error:
        said = _("error: two files want the path {path}; give one of the channels' outputs another name")
        _say(said.format(path=error), sys.stderr)
    except ShellFailed as error:
        _say(_("error: MkDocs could not build the frames:") + f"\n{error}", sys.stderr)
    except Misuse as error:
        _say(_("error: {what}").format(what=error), sys.stderr)
    except KeyboardInterrupt:
        _say(_("stopped; the site is as it was"), sys.stderr)
    else:
        return code
    return MISUSE


def _language(given: Sequence[str]) -> str:
    """--lang must be known before help is worded, so it is looked for before parsing."""
    for number, word in enumerate(given):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and number + 1 < len(given):
            value = given[number + 1]
        if value in language.LANGUAGES:
            return value
    return language.preferred(os.environ)


def _check(options: argparse.Namespace) -> int:
    from generator.checking import NothingThere, check
    from generator.checks.report import as_github, as_json, as_text, summary_line

    project = _project(options)
    try:
        with _Bar(options) as bar:
            checked = check(project, options.paths, options.jobs, bar.advance)
    except NothingThere as error:
        raise Misuse(_("{path} is no record, folder of records or settings file").format(path=error)) from error
    if options.format == "json":
        _say(as_json(checked.problems))
    elif options.format == "github":
        _say(as_github(checked.problems))
    else:
        _say(as_text(checked.problems, _lines(project)))
        _say(summary_line(checked.problems, checked.records))
    return PROBLEMS if any(problem.severity == "error" for problem in checked.problems) else DONE


def _explain(options: argparse.Namespace) -> int:
    from generator.checks.rules import RULES

    if not options.rule:
        for rule in RULES:
            _say(f"{rule.name:24} {_(rule.documentation).splitlines()[0]}")
        return DONE
    for rule in RULES:
        if rule.name == options.rule:
            _say(f"{rule.name} ({_(str(rule.severity))})\n\n{_(rule.documentation).strip()}")
            return DONE
    import difflib

    near = difflib.get_close_matches(options.rule, [rule.name for rule in RULES], n=1)
    meant = _("did you mean “{key}”?").format(key=near[0]) if near else _("`exemplar explain` lists them all")
    raise Misuse(_("there is no rule “{rule}”; {meant}").format(rule=options.rule, meant=meant))


def _new(options: argparse.Namespace) -> int:
    from generator.interview import answers
    from generator.scaffold import IdTaken, write_scaffold

    project = _project(options)
    settings, problems = _settings(project)
    if settings is None:
        _tell(project, problems)
        return PROBLEMS
    ask = input if sys.stdin.isatty() else None
    try:
        given = answers(vars(options), settings.vocabulary, ask, lambda text: _say(text))
        path = write_scaffold(project, given, settings.vocabulary, options.today)
    except IdTaken as error:
        raise Misuse(_("the id “{id}” is taken; ids are never used twice").format(id=error)) from error
    except ValueError as error:
        raise Misuse(str(error)) from error
    shown = project.shown(path)
    _say(_("wrote {path}").format(path=shown))
    _say(_("next: fill it in, then run   exemplar check {path}").format(path=shown))
    return DONE


def _preview(options: argparse.Namespace) -> int:
    from generator.output import write_out
    from generator.preview import Unknown, preview

    project = _project(options)
    settings, problems = _settings(project)
    if settings is None:
        _tell(project, problems)
        return PROBLEMS
    try:
        data, problems = preview(project, settings, options.channel, options.id, options.format or "")
    except Unknown as error:
        kinds = {"channel": _("channel"), "format": _("format"), "exemplar": _("exemplar")}
        said = _("there is no {what} “{name}”; known: {known}")
        known = ", ".join(error.known[:20]) + (" …" if len(error.known) > 20 else "")
        raise Misuse(said.format(what=kinds[error.what], name=error.name, known=known)) from error
    _tell(project, problems)
    if not data:
        return PROBLEMS
    if options.out:
        write_out(options.out, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else DONE


def _build(options: argparse.Namespace) -> int:
    from generator.account import account
    from generator.build import build
    from generator.plan import Options

    project = _project(options)
    began = time.monotonic()
    with _Bar(options) as bar:
        chosen = Options(options.today, options.jobs, options.cards, options.press)
        outcome = build(project, chosen, bar.advance)
    _tell(project, outcome.problems)
    if outcome.edition is None:
        _say(_("nothing was published; the last good site stays as it is"), sys.stderr)
        return PROBLEMS
    _say(account(outcome.edition, outcome.written, outcome.removed, time.monotonic() - began))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from generator.serve import serve

    project = _project(options)
    _build(options)

    def started(address: str) -> None:
        _say(_("the site is at {address} — stop with Ctrl+C").format(address=address))

    try:
        serve(project, options.port, lambda: _rebuilt(options), started)
    except OSError as error:
        said = _("port {port} is taken or not allowed ({why}); choose another with --port")
        raise Misuse(said.format(port=options.port, why=error.strerror or error)) from error
    return DONE


def _rebuilt(options: argparse.Namespace) -> None:
    """Build again in a new process, so that changed templates, rules and words all take effect."""
    import subprocess

    command = [sys.executable, "-m", "generator", "build", "--records", str(options.records or "")]
    command = command if options.records else command[:4]
    command += ["--out", str(options.out)] if options.out else []
    command += ["--cards", options.cards, "--press", options.press, "--jobs", str(options.jobs)]
    command += ["--today", options.today.isoformat(), "--lang", language.chosen()]
    subprocess.run(command, check=False)  # noqa: S603 (our own program and parsed options)


def _project(options: argparse.Namespace) -> Project:
    return Project.find(Path.cwd(), getattr(options, "records", None), getattr(options, "out", None))


def _settings(project: Project):  # type: ignore[no-untyped-def]  # the type would load pydantic for --help
    from generator.settings import read_all_settings

    return read_all_settings(project)


def _tell(project: Project, problems) -> None:  # type: ignore[no-untyped-def]
    from generator.checks.report import as_text

    if problems:
        _say(as_text(problems, _lines(project)), sys.stderr)


def _lines(project: Project) -> Callable[[str, int], str]:
    """Gives a line of a file, for the reporter to show."""
    texts: dict[str, list[str]] = {}

    def line(shown: str, number: int) -> str:
        from generator.records.text_file import UnreadableFile, read_text

        if shown not in texts:
            try:
                texts[shown] = read_text(project.root / shown, project.records).split("\n")
            except UnreadableFile:
                texts[shown] = []
        return texts[shown][number - 1] if number <= len(texts[shown]) else ""

    return line


def _say(text: str, stream: TextIO | None = None) -> None:
    if text:
        print(text, file=stream or sys.stdout)


class _Bar:
    """A progress count, only when a person is watching and the work takes a while."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._shown = sys.stderr.isatty() and not options.quiet
        self._done = 0
        self._began = time.monotonic()
        self._drawn = False

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def advance(self, done: int) -> None:
        """`done` more records have been dealt with."""
        self._done += done
        if self._shown and time.monotonic() - self._began > 1:
            self._drawn = True
            said = _("{count} steps done …").format(count=self._done)
            print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _parser() -> argparse.ArgumentParser:
    """All verbs and options, worded in the chosen language."""
    parser = argparse.ArgumentParser(
        prog="exemplar", description=_("From records of exemplars to a published site, feeds and ready copy.")
    )
    parser.add_argument("--lang", choices=language.LANGUAGES, help=_("language of messages (default: Chinese)"))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang", choices=language.LANGUAGES, default=argparse.SUPPRESS, help=_("language of messages (default: Chinese)")
    )
    common.add_argument("--quiet", action="store_true", help=_("no progress display"))
    common.add_argument("--records", type=Path, help=_("folder of the records (default: exemplars)"))
    common.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help=_("processes (default: the cores)"))
    today = argparse.ArgumentParser(add_help=False)
    now = datetime.datetime.now().astimezone().date()
    today.add_argument("--today", type=_day, default=now, help=_("the day to act for, YYYY-MM-DD (default: today)"))
    building = argparse.ArgumentParser(add_help=False)
    building.add_argument("--out", type=Path, help=_("folder of the site (default: build/site)"))
    building.add_argument("--cards", choices=("all", "none"), default="all", help=_("share cards (default: all)"))
    building.add_argument(
        "--press", choices=("none", "recent", "all"), default="recent", help=_("press kits (default: recent)")
    )
    verbs = parser.add_subparsers(required=True, metavar=_("COMMAND"))

    def verb(name: str, does: Callable[[argparse.Namespace], int], text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=text, description=text, parents=[common, *parents])
        made.set_defaults(verb=does)
        return made

    new = verb("new", _new, _("begin a record: asks for what it must know, writes a scaffold"), today)
    new.add_argument("--kind", choices=("person", "organization"), help=_("a person or an organization"))
    new.add_argument("--id", help=_("lower-case Latin letters, digits and hyphens; never changes"))
    for field, text in (
        ("name", _("name of the person or organization")),
        ("fields", _("fields by id, separated by commas")),
        ("unit", _("unit")),
        ("post", _("post")),
        ("region", _("region from the province down, separated by /")),
        ("level", _("level by id")),
        ("summary", _("the deed in one sentence")),
    ):
        new.add_argument(f"--{field}", help=text)

    check = verb("check", _check, _("check records and settings"))
    check.add_argument("paths", nargs="*", type=Path, metavar=_("PATH"), help=_("record, folder or records root"))
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help=_("form of the report"))

    explain = verb("explain", _explain, _("explain a rule, with an example that fails and one that passes"))
    explain.add_argument("rule", nargs="?", metavar=_("RULE"), help=_("the rule's name; without it, all are listed"))

    preview = verb("preview", _preview, _("show the exact bytes a channel would publish"))
    preview.add_argument("channel", metavar=_("CHANNEL"), help=_("such as sms, bulletin, newspaper"))
    preview.add_argument("id", metavar="ID", help=_("the exemplar's id"))
    preview.add_argument("--format", help=_("ending of the output wanted, such as txt or md"))
    preview.add_argument("--out", type=Path, help=_("write to this file instead of standard output"))

    verb("build", _build, _("build the site"), today, building)
    serve = verb("serve", _serve, _("show the site on this machine, rebuilt on every change"), today, building)
    serve.add_argument("--port", type=int, default=8000, help=_("port (default: 8000)"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
