"""The command line: one function per verb. This module alone prints."""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from generator import language
from generator.arguments import Verb, parser_of
from generator.language import _
from generator.progress import Bar
from generator.project import Project

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
    language.choose(language.asked_for(given, os.environ))
    options = _parser().parse_args(given)
    try:
        code: int = options.verb(options)
        sys.stdout.flush()
    except (KeyboardInterrupt, EOFError):
        _say(_("stopped; the site is as it was"), sys.stderr)
    except BrokenPipeError:  # nobody reads on, as behind `| head`
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return DONE
    except Exception as error:
        from generator.refusals import refusal

        said = _("error: {what}").format(what=error) if isinstance(error, Misuse) else refusal(error)
        if not said:
            raise  # a mistake of this program, which its traceback helps to find
        _say(said, sys.stderr)
    else:
        return code
    return MISUSE


def _check(options: argparse.Namespace) -> int:
    from generator.checking import NothingThere, check
    from generator.checks.report import as_github, as_json, as_text, summary_line
    from generator.records.text_file import line_reader

    project = _project(options)
    try:
        with _bar(options) as bar:
            checked = check(project, options.paths, options.jobs, bar.advance)
    except NothingThere as error:
        raise Misuse(_("{path} is no record, folder of records or settings file").format(path=error)) from error
    if options.format == "json":
        _say(as_json(checked.problems))
    elif options.format == "github":
        _say(as_github(checked.problems))
    else:
        _say(as_text(checked.problems, line_reader(project.root, project.records)))
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
    from generator.checks.nearest import nearest

    near = nearest(options.rule, [rule.name for rule in RULES])
    meant = _("did you mean “{key}”?").format(key=near) if near else _("`exemplar explain` lists them all")
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
    from generator.output import write_whole
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
        options.out.parent.resolve(strict=True)  # a mistyped folder is told, not made
        write_whole(options.out, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else DONE


def _build(options: argparse.Namespace) -> int:
    from generator.account import closing_line
    from generator.options import Options
    from generator.receipt import inputs_key, unchanged

    project = _project(options)
    began = time.monotonic()
    gc.disable()  # a build forms no garbage cycles; looking for them takes a third of the time
    chosen = Options(options.today, options.jobs, options.cards, options.press)
    inputs = inputs_key(project, chosen)
    if kept := unchanged(project, inputs):
        _tell(project, kept.problems)
        _say(closing_line(kept.account, 0, 0, time.monotonic() - began))
        return DONE
    from generator.build import build

    with _bar(options) as bar:
        outcome = build(project, chosen, bar.advance, inputs)
    _tell(project, outcome.problems)
    if outcome.account is None:
        _say(_("nothing was published; the last good site stays as it is"), sys.stderr)
        return PROBLEMS
    _say(closing_line(outcome.account, outcome.written, outcome.removed, time.monotonic() - began))
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

    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--lang",
        language.chosen(),
        "--today",
        str(options.today),
    ]
    for name in ("records", "out", "cards", "press", "jobs"):
        if (value := getattr(options, name)) is not None:
            command += [f"--{name}", str(value)]
    subprocess.run(command, check=False)  # noqa: S603 (our own program and parsed options)


def _project(options: argparse.Namespace) -> Project:
    return Project.find(Path.cwd(), getattr(options, "records", None), getattr(options, "out", None))


def _settings(project: Project):  # type: ignore[no-untyped-def]  # the type would load pydantic for --help
    from generator.settings import read_all_settings

    return read_all_settings(project)


def _tell(project: Project, problems: Sequence[Any]) -> None:
    if problems:
        from generator.checks.report import as_text
        from generator.records.text_file import line_reader

        lines = line_reader(project.root, project.records)
        _say(as_text(problems, lines), sys.stderr)


def _say(text: str, stream: TextIO | None = None) -> None:
    if text:
        print(text, file=stream or sys.stdout)


def _bar(options: argparse.Namespace) -> Bar:
    """A progress count on standard error, if a person is watching."""
    return Bar(sys.stderr.isatty() and not options.quiet, partial(print, end="", file=sys.stderr, flush=True))


def _parser() -> argparse.ArgumentParser:
    """All verbs and options, worded in the chosen language."""
    verbs = (_new, _check, _explain, _preview, _build, _serve)
    does: dict[str, Verb] = {verb.__name__.removeprefix("_"): verb for verb in verbs}
    return parser_of(does, datetime.datetime.now().astimezone().date())
